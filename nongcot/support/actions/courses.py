"""Training courses and who came: numbers of people by role, never who they were."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.basis import choosing
from nongcot.indicators.bearers import bearer
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate, format_day
from nongcot.registry import checking, holdings, keyed, lives, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Keyed, Organisation
from nongcot.registry.outcomes import Caution, NotNow, Recorded
from nongcot.support.derived import COURSE
from nongcot.support.models import Coming, Course
from nongcot.support.vocabulary import Holder, Programme, Role, Topic

_LENGTHS = {"name": 300, "partner": 200, "venue": 300, "document_no": 80}

#: People of no organisation of the register: officers of communes, guests.
NOBODY = 0


@dataclass(frozen=True)
class Told:
    """What is told of a course; it counts on the day it ended. `place` is a commune, `budget` đồng.

    `basis` is the number of a document of the register, `document_no` that of another paper.
    """

    name: str
    topic: str
    ended: PartialDate
    programme: str = Programme.OWN
    holder: str = Holder.ALLIANCE
    partner: str = ""
    place: int | None = None
    venue: str = ""
    starts: date | None = None
    document_no: str = ""
    basis: str = ""
    budget: int | None = None


@dataclass(frozen=True)
class Came:
    """How many people of an organisation (`NOBODY`: of none) came, by role; `women` among them, None where not told."""

    organisation_id: int
    numbers: Mapping[str, int]
    women: int | None = None


def hold_course(*, told: Told, by: User | None, came: Sequence[Came] = (), source: str = "") -> Recorded:
    """Enter a course, with who came where that is known already.

    Raises NotNow where it stands already, ValidationError by field.
    """
    columns = _checked(told)
    with posting("support.hold_course", by=by, source=source) as entry:
        _require_new(columns)
        columns["basis"] = choosing.require("basis", told.basis, entry.n)
        course_id = writing.next_identity(Course, "course_id")
        fact = {"key": f"sc{course_id}", "source": source, "course_id": course_id}
        keys = writing.tell(entry, Course, [fact | {"organisation_id": bearer(COURSE, course_id)} | columns])
        _require_known(came)
        _tell(entry, course_id, came, source)
    return Recorded(entry.n, tuple(one.organisation_id for one in came if one.organisation_id), tuple(keys))


def change_course(*, key: str, told: Told, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """Say a course anew under its key.

    Raises NotNow, also where another one of that name and day stands; ChangedSince, ValidationError.
    """
    columns = _checked(told)
    with posting("support.change_course", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Course, key)
        versions.require_fact_unchanged(before, seen)
        if (columns["name"], columns["earliest"]) != (before.name, before.earliest):
            _require_new(columns)
        columns["basis"] = choosing.require("basis", told.basis, entry.n, before=before.basis)
        writing.tell_again(entry, before, **columns)
    return Recorded(entry.n, (), (key,))


def withdraw_course(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a course back: it was never held. Raises NotNow when it was taken back already, ChangedSince."""
    with posting("support.withdraw_course", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Course, key)
        versions.require_fact_unchanged(before, seen)
        writing.tell_again(entry, before, void=True)
    return Recorded(entry.n, (), (key,))


def record_coming(*, course_id: int, came: Came, by: User | None, seen: int | None) -> Recorded:
    """Enter, or say anew, how many people of an organisation came to a course.

    Raises NotNow for a course or organisation that is not there and where nothing would change, ChangedSince,
    ValidationError.
    """
    with posting("support.record_coming", by=by) as entry:
        keyed.standing(Course, f"sc{course_id}")
        if came.organisation_id:
            lives.of(came.organisation_id)
        key = _key(course_id, came.organisation_id)
        versions.require_key_unchanged(Coming, key, seen)
        numbers = {str(role): number for role, number in came.numbers.items() if number}
        for before in checking.newest_by(Coming, key=key):
            if (before.numbers, before.women) == (numbers, came.women):
                raise NotNow(_("Sổ đã ghi đúng như vậy: không có gì để ghi."))
        keys = _tell(entry, course_id, [came])
    return Recorded(entry.n, (came.organisation_id,) if came.organisation_id else (), tuple(keys))


