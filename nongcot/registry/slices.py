"""The time-sliced profile: cut at every change of field, status, membership or law; merged where nothing shows."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from nongcot.kernel.dates import FAR
from nongcot.registry import lifecycle, naming
from nongcot.registry.facts import EventFact, Facts, Timeline, kind_of, timelines
from nongcot.registry.law import Law
from nongcot.registry.vocabulary import (
    AGRICULTURAL,
    REORGANISED_ORIGINS,
    EventKind,
    Kind,
    LegalStatus,
    Regime,
    Sector,
    StatisticalStatus,
)

T = TypeVar("T")

UNKNOWN = "unknown"

#: Keys of long names are cut: `models.Profile` holds no more, and nothing sorts or searches so far in.
SORT_KEY, FOLDED = 400, 400

COUNTS = (
    "members",
    "members_official",
    "members_associate_capital",
    "members_associate",
    "members_women",
    "members_minority",
    "members_disabled",
    "members_insured",
    "charter_capital",
    "charter_capital_paid",
    "contributions",
)

DERIVED = ("organisation_id", "valid_from", "valid_to", "place_id", "sector", "kind")

PROFILE = (
    *DERIVED,
    "name",
    "sort_key",
    "folded",
    "address",
    "tax_code",
    "certificate_no",
    "sectors",
    "sector_group",
    "agricultural_subtype",
    "operating_model",
    "governing_law",
    "law_in_force",
    "regime",
    "registration_stands",
    "legal_status",
    "statistical_status",
    "operating",
    "size_class",
    "alliance",
    "unions",
    *COUNTS,
    "moved",
    "moves",
    "resumes",
    "suspends",
    "alliance_observed",
    "begins_by",
    "ends_by",
)

BEGINS, ENDS, FROM, TO, PLACE, SECTOR, OPERATING = (
    PROFILE.index(name)
    for name in ("begins_by", "ends_by", "valid_from", "valid_to", "place_id", "sector", "operating")
)
#: How a slice's flags `resumes` and `suspends` say that the turn has a day of its own, or was only seen in a list.
DATED, SEEN = 1, 2
MOVED, MOVES, RESUMES, SUSPENDS = (PROFILE.index(name) for name in ("moved", "moves", "resumes", "suspends"))


class Change(NamedTuple):
    """From `day` on, this legal and statistical status; `begins_by`/`ends_by` where a life begins or ends.

    `observed` says that a list of that day shows the status and nobody told since when: no stop or return of that day.
    """

    day: date
    legal: str
    statistical: str
    regime: str
    cause: str
    observed: bool = False


def rank(kind: str) -> int:
    """On one day, births come first and ends last."""
    if kind in lifecycle.BIRTHS:
        return 0
    return 2 if lifecycle.TARGET.get(kind) == LegalStatus.ENDED else 1


def in_order(events: Iterable[EventFact]) -> list[EventFact]:
    """Events by their effective days, whenever they were recorded."""
    return sorted(events, key=lambda e: (e.earliest, rank(e.kind), e.posted))


def changes_of(events: Sequence[EventFact], lines: dict[str, Timeline], kind: str, law: Law) -> list[Change]:
    """Status changes over the life, from its first day; empty when nothing says when it was there."""
    births = [e for e in events if e.kind in lifecycle.BIRTHS]
    observed = lines.get("observed")
    if births:
        first = births[0]
        born, cause = first.earliest, _birth_cause(births)
    elif observed is not None:
        born, cause = observed.days[0], "observed"
    else:
        return []
    legal, override, regime = LegalStatus.ACTIVE.value, "", Regime.NONE.value if kind == Kind.GROUP else ""
    found: list[Change] = []
    for event in events:
        if births and event.earliest < born:
            continue  # told of a time before it is known to have been founded
        if event.kind in lifecycle.BIRTHS:
            regime = _regime(event.kind, kind) or regime
            if legal == LegalStatus.ENDED:
                legal, override, cause = LegalStatus.ACTIVE.value, "", "resumed"
        elif event.kind in lifecycle.TARGET:
            before, legal = legal, str(lifecycle.TARGET[event.kind])
            override = "" if legal != before else override
            if before == LegalStatus.ENDED and legal != LegalStatus.ENDED:
                cause = "resumed"
            if legal == LegalStatus.ENDED:
                cause = "reorganised" if event.kind in lifecycle.REORGANISING_ENDS else "left"
        elif event.kind in lifecycle.OVERRIDES and legal != LegalStatus.ENDED:
            override = lifecycle.OVERRIDES[event.kind]
        else:
            continue
        statistical = "" if legal == LegalStatus.ENDED else override or law.statistical(legal)
        # What happened before the first day it is known to have been there shows in its status on that day.
        day = max(event.earliest, born)
        turned_by = cause if (not found or _turns(found[-1], legal)) else ""
        change = Change(day, legal, statistical, regime, turned_by, bool(event.details.get("observed")))
        if found and found[-1].day == day:
            change = change._replace(cause=change.cause or found[-1].cause)
            if found[-1].legal == LegalStatus.ENDED and legal == LegalStatus.ENDED:
                continue
            found.pop()
        found.append(change)
    if not found or found[0].day > born:
        found.insert(
            0, Change(born, "active", law.statistical("active"), _first_regime(kind, births), _cause_of(births))
        )
    return found


def _cause_of(births: Sequence[EventFact]) -> str:
    """Why a life begins: a dated founding is known (`entered`, or `reorganised`), or none is (`observed`)."""
    return _birth_cause(births) if births else "observed"


def _birth_cause(births: Sequence[EventFact]) -> str:
    origins = {str(e.details.get("origin", "")) for e in births}
    return "reorganised" if origins & set(REORGANISED_ORIGINS) else "entered"


def _turns(before: Change, legal: str) -> bool:
    return (before.legal == LegalStatus.ENDED) != (legal == LegalStatus.ENDED)


def _first_regime(kind: str, births: Sequence[EventFact]) -> str:
    if kind != Kind.GROUP:
        return ""
    return (_regime(births[0].kind, kind) if births else "") or Regime.NONE


def _regime(event: str, kind: str) -> str:
    if kind != Kind.GROUP:
        return ""
    return {
        EventKind.NOTIFIED: Regime.NOTIFIED,
        EventKind.REGISTERED: Regime.REGISTERED,
        EventKind.CERTIFIED: Regime.CERTIFIED,
    }.get(EventKind(event), Regime.NONE if event == EventKind.FOUNDED else "")


def slices_of(
    facts: Facts,
    lines: dict[str, Timeline],
    kind: str,
    events: Sequence[EventFact],
    changes: Sequence[Change],
    law: Law,
    since: date = date.min,
) -> list[tuple[Any, ...]]:
    """Profile rows over the whole life, in the column order of `PROFILE`; with `since` those from the one on that holds
    the day before it, whose first day may then be too late."""
    if not changes:
        return []
    alliance, unions = _alliance(events), unions_of(facts, events, law)
    governing = _governing_law(events, lines, law)
    days = {c.day for c in changes} | {d for line in lines.values() for d in line.days} | law.days
    days |= {d for d, _v in alliance} | {d for d, _v in unions} | {d for d, _v in governing}
    edges = sorted(d for d in days if d >= changes[0].day)
    edges = edges[max(bisect_left(edges, since) - 1, 0) :]
    values = {code: line.at(edges[0]) for code, line in lines.items()}
    turns = _turns_after(edges[0], lines)
    told = _told(values, kind)
    found: list[list[Any]] = []
    status, stood = 0, None
    for index, day in enumerate(edges):
        while status + 1 < len(changes) and changes[status + 1].day <= day:
            status += 1
        change = changes[status]
        if day in turns:
            values.update(turns[day])
            told = _told(values, kind, told if DESCRIBED.isdisjoint(turns[day]) else None)
        if change.legal == LegalStatus.ENDED:
            if change.day == day and found and found[-1][TO] == day:
                found[-1][ENDS] = change.cause
            continue
        until = edges[index + 1] if index + 1 < len(edges) else FAR
        belongs = *_last(alliance, day, ("", 0)), _last(unions, day, "")
        lawful = _lawful(_last(governing, day, UNKNOWN), change.regime, told, day, law)
        # Most edges are days of the law on which nothing turned: such a row is not worth building to be merged.
        stands = told, change, belongs, lawful
        if stands == stood and found and found[-1][TO] == day:
            found[-1][TO] = until
            continue
        stood = stands
        row = _slice(facts.organisation_id, told, change, day, until, lawful, belongs)
        row[BEGINS] = change.cause if change.day == day and (not found or found[-1][TO] != day) else ""
        if found and found[-1][TO] == day and not row[BEGINS]:
            before = found[-1]
            if row[PLACE] != before[PLACE]:
                places = before[PLACE], row[PLACE]
                row[MOVED] = int(0 not in places and not facts.succeeds(*places, day))
            if row[PLACE:MOVED] == before[PLACE:MOVED]:
                before[TO] = until
                continue
            turn = SEEN if change.observed and change.day == day else DATED
            before[MOVES], row[RESUMES] = row[MOVED], turn * (row[OPERATING] > before[OPERATING])
            before[SUSPENDS] = turn * (row[OPERATING] < before[OPERATING])
        found.append(row)
    return [tuple(row) for row in found]


def _turns_after(day: date, lines: dict[str, Timeline]) -> dict[date, dict[str, Any]]:
    """What fields turn to on each later day."""
    found: dict[date, dict[str, Any]] = {}
    for code, line in lines.items():
        for since, value in zip(line.days, line.values, strict=True):
            if since > day:
                found.setdefault(since, {})[code] = value
    return found


class _Told(NamedTuple):
    """What statements say on a day, in the order of the columns; worked out again only where one of them turns."""

    described: tuple[Any, ...]
    counts: tuple[int | None, ...]
    #: What a size class is read from: sector, members, official members, revenue, total capital.
    size: tuple[Any, ...]


#: The fields that `_Told.described` is made of.
DESCRIBED = frozenset(
    ["place", "sector", "other_sectors", "name", "address", "tax_code", "certificate_no", "agricultural_subtype",
     "operating_model"]
)  # fmt: skip


def _told(values: dict[str, Any], kind: str, before: _Told | None = None) -> _Told:
    """What these values say; `before` is what was said when only numbers turned since."""
    described = before.described if before is not None else _described(values, kind)
    counts = tuple(map(values.get, COUNTS))
    size = (described[_SECTOR_TOLD], *map(values.get, ("members", "members_official", "revenue", "total_capital")))
    return _Told(described, counts, size)


_SECTOR_TOLD = 1


def _described(values: dict[str, Any], kind: str) -> tuple[Any, ...]:
    sector = sector_of(kind, values.get("sector", ""))
    others = [code for code in (values.get("other_sectors") or "").split(",") if code and code != sector]
    name = values.get("name") or ""
    return (
        values.get("place") or 0,
        sector,
        kind,
        name,
        naming.sort_key(name)[:SORT_KEY],
        naming.folded(name)[:FOLDED],
        values.get("address") or "",
        values.get("tax_code") or "",
        values.get("certificate_no") or "",
        ",".join([sector, *others] if sector else others),
        sector_group(sector),
        values.get("agricultural_subtype") or UNKNOWN,
        values.get("operating_model") or UNKNOWN,
    )


class _Lawful(NamedTuple):
    """What the law makes of an organisation on a day, in the order in which `_slice` puts it down."""

    governing: str
    in_force: int
    registration_stands: int
    size_class: str


def _lawful(governing: str, regime: str, told: _Told, day: date, law: Law) -> _Lawful:
    in_force = int(governing == law.cooperative_law(day))
    return _Lawful(governing, in_force, law.registration_stands(regime, day), law.size_class(day, *told.size))


def _slice(
    organisation_id: int,
    told: _Told,
    change: Change,
    day: date,
    until: date,
    lawful: _Lawful,
    belongs: tuple[str, int, str],
) -> list[Any]:
    alliance, observed, unions = belongs
    return [
        organisation_id,
        day,
        until,
        *told.described,
        lawful.governing,
        lawful.in_force,
        change.regime,
        lawful.registration_stands,
        change.legal,
        change.statistical,
        int(change.statistical == StatisticalStatus.OPERATING),
        lawful.size_class,
        alliance,
        unions,
        *told.counts,
        0,
        0,
        0,
        0,
        observed,
        "",
        "",
    ]


def sector_of(kind: str, told: str | None) -> str:
    """The main sector; a credit fund of which none is told is of its own."""
    return told or (Sector.PCF.value if kind == Kind.CREDIT_FUND else "")


def sector_group(sector: str) -> str:
    """agricultural, non_agricultural, credit, or unknown: the roll-up of `registry` reports."""
    if not sector:
        return UNKNOWN
    if sector in AGRICULTURAL:
        return "agricultural"
    return "credit" if sector == Sector.PCF else "non_agricultural"


def _last(line: Sequence[tuple[date, T]], day: date, default: T) -> T:
    for since, value in reversed(line):
        if since <= day:
            return value
    return default


def _alliance(events: Sequence[EventFact]) -> list[tuple[date, tuple[str, int]]]:
    """How it belongs to the alliance from each day on, and whether a list only observed it then."""
    found = []
    for event in events:
        if event.kind == EventKind.JOINED_ALLIANCE:
            membership = str(event.details.get("membership", "official"))
            found.append((event.earliest, (membership, int(bool(event.details.get("observed"))))))
        elif event.kind == EventKind.LEFT_ALLIANCE:
            found.append((event.earliest, ("", 0)))
    return found


def unions_of(facts: Facts, events: Sequence[EventFact], law: Law) -> list[tuple[date, str]]:
    """Ids of the unions it belongs to, from each day on: joined, not left since, and not ended; on one day one leaves
    before one joins."""
    moves = [
        (event.earliest, event.kind == EventKind.JOINED_UNION, facts.counterparts[event.counterpart_id])
        for event in events
        if event.kind in (EventKind.JOINED_UNION, EventKind.LEFT_UNION) and event.counterpart_id in facts.counterparts
    ]
    moves.sort(key=lambda move: move[:2])
    lives = {union.organisation_id: _ends_and_returns(union, law) for _day, _joins, union in moves}
    days = {day for day, _joins, _union in moves} | {day for life in lives.values() for day, _over in life}
    found = []
    for day in sorted(days):
        joined = set[int]()
        for moved_on, joins, union in moves:
            if moved_on <= day:
                (joined.add if joins else joined.discard)(union.organisation_id)
        there = [union for union in joined if not _last(lives[union], day, False)]
        found.append((day, ",".join(map(str, sorted(there)))))
    return found


def _ends_and_returns(facts: Facts, law: Law) -> list[tuple[date, bool]]:
    """Days from which an organisation is over, or there (again)."""
    lines = timelines(facts.statements)
    return [
        (change.day, change.legal == LegalStatus.ENDED)
        for change in changes_of(in_order(facts.events), lines, kind_of(facts), law)
    ]


def _governing_law(events: Sequence[EventFact], lines: dict[str, Timeline], law: Law) -> list[tuple[date, str]]:
    """The law an organisation works under: as stated, or as its registration, re-registration and charter say."""
    found = [
        (event.earliest, "2023" if event.kind == EventKind.CHARTER_CONFORMED else law.cooperative_law(event.earliest))
        for event in events
        if event.kind in (EventKind.REGISTERED, EventKind.REREGISTERED, EventKind.CHARTER_CONFORMED)
    ]
    stated = lines.get("governing_law")
    if stated:
        found += list(zip(stated.days, stated.values, strict=True))
        if not any(day <= stated.days[0] for day, _value in found[: -len(stated.days)]):
            found.append((date.min, stated.values[0]))
    return sorted((day, value) for day, value in found if value)
