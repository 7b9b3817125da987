"""Stating titles of communes, what was found of single items, what serves as VietGAP; each act is one posting."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.indicators.bearers import bearer
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR
from nongcot.ntm import equivalents, sets
from nongcot.ntm.models import Finding, Title
from nongcot.ntm.vocabulary import RANK, Answer, Level
from nongcot.places import tree
from nongcot.places.models import COMMUNE
from nongcot.registry import checking, keyed, parameters, versions
from nongcot.registry.actions import from_documents
from nongcot.registry.actions.from_documents import Basis
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import Caution, Recorded, require_confirmed
from nongcot.registry.values import written
from nongcot.registry.writing import new_key

DAY = timedelta(days=1)

ACT_WORDS: Mapping[str, str | Promise] = {
    "ntm.record_titles": gettext_lazy("Ghi xã được công nhận nông thôn mới"),
    "ntm.correct_title": gettext_lazy("Đính chính công nhận nông thôn mới"),
    "ntm.withdraw_title": gettext_lazy("Rút lại công nhận nông thôn mới"),
    "ntm.record_finding": gettext_lazy("Ghi minh chứng tiêu chí nông thôn mới"),
    "ntm.withdraw_finding": gettext_lazy("Rút lại minh chứng tiêu chí nông thôn mới"),
    "ntm.state_equivalents": gettext_lazy("Ghi chứng nhận tương đương VietGAP"),
}


@dataclass(frozen=True)
class Decided:
    """A commune recognised at a level: the decision's day, and the last day of the title where it has one."""

    unit_id: int
    level: str
    decided_on: date
    valid_from: date | None = None
    valid_until: date | None = None
    document_no: str = ""
    issuing_body: str = ""


def record_titles(
    *, decided: Iterable[Decided], by: User | None, source: str = "", confirmed: Collection[str] = ()
) -> Recorded:
    """State that communes were recognised.

    Raises ValidationError by field, ToConfirm where a commune holds a higher title on that day; then nothing is stated.
    """
    checked = [(new_key(), _checked(one)) for one in decided]
    with posting("ntm.record_titles", by=by, source=source) as entry:
        require_confirmed(_cautions(checked), confirmed)
        _state(entry, checked, source)
    return Recorded(entry.n, (), tuple(key for key, _one in checked))


def correct_title(
    *,
    key: str,
    decided: Decided,
    by: User | None,
    seen: int | None,
    reason: str = "",
    confirmed: Collection[str] = (),
) -> Recorded:
    """Say a recognition anew under its key.

    Raises NotNow when it was taken back, ChangedSince, and as `record_titles`.
    """
    with posting("ntm.correct_title", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Title, key)
        versions.require_fact_unchanged(before, seen)
        said = _checked(decided)
        require_confirmed(_cautions([(key, said)]), confirmed)
        _state(entry, [(key, said)], before.source)
    return Recorded(entry.n, (), (key,))


