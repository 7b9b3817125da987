"""One figure at many days or in many periods: for trends, comparisons and the small curves of a table.

The book's own stocks come from its roll-ups; everything else from one pass over the spans, however many days are asked.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection

from nongcot.indicators import breakdowns, figures, reading, rollups
from nongcot.indicators.answers import Value
from nongcot.indicators.declare import Computed, Ratio, UnitsWithout
from nongcot.indicators.kept import kept
from nongcot.indicators.periods import Days
from nongcot.indicators.questions import DAY, Question, conditions, is_spread, parts_of_ratio

HOLDS = "COALESCE(SUM(CASE WHEN s.valid_from <= %s AND s.valid_to > %s THEN s.amount ELSE 0 END), 0)"
INSIDE = "s.valid_from >= %s AND s.valid_to <= %s"


def value(question: Question) -> Value:
    """The figure of its own day or period, without all that is told beside it."""
    if question.indicator.stands:
        return on_days(question, [question.last_day])[0]
    assert question.period is not None
    return in_periods(question, [question.period])[0]


def on_days(question: Question, days: Sequence[date]) -> list[Value]:
    """The figure on each day, in the question's own geography; None where it is not known or cannot be divided."""
    return list(_on_days(question, tuple(days)))


@kept(256)
def _on_days(question: Question, days: tuple[date, ...]) -> list[Value]:
    query = question.indicator.query
    if isinstance(query, Ratio):
        above, below = (on_days(part, days) for part in parts_of_ratio(question))
        return [figures.divided(a, b, query.percent) for a, b in zip(above, below, strict=True)]
    if isinstance(query, UnitsWithout | Computed):
        return [figures.answer(replace(question, on=day, period=None)).value for day in days]
    if reading.rolled(question):
        found = _rolled(question, days)
    elif is_spread(question):
        found = [reading.total(question, day) for day in days]
    else:
        edges = [edge for day in days for edge in (day, day)]
        found = [int(value) for value in _selected(question, [HOLDS] * len(days), edges)[0]]
    population = question.indicator.known_of
    if not population or all(found):
        return list(found)
    # Of an amount that is known in part only, nothing known of somebody is not 0.
    everyone = on_days(question.about(population), days)
    return [None if not value and there else value for value, there in zip(found, everyone, strict=True)]


def in_periods(question: Question, periods: Sequence[Days]) -> list[Value]:
    """A flow, amount, distinct figure, or a ratio of them, in each period; a happening counts where it lies wholly
    inside."""
    return list(_in_periods(question, tuple(periods)))


@kept(256)
def _in_periods(question: Question, periods: tuple[Days, ...]) -> list[Value]:
    query = question.indicator.query
    if isinstance(query, Ratio):
        above, below = (in_periods(part, periods) for part in parts_of_ratio(question))
        return [figures.divided(a, b, query.percent) for a, b in zip(above, below, strict=True)]
    edges = [edge for start, end in periods for edge in (start, end + DAY)]
    if question.indicator.words.kind == "distinct":
        columns = [f"COUNT(DISTINCT CASE WHEN {INSIDE} THEN s.subject_id END)"] * len(periods)
    else:
        columns = [f"COALESCE(SUM(CASE WHEN {INSIDE} THEN s.amount ELSE 0 END), 0)"] * len(periods)
    # Nothing that begins outside all of the periods lies inside one: an index leaves it out.
    around = min(start for start, _end in periods), max(end for _start, end in periods)
    return [int(value) for value in _selected(question, columns, edges, around=around)[0]]


def cells_at_year_ends(question: Question, by: str, years: Sequence[int]) -> dict[str, list[int]]:
    """A stock by the keys of a breakdown, on 31 December of each year."""
    asked = breakdowns.narrowed(question, by)
    key = breakdowns.key_of(asked, by)
    if by in breakdowns.PLACE_LEVELS and reading.rolled(asked) and not is_spread(asked):
        return _rolled_places(question, key, years)
    if is_spread(asked):
        return _spread_at_year_ends(asked, key, years)
    column = breakdowns.column_of(asked, by)
    edges = [date(year, 12, 31) for year in years for _edge in range(2)]
    found: dict[str, list[int]] = defaultdict(lambda: [0] * len(years))
    for stands, *amounts in _selected(asked, [HOLDS] * len(years), edges, group=column):
        row = reading.Row(0, "", "", "", 0, 0)._replace(**{column: stands})
        sums = found[key(row)]
        found[key(row)] = [had + int(amount) for had, amount in zip(sums, amounts, strict=True)]
    return dict(found)


def _spread_at_year_ends(
    question: Question, key: Callable[[breakdowns.Celled], str], years: Sequence[int]
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(lambda: [0] * len(years))
    for index, year in enumerate(years):
        for name, amount in reading.distinct_on(question, date(year, 12, 31), key).items():
            found[name][index] = amount
    return dict(found)


def _rolled(question: Question, days: Sequence[date]) -> list[int]:
    """Year ends from one reading of the roll-ups; other days each from its own months and days."""
    yearly: dict[int, int] = defaultdict(int)
    for year, kind, amount in rollups.years(reading.definition(question)):
        yearly[year] += amount if reading.counts(question, kind) else 0
    return [
        sum(amount for year, amount in yearly.items() if year <= day.year) + sum(reading.learnt(question, day).values())
        if (day.month, day.day) == (12, 31)
        else reading.total(question, day)
        for day in days
    ]


def _rolled_places(
    question: Question, key: Callable[[breakdowns.Celled], str], years: Sequence[int]
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(lambda: [0] * len(years))
    for place, kind, amounts in rollups.communes_at_year_ends(reading.definition(question), years):
        if place in question.units and reading.counts(question, kind):
            name = key(reading.Row(place, "", "", "", 0, 0))
            found[name] = [had + amount for had, amount in zip(found[name], amounts, strict=True)]
    for index, year in enumerate(years):
        for place, amount in reading.learnt(question, date(year, 12, 31)).items():
            found[key(reading.Row(place, "", "", "", 0, 0))][index] += amount
    return dict(found)


def _selected(
    question: Question, columns: list[str], edges: list[date], group: str = "", around: Days | None = None
) -> list[tuple[Any, ...]]:
    """Columns over the question's spans; of those alone that begin `around` (both days included), where it is given."""
    where, more = conditions(question)
    if around is not None:
        where, more = [*where, "s.valid_from >= %s", "s.valid_from <= %s"], [*more, *around]
    head = f"s.{group}, " if group else ""
    tail = f" GROUP BY s.{group}" if group else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {head}{', '.join(columns)} FROM indicators_span s WHERE {' AND '.join(where)}{tail}",
            [*edges, *more],
        )
        return [tuple(row) for row in cursor.fetchall()]
