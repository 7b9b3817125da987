"""Every declared figure of the book at one point: a handful of queries, however many figures and organisations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

from nongcot.indicators import definitions, figures, ledger, periods, rollups, series
from nongcot.indicators.answers import Value
from nongcot.indicators.declare import Indicator, Ratio, catalogue
from nongcot.indicators.kept import kept
from nongcot.indicators.models import Rollup
from nongcot.indicators.periods import Days
from nongcot.indicators.questions import DAY, NotAskable, ask
from nongcot.kernel.dates import FAR
from nongcot.places import geography

YEARS = 5


@dataclass(frozen=True)
class Brief:
    """One figure on one line; `past` are year ends of a stock of the book, oldest first (empty where not kept), `word`
    how a source qualifies the value that it states."""

    indicator: Indicator
    value: Value
    on: date | None
    period: Days | None
    past: tuple[int, ...] = ()
    word: str = ""


def briefs(on: date, known_at: int | None = None) -> Mapping[str, Brief]:
    """Stocks on the day, flows from 1 January to it, for the whole book; by code, in the order of the catalogue.

    Raises `ledger.BeforeTheBook` while nothing is posted.
    """
    return _briefs(on, ledger.resolve(known_at))


@kept(16)
def _briefs(on: date, n: int) -> Mapping[str, Brief]:
    posted = {row.pk: catalogue()[code] for code, row in definitions.at(n).items() if code in catalogue()}
    stocks, past = _stocks(posted, on, n)
    values: dict[str, Value] = {**stocks, **_flows(posted, on, n)}
    found = {}
    for code, indicator in catalogue().items():
        try:
            brief = _brief(indicator, values, on, n)
        except NotAskable:
            continue
        found[code] = replace(brief, past=past.get(code, ()))
    return found


def _brief(indicator: Indicator, values: Mapping[str, Value], on: date, n: int) -> Brief:
    code, words = indicator.code, indicator.words
    if words.in_a_period:
        year = periods.year_to(on)
        found = values.get(code, 0) if indicator.posts else series.value(ask(code, period=year, known_at=n))
        return Brief(indicator, found, None, year)
    if indicator.posts:
        value = values.get(code, 0)
        unknown = not value and bool(indicator.known_of) and bool(values.get(indicator.known_of))
        return Brief(indicator, None if unknown else value, on, None)
    if isinstance(indicator.query, Ratio):
        above, below = values.get(words.numerator), values.get(words.denominator)
        return Brief(indicator, figures.divided(above, below, indicator.query.percent), on, None)
    answer = figures.answer(ask(code, on=on, known_at=n))
    return Brief(indicator, answer.value, on, None, word=answer.word)


def _stocks(posted: Mapping[int, Indicator], on: date, n: int) -> tuple[dict[str, Value], dict[str, tuple[int, ...]]]:
    """Stocks by code, and of the newest knowledge their year ends, from the book's roll-ups."""
    ids = {pk: indicator for pk, indicator in posted.items() if indicator.stands}
    if n != ledger.newest():
        held = f"s.axis = '' AND s.valid_from <= %s AND s.valid_to > %s AND {_known(n)}"
        return _keyed(ids, _spans(ids, "SUM(s.amount)", held, [on, on], n)), {}
    yearly: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for pk, year, kind, amount in _years(ids):
        if _counts(ids[pk], kind):
            yearly[pk][year] += amount
    first = on.replace(day=1)
    sums: list[tuple[int, str, int]] = [
        (pk, "", sum(amount for year, amount in years.items() if year < on.year)) for pk, years in yearly.items()
    ]
    sums += _months(ids, on.replace(month=1, day=1), first)
    opened = "s.axis = '' AND s.retracted IS NULL AND s.valid_from >= %s AND s.valid_from <= %s"
    closed = f"s.axis = '' AND s.retracted IS NULL AND s.valid_to < '{FAR}' AND s.valid_to >= %s AND s.valid_to <= %s"
    sums += _spans(ids, "SUM(s.amount)", opened, [first, on], n)
    sums += _spans(ids, "-SUM(s.amount)", closed, [first, on], n)
    ends = range(on.year - YEARS, on.year)
    past = {
        ids[pk].code: tuple(sum(amount for year, amount in years.items() if year <= end) for end in ends)
        for pk, years in yearly.items()
    }
    return _keyed(ids, sums), past


