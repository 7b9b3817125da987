"""What holds of organisations beside their own life, cut along that life: contracts, titles, certificates.

Rooms above tell when something holds; here it meets the profile, so that what hangs on a dissolved co-op counts no more
without anybody remembering it, moves with its co-op, and rests while the co-op rests. Pure functions, but for `lives`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection

from nongcot.indicators import bulk
from nongcot.kernel import memory
from nongcot.kernel.dates import FAR, stored_day
from nongcot.registry import standing
from nongcot.registry.slices import DERIVED, PROFILE

ASKED = "nc_lives_of"

#: The columns of a `models.Holding` in the order of `Stretch.row`; a room's own follow.
HOLDING = (
    *DERIVED,
    "code",
    "subject_id",
    "operating",
    "moved",
    "moves",
    "resumes",
    "suspends",
    "begins_by",
    "ends_by",
)


class Slice(NamedTuple):
    """What of a profile's slice concerns things that hang on it; days `[valid_from, valid_to)`."""

    organisation_id: int
    valid_from: date
    valid_to: date
    place_id: int
    sector: str
    kind: str
    operating: int = 1
    moved: int = 0
    moves: int = 0
    resumes: int = 0
    suspends: int = 0
    begins_by: str = ""
    ends_by: str = ""
    #: Every registered sector; not a column of `HOLDING`.
    sectors: str = ""


_PLACE, _OPERATING = Slice._fields.index("place_id"), Slice._fields.index("operating")
_OF_PROFILE = itemgetter(*(PROFILE.index(name) for name in Slice._fields))


class Held(NamedTuple):
    """Something that holds during `[valid_from, valid_to)`, with the causes by which it begins and ends.

    It is `entered` when a dated paper says so and `observed` when a list only tells that it is there; it is `expired`
    when its term ran out and `left` when it was ended. `what` is whatever a room must know of it.
    """

    valid_from: date
    valid_to: date
    what: Any = None
    begins_by: str = "entered"
    ends_by: str = "expired"


class Stretch(NamedTuple):
    """A stretch of a life during which the same things hold; causes stand where nothing held before or holds after."""

    slice: Slice
    held: tuple[Any, ...]

    def row(self, code: str, subject_id: int) -> tuple[Any, ...]:
        """The columns of `HOLDING`."""
        return (*self.slice[:6], code, subject_id, *self.slice[6:13])


def along(slices: Sequence[Slice], held: Iterable[Held]) -> list[Stretch]:
    """A life, slice by slice in order of time, cut wherever one of these things begins or ends; where none holds there
    is no stretch."""
    things = [thing for thing in held if thing.valid_from < thing.valid_to]
    found = [
        (whole, since, until, there)
        for whole in slices
        for since, until in _cuts(whole, things)
        if (there := [thing for thing in things if thing.valid_from <= since and until <= thing.valid_to])
    ]
    stretches = []
    for index, (whole, since, until, there) in enumerate(found):
        at_start, at_end = since == whole.valid_from, until == whole.valid_to
        goes_on = index + 1 < len(found) and found[index + 1][1] == until
        went_on = index > 0 and found[index - 1][2] == since
        begins = whole.begins_by if at_start else ""
        ends = whole.ends_by if at_end else ""
        if not begins and not went_on:
            begins = next((thing.begins_by for thing in there if thing.valid_from == since), "")
        if not ends and not goes_on and until < FAR:
            ends = next((thing.ends_by for thing in there if thing.valid_to == until), "")
        cut = whole._replace(
            valid_from=since,
            valid_to=until,
            moved=whole.moved * at_start,
            moves=whole.moves * at_end,
            resumes=whole.resumes * at_start,
            suspends=whole.suspends * at_end,
            begins_by=begins,
            ends_by=ends,
        )
        stretches.append(Stretch(cut, tuple(thing.what for thing in there)))
    return stretches


def _cuts(whole: Slice, things: Iterable[Held]) -> Iterator[tuple[date, date]]:
    days = {day for thing in things for day in (thing.valid_from, thing.valid_to)}
    inside = {day for day in days if whole.valid_from < day < whole.valid_to}
    return pairwise(sorted({whole.valid_from, *inside, whole.valid_to}))


