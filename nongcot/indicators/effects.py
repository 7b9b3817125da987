"""What figures would become: the conditions and amounts of a posting's queries, over staged rows that nobody wrote."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from nongcot.indicators import bulk, definitions, engine, series, wanted
from nongcot.indicators.declare import Events, Indicator, Stock, catalogue
from nongcot.indicators.periods import year_to
from nongcot.indicators.questions import ask
from nongcot.indicators.rollups import NOWHERE
from nongcot.places import geography

Rows = tuple[Sequence[str], Sequence[Sequence[Any]]]


@dataclass(frozen=True)
class Effect:
    """A figure before and after; flows are those of the day's year up to it."""

    code: str
    before: int
    after: int


def effects(staged: Mapping[str, Rows], organisations: Collection[int], on: date) -> list[Effect]:
    """The figures of `on` that would change if the derived rows of these organisations were the staged ones.

    `staged` maps source tables to their columns and proposed rows, those of other tables stay as they stand;
    organisations that do not exist yet carry ids that no other has. Holds no write lock: everything happens in
    temporary tables.
    """
    year = year_to(on)
    for source, (columns, rows) in staged.items():
        since, until = columns.index("valid_from"), columns.index("valid_to")
        bulk.temporary_like(wanted.staged(source), "*", source)
        # What lies wholly outside the year up to the day counts in neither.
        near = [row for row in rows if row[since] <= on and row[until] > year[0]]
        bulk.insert(wanted.staged(source), columns, near)
    return _differences(staged, staged, organisations, on)


def effects_of_all(organisations: Collection[int], on: date) -> list[Effect]:
    """The same where the derived rows of every table stand already as they would be (`registry.supposing`)."""
    return _differences(engine.sources(), engine.stage(organisations), organisations, on)


def _differences(
    counted: Collection[str], filled: Collection[str], organisations: Collection[int], on: date
) -> list[Effect]:
    """What figures of the `counted` sources would become, where those that hold any staged rows are `filled`."""
    posted = definitions.current()
    indicators = {posted[i.code].pk: i for i in catalogue().values() if i.posts and _query(i).source in counted}
    comes = _of_staged({pk: i for pk, i in indicators.items() if _query(i).source in filled}, on)
    goes = _of_spans(indicators, organisations, on)
    found = []
    for definition_id, indicator in indicators.items():
        difference = comes.get(definition_id, 0) - goes.get(definition_id, 0)
        if difference:
            before = _value(indicator, on)
            found.append(Effect(indicator.code, before, before + difference))
    return found


def _of_staged(indicators: Mapping[int, Indicator], on: date) -> dict[int, int]:
    """What the staged rows add up to, by definition: no merging of slices is needed for one day."""
    by_source: dict[str, list[int]] = defaultdict(list)
    for definition_id, indicator in indicators.items():
        by_source[_query(indicator).source].append(definition_id)
    found: dict[int, int] = {}
    with connection.cursor() as cursor:
        for source, definition_ids in by_source.items():
            sums = ", ".join(_sum(indicators[definition_id], on) for definition_id in definition_ids)
            cursor.execute(f"SELECT {sums} FROM {wanted.staged(source)} p WHERE {_in_scope('p', on)}")
            found |= {pk: int(value or 0) for pk, value in zip(definition_ids, cursor.fetchone(), strict=True)}
    return found


def _sum(indicator: Indicator, on: date) -> str:
    """SQL for what an indicator counts of staged rows."""
    query = _query(indicator)
    counted = f"({query.counted}) AND {_when('p', indicator, on)}"
    if indicator.words.kind == "distinct":
        return f"COUNT(DISTINCT CASE WHEN {counted} THEN {query.subject} END)"
    return f"SUM(CASE WHEN {counted} THEN {query.amount} END)"


def _of_spans(indicators: Mapping[int, Indicator], organisations: Collection[int], on: date) -> dict[int, int]:
    """What the organisations' spans add up to now, by definition."""
    when: dict[str, list[str]] = defaultdict(list)
    for definition_id, indicator in indicators.items():
        when[_when("s", indicator, on)].append(str(definition_id))
    counted = " OR ".join(f"(+s.definition_id IN ({', '.join(ids)}) AND {which})" for which, ids in when.items())
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.definition_id, SUM(s.amount), COUNT(DISTINCT s.subject_id) "
            f"FROM {engine.SPAN} s WHERE {engine.among(organisations)} AND s.retracted IS NULL AND s.axis = '' "
            f"AND {_in_scope('s', on)} AND ({counted}) GROUP BY s.definition_id"
        )
        return {
            pk: int(subjects if indicators[pk].words.kind == "distinct" else amount)
            for pk, amount, subjects in cursor.fetchall()
        }


def _query(indicator: Indicator) -> Stock | Events:
    assert isinstance(indicator.query, Stock | Events)
    return indicator.query


def _in_scope(alias: str, on: date) -> str:
    return f"{alias}.place_id IN ({', '.join(map(str, sorted({NOWHERE, *geography.scope(on)})))})"


def _when(alias: str, indicator: Indicator, on: date) -> str:
    """SQL for the rows of an indicator that stand on the day, or begin in its year up to it."""
    start, end = year_to(on)
    stands = f"{alias}.valid_from <= '{on}' AND {alias}.valid_to > '{on}'"
    when = stands if indicator.stands else f"{alias}.valid_from BETWEEN '{start}' AND '{end}'"
    return when if indicator.words.with_credit_funds != "both" else f"{when} AND {alias}.kind <> 'credit_fund'"


def _value(indicator: Indicator, on: date) -> int:
    code = indicator.code
    question = ask(code, on=on) if indicator.stands else ask(code, period=year_to(on))
    return int(series.value(question) or 0)
