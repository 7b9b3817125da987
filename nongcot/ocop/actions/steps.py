"""What happens to a dossier on its way: checks, returns, filing again, withdrawals by the producer."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.ocop import cautions, regimes, stages
from nongcot.ocop.actions import about, dossiers
from nongcot.ocop.actions.about import NO_PAPER, Paper
from nongcot.ocop.models import Dossier, Step
from nongcot.ocop.stating import again, state
from nongcot.ocop.vocabulary import Content, Stage, StepKind
from nongcot.registry import checking, keyed, versions
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import Caution, NotNow, Recorded, require_confirmed


def record_commune_check(
    *,
    dossier: str,
    day: date,
    contents: Mapping[str, bool],
    by: User | None,
    seen: int | None,
    paper: Paper = NO_PAPER,
    remark: str = "",
    confirmed: Collection[str] = (),
) -> Recorded:
    """What the commune found on the contents it checks (each confirmed or not), and that it forwarded the dossier.

    Raises NotNow for a dossier not filed, ChangedSince, ValidationError by field, ToConfirm.
    """
    details = _checked(contents, remark)
    with posting("ocop.record_commune_check", by=by) as entry:
        before = _filed(dossier, seen, day)
        require_confirmed(_check_cautions(day, contents), confirmed)
        key = _step(entry, before, StepKind.COMMUNE_CHECK, day, paper, details)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def return_dossier(
    *,
    dossier: str,
    day: date,
    reasons: str,
    by: User | None,
    seen: int | None,
    paper: Paper = NO_PAPER,
) -> Recorded:
    """A dossier came back, with the reasons told. Raises as `record_commune_check`."""
    details = _returned(reasons)
    with posting("ocop.return_dossier", by=by) as entry:
        before = _filed(dossier, seen, day)
        key = _step(entry, before, StepKind.RETURNED, day, paper, details)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def file_again(
    *,
    dossier: str,
    day: date,
    by: User | None,
    seen: int | None,
    remark: str = "",
    confirmed: Collection[str] = (),
) -> Recorded:
    """A dossier that came back was completed and filed again; papers, copies and its sheet stay with it.

    Practice: the decisions that were read say nothing of dossiers that come back. Raises NotNow for one that did not
    come back or whose product has another one open, ChangedSince, ValidationError by field, ToConfirm.
    """
    details = {"remark": about.text("remark", remark, 300)}
    with posting("ocop.file_again", by=by) as entry:
        before = _filed(dossier, seen, day)
        standing = stages.of([before])[dossier]
        if standing.stage != Stage.RETURNED:
            raise NotNow(_("Hồ sơ này không ở tình trạng bị trả lại."))
        dossiers.require_none_open(before.product_id)
        if day < standing.steps[-1].day:
            raise ValidationError({"day": _("Ngày này trước ngày trả lại hồ sơ.")})
        require_confirmed(about.running_cautions(before.regime, day), confirmed)
        key = _step(entry, before, StepKind.FILED_AGAIN, day, NO_PAPER, details)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def give_up_dossier(*, dossier: str, day: date, by: User | None, seen: int | None, reasons: str = "") -> Recorded:
    """The producer withdrew its dossier. Raises NotNow when it was taken back, ChangedSince, ValidationError."""
    told = about.text("reasons", reasons, 1000)
    with posting("ocop.give_up_dossier", by=by) as entry:
        before = keyed.standing(Dossier, dossier)
        about.require_unchanged(before, seen)
        _require_in_time(before, day)
        key = _step(entry, before, StepKind.WITHDRAWN, day, NO_PAPER, {"reasons": told})
    return Recorded(entry.n, (before.organisation_id,), (key,))


def change_commune_check(
    *,
    key: str,
    day: date,
    contents: Mapping[str, bool],
    by: User | None,
    seen: int | None,
    paper: Paper = NO_PAPER,
    remark: str = "",
    reason: str = "",
    confirmed: Collection[str] = (),
) -> Recorded:
    """Say a commune's check anew under its key. Raises NotNow when it was taken back, ChangedSince, ValidationError by
    field, ToConfirm."""
    details = _checked(contents, remark)
    with _changing(key, StepKind.COMMUNE_CHECK, day, by, seen, reason) as (entry, before):
        require_confirmed(_check_cautions(day, contents), confirmed)
        state(entry, Step, [again(before, day=day, **paper.columns(), details=details)])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def change_return(
    *,
    key: str,
    day: date,
    reasons: str,
    by: User | None,
    seen: int | None,
    paper: Paper = NO_PAPER,
    reason: str = "",
) -> Recorded:
    """Say a return anew under its key; `reasons` are those of the return, `reason` that of the correction.

    Raises as `change_commune_check`.
    """
    details = _returned(reasons)
    with _changing(key, StepKind.RETURNED, day, by, seen, reason) as (entry, before):
        state(entry, Step, [again(before, day=day, **paper.columns(), details=details)])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def change_filing_again(
    *, key: str, day: date, by: User | None, seen: int | None, remark: str = "", reason: str = ""
) -> Recorded:
    """Say anew under its key that a dossier was filed again. Raises as `change_commune_check`."""
    details = {"remark": about.text("remark", remark, 300)}
    with _changing(key, StepKind.FILED_AGAIN, day, by, seen, reason) as (entry, before):
        state(entry, Step, [again(before, day=day, details=details)])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def change_giving_up(
    *, key: str, day: date, by: User | None, seen: int | None, reasons: str = "", reason: str = ""
) -> Recorded:
    """Say anew under its key that the producer withdrew its dossier. Raises as `change_commune_check`."""
    details = {"reasons": about.text("reasons", reasons, 1000)}
    with _changing(key, StepKind.WITHDRAWN, day, by, seen, reason) as (entry, before):
        state(entry, Step, [again(before, day=day, details=details)])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_step(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a step of a dossier back: it did not happen. Raises NotNow, also for a revocation (`revocations`),
    ChangedSince."""
    with posting("ocop.withdraw_step", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Step, key)
        versions.require_fact_unchanged(before, seen)
        if before.kind == StepKind.REVOKED:
            raise NotNow(_("Bước này là “%(kind)s”.") % {"kind": StepKind(before.kind).label})
        _require_returned_first(before, None)
        state(entry, Step, [again(before, void=True)])
    return Recorded(entry.n, (before.organisation_id,), (key,))