def while_there(thing: Held, slices: Sequence[Slice]) -> Iterator[Held]:
    """The parts of what holds during which another organisation is there too: a contract ends with its partner."""
    for since, until in _there(slices):
        start, end = max(thing.valid_from, since), min(thing.valid_to, until)
        if start < end:
            yield thing._replace(
                valid_from=start, valid_to=end, ends_by=thing.ends_by if end == thing.valid_to else "left"
            )


def _there(slices: Iterable[Slice]) -> Iterator[tuple[date, date]]:
    """The times of a life without a gap."""
    since, until = None, None
    for one in slices:
        if one.valid_from == until:
            until = one.valid_to
            continue
        if since is not None and until is not None:
            yield since, until
        since, until = one.valid_from, one.valid_to
    if since is not None and until is not None:
        yield since, until


def on(slices: Sequence[Slice], day: date) -> Slice | None:
    """The slice of a day; the nearest one before, else the first after: the commune and sector that an occurrence of
    that day counts in. None for an organisation without a life."""
    before = [one for one in slices if one.valid_from <= day]
    return before[-1] if before else next(iter(slices), None)


def lives(organisations: Collection[int]) -> dict[int, list[Slice]]:
    """The lives of organisations by the newest knowledge, slice by slice in order of time.

    A record united with another one has none of its own (`roots` says whose it is).
    """
    kept: dict[int, list[Slice]] = memory.remembered("lives", dict)
    missing = [o for o in organisations if o not in kept]
    if missing:
        kept.update({o: [] for o in missing} | _lives(missing))
    return defaultdict(list, {o: kept[o] for o in sorted(organisations) if kept[o]})


def _lives(organisations: Collection[int]) -> dict[int, list[Slice]]:
    whose = bulk.among("p.organisation_id", organisations, ASKED)
    days = ("valid_from", "valid_to")
    names = ", ".join(f"CAST(p.{name} AS varchar(10))" if name in days else f"p.{name}" for name in Slice._fields)
    found: dict[int, list[Slice]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {names} FROM registry_profile p WHERE {whose} AND p.retracted IS NULL "
            "ORDER BY p.organisation_id, p.valid_from"
        )
        for row in cursor.fetchall():
            organisation_id, since, until, *rest = row
            found[organisation_id].append(Slice(organisation_id, stored_day(since), stored_day(until), *rest))
    return {organisation_id: _joined(slices) for organisation_id, slices in found.items()}


def lives_in(rows: Iterable[Sequence[Any]]) -> dict[int, list[Slice]]:
    """The same in rows of profiles, whose days may be text."""
    found: dict[int, list[Slice]] = defaultdict(list)
    for row in sorted(map(_OF_PROFILE, rows)):
        found[row[0]].append(Slice._make(row))
    return {organisation_id: _joined(slices) for organisation_id, slices in found.items()}


def _joined(slices: Sequence[Slice]) -> list[Slice]:
    """A life without those cuts at which nothing turns that things hanging on it look at."""
    starts = [at for at, one in enumerate(slices) if not at or not _goes_on(slices[at - 1], one)]
    found = []
    for start, after in pairwise((*starts, len(slices))):
        first, last = slices[start], slices[after - 1]
        ends = {name: getattr(last, name) for name in ("valid_to", "moves", "suspends", "ends_by")}
        found.append(first if first is last else first._replace(**ends))
    return found


def _goes_on(before: Slice, one: Slice) -> bool:
    turns = before.moves or before.suspends or before.ends_by or one.moved or one.resumes or one.begins_by
    return (
        not turns
        and before.valid_to == one.valid_from
        and before[_PLACE : _OPERATING + 1] == one[_PLACE : _OPERATING + 1]
        and before.sectors == one.sectors
    )


def roots(organisations: Collection[int]) -> Mapping[int, int]:
    """Record → the record it is counted as, for records among these that were united with another one."""
    return standing.united(organisations)