def withdraw_coming(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take back that people of an organisation came. Raises NotNow when it was taken back already, ChangedSince."""
    with posting("support.withdraw_coming", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Coming, key)
        versions.require_fact_unchanged(before, seen)
        writing.tell_again(entry, before, void=True)
        entry.touch([bearer(COURSE, before.course_id)])
    return Recorded(entry.n, (before.organisation_id,) if before.organisation_id > 0 else (), (key,))


def unusual(keys: Mapping[type[Keyed], Collection[str]]) -> list[Caution]:
    """Which of these courses stand twice (`settings.UNUSUAL`): another one of that name ended on that day."""
    told = keyed.those_standing(Course, keys.get(Course, ())).values()
    sentence = _("Sổ có hai lớp cùng tên kết thúc cùng ngày: %(name)s, %(day)s.")
    return [
        Caution("held_twice", sentence % {"name": one.name, "day": format_day(one.earliest)})
        for one in told
        if len(checking.newest_with(Course, name=one.name, earliest=one.earliest)) > 1
    ]


def _require_new(columns: Mapping[str, Any]) -> None:
    """Raise NotNow where a course of that name that ended on that day stands already."""
    for other in checking.newest_with(Course, name=columns["name"], earliest=columns["earliest"]):
        raise NotNow(_("Sổ đã có lớp “%(name)s” kết thúc ngày ấy.") % {"name": other.name})


def _checked(told: Told) -> dict[str, Any]:
    found: dict[str, Any] = checking.texts({name: getattr(told, name) for name in _LENGTHS}, _LENGTHS)
    if not found["name"]:
        raise ValidationError({"name": _("Cần có tên.")})
    for name, choices in (("topic", Topic), ("programme", Programme), ("holder", Holder)):
        found[name] = checking.require_choice(name, getattr(told, name), choices)
    checking.require_past("ended", told.ended.earliest)
    if told.starts is not None and told.starts > told.ended.latest:
        raise ValidationError({"starts": _("Ngày khai giảng sau ngày kết thúc.")})
    checking.require_amounts({"budget": told.budget})
    return found | {
        "place_id": checking.require_commune("place", told.place),
        "starts": told.starts,
        "earliest": told.ended.earliest,
        "latest": told.ended.latest,
        "precision": told.ended.precision,
        "budget": told.budget,
    }


def _require_known(came: Sequence[Came]) -> None:
    named = {one.organisation_id for one in came} - {NOBODY}
    if Organisation.objects.filter(pk__in=named).count() < len(named):
        raise NotNow(_("Sổ không có tổ chức này."))
    as_one = holdings.roots(named)
    if len({as_one.get(one.organisation_id, one.organisation_id) for one in came}) < len(came):
        raise NotNow(_("Một tổ chức có hai dòng trong danh sách của lớp."))


def _tell(entry: Entry, course_id: int, came: Sequence[Came], source: str = "") -> list[str]:
    entry.touch([bearer(COURSE, course_id)])
    facts = []
    for one in came:
        numbers = {str(role): number for role, number in one.numbers.items() if number}
        if not numbers or set(numbers) - set(Role.values):
            raise ValidationError({"numbers": _("Cần số người theo vai trò.")})
        checking.require_amounts({"numbers": min(numbers.values()), "women": one.women})
        if (one.women or 0) > sum(numbers.values()):
            raise ValidationError({"women": _("Số nữ nhiều hơn tổng số người.")})
        fact: dict[str, Any] = {"key": _key(course_id, one.organisation_id), "source": source, "course_id": course_id}
        fact["organisation_id"] = one.organisation_id or bearer(COURSE, course_id)
        facts.append(fact | {"numbers": numbers, "women": one.women})
    return writing.tell(entry, Coming, facts)


def _key(course_id: int, organisation_id: int) -> str:
    return f"sa{course_id}-{organisation_id}"
