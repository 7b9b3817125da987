"""Readings as pages show them: how each is read at (on, n) in words, how it was read before and will be after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nongcot.basis import rules
from nongcot.basis.rules import Held
from nongcot.kernel.dates import FAR
from nongcot.registry.reading.points import Point

DAY = timedelta(days=1)

#: The sentence that a reading's parameters say.
Says = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True)
class Version:
    """A reading while it holds; `since` None where it always did, `last_day` None while nothing follows."""

    says: str
    since: date | None
    last_day: date | None
    basis: str
    is_verified: bool
    is_present: bool


@dataclass(frozen=True)
class Reading:
    """What is read, its versions by their days, and the page where another one is chosen."""

    title: str
    versions: tuple[Version, ...]
    url: str


def reading_at(point: Point, code: str, *, title: str, says: Says, url: str) -> Reading:
    """A reading as known at the point's posting; the version of the point's day is the present one."""
    versions = (_version(held, says, point.on) for held in rules.of(code, point.n))
    return Reading(title, tuple(versions), url)


def _version(held: Held, says: Says, on: date) -> Version:
    return Version(
        says=says(held.parameters),
        since=held.valid_from if held.valid_from.year > 1900 else None,
        last_day=None if held.valid_to == FAR else held.valid_to - DAY,
        basis=held.legal_basis,
        is_verified=held.verified,
        is_present=held.valid_from <= on < held.valid_to,
    )
