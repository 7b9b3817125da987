"""Why opening became closing: the causes of a stock's entries and exits within a period.

Two ends of one subject on one day (it moved from one commune to another, its capital rose) are one event: inside the
asked cell only their difference shows, between two cells each sees its own side. So a move within a district is no
movement of the district, and over all cells `moved` sums to zero.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from nongcot.indicators import reading
from nongcot.indicators.answers import Movement
from nongcot.indicators.breakdowns import Celled
from nongcot.indicators.questions import DAY, Question
from nongcot.indicators.reading import Edge


def of_total(question: Question, start: date, end: date) -> Movement:
    """The movement of the whole question in `[start, end]`."""
    opening = reading.total(question, start - DAY)
    return _movement(opening, reading.edges(question, start, end))


def of_parts(
    question: Question, start: date, end: date, key: Callable[[Celled], str], opening: dict[str, int]
) -> dict[str, Movement]:
    """The movement of each cell of a breakdown, given its openings."""
    by_key: dict[str, list[Edge]] = defaultdict(list)
    for edge in reading.edges(question, start, end):
        by_key[key(edge)].append(edge)
    return {name: _movement(opening.get(name, 0), by_key[name]) for name in {*opening, *by_key}}


def _movement(opening: int, edges: Iterable[Edge]) -> Movement:
    inflow: dict[str, int] = defaultdict(int)
    outflow: dict[str, int] = defaultdict(int)
    meetings: dict[tuple[int, date], list[Edge]] = defaultdict(list)
    for edge in edges:
        meetings[edge.subject_id, edge.day].append(edge)
    for ends in meetings.values():
        for cause, amount in _netted(ends):
            if amount > 0:
                inflow[cause] += amount
            elif amount < 0:
                outflow[cause] -= amount
    closing = opening + sum(inflow.values()) - sum(outflow.values())
    return Movement(opening, dict(sorted(inflow.items())), dict(sorted(outflow.items())), closing)


def _netted(ends: list[Edge]) -> Iterable[tuple[str, int]]:
    """(cause, signed amount) of one subject's day: one end as it is, a closing and an opening by their difference."""
    if len({edge.sign for edge in ends}) == 1:
        return [(edge.cause, edge.sign * edge.amount) for edge in ends]
    opened = next(edge for edge in ends if edge.sign > 0)
    return [(opened.cause, sum(edge.sign * edge.amount for edge in ends))]
