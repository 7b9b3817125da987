"""Co-ops to be strengthened: stopped, awaiting dissolution, or of whom what matters is not known; each with why."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nongcot.basis import rules
from nongcot.exemplars.models import Strengthening
from nongcot.exemplars.vocabulary import Remedy
from nongcot.indicators import bulk
from nongcot.indicators.kept import kept
from nongcot.registry.models import Profile
from nongcot.registry.queries import holds, known, roots, standing_rows
from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import Kind

#: An organisation of which nothing was told for so many years is one that nobody knows.
SILENT_YEARS = 2

#: A reason, the SQL that holds where it stands, the parameters of that.
_Test = tuple[str, str, list[Any]]


class Reason(TextChoices):
    """Why a co-op stands in the list."""

    INACTIVE = "inactive", _("Ngừng hoạt động")
    AWAITING = "awaiting", _("Chờ giải thể")
    OLD_LAW = "old_law", _("Vẫn theo Luật Hợp tác xã 2003, chưa tổ chức lại")
    FEW_MEMBERS = "few_members", _("Ít thành viên hơn mức tối thiểu của luật")
    NO_MEMBERS = "no_members", _("Chưa biết số thành viên")
    NO_CAPITAL = "no_capital", _("Chưa biết vốn điều lệ")
    SILENT = "silent", _("Hai năm nay không có tin gì")


@dataclass(frozen=True)
class Weak:
    """A co-op of the list: the slice of its life on the day, why it stands here, what was undertaken last."""

    profile: Profile
    reasons: tuple[str, ...]
    last: Strengthening | None


@dataclass(frozen=True)
class Narrowing:
    """What the list is narrowed to: one reason, the communes of a place; "" and an empty set for all."""

    reason: str = ""
    units: frozenset[int] = frozenset()
    everywhere: bool = True


def ids(narrowing: Narrowing, point: Point) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """(profile row, reasons) of all that a narrowing leaves, in the order of the names."""
    return _narrowed(narrowing, point)


@kept(16)
def _narrowed(narrowing: Narrowing, point: Point) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple(
        (pk, reasons)
        for pk, place, reasons in _all(point)
        if (not narrowing.reason or narrowing.reason in reasons) and (narrowing.everywhere or place in narrowing.units)
    )


@kept(8)
def counts(point: Point) -> Mapping[str, int]:
    """How many co-ops stand in the list for each reason."""
    found = Counter(reason for _pk, _place, reasons in _all(point) for reason in reasons)
    return {reason: found[reason] for reason in Reason.values}


@kept(8)
def _all(point: Point) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """(profile row, commune, reasons) of every weak co-op, but for reasons that stood already when it was last said
    that all is done."""
    tests = _tests(point, point.on)
    columns = ", ".join(f"CASE WHEN {sql} THEN 1 ELSE 0 END" for _code, sql, _parameters in tests)
    parameters = [value for _code, _sql, given in tests for value in given]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.id, p.place_id, p.organisation_id, {columns} FROM registry_profile p WHERE p.kind = 'coop' "
            f"AND {known(point.n, point.is_newest)} AND {holds()} ORDER BY p.sort_key, p.id",
            [*parameters, point.on, point.on],
        )
        told = [(pk, place, who, _reasons(tests, flags)) for pk, place, who, *flags in cursor.fetchall()]
    done = _done({who for _pk, _place, who, reasons in told if reasons}, point)
    found = (
        (pk, place, tuple(reason for reason in reasons if reason not in done.get(who, ())))
        for pk, place, who, reasons in told
    )
    return tuple(one for one in found if one[2])


def _done(weak: Collection[int], point: Point) -> Mapping[int, tuple[str, ...]]:
    """Of weak co-ops of which the last word is that all is done: the reasons that stood on that day and ever since."""
    closed: dict[date, list[int]] = defaultdict(list)
    for who, last in undertaken_last(point).items():
        if last.remedy == Remedy.CLOSED and who in weak:
            closed[last.on].append(who)
    found: dict[int, tuple[str, ...]] = {}
    for day, these in closed.items():
        tests = _tests(point, day)
        columns = ", ".join(f"MIN(CASE WHEN {sql} THEN 1 ELSE 0 END)" for _code, sql, _parameters in tests)
        parameters = [value for _code, _sql, given in tests for value in given]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT p.organisation_id, {columns} FROM registry_profile p WHERE p.kind = 'coop' "
                f"AND {bulk.among('p.organisation_id', these, 'nc_weak_closed')} "
                f"AND {known(point.n, point.is_newest)} AND p.valid_from <= %s AND p.valid_to > %s "
                "GROUP BY p.organisation_id HAVING MIN(p.valid_from) <= %s",
                [*parameters, point.on, day, day],
            )
            found |= {who: _reasons(tests, flags) for who, *flags in cursor.fetchall()}
    return found


def _reasons(tests: Sequence[_Test], flags: Sequence[int]) -> tuple[str, ...]:
    return tuple(str(code) for (code, _sql, _parameters), flag in zip(tests, flags, strict=True) if flag)


def _tests(point: Point, day: date) -> list[_Test]:
    """Each reason with the SQL that holds for slices of a life in which it stands; of silence, on `day`."""
    since = _years_before(day, SILENT_YEARS)
    fewest = (rules.on("min_members", point.on, point.n) or _NONE).parameters.get(Kind.COOP.value, 0)
    return [
        (Reason.INACTIVE, "p.statistical_status = 'inactive'", []),
        (Reason.AWAITING, "p.statistical_status = 'awaiting_dissolution'", []),
        (Reason.OLD_LAW, "p.law_in_force = 0 AND p.governing_law = '2003'", []),
        (Reason.FEW_MEMBERS, "p.members < %s", [fewest]),
        (Reason.NO_MEMBERS, "p.members IS NULL", []),
        (Reason.NO_CAPITAL, "p.charter_capital IS NULL", []),
        (Reason.SILENT, _silent(point.n), [since, since]),
    ]


def lines(found: tuple[tuple[int, tuple[str, ...]], ...], point: Point) -> Iterator[Weak]:
    """What a list shows of these co-ops, in their order."""
    profiles = Profile.objects.in_bulk([pk for pk, _reasons in found])
    last = undertaken_last(point)
    for pk, reasons in found:
        yield Weak(profiles[pk], reasons, last.get(profiles[pk].organisation_id))


@kept(8)
def undertaken_last(point: Point) -> Mapping[int, Strengthening]:
    """What was undertaken last, up to the day, by the organisation that each record is counted as."""
    as_one = roots(point.n)
    told = standing_rows(Strengthening, point.n).filter(on__lte=point.on)
    return {as_one.get(one.organisation_id, one.organisation_id): one for one in told.order_by("on", "posted", "pk")}


def overdue(point: Point) -> int:
    """Of how many organisations the next step is overdue: something done since took its place."""
    last = undertaken_last(point).values()
    return sum(one.remedy != Remedy.CLOSED and one.due is not None and one.due < point.on for one in last)


def _silent(n: int) -> str:
    """SQL with two parameters, the same day twice: nothing was told of it for a day since."""
    told = "SELECT 1 FROM {table} f WHERE f.organisation_id = p.organisation_id AND f.{day} >= %s AND f.posted <= {n} "
    told += "AND (f.withdrawn IS NULL OR f.withdrawn > {n})"
    statement = told.format(table="registry_statement", day="valid_from", n=int(n))
    event = told.format(table="registry_lifeevent", day="earliest", n=int(n))
    return f"NOT EXISTS ({statement}) AND NOT EXISTS ({event})"


def _years_before(day: date, years: int) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - years, day=last)


_NONE = rules.Held(date.min, date.max, {}, "", False)
