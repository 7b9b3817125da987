"""Rules that officers state from a document of the register: dated, with the place in it, and never overwritten."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.basis import choosing
from nongcot.basis.actions import state_rule
from nongcot.basis.models import Rule
from nongcot.indicators.ledger import Entry
from nongcot.registry import versions
from nongcot.registry.outcomes import Caution, NotNow, require_confirmed
from nongcot.registry.values import written

PLACE_LENGTH, NOTE_LENGTH = 120, 1000


@dataclass(frozen=True)
class Basis:
    """The document of the register that a rule rests on, the place in it, and whether it was read there."""

    document: str
    article: str = ""
    verified: bool = False
    note: str = ""

    def checked(self) -> "Basis":
        """The same with its texts as the book keeps them. Raises ValidationError by field, also for no document."""
        told: dict[str, str] = {}
        wrong: dict[str, ValidationError] = {}
        for name, length, numbers in (("article", PLACE_LENGTH, False), ("note", NOTE_LENGTH, True)):
            try:
                told[name] = written(getattr(self, name), length, numbers=numbers)
            except ValidationError as error:
                wrong[name] = error
        if not self.document:
            wrong["document"] = ValidationError(_("Cần chọn văn bản làm căn cứ."))
        if wrong:
            raise ValidationError(wrong)
        return replace(self, article=told["article"], note=told["note"])


def holding(code: str, day: date) -> Rule | None:
    """What a rule says of a day by the newest knowledge; None where it says nothing."""
    return Rule.objects.filter(code=code, retracted=None, valid_from__lte=day, valid_to__gt=day).first()


def state(
    entry: Entry,
    *,
    code: str,
    what: str,
    valid_from: date,
    parameters: Mapping[str, Any],
    basis: Basis,
    seen: int | None,
    cautions: Iterable[Caution] = (),
    confirmed: Collection[str] = (),
) -> None:
    """Within an open posting: from a day on a rule, which pages call `what`, says this, by a `basis` that was checked.

    Raises ChangedSince where somebody said it anew after posting `seen`, ValidationError at `document` for one that
    does not stand, ToConfirm, NotNow where nothing would change.
    """
    versions.require_rows_unchanged(Rule, seen, what, code=code)
    choosing.require("document", basis.document, entry.n)
    require_confirmed(cautions, confirmed)
    changed = state_rule(
        entry,
        code=code,
        valid_from=valid_from,
        parameters=dict(parameters),
        legal_basis=choosing.cite(basis.document, entry.n, basis.article),
        verified=basis.verified,
        note=basis.note,
        also_its_basis=True,
    )
    if not changed:
        raise NotNow(_("Sổ đã ghi đúng như vậy từ ngày ấy: không có gì để ghi."))
