"""Reading spans: the same WHERE gives a figure (with the SUM) and its records (without)."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from nongcot.indicators import definitions, rollups
from nongcot.indicators.declare import Stock
from nongcot.indicators.questions import DAY, Question, conditions
from nongcot.places import geography


class Row(NamedTuple):
    """Spans standing in one cell: their number, the sum of their amounts."""

    place_id: int
    sector: str
    kind: str
    cell: str
    amount: int
    spans: int


class Edge(NamedTuple):
    """One end of a span within a period: `sign` +1 where it opens, −1 where it closes."""

    subject_id: int
    day: date
    sign: int
    cause: str
    place_id: int
    sector: str
    kind: str
    cell: str
    amount: int


def held_on(question: Question, day: date) -> list[Row]:
    """The stock's spans that hold on `day`, summed by cell."""
    return _rows(question, "s.valid_from <= %s AND s.valid_to > %s", [day, day])


def inside(question: Question, start: date, end: date) -> list[Row]:
    """Events wholly inside `[start, end]`, summed by cell."""
    return _rows(question, "s.valid_from >= %s AND s.valid_from <= %s AND s.valid_to <= %s", [start, end, end + DAY])


def overlapping_only(question: Question, start: date, end: date) -> int:
    """How many events may or may not lie in the period: their precision is coarser than it."""
    where = "s.valid_from <= %s AND s.valid_to > %s AND NOT (s.valid_from >= %s AND s.valid_to <= %s)"
    return sum(row.spans for row in _rows(question, where, [end, start, start, end + DAY]))


def distinct_inside(question: Question, start: date, end: date, key: Callable[[Edge], str] | None) -> dict[str, int]:
    """Subjects with at least one event in the period, by `key` of the event (one key "" without)."""
    found: dict[str, set[int]] = defaultdict(set)
    for edge in _edges(question, "s.valid_from >= %s AND s.valid_to <= %s", [start, end + DAY], "s.valid_from", 1):
        found[key(edge) if key else ""].add(edge.subject_id)
    return {name: len(subjects) for name, subjects in found.items()}


def subjects(question: Question) -> list[tuple[int, int]]:
    """(subject, amount) of every span that the figure counts; a distinct figure names each subject once."""
    if question.indicator.words.kind == "stock":
        condition, parameters = "s.valid_from <= %s AND s.valid_to > %s", [question.last_day, question.last_day]
    else:
        assert question.period is not None
        start, end = question.period
        condition, parameters = "s.valid_from >= %s AND s.valid_to <= %s", [start, end + DAY]
    where, more = conditions(question)
    amount = "MAX(1)" if question.indicator.words.kind == "distinct" else "SUM(s.amount)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.subject_id, {amount} FROM indicators_span s WHERE {' AND '.join([*where, condition])} "
            "GROUP BY s.subject_id ORDER BY s.subject_id",
            [*more, *parameters],
        )
        return [(int(subject), int(value)) for subject, value in cursor.fetchall()]


def edges(question: Question, start: date, end: date) -> list[Edge]:
    """Both ends of spans that lie in `[start, end]`: openings on their first day, closings on the first day after."""
    opened = _edges(question, "s.valid_from >= %s AND s.valid_from <= %s", [start, end], "s.valid_from", 1)
    closed = _edges(question, "s.valid_to >= %s AND s.valid_to <= %s", [start, end], "s.valid_to", -1)
    return [*opened, *closed]


def total(question: Question, day: date) -> int:
    """A stock on `day`; the book's own total comes from its roll-ups, so that it does not grow with the register."""
    if not rolled(question):
        return sum(row.amount for row in held_on(question, day))
    definition_id, after = definition(question), day + DAY
    before = rollups.stock_of_years_before(definition_id, after.year, communes=False)
    found = sum(amount for (_place, kind), amount in before.items() if counts(question, kind))
    month = after.replace(day=1)
    if month.month > 1:
        months = rollups.book_months(definition_id, after.replace(month=1, day=1), month)
        found += sum(amount for _month, kind, _cause, amount, _n in months if counts(question, kind))
    if month <= day:
        found += sum(edge.sign * edge.amount for edge in edges(question, month, day))
    return found


def by_commune(question: Question, day: date) -> dict[int, int]:
    """A stock on `day` by the commune units of the facts."""
    found: dict[int, int] = defaultdict(int)
    if not rolled(question):
        for row in held_on(question, day):
            found[row.place_id] += row.amount
        return found
    year = (day + DAY).replace(month=1, day=1)
    before = rollups.stock_of_years_before(definition(question), year.year, communes=True)
    for (place, kind), amount in before.items():
        if place in question.units and counts(question, kind):
            found[place] += amount
    if year <= day:
        for edge in edges(question, year, day):
            found[edge.place_id] += edge.sign * edge.amount
    return {place: amount for place, amount in found.items() if amount}


def rolled(question: Question) -> bool:
    """Whether the book's roll-ups hold the answer."""
    return (
        question.whole_book
        and isinstance(question.indicator.query, Stock)
        and question.units == geography.scope_units() | {rollups.NOWHERE}
    )


def definition(question: Question) -> int:
    """The definition whose spans answer, as of the asked posting."""
    return definitions.at(question.n)[question.indicator.code].pk


def counts(question: Question, kind: str) -> bool:
    """Whether a kind of organisation is inside: credit funds only when asked for."""
    return question.funds or kind != "credit_fund" or question.indicator.words.with_credit_funds != "both"


def _rows(question: Question, condition: str, parameters: list[Any]) -> list[Row]:
    where, more = conditions(question)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.place_id, s.sector, s.kind, s.cell, SUM(s.amount), COUNT(*) FROM indicators_span s "
            f"WHERE {' AND '.join([*where, condition])} GROUP BY s.place_id, s.sector, s.kind, s.cell",
            [*more, *parameters],
        )
        return [Row(int(p), s, k, c, int(a), int(n)) for p, s, k, c, a, n in cursor.fetchall()]


def _edges(question: Question, condition: str, parameters: list[Any], day: str, sign: int) -> list[Edge]:
    where, more = conditions(question)
    cause = "s.opens_by" if sign > 0 else "s.closes_by"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.subject_id, {day}, {cause}, s.place_id, s.sector, s.kind, s.cell, s.amount "
            f"FROM indicators_span s WHERE {' AND '.join([*where, condition])}",
            [*more, *parameters],
        )
        return [
            Edge(int(subject), _day(when), sign, why, int(place), sector, kind, cell, int(amount))
            for subject, when, why, place, sector, kind, cell, amount in cursor.fetchall()
        ]


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
