"""Lines of the register: which ones a narrowing leaves, in which order, and what each of them shows."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection

from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate
from nongcot.registry import describe, queries, words
from nongcot.registry.lifecycle import BIRTHS
from nongcot.registry.models import LifeEvent, Profile
from nongcot.registry.reading import roster, whereabouts
from nongcot.registry.reading.filters import ENDED, Narrowing
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.told import fields
from nongcot.registry.reading.whereabouts import Whereabouts
from nongcot.registry.vocabulary import Kind, LegalStatus, Sector, StatisticalStatus

PAGE = 25

#: How lists are sorted: by name where nothing is asked.
SORTS = {"name": "p.sort_key", "members": "p.members", "born": "b.day", "edited": "p.posted"}

#: By what officers alone may sort: an order tells amounts.
WORKING = ("members", "edited")

BY_NAME = ("name", "-name")

#: When each began by a dated founding: joined where a list is sorted by it.
BORN = (
    "LEFT JOIN (SELECT b.organisation_id, MIN(b.valid_from) AS day FROM registry_profile b WHERE {known} "
    "AND b.kind = '{kind}' AND b.begins_by > '' AND b.begins_by IN ('entered', 'reorganised') GROUP BY 1) b "
    "ON b.organisation_id = p.organisation_id"
)

#: On SQLite the order of names is walked where so many rows are looked at for one page, or not many more than are left;
#: otherwise what the narrowing leaves is collected and sorted. PostgreSQL weighs this by itself.
WALKED = 6000


@dataclass(frozen=True)
class Line:
    """One organisation as a list shows it at the point; `profile` is the slice of its life."""

    profile: Profile
    key: str
    url: str
    where: Whereabouts
    status: tuple[str, str]
    sector: str
    born: PartialDate | None
    edited: datetime | None
    working: dict[str, Any]


def count(narrowing: Narrowing, point: Point) -> int:
    """How many organisations a narrowing leaves."""
    if narrowing.is_closed:
        return roster.count(point, narrowing.closed())
    if _is_best_whole(narrowing, point):
        return len(_all(_database(), point, narrowing, "name"))
    return _counted(_database(), point, narrowing)


def _database() -> str:
    return str(connection.settings_dict["NAME"])


@lru_cache(maxsize=512)
def _counted(_name: str, point: Point, narrowing: Narrowing) -> int:
    """Of one knowledge a count never changes: the point holds the posting's digest."""
    source, found = narrowing.source(point)
    condition, parameters = narrowing.conditions(point)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {source} WHERE {condition}", [*found, *parameters])
        return int(cursor.fetchone()[0])


def ids(
    narrowing: Narrowing, point: Point, *, sort: str = "name", offset: int = 0, limit: int | None = None
) -> Sequence[int]:
    """Ids of the profile rows that a narrowing leaves, in order."""
    if limit is not None and (sort not in BY_NAME or _is_best_whole(narrowing, point)):
        return _all(_database(), point, narrowing, sort)[offset : offset + limit]
    return _read(narrowing, point, sort, offset, limit)


def _is_best_whole(narrowing: Narrowing, point: Point) -> bool:
    """Where finding the rows is the work, they are found once for the count and every page."""
    return bool(
        narrowing.q or narrowing.product or narrowing.born_from or narrowing.born_to or narrowing.status == ENDED
    )


@lru_cache(maxsize=16)
def _all(_name: str, point: Point, narrowing: Narrowing, sort: str) -> Sequence[int]:
    """Of one knowledge a list never changes."""
    return array("q", _read(narrowing, point, sort, 0, None))


def _read(narrowing: Narrowing, point: Point, sort: str, offset: int, limit: int | None) -> list[int]:
    source, found = narrowing.source(point)
    condition, parameters = narrowing.conditions(point)
    name = sort.removeprefix("-")
    way = " DESC" if sort.startswith("-") else ""
    if name == "born":
        known = queries.known(point.n, point.is_newest, "b")
        source += f" {BORN.format(known=known, kind=Kind(narrowing.kind))}"
    if sort in BY_NAME:
        order = f"p.sort_key{way}"
        if limit is not None and _is_worth_walking(narrowing, point, offset + limit):
            source += " INDEXED BY registry_profile_in_order"
    else:
        order = f"{SORTS[name]} IS NULL, {SORTS[name]}{way}, p.sort_key"
    page = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.id FROM {source} WHERE {condition} ORDER BY {order}, p.id{page}", [*found, *parameters]
        )
        return [row[0] for row in cursor.fetchall()]


def _is_worth_walking(narrowing: Narrowing, point: Point, rows: int) -> bool:
    if connection.vendor != "sqlite" or not point.is_newest:
        return False
    left, everyone = count(narrowing, point), roster.count(point, {"kind": (narrowing.kind,)})
    return bool(left) and everyone * min(rows, left) <= max(WALKED, 2 * left) * left


def lines(profile_ids: Sequence[int], point: Point, *, working: bool) -> list[Line]:
    """What a list shows of these rows, in their order; `working` adds the fields that officers alone see."""
    rows = Profile.objects.in_bulk(profile_ids)
    profiles = [rows[pk] for pk in profile_ids]
    organisations = [row.organisation_id for row in profiles]
    keys = queries.keys(organisations)
    places = whereabouts.many((row.place_id for row in profiles), point.on, point.n)
    births = births_of(organisations, point.n)
    moments = dict(Posting.objects.filter(n__in={row.posted for row in profiles}).values_list("n", "moment"))
    told = fields(organisations, point) if working else {}
    return [
        Line(
            profile=row,
            key=keys[row.organisation_id],
            url=f"{describe.organisation_url(keys[row.organisation_id])}{point.query}",
            where=places[row.place_id],
            status=status_badge(row, point.on),
            sector=words.label(Sector, row.sector) if row.sector else "",
            born=births.get(row.organisation_id),
            edited=moments.get(row.posted),
            working=told.get(row.organisation_id, {}),
        )
        for row in profiles
    ]


_BAD = (
    LegalStatus.DISSOLVING,
    LegalStatus.ENDING,
    LegalStatus.BANKRUPTCY,
    LegalStatus.REVOKED_TAX,
    LegalStatus.NOT_AT_ADDRESS,
)


def status_badge(row: Profile, on: date) -> tuple[str, str]:
    """Kind and words of a status on a day: the legal one, unless it is active and reports say otherwise."""
    if row.valid_to <= on:
        return "end", words.legal_status(LegalStatus.ENDED, row.kind)
    if row.legal_status in _BAD:
        return "bad", words.legal_status(row.legal_status, row.kind)
    if row.legal_status != LegalStatus.ACTIVE:
        return "wait", words.legal_status(row.legal_status, row.kind)
    if row.statistical_status != StatisticalStatus.OPERATING:
        return "wait", words.statistical_status(row.statistical_status)
    return "on", words.legal_status(row.legal_status, row.kind)


def births_of(organisations: Iterable[int], n: int) -> dict[int, PartialDate]:
    """The day each was founded or registered, as precisely as it is known; the first where there are several."""
    found: dict[int, PartialDate] = {}
    events = queries.standing(LifeEvent, n, organisation_id__in=list(organisations), kind__in=BIRTHS)
    for event in sorted(events, key=lambda e: e.earliest, reverse=True):
        found[event.organisation_id] = PartialDate(event.earliest, event.latest, event.precision)  # type: ignore[arg-type]
    return found
