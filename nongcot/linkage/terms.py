"""When a contract holds, how long its term is: what was agreed, extended, ended early. Pure functions over its facts.

An extension counts from the day of its paper: until then nobody could know that the term would be longer.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from nongcot.kernel.dates import FAR
from nongcot.linkage.models import Contract, Term
from nongcot.linkage.vocabulary import TermChange

MONTHS = 12


class InForce(NamedTuple):
    """A contract holds during `[start, end)`; it ends because its term ran out (`expired`) or before (`left`)."""

    start: date
    end: date
    ends_by: str


class Length(NamedTuple):
    """From `day` on the term is this many whole months long; None where no end is written."""

    day: date
    months: int | None


def in_order(changes: Iterable[Term]) -> list[Term]:
    """What changed a term, in the order in which it did."""
    return sorted(changes, key=lambda one: (one.on, one.posted))


def in_force(contract: Contract, changes: Iterable[Term]) -> InForce:
    """The time in which a contract holds by its own facts; that of its parties is another matter."""
    end, ends_by = contract.valid_to, "expired"
    for change in in_order(changes):
        if change.kind == TermChange.EXTENDED:
            end, ends_by = change.valid_to, "expired"
        else:
            end, ends_by = min(end, change.valid_to), "left"
    return InForce(contract.starts, end, ends_by)


def lengths(contract: Contract, changes: Iterable[Term]) -> list[Length]:
    """How long the term is, from each day on that changed it; an early end does not shorten what was agreed."""
    found = [Length(contract.starts, months(contract.starts, contract.valid_to))]
    for change in in_order(changes):
        if change.kind == TermChange.EXTENDED:
            found.append(Length(max(change.on, contract.starts), months(contract.starts, change.valid_to)))
    return found


def months(start: date, end: date) -> int | None:
    """Whole months in `[start, end)`; None for no end."""
    if end == FAR:
        return None
    return (end.year - start.year) * MONTHS + end.month - start.month - (end.day < start.day)
