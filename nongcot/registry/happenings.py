"""The dated happenings that flows count, each with the profile of its day.

A happening holds `[earliest, latest + 1)`: a flow counts it when the period holds all of it, and tells it as not known
when the period holds only a part.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from nongcot.registry.facts import EventFact, Facts, Timeline, kind_of
from nongcot.registry.law import Law
from nongcot.registry.lifecycle import BIRTHS, TARGET
from nongcot.registry.slices import DERIVED, FROM, OPERATING, PLACE, PROFILE, SECTOR, TO, sector_of
from nongcot.registry.vocabulary import (
    CERTIFIED,
    REORGANISED_ORIGINS,
    EndReason,
    EventKind,
    Kind,
    LegalStatus,
    Origin,
    Regime,
)

HAPPENING = (*DERIVED, "code", "detail", "regime", "members", "capital")

DAY = timedelta(days=1)
_REGIME = PROFILE.index("regime")

_ENDS = (EventKind.DISSOLVED, EventKind.BANKRUPT, EventKind.ENDED)
_REORGANISING = (EventKind.DIVIDED, EventKind.CONSOLIDATED, EventKind.MERGED_INTO)


def happenings_of(
    facts: Facts,
    lines: dict[str, Timeline],
    kind: str,
    events: Sequence[EventFact],
    profile: Sequence[tuple[Any, ...]],
    law: Law,
) -> list[tuple[Any, ...]]:
    """Rows in the column order of `HAPPENING`."""
    found = []
    if kind in CERTIFIED:
        found += _established(lines, events)
    if kind == Kind.GROUP:
        found += _new_group(events)
    for event in _endings(events):
        found += _ended(event, kind, facts.counterparts)
    for event in events:
        if event.kind == EventKind.SEPARATED:
            found.append(("reorganised", event.kind, event, None, None))
        if event.kind == EventKind.JOINED_ALLIANCE and not event.details.get("observed"):
            found.append(("joined_alliance", str(event.details.get("membership", "official")), event, None, None))
    rows = [_row(facts.organisation_id, kind, lines, profile, *item) for item in found]
    if kind == Kind.COOP:
        rows += _expansions(facts.organisation_id, kind, lines, events, profile)
    return rows


Found = tuple[str, str, EventFact, int | None, int | None]


def _established(lines: dict[str, Timeline], events: Sequence[EventFact]) -> Iterator[Found]:
    """The first certificate; a list that tells only a founding date is read as telling that of the certificate."""
    first = next((e for e in events if e.kind == EventKind.REGISTERED), None)
    first = first or next((e for e in events if e.kind == EventKind.FOUNDED), None)
    if first is None:
        return
    origin = str(first.details.get("origin", Origin.FOUNDED))
    if origin in REORGANISED_ORIGINS:
        return
    members = first.details.get("members", _said_on(lines, "members", first.earliest))
    capital = first.details.get("charter_capital", _said_on(lines, "charter_capital", first.earliest))
    yield "established", origin, first, members, capital
    if any(e.kind == EventKind.GREW_OUT_OF for e in events):
        yield "grown_from_group", "", first, None, None


def _said_on(lines: dict[str, Timeline], code: str, day: date) -> int | None:
    line = lines.get(code)
    if line is None or day not in line.days:
        return None
    return int(line.values[line.days.index(day)])


def _new_group(events: Sequence[EventFact]) -> Iterator[Found]:
    births = [e for e in events if e.kind in BIRTHS]
    if births:
        yield "group_new", "", births[0], None, None
    notice = next((e for e in births if e.kind == EventKind.NOTIFIED), None)
    if notice is not None:
        yield "group_notified", "", notice, None, None


def _endings(events: Sequence[EventFact]) -> Iterator[EventFact]:
    """Events that end a life: told of a time before the founding, or of a life already over (as where two records of
    one organisation both tell it), an end is none."""
    first = next((e.earliest for e in events if e.kind in BIRTHS), date.min)
    over = False
    for event in events:
        if event.earliest < first or not (event.kind in BIRTHS or event.kind in TARGET):
            continue
        ends = TARGET.get(event.kind) == LegalStatus.ENDED
        if ends and not over:
            yield event
        over = ends


def _ended(event: EventFact, kind: str, counterparts: dict[int, Facts]) -> Iterator[Found]:
    if event.kind in _ENDS:
        default = EndReason.BANKRUPT if event.kind == EventKind.BANKRUPT else EndReason.UNKNOWN
        yield "ended", str(event.details.get("reason", default)), event, None, None
    elif event.kind in _REORGANISING:
        yield "reorganised", event.kind, event, None, None
    elif event.kind == EventKind.CONVERTED:
        successor = counterparts.get(event.counterpart_id or 0)
        told = kind_of(successor) if successor else ""
        yield "converted", told or str(event.details.get("successor_kind", "unknown")), event, None, None


def _row(
    organisation_id: int,
    kind: str,
    lines: dict[str, Timeline],
    profile: Sequence[tuple[Any, ...]],
    code: str,
    detail: str,
    event: EventFact,
    members: int | None,
    capital: int | None,
) -> tuple[Any, ...]:
    ending = code in ("ended", "reorganised", "converted")
    place, sector, regime = _context(kind, lines, profile, event.earliest - DAY if ending else event.earliest)
    return (
        organisation_id,
        event.earliest,
        event.latest + DAY,
        place,
        sector,
        kind,
        code,
        detail,
        regime or (Regime.NONE.value if kind == Kind.GROUP else ""),
        members,
        capital,
    )


def _context(
    kind: str, lines: dict[str, Timeline], profile: Sequence[tuple[Any, ...]], day: date
) -> tuple[int, str, str]:
    """Commune, sector and regime on `day`; outside the life those of its nearest slice, without one as stated."""
    row: tuple[Any, ...] | None = None
    for candidate in profile:
        if row is None or candidate[FROM] <= day:
            row = candidate
    if row is not None:
        return row[PLACE], row[SECTOR], row[_REGIME]
    place, sector = (lines[code].at(day) if code in lines else None for code in ("place", "sector"))
    return place or 0, sector_of(kind, sector), ""


def _expansions(
    organisation_id: int,
    kind: str,
    lines: dict[str, Timeline],
    events: Sequence[EventFact],
    profile: Sequence[tuple[Any, ...]],
) -> list[tuple[Any, ...]]:
    """A line added, a branch opened, charter capital raised, while the co-op is operating."""
    widened = [(e.earliest, e.latest, "branch") for e in events if e.kind == EventKind.BRANCH_OPENED]
    for code, detail in (("charter_capital", "capital"), ("business_lines", "business_line")):
        line = lines.get(code)
        steps = list(pairwise(zip(line.days, line.values, strict=True))) if line else []
        widened += [(day, day, detail) for (_d, before), (day, now) in steps if _more(before, now)]
    found = []
    for earliest, latest, detail in widened:
        row = next((r for r in profile if r[FROM] <= earliest < r[TO]), None)
        if row is not None and row[OPERATING]:
            found.append(
                (
                    organisation_id,
                    earliest,
                    latest + DAY,
                    row[PLACE],
                    row[SECTOR],
                    kind,
                    "expansion",
                    detail,
                    "",
                    None,
                    None,
                )
            )
    return found


def _more(before: Any, now: Any) -> bool:
    if isinstance(before, str):
        return bool({c.strip() for c in str(now).split(",")} - {c.strip() for c in before.split(",")})
    return int(now) > int(before)