def withdraw_title(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a recognition back: it was never decided. Raises NotNow, ChangedSince."""
    with posting("ntm.withdraw_title", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Title, key)
        versions.require_fact_unchanged(before, seen)
        told = Decided(
            before.unit_id,
            before.level,
            before.decided_on,
            before.valid_from,
            None if before.valid_to == FAR else before.valid_to - DAY,
            before.document_no,
            before.issuing_body,
        )
        _state(entry, [(key, told)], before.source, void=True)
    return Recorded(entry.n, (), (key,))


def record_finding(
    *,
    unit_id: int,
    set_code: str,
    item: str,
    answer: str,
    noted_on: date,
    by: User | None,
    seen: int | None = None,
    valid_until: date | None = None,
    what: str = "",
    document_no: str = "",
) -> Recorded:
    """State what was found of an item in a commune; a later statement about the same item takes its place.

    Raises ChangedSince where somebody stated or took back something of the item after posting `seen`, ValidationError
    by field.
    """
    found = sets.of(set_code)
    if found is None or found.item(item) is None:
        raise ValidationError({"item": _("Bộ tiêu chí không có mục này.")})
    if answer not in Answer.values:
        raise ValidationError({"answer": _("Không có lựa chọn này.")})
    checking.require_past("noted_on", noted_on)
    if valid_until is not None and valid_until < noted_on:
        raise ValidationError({"valid_until": _("Ngày hết hạn trước ngày ghi nhận.")})
    _commune(unit_id, noted_on, "noted_on")
    key = _finding_key(unit_id, set_code, item)
    valid_to = FAR if valid_until is None else valid_until + DAY
    told = written(what), written(document_no, 80, numbers=False)
    about = bearer("unit", unit_id), unit_id, set_code, item
    row = (key, False, "", *about, answer, noted_on, valid_to, *told)
    with posting("ntm.record_finding", by=by) as entry:
        versions.require_key_unchanged(Finding, key, seen)
        _write_finding(entry, row)
    return Recorded(entry.n, (), (key,))


def withdraw_finding(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take back what was stated of an item. Raises NotNow, ChangedSince."""
    with posting("ntm.withdraw_finding", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Finding, key)
        versions.require_fact_unchanged(before, seen)
        names = (
            "organisation_id",
            "unit_id",
            "set_code",
            "item",
            "answer",
            "noted_on",
            "valid_to",
            "what",
            "document_no",
        )
        _write_finding(entry, (key, True, before.source, *(getattr(before, name) for name in names)))
    return Recorded(entry.n, (), (key,))


def state_equivalents(
    *,
    valid_from: date,
    schemes: Collection[str],
    basis: Basis,
    by: User | None,
    seen: int | None = None,
) -> Recorded:
    """From a day on these schemes serve as equivalents of VietGAP, by a document of the register.

    No scheme: VietGAP alone again. Raises ValidationError by field, ChangedSince where somebody said it anew after
    posting `seen`, NotNow where nothing would change.
    """
    parameters.require(equivalents.CODE, {"schemes": list(schemes)}, equivalents.CHECKS)
    resting = basis.checked()
    if not any(item.or_equivalent for one in sets.on(valid_from) for item in one.items):
        none = _("Vào ngày ấy không có mục nào hỏi VietGAP hoặc tương đương.")
        raise ValidationError({"valid_from": f"{none} {sets.asking_for_equivalents()}"})
    with posting("ntm.state_equivalents", by=by) as entry:
        from_documents.state(
            entry,
            code=equivalents.CODE,
            what=_("chứng nhận tương đương VietGAP"),
            valid_from=valid_from,
            parameters={"schemes": [scheme for scheme in equivalents.OFFERED if scheme in schemes]},
            basis=resting,
            seen=seen,
        )
    return Recorded(entry.n)


def _write_finding(entry: Entry, row: tuple[object, ...]) -> None:
    columns = ("key", "void", "source", "organisation_id", "unit_id", "set_code", "item", "answer", "noted_on")
    entry.write(Finding, (*columns, "valid_to", "what", "document_no"), [row])


def _finding_key(unit_id: int, set_code: str, item: str) -> str:
    """One item of one commune is one fact."""
    return f"f{unit_id}.{set_code}.{item}"


def _checked(one: Decided) -> Decided:
    if one.level not in Level.values:
        raise ValidationError({"level": _("Không có lựa chọn này.")})
    since = one.valid_from or one.decided_on
    if one.valid_until is not None and one.valid_until < since:
        raise ValidationError({"valid_until": _("Ngày hết hiệu lực trước ngày có hiệu lực.")})
    _commune(one.unit_id, one.decided_on, "decided_on")
    checking.require_past("decided_on", one.decided_on)
    paper = written(one.document_no, 80, numbers=False), written(one.issuing_body, 200)
    return Decided(one.unit_id, one.level, one.decided_on, since, one.valid_until, *paper)


def _cautions(stated: Iterable[tuple[str, Decided]]) -> list[Caution]:
    """Titles lower than one that the commune holds on their first day: a decision of a lower level takes no higher."""
    told = []
    for key, one in stated:
        since = one.valid_from or one.decided_on
        held = checking.newest_by(Title, unit_id=one.unit_id)
        higher = [
            h for h in held if h.key != key and h.valid_from <= since < h.valid_to and RANK[h.level] > RANK[one.level]
        ]
        if higher:
            best = max(higher, key=lambda h: RANK[h.level])
            names = {"unit": tree.current().units[one.unit_id].full_name, "held": Level(best.level).label}
            told.append(_("%(unit)s đang giữ danh hiệu cao hơn: %(held)s.") % names)
    return [Caution("lower_than_held", " ".join(told))] if told else []


def _commune(unit_id: int, day: date, field: str) -> None:
    """Raise ValidationError unless the unit is a commune that stood on the day."""
    known = tree.current()
    unit = known.units.get(unit_id)
    if unit is None or unit.level != COMMUNE:
        raise ValidationError({"unit": _("Đây không phải một xã, phường, thị trấn.")})
    if not known.valid(unit, day):
        raise ValidationError({field: _("Vào ngày ấy chưa có hoặc không còn %(unit)s.") % {"unit": unit.full_name}})


def _state(entry: Entry, stated: Iterable[tuple[str, Decided]], source: str, *, void: bool = False) -> None:
    columns = ("key", "void", "source", "organisation_id", "unit_id", "level", "decided_on", "valid_from", "valid_to")
    rows = [
        (key, void, source, bearer("unit", one.unit_id), one.unit_id, one.level, one.decided_on,
         one.valid_from or one.decided_on, FAR if one.valid_until is None else one.valid_until + DAY,
         one.document_no, one.issuing_body)
        for key, one in stated
    ]  # fmt: skip
    entry.write(Title, (*columns, "document_no", "issuing_body"), rows)
    entry.touch(row[3] for row in rows)
