"""Awards and commendations, and who took over the way of an exemplar."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.exemplars import cautions
from nongcot.exemplars.actions import telling
from nongcot.exemplars.models import Award, Replication
from nongcot.exemplars.vocabulary import AwardKind, Field, Level
from nongcot.kernel.dates import PartialDate
from nongcot.registry import checking, keyed, standing, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import NotNow, Recorded


@dataclass(frozen=True)
class Given:
    """An award: to the organisation, or to one of its products; `amount` in đồng."""

    award: str
    level: str
    on: PartialDate
    product_id: int | None = None
    name: str = ""
    decision_no: str = ""
    issuing_body: str = ""
    amount: int | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of `Award`. Raises ValidationError by field."""
        return {
            "product_id": self.product_id,
            "award": telling.choice("award", self.award, AwardKind),
            "level": telling.choice("level", self.level, Level),
            "name": telling.text("name", self.name, required=self.award == AwardKind.OTHER),
            **telling.days(self.on),
            "decision_no": telling.text("decision_no", self.decision_no, 80, numbers=False),
            "issuing_body": telling.text("issuing_body", self.issuing_body, 200),
            "amount": telling.money("amount", self.amount),
        }


def award(*, organisation_id: int, given: Given, by: User | None, source: str = "") -> Recorded:
    """Enter an award. Raises NotNow for an organisation that is not there, ValidationError by field."""
    _require_own(organisation_id, given)
    return telling.enter("award", Award, organisation_id, given.columns(), number="award_id", by=by, source=source)


def award_many(*, given: Iterable[tuple[int, Given]], by: User | None, source: str = "") -> Recorded:
    """A list of awards, one posting. Raises NotNow, ValidationError."""
    facts = [(organisation, one.columns()) for organisation, one in given]
    organisations = {organisation for organisation, _columns in facts}
    with posting("exemplars.award_many", by=by, source=source) as entry:
        if Organisation.objects.filter(pk__in=organisations).count() < len(organisations):
            raise NotNow(_("Sổ không có tổ chức này."))
        first = writing.next_identity(Award, "award_id")
        rows = [
            {"organisation_id": organisation, "award_id": number, **columns, "source": source}
            for number, (organisation, columns) in enumerate(facts, first)
        ]
        keys = writing.tell(entry, Award, rows)
    return Recorded(entry.n, tuple(sorted(organisations)), tuple(keys))


def change_award(*, key: str, given: Given, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """Say an award anew under its key. Raises NotNow when it was taken back, ChangedSince, ValidationError by field."""
    before = keyed.standing(Award, key)
    if given.product_id != before.product_id:
        _require_own(before.organisation_id, given)
    return telling.change("change_award", Award, key, given.columns(), by=by, seen=seen, reason=reason)


def withdraw_award(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take an award back: it was never given, or was cancelled and recovered (Law 06/2022/QH15). Raises NotNow,
    ChangedSince."""
    return telling.withdraw("withdraw_award", Award, key, by=by, seen=seen, reason=reason)


def replicate(
    *,
    organisation_id: int,
    exemplar_id: int,
    field: str,
    on: PartialDate,
    by: User | None,
    how: str = "",
    source: str = "",
) -> Recorded:
    """An organisation took over the way of an exemplar (an organisation that bears or bore the title).

    Raises NotNow for organisations that are not there, ValidationError by field.
    """
    _require_exemplar(organisation_id, exemplar_id)
    columns = _replication(exemplar_id, field, on, how)
    return telling.enter(
        "replicate", Replication, organisation_id, columns, number="replication_id", by=by, source=source
    )


def change_replication(
    *,
    key: str,
    exemplar_id: int,
    field: str,
    on: PartialDate,
    by: User | None,
    seen: int | None,
    how: str = "",
    reason: str = "",
) -> Recorded:
    """Say a replication anew under its key; another exemplar must bear or have borne the title.

    Raises NotNow when it was taken back, ChangedSince, ValidationError by field.
    """
    before = keyed.standing(Replication, key)
    if exemplar_id != before.exemplar_id:
        _require_exemplar(before.organisation_id, exemplar_id)
    columns = _replication(exemplar_id, field, on, how)
    return telling.change("change_replication", Replication, key, columns, by=by, seen=seen, reason=reason)


def withdraw_replication(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a replication back. Raises NotNow, ChangedSince."""
    return telling.withdraw("withdraw_replication", Replication, key, by=by, seen=seen, reason=reason)


def _require_own(organisation_id: int, given: Given) -> None:
    """Raise ValidationError for a product that is another organisation's."""
    if given.product_id is not None:
        checking.require_own("product", organisation_id, [given.product_id])


def _require_exemplar(organisation_id: int, exemplar_id: int) -> None:
    """Raise ValidationError unless it is another organisation that bears or bore the title."""
    if organisation_id in standing.together([exemplar_id]):
        raise ValidationError({"exemplar": _("Một tổ chức không nhân rộng cách làm của chính nó.")})
    if not cautions.is_exemplar(exemplar_id):
        raise ValidationError({"exemplar": _("Sổ chưa ghi tổ chức này là điển hình tiên tiến.")})


def _replication(exemplar_id: int, field: str, on: PartialDate, how: str) -> dict[str, Any]:
    return {
        "exemplar_id": exemplar_id,
        "field": telling.choice("field", field, Field),
        **telling.days(on),
        "how": telling.text("how", how, 500),
    }