def _flows(posted: Mapping[int, Indicator], on: date, n: int) -> dict[str, Value]:
    """Flows, amounts and distincts from 1 January to the day."""
    start, end = periods.year_to(on)
    inside = f"s.axis = '' AND s.valid_from >= %s AND s.valid_from <= %s AND s.valid_to <= %s AND {_known(n)}"
    found: dict[str, Value] = {}
    for kinds, column in ((("flow", "amount"), "SUM(s.amount)"), (("distinct",), "COUNT(DISTINCT s.subject_id)")):
        ids = {pk: indicator for pk, indicator in posted.items() if indicator.words.kind in kinds}
        found |= _keyed(ids, _spans(ids, column, inside, [start, end, end + DAY], n))
    return found


def _keyed(ids: Mapping[int, Indicator], rows: Iterable[tuple[int, str, int]]) -> dict[str, Value]:
    """Sums by code, credit funds left out where they are counted apart."""
    found: dict[str, int] = {indicator.code: 0 for indicator in ids.values()}
    for pk, kind, amount in rows:
        if _counts(ids[pk], kind):
            found[ids[pk].code] += amount
    return dict(found)


def _counts(indicator: Indicator, kind: str) -> bool:
    return kind != "credit_fund" or indicator.words.with_credit_funds != "both"


def _known(n: int) -> str:
    return f"s.posted <= {n} AND (s.retracted IS NULL OR s.retracted > {n})"


def _spans(
    ids: Mapping[int, Indicator], column: str, condition: str, edges: list[date], n: int
) -> list[tuple[int, str, int]]:
    """(definition, kind, sum) over spans of the book that meet the condition."""
    places = ", ".join(map(str, sorted(_book(n))))
    return _rows(
        f"SELECT s.definition_id, s.kind, {column} FROM indicators_span s WHERE s.definition_id IN ({_list(ids)}) "
        f"AND {condition} AND s.place_id IN ({places}) GROUP BY s.definition_id, s.kind",
        edges,
    )


def _years(ids: Mapping[int, Indicator]) -> list[tuple[int, int, str, int]]:
    """(definition, year, kind, change in that year) of the book's roll-ups."""
    rows = _selected(
        f"SELECT definition_id, period, kind, amount FROM {rollups.TABLE} WHERE definition_id IN ({_list(ids)}) "
        f"AND grain = 'year' AND sector = '{Rollup.ALL}' AND place_id = {Rollup.BOOK}",
        [],
    )
    return [(int(pk), int(str(period)[:4]), kind, int(amount)) for pk, period, kind, amount in rows]


def _months(ids: Mapping[int, Indicator], since: date, until: date) -> list[tuple[int, str, int]]:
    """(definition, kind, change) of the book in whole months `[since, until)`."""
    return _rows(
        f"SELECT definition_id, kind, SUM(amount) FROM {rollups.TABLE} WHERE definition_id IN ({_list(ids)}) "
        f"AND grain = 'month' AND sector = '{Rollup.ALL}' AND place_id = {Rollup.BOOK} "
        "AND period >= %s AND period < %s GROUP BY definition_id, kind",
        [since, until],
    )


def _book(n: int) -> set[int]:
    """Commune units of all times that belong to the book, and the place of what has none that is known."""
    return geography.scope_units(n) | {rollups.NOWHERE}


def _list(ids: Iterable[int]) -> str:
    return ", ".join(map(str, ids)) or "0"


def _rows(query: str, parameters: list[date]) -> list[tuple[int, str, int]]:
    return [(int(pk), kind, int(amount)) for pk, kind, amount in _selected(query, parameters)]


def _selected(query: str, parameters: list[date]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [tuple(row) for row in cursor.fetchall()]