@contextmanager
def _changing(
    key: str, kind: StepKind, day: date, by: User | None, seen: int | None, reason: str
) -> Iterator[tuple[Entry, Step]]:
    """An open posting in which a step of that kind is said anew for `day`, with the step as it stands."""
    with posting("ocop.change_step", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Step, key)
        versions.require_fact_unchanged(before, seen)
        if before.kind != kind:
            raise NotNow(_("Bước này là “%(kind)s”.") % {"kind": StepKind(before.kind).label})
        _require_in_time(keyed.standing(Dossier, before.dossier), day)
        _require_returned_first(before, day)
        yield entry, before


def _require_returned_first(step: Step, day: date | None) -> None:
    """Raise ValidationError where a dossier would be filed again before it came back, once `step` is said to have been
    on `day` (None: never)."""
    dossier = keyed.newest(Dossier, step.dossier)
    steps = stages.of([dossier])[step.dossier].steps if dossier else ()
    days = [(one.kind, day if one.key == step.key else one.day) for one in steps]
    if misfit := cautions.of_return((kind, on) for kind, on in days if on is not None):
        raise ValidationError({"day": misfit})


def _checked(contents: Mapping[str, bool], remark: str) -> dict[str, Any]:
    """What a commune found, as facts keep it. Raises ValidationError by field."""
    if set(contents) - set(Content.values):
        raise ValidationError({"contents": _("Không có lựa chọn này.")})
    return {"contents": dict(contents), "remark": about.text("remark", remark, 300)}


def _check_cautions(day: date, contents: Mapping[str, bool]) -> list[Caution]:
    rule = regimes.commune_check(day)
    if rule is None:
        return [Caution("commune_check", _("Vào ngày này chưa rõ quy định nào giao xã kiểm tra hồ sơ."))]
    if all(contents.get(content) for content in rule.parameters["contents"]):
        return []
    sentence = _("Có nội dung xã chưa xác nhận đạt; hồ sơ vẫn được ghi là đã kiểm tra.")
    return [Caution("contents", sentence, rule.legal_basis, rule.verified)]


def _returned(reasons: str) -> dict[str, Any]:
    """Why a dossier came back, as facts keep it. Raises ValidationError for no reason."""
    told = about.text("reasons", reasons, 1000)
    if not told:
        raise ValidationError({"reasons": _("Cần nêu lý do trả lại.")})
    return {"reasons": told}


def _filed(dossier: str, seen: int | None, day: date) -> Dossier:
    before = about.filed(dossier, seen)
    _require_in_time(before, day)
    return before


def _require_in_time(dossier: Dossier, day: date) -> None:
    """Raise ValidationError for a step before its dossier was filed, and for one that cannot have happened yet."""
    about.require_after_filing(dossier.earliest, "day", day)
    checking.require_past("day", day)


def _step(entry: Entry, dossier: Dossier, kind: str, day: date, paper: Paper, details: dict[str, Any]) -> str:
    fact = {
        "organisation_id": dossier.organisation_id,
        "dossier": dossier.key,
        "kind": str(kind),
        "day": day,
        **paper.columns(),
        "details": details,
    }
    return state(entry, Step, [fact])[0]
