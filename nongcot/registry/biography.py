"""One organisation's whole life, worked out from what was said of it: a pure function of facts and law.

Nothing here asks the database or the clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nongcot.kernel.dates import FAR
from nongcot.registry.facts import Facts, ProductFact, timelines
from nongcot.registry.happenings import happenings_of
from nongcot.registry.law import Law
from nongcot.registry.slices import (
    BEGINS,
    DERIVED,
    ENDS,
    FROM,
    MOVED,
    MOVES,
    PLACE,
    SECTOR,
    TO,
    changes_of,
    in_order,
    slices_of,
)
from nongcot.registry.vocabulary import Kind

#: What a slice of an offering borders on; the flags of operation stay 0, a product is no operating subject.
BORDERS = ("moved", "moves", "resumes", "suspends")

OFFERING = (*DERIVED, "product_id", "product_sector", *BORDERS, "begins_by", "ends_by")


@dataclass
class Biography:
    """The derived rows of one organisation, in the column order of `PROFILE`, `OFFERING`, `HAPPENING`."""

    profile: list[tuple[Any, ...]] = field(default_factory=list)
    offerings: list[tuple[Any, ...]] = field(default_factory=list)
    happenings: list[tuple[Any, ...]] = field(default_factory=list)


def write(facts: Facts, law: Law, since: date = date.min) -> Biography:
    """The whole life of one organisation; empty while nothing says of what kind it is.

    With `since` only what begins then or later is to be relied on, and how things stood the day before.
    """
    lines = timelines(facts.statements)
    kind = lines["kind"].at(FAR) if "kind" in lines else ""
    if not kind:
        return Biography()
    events = in_order(facts.events)
    changes = changes_of(events, lines, kind, law)
    profile = slices_of(facts, lines, kind, events, changes, law, since)
    return Biography(
        profile,
        _offerings(facts.products, profile, kind),
        happenings_of(facts, lines, kind, events, profile, law),
    )


def _offerings(products: Iterable[ProductFact], slices: Sequence[tuple[Any, ...]], kind: str) -> list[tuple[Any, ...]]:
    """Products and services of co-ops, unions and groups, while they exist."""
    if kind not in (Kind.COOP, Kind.UNION, Kind.GROUP):
        return []
    found = []
    for product in products:
        for row in slices:
            since = max(row[FROM], product.valid_from or row[FROM])
            until = min(row[TO], product.valid_to)
            if since >= until:
                continue
            begins = "entered" if product.valid_from and since == product.valid_from else ""
            ends = row[ENDS] if until == row[TO] else ""
            if until == product.valid_to < FAR:
                ends = ends or "left"
            found.append(
                (
                    row[0],
                    since,
                    until,
                    row[PLACE],
                    row[SECTOR],
                    kind,
                    product.product_id,
                    product.sector or row[SECTOR],
                    row[MOVED] if since == row[FROM] else 0,
                    row[MOVES] if until == row[TO] else 0,
                    0,
                    0,
                    begins or (row[BEGINS] if since == row[FROM] else ""),
                    ends,
                )
            )
    return found
