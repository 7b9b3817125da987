"""Branches, representative offices and places of business: opened, changed, closed (Decree 92/2024/NĐ-CP a.14(4)–(5)).

Opening and closing are also events of the organisation, because widening counts them; branch and event name each other
by the branch's key.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.registry import keyed, lives, values, versions, writing
from nongcot.registry.actions.events import happened
from nongcot.registry.bookkeeping import posting
from nongcot.registry.details import NO_PAPER, Paper
from nongcot.registry.models import Branch, LifeEvent
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.registry.values import written
from nongcot.registry.vocabulary import BranchKind, EventKind
from nongcot.registry.writing import Happened


def open_branch(
    *,
    organisation_id: int,
    name: str,
    on: PartialDate,
    by: User | None,
    kind: str = "",
    code: str = "",
    place: int | None = None,
    address: str = "",
    paper: Paper = NO_PAPER,
    steps_missing: bool = False,
    source: str = "",
) -> Recorded:
    """An organisation opens a branch; `kind` is a code of `BranchKind`, `place` the id of its commune.

    Raises NotNow when the organisation is not there on that day, ValidationError by field.
    """
    told, paper = _checked(name, kind, code, place, address), paper.checked()
    with posting("registry.open_branch", by=by, source=source) as entry:
        life = lives.of(organisation_id)
        lives.require_move(life, EventKind.BRANCH_OPENED, on, steps_missing=steps_missing)
        columns = {"organisation_id": organisation_id, "valid_from": on.earliest, **told}
        key = writing.open_branch(entry, source=source, **columns)
        writing.happen(entry, [_event(organisation_id, EventKind.BRANCH_OPENED, on, paper, key, told["name"])])
    return Recorded(entry.n, (organisation_id,), (key,))


def change_branch(
    *,
    key: str,
    name: str,
    by: User | None,
    seen: int | None,
    kind: str = "",
    code: str = "",
    place: int | None = None,
    address: str = "",
    opened: PartialDate | None = None,
    reason: str = "",
) -> Recorded:
    """Say a branch anew under its key; `opened` corrects the day of its opening too.

    Raises NotNow when it was taken back, ChangedSince, ValidationError.
    """
    told = _checked(name, kind, code, place, address)
    with posting("registry.change_branch", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        branch = keyed.standing(Branch, key)
        versions.require_fact_unchanged(branch, seen)
        columns = _columns(branch) | told
        if opened is not None:
            if opened.earliest >= branch.valid_to:
                raise ValidationError({"opened": _("Ngày mở sau ngày đóng.")})
            columns["valid_from"] = opened.earliest
            writing.happen(entry, [_told_again(e, opened) for e in _events(branch, EventKind.BRANCH_OPENED)])
        writing.open_branch(entry, key=key, source=branch.source, **columns)
    return Recorded(entry.n, (branch.organisation_id,), (key,))


def close_branch(
    *, key: str, on: PartialDate, by: User | None, seen: int | None, paper: Paper = NO_PAPER, reason: str = ""
) -> Recorded:
    """A branch is closed from that day on.

    Raises NotNow when it is closed or was taken back, ChangedSince, ValidationError.
    """
    paper = paper.checked()
    with posting("registry.close_branch", by=by, reason=reason) as entry:
        branch = keyed.standing(Branch, key)
        versions.require_fact_unchanged(branch, seen)
        if branch.valid_to != FAR:
            raise NotNow(_("Chi nhánh này đã đóng."))
        if on.earliest <= branch.valid_from:
            raise ValidationError({"on": _("Ngày đóng phải sau ngày mở.")})
        writing.open_branch(entry, key=key, source=branch.source, **(_columns(branch) | {"valid_to": on.earliest}))
        writing.happen(entry, [_event(branch.organisation_id, EventKind.BRANCH_CLOSED, on, paper, key, branch.name)])
    return Recorded(entry.n, (branch.organisation_id,), (key,))


def withdraw_branch(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a branch back with its events: it never was. Raises NotNow when it was taken back already, ChangedSince."""
    with posting("registry.withdraw_branch", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        branch = keyed.standing(Branch, key)
        versions.require_fact_unchanged(branch, seen)
        writing.open_branch(entry, key=key, void=True, source=branch.source, **_columns(branch))
        writing.happen(
            entry,
            [
                Happened(e.organisation_id, e.kind, _day(e), details=e.details, key=e.key, void=True)
                for kind in (EventKind.BRANCH_OPENED, EventKind.BRANCH_CLOSED)
                for e in _events(branch, kind)
            ],
        )
    return Recorded(entry.n, (branch.organisation_id,), (key,))


def opened_on(branch: Branch) -> PartialDate:
    """The day a branch was opened, as precisely as it is known."""
    return next(map(_day, _events(branch, EventKind.BRANCH_OPENED)), PartialDate.day(branch.valid_from))


def _checked(name: str, kind: str, code: str, place: int | None, address: str) -> dict[str, Any]:
    if kind not in ("", *BranchKind.values):
        raise ValidationError({"kind": _("Không có lựa chọn này.")})
    found = {"name": written(name), "code": written(code, 20, numbers=False), "address": written(address)}
    if not found["name"]:
        raise ValidationError({"name": _("Cần có tên.")})
    return found | {"kind": kind, "place_id": values.checked({"place": place})["place"] or 0}


def _columns(branch: Branch) -> dict[str, Any]:
    names = ("organisation_id", "name", "kind", "code", "place_id", "address", "valid_from", "valid_to")
    return {name: getattr(branch, name) for name in names}


def _event(organisation_id: int, kind: str, on: PartialDate, paper: Paper, key: str, name: str) -> Happened:
    return happened(organisation_id, kind, on, paper, None, {"branch_key": key, "branch": name})


def _events(branch: Branch, kind: str) -> list[LifeEvent]:
    told = keyed.all_standing(LifeEvent, branch.organisation_id)
    return [e for e in told if e.kind == kind and e.details.get("branch_key") == branch.key]


def _told_again(event: LifeEvent, on: PartialDate) -> Happened:
    paper = Paper(event.paper_date, event.document_no, event.issuing_body)
    return happened(event.organisation_id, event.kind, on, paper, None, event.details, event.source, event.key)


def _day(event: LifeEvent) -> PartialDate:
    return PartialDate(event.earliest, event.latest, event.precision)  # type: ignore[arg-type]  # written by writing.py
