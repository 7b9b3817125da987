"""Why opening became closing: the causes of a stock's entries and exits within a period.

Two ends of one subject on one day (it moved from one commune to another, its capital rose) are one event: inside the
asked cell only their difference shows, between two cells each sees its own side. So a move within a district is no
movement of the district, and over all cells `moved` sums to zero.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from nongcot.indicators import reading
from nongcot.indicators.answers import Movement
from nongcot.indicators.breakdowns import Celled
from nongcot.indicators.questions import DAY, Question
from nongcot.indicators.reading import Turn


class Change(NamedTuple):
    """One subject came in (`amount` > 0) or went out (< 0) on a day, for a cause."""

    subject_id: int
    day: date
    cause: str
    amount: int


def of_total(question: Question, start: date, end: date) -> Movement:
    """The movement of the whole question in `[start, end]`."""
    return _movement(reading.total(question, start - DAY), reading.turns(question, start, end))


def of_parts(key: Callable[[Celled], str], opening: dict[str, int], turns: Iterable[Turn]) -> dict[str, Movement]:
    """The movement of each cell of a breakdown, given its openings and the ends of spans within the period."""
    by_key: dict[str, list[Turn]] = defaultdict(list)
    for turn in turns:
        if turn.amount:
            by_key[key(turn)].append(turn)
    return {name: _movement(opening.get(name, 0), by_key[name]) for name in {*opening, *by_key}}


def changes(turns: Iterable[Turn]) -> Iterator[Change]:
    """What each subject's ends add to the terms of the movement, one change a cause."""
    meetings: dict[tuple[int, date], list[Turn]] = defaultdict(list)
    for turn in turns:
        meetings[turn.subject_id, turn.day].append(turn)
    for (subject, day), ends in meetings.items():
        for cause, amount in _netted(ends):
            if amount:
                yield Change(subject, day, cause, amount)


def _movement(opening: int, turns: Iterable[Turn]) -> Movement:
    inflow: dict[str, int] = defaultdict(int)
    outflow: dict[str, int] = defaultdict(int)
    for change in changes(turns):
        if change.amount > 0:
            inflow[change.cause] += change.amount
        else:
            outflow[change.cause] -= change.amount
    closing = opening + sum(inflow.values()) - sum(outflow.values())
    return Movement(opening, dict(sorted(inflow.items())), dict(sorted(outflow.items())), closing)


def _netted(ends: list[Turn]) -> Iterable[tuple[str, int]]:
    """(cause, signed amount) of one subject's day: one way as it is, out of one cell and into another by difference."""
    if len({end.amount > 0 for end in ends}) == 1:
        return [(end.cause, end.amount) for end in ends]
    opened = next(end for end in ends if end.amount > 0)
    return [(opened.cause, sum(end.amount for end in ends))]
