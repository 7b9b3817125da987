"""Organisations: entered with their first paper; what is known of their fields stated, corrected, taken back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry import cautions, details, lifecycle, lives, values, versions, writing
from nongcot.registry.actions.events import happened
from nongcot.registry.bookkeeping import posting
from nongcot.registry.details import NO_PAPER, Paper
from nongcot.registry.lives import Life
from nongcot.registry.outcomes import Caution, NotNow, Recorded, require_confirmed
from nongcot.registry.vocabulary import EventKind, Kind, Origin
from nongcot.registry.writing import Said


@dataclass(frozen=True)
class Newborn:
    """An organisation to be entered: what it is, its first event ("" : known from a list of that day alone).

    `said` are its field values from `said_from` on, by default from the first day it may have been there.
    """

    kind: str
    name: str
    on: PartialDate
    event: str = EventKind.REGISTERED
    place: int | None = None
    paper: Paper = NO_PAPER
    origin: str = Origin.FOUNDED
    counterpart_id: int | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
    said_from: date | None = None

    def values(self) -> dict[str, Any]:
        """All its field values, checked. Raises ValidationError by field code."""
        given = {"kind": self.kind, "name": self.name, "place": self.place, **self.said}
        found = {code: value for code, value in values.checked(given).items() if value is not None}
        if not found.get("name"):
            raise ValidationError({"name": _("Cần có tên.")})
        values.require_parts_fit(found)
        if not self.event:
            found["observed"] = True
        return found


def register_organisation(
    *,
    kind: str,
    name: str,
    on: PartialDate,
    by: User | None,
    event: str = EventKind.REGISTERED,
    place: int | None = None,
    paper: Paper = NO_PAPER,
    origin: str = Origin.FOUNDED,
    said: Mapping[str, Any] | None = None,
    said_from: date | None = None,
    confirmed: Collection[str] = (),
    reason: str = "",
    source: str = "",
) -> Recorded:
    """Enter an organisation with its first paper: certificate, notice to the commune, certified contract, founding.

    Law 17/2023/QH15 a.42–45; groups: Decree 77/2019/NĐ-CP a.12, Decree 92/2024/NĐ-CP a.58. `event` "" enters one that
    is only known to stand in a list of that day. `place` is the id of its commune, `said` further field values.

    Raises ValidationError by field code, NotNow for a paper that its kind is not given, ToConfirm for cautions.
    """
    newborn = Newborn(kind, name, on, event, place, paper.checked(), origin, None, dict(said or {}), said_from)
    found = newborn.values()
    if event and not (event in lifecycle.BIRTHS and lifecycle.fits(event, kind)):
        raise NotNow(_("Loại tổ chức này không được ghi vào sổ bằng giấy tờ ấy."))
    with posting("registry.register_organisation", by=by, reason=reason, source=source) as entry:
        require_confirmed(cautions_of_newborn(newborn, found), confirmed)
        organisation_id, keys = bring_forth(entry, newborn, found, source)
    return Recorded(entry.n, (organisation_id,), keys)


def cautions_of_newborn(newborn: Newborn, found: Mapping[str, Any], besides: Collection[int] = ()) -> list[Caution]:
    """What is unusual about a new organisation under the rules of its first day."""
    day = newborn.on.earliest
    told = cautions.of_day(newborn.on, clock.today()) + cautions.of_values(newborn.kind, day, dict(found))
    if newborn.kind == Kind.GROUP and newborn.event:
        told += cautions.of_group_papers(newborn.event, day)
    alike = cautions.alike(
        kind=newborn.kind,
        name=found["name"],
        place=found.get("place"),
        tax_code=found.get("tax_code", ""),
        besides=besides,
    )
    return told + cautions.of_likeness(alike)


def bring_forth(
    entry: Entry, newborn: Newborn, found: Mapping[str, Any], source: str = ""
) -> tuple[int, tuple[str, ...]]:
    """Assert a new organisation within an open posting; gives its id and the key of its first event, if it has one."""
    [organisation_id] = writing.new_organisations(entry, 1)
    writing.say(entry, [Said(organisation_id, newborn.said_from or newborn.on.earliest, dict(found), source)])
    if not newborn.event:
        return organisation_id, ()
    told = details.checked({"origin": newborn.origin})
    first = happened(organisation_id, newborn.event, newborn.on, newborn.paper, newborn.counterpart_id, told, source)
    return organisation_id, tuple(writing.happen(entry, [first]))


def state_fields(
    *,
    organisation_id: int,
    day: date,
    said: Mapping[str, Any],
    seen: int | None,
    by: User | None,
    confirmed: Collection[str] = (),
    reason: str = "",
    source: str = "",
) -> Recorded:
    """State that fields have these values from a day on, until a later statement says otherwise.

    `seen` is the posting that the editor's page showed. Raises ChangedSince when somebody else stated one of these
    fields since, NotNow when nothing would change, ToConfirm, ValidationError.
    """
    found = values.checked(said)
    if "kind" in found:
        raise ValidationError({"kind": _("Đổi loại là chuyển đổi tổ chức; nếu loại ghi nhầm thì đính chính.")})
    with posting("registry.state_fields", by=by, reason=reason, source=source) as entry:
        life = lives.of(organisation_id)
        versions.require_fields_unchanged(organisation_id, found, seen)
        # All or nothing: a value left out because another posting says it too would be lost if that one were undone.
        if all(life.value(code, day) == value for code, value in found.items()):
            raise NotNow(_("Các giá trị này đã có trong sổ: không có gì để ghi."))
        values.require_parts_fit(life.values(day) | found)
        require_confirmed(_cautions_of_values(life, day, found), confirmed)
        writing.say(entry, [Said(organisation_id, day, found, source)])
    return Recorded(entry.n, (organisation_id,))


def correct_fields(
    *,
    organisation_id: int,
    day: date,
    said: Mapping[str, Any],
    seen: int | None,
    by: User | None,
    actual_day: date | None = None,
    confirmed: Collection[str] = (),
    reason: str = "",
) -> Recorded:
    """Correct what was said of fields for a day; `actual_day` when the day itself was wrong.

    The first words stay readable.
    Raises NotNow when nothing was said of a field for that day, and as `state_fields`.
    """
    with posting("registry.correct_fields", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        correct_within(
            entry,
            organisation_id=organisation_id,
            day=day,
            said=said,
            seen=seen,
            actual_day=actual_day,
            confirmed=confirmed,
        )
    return Recorded(entry.n, (organisation_id,))


def correct_within(
    entry: Entry,
    *,
    organisation_id: int,
    day: date,
    said: Mapping[str, Any],
    seen: int | None,
    actual_day: date | None = None,
    confirmed: Collection[str] = (),
    source: str = "",
) -> None:
    """`correct_fields` within an open posting, for acts of several parts. Raises as it does."""
    found = values.checked(said)
    life = lives.of(organisation_id)
    versions.require_fields_unchanged(organisation_id, found, seen)
    _require_said(life, day, found)
    if all(_value_said(life, day, code) == value for code, value in found.items()) and actual_day in (None, day):
        raise NotNow(_("Các giá trị này đã có trong sổ: không có gì để ghi."))
    values.require_parts_fit(life.values(day) | found)
    require_confirmed(_cautions_of_values(life, actual_day or day, found), confirmed)
    if actual_day is not None and actual_day != day:
        writing.say(entry, [Said(organisation_id, day, dict.fromkeys(found))])
    writing.say(entry, [Said(organisation_id, actual_day or day, found, source)])


def take_back_values(
    *, organisation_id: int, day: date, fields: Iterable[str], seen: int | None, by: User | None, reason: str
) -> Recorded:
    """Take back what was said of fields for a day; what was said for earlier days holds on.

    Raises NotNow when nothing was said of a field for that day, or when its kind or name would be left untold;
    ChangedSince.
    """
    codes = tuple(fields)
    with posting("registry.take_back_values", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        life = lives.of(organisation_id)
        versions.require_fields_unchanged(organisation_id, codes, seen)
        _require_said(life, day, codes)
        for code in ("kind", "name"):
            if code in codes and life.lines[code].days == [day]:
                raise NotNow(_("Tên và loại chỉ ghi một lần thì không bỏ trống được: hãy đính chính."))
        writing.say(entry, [Said(organisation_id, day, dict.fromkeys(codes))])
    return Recorded(entry.n, (organisation_id,))


def note_agreement_with_national_register(
    *, organisation_id: int, day: date, by: User | None, seen: int | None = None
) -> Recorded:
    """Note that on a day our record agreed with the national register, which is the legal one.

    What that register publishes to compare with: Decree 92/2024/NĐ-CP a.29. Raises as `state_fields`.
    """
    return state_fields(organisation_id=organisation_id, day=day, said={"agrees_with_national": day}, seen=seen, by=by)


def _cautions_of_values(life: Life, day: date, found: Mapping[str, Any]) -> list[Caution]:
    told = cautions.of_day(PartialDate.day(day), clock.today()) + cautions.of_values(life.kind, day, dict(found))
    code = found.get("tax_code")
    if code:
        same = cautions.alike(kind="", name="", place=None, tax_code=code, besides=[life.organisation_id])
        told += cautions.of_likeness(same)
    return told


def _require_said(life: Life, day: date, codes: Collection[str]) -> None:
    for code in codes:
        if code not in life.lines or day not in life.lines[code].days:
            raise NotNow(_("Sổ không ghi gì cho mục này vào ngày ấy."))


def _value_said(life: Life, day: date, code: str) -> Any:
    line = life.lines[code]
    return line.values[line.days.index(day)]
