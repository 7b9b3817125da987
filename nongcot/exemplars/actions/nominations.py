"""Nominations: made, their steps taken, their conditions checked, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.exemplars import assessment, cautions
from nongcot.exemplars.actions import telling
from nongcot.exemplars.models import Check, Nomination, StepTaken
from nongcot.exemplars.vocabulary import Field, Finding, Level, Outcome, Programme, Step, Title
from nongcot.registry import checking, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import NotNow, Recorded


@dataclass(frozen=True)
class Told:
    """For what an organisation is nominated, under which movement, for which year."""

    title: str
    field: str
    level: str
    year: int
    nominated_on: date
    programme: str = ""
    movement: str = ""
    achievements: str = ""

    def columns(self) -> dict[str, Any]:
        """The columns of `Nomination`. Raises ValidationError by field."""
        checking.require_past("on", self.nominated_on)
        if self.title == Title.MODEL and not self.programme:
            raise ValidationError({"programme": _("Mô hình được chọn trong một chương trình: hãy chọn chương trình.")})
        return {
            "title": telling.choice("title", self.title, Title),
            "field": telling.choice("field", self.field, Field),
            "level": telling.choice("level", self.level, Level),
            "programme": telling.choice("programme", self.programme, Programme, required=False),
            "movement": telling.text("movement", self.movement),
            "year": telling.year("year", self.year),
            "nominated_on": self.nominated_on,
            "achievements": telling.text("achievements", self.achievements, 1000),
        }


def nominate(*, organisation_id: int, told: Told, by: User | None, source: str = "") -> Recorded:
    """Enter a nomination. Raises NotNow for an organisation that is not there, ValidationError by field."""
    return telling.enter(
        "nominate", Nomination, organisation_id, told.columns(), number="nomination_id", by=by, source=source
    )


def change_nomination(*, key: str, told: Told, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """Say a nomination anew under its key. Raises NotNow when it was taken back, ChangedSince, ValidationError."""
    return telling.change("change_nomination", Nomination, key, told.columns(), by=by, seen=seen, reason=reason)


def withdraw_nomination(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a nomination back. Raises NotNow when it was taken back already, ChangedSince."""
    return telling.withdraw("withdraw_nomination", Nomination, key, by=by, seen=seen, reason=reason)


def take_step(
    *,
    nomination_id: int,
    step: str,
    outcome: str,
    on: date,
    by: User | None,
    seen: int | None,
    document_no: str = "",
    body: str = "",
    votes_for: int | None = None,
    votes_total: int | None = None,
    note: str = "",
) -> Recorded:
    """A step of a nomination was taken; one taken already is said anew. Votes are the council's alone.

    Raises NotNow for a nomination that is not there, ChangedSince, ValidationError by field.
    """
    checking.require_past("on", on)
    telling.choice("step", step, Step)
    telling.choice("outcome", outcome, Outcome)
    if step != Step.COUNCIL and (votes_for is not None or votes_total is not None):
        raise ValidationError({"votes_for": _("Chỉ hội đồng bỏ phiếu.")})
    if (votes_for is None) != (votes_total is None) or (votes_for or 0) > (votes_total or 0):
        raise ValidationError({"votes_for": _("Cần số phiếu thuận và tổng số phiếu, thuận không nhiều hơn tổng.")})
    columns = {
        "step": step,
        "outcome": outcome,
        "on": on,
        "document_no": telling.text("document_no", document_no, 80, numbers=False),
        "body": telling.text("body", body, 200),
        "votes_for": votes_for,
        "votes_total": votes_total,
        "note": telling.text("note", note, 500, required=outcome == Outcome.REFUSED),
    }
    with posting("exemplars.take_step", by=by) as entry:
        nomination = telling.numbered(Nomination, "nomination_id", nomination_id)
        if misfit := cautions.of_step(nomination, step, on):
            raise ValidationError({"on": misfit})
        key = f"st{nomination_id}-{step}"
        versions.require_key_unchanged(StepTaken, key, seen)
        whose = {"organisation_id": nomination.organisation_id, "nomination_id": nomination_id}
        writing.tell(entry, StepTaken, [{"key": key, **whose, **columns}])
    return Recorded(entry.n, (nomination.organisation_id,), (key,))


def withdraw_step(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a step of a nomination back: it was not taken. Raises NotNow, ChangedSince."""
    return telling.withdraw("withdraw_step", StepTaken, key, by=by, seen=seen, reason=reason)


@dataclass(frozen=True)
class Checked:
    """What was found of a condition, and by which paper."""

    finding: str
    evidence: str = ""


def check(
    *, nomination_id: int, on: date, checked: Mapping[str, Checked], by: User | None, seen: int | None
) -> Recorded:
    """Conditions of a nomination were checked on a day, one posting; codes are those of the criteria it is assessed by.

    Raises NotNow for a nomination that is not there or where nothing is checked, ChangedSince, ValidationError by
    `evidence_<code>`: what is met rests on a paper.
    """
    checking.require_past("on", on)
    with posting("exemplars.check", by=by) as entry:
        nomination = telling.numbered(Nomination, "nomination_id", nomination_id)
        if not checked:
            raise NotNow(_("Chưa chọn kết quả của điều kiện nào."))
        asked = {item.code for item in assessment.criteria_of(nomination, entry.n).items}
        facts: list[dict[str, Any]] = []
        for code, one in checked.items():
            if code not in asked:
                raise NotNow(_("Bộ tiêu chí của đề nghị này không có điều kiện ấy."))
            finding = telling.choice("finding", one.finding, Finding)
            name = f"evidence_{code}"
            evidence = telling.text(name, one.evidence, required=finding == Finding.MET)
            key = f"ck{nomination_id}-{code}"
            versions.require_key_unchanged(Check, key, seen)
            told = {"organisation_id": nomination.organisation_id, "nomination_id": nomination_id, "criterion": code}
            facts.append({"key": key, **told, "finding": finding, "on": on, "evidence": evidence})
        keys = writing.tell(entry, Check, facts)
    return Recorded(entry.n, (nomination.organisation_id,), tuple(keys))


def withdraw_check(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take back what was found of a condition: it was not checked. Raises NotNow, ChangedSince."""
    return telling.withdraw("withdraw_check", Check, key, by=by, seen=seen, reason=reason)
