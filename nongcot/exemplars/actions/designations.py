"""Titles: designated by a decision, said anew, reviewed every year, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.exemplars import cautions
from nongcot.exemplars.actions import telling
from nongcot.exemplars.models import Designation, Nomination, Reviewed
from nongcot.exemplars.vocabulary import Field, Level, Programme, Review, Title
from nongcot.kernel.dates import PartialDate
from nongcot.registry import checking, keyed, standing, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import NotNow, Recorded


@dataclass(frozen=True)
class Told:
    """What a decision says. `since` is the day from which the title is borne, `valid_until` its last day (None: no end
    is written), `amount` the money given, in đồng."""

    title: str
    field: str
    level: str
    since: PartialDate
    programme: str = ""
    decision_no: str = ""
    decided_on: date | None = None
    issuing_body: str = ""
    valid_until: date | None = None
    amount: int | None = None
    story: str = ""
    nomination_id: int | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of `Designation`. Raises ValidationError by field."""
        if self.decided_on is not None:  # from when it holds may lie ahead, the decision may not
            checking.require_past("decided_on", self.decided_on)
        if self.title == Title.MODEL and not self.programme:
            raise ValidationError({"programme": _("Mô hình được chọn trong một chương trình: hãy chọn chương trình.")})
        if self.title == Title.EXEMPLAR and self.programme:
            raise ValidationError({"programme": _("Chỉ mô hình của một chương trình mới có mục này.")})
        return {
            "title": telling.choice("title", self.title, Title),
            "field": telling.choice("field", self.field, Field),
            "level": telling.choice("level", self.level, Level),
            "programme": telling.choice("programme", self.programme, Programme, required=False),
            "decision_no": telling.text("decision_no", self.decision_no, 80, numbers=False),
            "decided_on": self.decided_on,
            "issuing_body": telling.text("issuing_body", self.issuing_body, 200),
            "valid_from": self.since.earliest,
            "latest": self.since.latest,
            "precision": self.since.precision,
            "valid_to": telling.after("valid_until", self.valid_until, self.since.earliest),
            "amount": telling.money("amount", self.amount),
            "story": telling.text("story", self.story, 1000),
            "nomination_id": self.nomination_id,
        }


def designate(*, organisation_id: int, told: Told, by: User | None, source: str = "") -> Recorded:
    """Enter a title of an organisation. Raises NotNow, ValidationError by field; a nomination must be its own."""
    columns = told.columns()
    _require_own(organisation_id, told.nomination_id)
    return telling.enter(
        "designate", Designation, organisation_id, columns, number="designation_id", by=by, source=source
    )


def designate_many(*, told: Mapping[int, Told], by: User | None, source: str = "") -> Recorded:
    """One decision over many organisations, one posting. Raises NotNow, ValidationError."""
    facts = [(organisation, one.columns()) for organisation, one in told.items()]
    with posting("exemplars.designate_many", by=by, source=source) as entry:
        if Organisation.objects.filter(pk__in=told).count() < len(told):
            raise NotNow(_("Sổ không có tổ chức này."))
        first = writing.next_identity(Designation, "designation_id")
        rows = [
            {"organisation_id": organisation, "designation_id": number, **columns, "source": source}
            for number, (organisation, columns) in enumerate(facts, first)
        ]
        keys = writing.tell(entry, Designation, rows)
    return Recorded(entry.n, tuple(told), tuple(keys))


def change_designation(*, key: str, told: Told, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """Say a title anew under its key. Raises NotNow when it was taken back, ChangedSince, ValidationError by field."""
    columns, before = told.columns(), keyed.standing(Designation, key)
    if told.nomination_id != before.nomination_id:
        _require_own(before.organisation_id, told.nomination_id)
    return telling.change("change_designation", Designation, key, columns, by=by, seen=seen, reason=reason)


def withdraw_designation(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a title back: it was never given (a title given and lost is a review). Raises NotNow, ChangedSince."""
    return telling.withdraw("withdraw_designation", Designation, key, by=by, seen=seen, reason=reason)


@dataclass(frozen=True)
class Decided:
    """What a review decides of one designation; a withdrawal has a reason."""

    outcome: str
    reason: str = ""
    document_no: str = ""


def review(
    *, year: int, on: date, decided: Mapping[int, Decided], by: User | None, seen: int | None, source: str = ""
) -> Recorded:
    """Review titles (by their number) of a year, all on one day, one posting; one reviewed already is said anew.

    Raises NotNow where nothing is decided or a title is not there or not yet borne, ChangedSince, ValidationError by
    `reason_<number>` where a withdrawal has none.
    """
    telling.year("year", year)
    checking.require_past("on", on)
    checked = {number: _checked(one, f"reason_{number}") for number, one in decided.items()}
    with posting("exemplars.review", by=by, source=source) as entry:
        if not decided:
            raise NotNow(_("Chưa chọn kết quả rà soát nào."))
        facts: list[dict[str, Any]] = []
        for number, columns in checked.items():
            designation = telling.numbered(Designation, "designation_id", number)
            _require_borne(designation, on)
            versions.require_fact_unchanged(designation, seen)
            key = f"rv{number}-{year}"
            versions.require_key_unchanged(Reviewed, key, seen)
            told = {"organisation_id": designation.organisation_id, "designation_id": number, "year": year, "on": on}
            facts.append({"key": key, **told, **columns, "source": source})
        keys = writing.tell(entry, Reviewed, facts)
    return Recorded(entry.n, tuple({fact["organisation_id"]: None for fact in facts}), tuple(keys))


def change_review(
    *, key: str, on: date, decided: Decided, by: User | None, seen: int | None, reason: str = ""
) -> Recorded:
    """Say a review of one title anew under its key, with its day and its paper; `decided` as `review` takes it.

    Raises NotNow when it was taken back or the title with it, ChangedSince, ValidationError by field, at `why` for a
    withdrawal without a reason.
    """
    before = keyed.standing(Reviewed, key)
    checking.require_past("on", on)
    columns = _checked(decided, "why")
    _require_borne(telling.numbered(Designation, "designation_id", before.designation_id), on)
    return telling.change("change_review", Reviewed, key, columns | {"on": on}, by=by, seen=seen, reason=reason)


def withdraw_review(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a review back: a title that it withdrew is borne again. Raises NotNow, ChangedSince."""
    return telling.withdraw("withdraw_review", Reviewed, key, by=by, seen=seen, reason=reason)


def _require_own(organisation_id: int, nomination_id: int | None) -> None:
    """Raise ValidationError for a nomination of another organisation, NotNow for one that there is not."""
    if nomination_id is None:
        return
    nomination = telling.numbered(Nomination, "nomination_id", nomination_id)
    if nomination.organisation_id not in standing.together([organisation_id]):
        raise ValidationError({"nomination": _("Đề nghị này không phải của tổ chức.")})


def _require_borne(designation: Designation, on: date) -> None:
    """Raise NotNow for a review on a day on which the title was not borne yet."""
    if misfit := cautions.of_review(designation, on):
        raise NotNow(misfit)


def _checked(one: Decided, reason: str) -> dict[str, Any]:
    """The columns of `Reviewed`. Raises ValidationError by field, where `reason` is the one of the reason."""
    required = one.outcome == Review.WITHDRAWN
    return {
        "outcome": telling.choice("outcome", one.outcome, Review),
        "reason": telling.text(reason, one.reason, 500, required=required),
        "document_no": telling.text("document_no", one.document_no, 80, numbers=False),
    }
