"""Lines of the register: which ones a narrowing leaves, in which order, and what each of them shows."""

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
from nongcot.registry.reading.filters import Narrowing
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.told import fields
from nongcot.registry.reading.whereabouts import Whereabouts
from nongcot.registry.vocabulary import LegalStatus, Sector, StatisticalStatus

PAGE = 25

BORN = (
    "(SELECT MIN(b.valid_from) FROM registry_profile b WHERE b.organisation_id = p.organisation_id "
    "AND {known} AND b.begins_by IN ('entered', 'reorganised'))"
)

#: How lists are sorted: by name where nothing is asked.
SORTS = {"name": "p.sort_key", "members": "p.members", "born": BORN, "edited": "p.posted"}

#: On SQLite the order of names is walked where about so many rows at most are looked at for one page; otherwise what
#: the narrowing leaves is collected and sorted. PostgreSQL weighs this by itself.
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
    return _counted(connection.settings_dict["NAME"], point, narrowing)


@lru_cache(maxsize=512)
def _counted(_database: str, point: Point, narrowing: Narrowing) -> int:
    """Of one knowledge a count never changes: the point holds the posting's digest."""
    condition, parameters = narrowing.conditions(point)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM registry_profile p WHERE {condition}", parameters)
        return int(cursor.fetchone()[0])


def ids(
    narrowing: Narrowing, point: Point, *, sort: str = "name", offset: int = 0, limit: int | None = None
) -> list[int]:
    """Ids of the profile rows that a narrowing leaves, in order."""
    condition, parameters = narrowing.conditions(point)
    descending = sort.startswith("-")
    expression = SORTS.get(sort.removeprefix("-"), SORTS["name"]).format(
        known=queries.known(point.n, point.is_newest, "b")
    )
    by_name = expression == SORTS["name"]
    order = f"{expression}{' DESC' if descending else ''}"
    if not by_name:
        order = f"{expression} IS NULL, {order}, p.sort_key"
    table = "registry_profile p"
    if (
        by_name
        and limit is not None
        and connection.vendor == "sqlite"
        and _is_worth_walking(narrowing, point, offset + limit)
    ):
        table += " INDEXED BY registry_profile_in_order"
    page = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT p.id FROM {table} WHERE {condition} ORDER BY {order}, p.id{page}", parameters)
        return [row[0] for row in cursor.fetchall()]


def _is_worth_walking(narrowing: Narrowing, point: Point, rows: int) -> bool:
    if not point.is_newest:
        return False
    left, everyone = count(narrowing, point), roster.count(point, {"kind": (narrowing.kind,)})
    return bool(left) and narrowing.status != "ended" and everyone * min(rows, left) <= WALKED * left


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
        return "end", words.legal_status(LegalStatus.ENDED)
    if row.legal_status in _BAD:
        return "bad", words.legal_status(row.legal_status)
    if row.legal_status != LegalStatus.ACTIVE:
        return "wait", words.legal_status(row.legal_status)
    if row.statistical_status != StatisticalStatus.OPERATING:
        return "wait", words.statistical_status(row.statistical_status)
    return "on", words.legal_status(row.legal_status)


def births_of(organisations: Iterable[int], n: int) -> dict[int, PartialDate]:
    """The day each was founded or registered, as precisely as it is known; the first where there are several."""
    found: dict[int, PartialDate] = {}
    events = queries.standing(LifeEvent, n, organisation_id__in=list(organisations), kind__in=BIRTHS)
    for event in sorted(events, key=lambda e: e.earliest, reverse=True):
        found[event.organisation_id] = PartialDate(event.earliest, event.latest, event.precision)  # type: ignore[arg-type]
    return found
