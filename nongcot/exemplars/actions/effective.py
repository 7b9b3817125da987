"""Effective models: entered one by one or as a list, said anew, taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.exemplars.actions import telling
from nongcot.exemplars.models import EffectiveModel
from nongcot.exemplars.vocabulary import Per
from nongcot.indicators.ledger import Entry
from nongcot.places import tree
from nongcot.places.models import COMMUNE
from nongcot.registry import checking, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.registry.vocabulary import Sector

MOST_SEASONS = 12


@dataclass(frozen=True)
class Told:
    """What a source tells of a model, on `as_of`; amounts in đồng for what `per` says, None where it does not tell.

    `organisation_id` 0 is nobody's of the register. A loss is a negative profit.
    """

    name: str
    per: str
    as_of: date
    organisation_id: int = 0
    activity: str = ""
    sector: str = ""
    place_id: int = 0
    place_text: str = ""
    area: Decimal | None = None
    process: str = ""
    members: int | None = None
    output: str = ""
    outlet: str = ""
    seasons: int | None = None
    cost: int | None = None
    income: int | None = None
    profit: int | None = None
    active: bool | None = None
    note: str = ""

    def columns(self) -> dict[str, Any]:
        """The columns of `EffectiveModel`. Raises ValidationError by field."""
        checking.require_past("on", self.as_of)
        if self.area is not None and self.area < 0:
            raise ValidationError({"area": _("Số này không thể đúng.")})
        if self.seasons is not None and not 1 <= self.seasons <= MOST_SEASONS:
            raise ValidationError({"seasons": _("Số vụ một năm từ 1 đến %(most)s.") % {"most": MOST_SEASONS}})
        if self.place_id:
            unit = tree.current().units.get(self.place_id)
            if unit is None or unit.level != COMMUNE:
                raise ValidationError({"place": _("Cần một xã, phường hoặc thị trấn.")})
        profit = telling.money("profit", None if self.profit is None else abs(self.profit))
        return {
            "organisation_id": self.organisation_id,
            "name": telling.text("name", self.name, required=True),
            "activity": telling.text("activity", self.activity),
            "sector": telling.choice("sector", self.sector, Sector, required=False),
            "place_id": self.place_id,
            "place_text": telling.text("place_text", self.place_text, 200),
            "area": self.area,
            "process": telling.text("process", self.process),
            "members": self.members,
            "output": telling.text("output", self.output, 200),
            "outlet": telling.text("outlet", self.outlet, 200),
            "per": telling.choice("per", self.per, Per),
            "seasons": self.seasons,
            "cost": telling.money("cost", self.cost),
            "income": telling.money("income", self.income),
            "profit": None if self.profit is None else self.profit if profit else 0,
            "as_of": self.as_of,
            "active": self.active,
            "note": telling.text("note", self.note, 500),
        }


def describe_model(*, told: Told, by: User | None, source: str = "") -> Recorded:
    """Enter a model. Raises NotNow for an organisation that is not there, ValidationError by field."""
    return describe_models(told=[told], by=by, source=source)


def describe_models(*, told: Iterable[Told], by: User | None, source: str = "") -> Recorded:
    """A list of models, one posting. Raises NotNow, ValidationError."""
    columns = [one.columns() for one in told]
    with posting("exemplars.describe_models", by=by, source=source) as entry:
        keys = enter(entry, columns, source)
    return Recorded(entry.n, tuple({c["organisation_id"] for c in columns} - {0}), tuple(keys))


def enter(entry: Entry, columns: list[dict[str, Any]], source: str) -> list[str]:
    """Assert new models (columns of `Told.columns`) within an open posting; gives their keys. Raises NotNow."""
    organisations = {one["organisation_id"] for one in columns} - {0}
    if Organisation.objects.filter(pk__in=organisations).count() < len(organisations):
        raise NotNow(_("Sổ không có tổ chức này."))
    first = writing.next_identity(EffectiveModel, "model_id")
    rows = [{"model_id": number, **one, "source": source} for number, one in enumerate(columns, first)]
    return writing.tell(entry, EffectiveModel, rows)


def change_model(*, key: str, told: Told, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """Say a model anew under its key. Raises NotNow when it was taken back, ChangedSince, ValidationError."""
    return telling.change("change_model", EffectiveModel, key, told.columns(), by=by, seen=seen, reason=reason)


def withdraw_model(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a model back: it never was. Raises NotNow, ChangedSince."""
    return telling.withdraw("withdraw_model", EffectiveModel, key, by=by, seen=seen, reason=reason)
