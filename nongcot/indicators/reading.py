"""Reading spans: the same WHERE gives a figure (with the SUM) and its records (without)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from nongcot.indicators import definitions, ledger, questions, rollups, since
from nongcot.indicators.declare import Cell, Stock
from nongcot.indicators.kept import kept
from nongcot.indicators.questions import DAY, Question, conditions, is_spread, parts
from nongcot.kernel.dates import FAR, stored_day
from nongcot.places import geography


class Row(NamedTuple):
    """Spans standing in one cell: their number, the sum of their amounts."""

    place_id: int
    sector: str
    kind: str
    cell: str
    amount: int
    spans: int


class Turn(NamedTuple):
    """What a subject's ends on one day come to within one value of a column: in (`amount` > 0) or out (< 0).

    Of the columns only the one asked for is told. One end alone may be of an amount of 0.
    """

    subject_id: int
    day: date
    opened_by: str
    closed_by: str
    amount: int
    place_id: int = 0
    sector: str = ""
    kind: str = ""
    cell: str = ""

    @property
    def cause(self) -> str:
        """That of the opening, where there is one."""
        return self.opened_by or self.closed_by


def held_on(question: Question, day: date) -> list[Row]:
    """The stock's spans that hold on `day`, summed by cell."""
    return _rows(question, "s.valid_from <= %s AND s.valid_to > %s", [day, day])


def standing_on(question: Question, day: date) -> tuple[int, int]:
    """How many of the stock's spans hold on `day`, and what they add up to."""
    where, more = conditions(question)
    where.append("s.valid_from <= %s AND s.valid_to > %s")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*), COALESCE(SUM(s.amount), 0) FROM indicators_span s WHERE {' AND '.join(where)}",
            [*more, day, day],
        )
        count, amount = cursor.fetchone()
        return int(count), int(amount)


def inside(question: Question, start: date, end: date) -> list[Row]:
    """Events wholly inside `[start, end]`, summed by cell."""
    return _rows(question, "s.valid_from >= %s AND s.valid_from <= %s AND s.valid_to <= %s", [start, end, end + DAY])


def overlapping_only(question: Question, start: date, end: date) -> int:
    """How many events may or may not lie in the period: their precision is coarser than it."""
    return sum(
        spans
        for first, until, spans in _known_in_part(question.without_days)
        if first <= end and until > start and not (first >= start and until <= end + DAY)
    )


@kept(64)
def _known_in_part(question: Question) -> list[tuple[date, date, int]]:
    """The events of which no day is known, by the span of days in which they lie: read once for all periods."""
    next_day = "s.valid_from + 1" if connection.vendor == "postgresql" else "date(s.valid_from, '+1 day')"
    where, more = conditions(question)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.valid_from, s.valid_to, COUNT(*) FROM indicators_span s "
            f"WHERE {' AND '.join(where)} AND s.valid_to > {next_day} GROUP BY s.valid_from, s.valid_to",
            more,
        )
        return [(stored_day(first), stored_day(until), int(spans)) for first, until, spans in cursor.fetchall()]


def distinct_inside(question: Question, start: date, end: date, key: Callable[[Row], str] | None) -> dict[str, int]:
    """Subjects with at least one event in the period, by `key` of the event (one key "" without)."""
    return _distinct(question, "s.valid_from >= %s AND s.valid_to <= %s", [start, end + DAY], key)


def distinct_on(question: Question, day: date, key: Callable[[Row], str] | None = None) -> dict[str, int]:
    """Subjects that a stock counts on a day, each once a `key`: for those that stand in several places."""
    return _distinct(question, "s.valid_from <= %s AND s.valid_to > %s", [day, day], key)


def _distinct(
    question: Question, condition: str, edges: list[date], key: Callable[[Row], str] | None
) -> dict[str, int]:
    where, more = conditions(question)
    where.append(condition)
    found: dict[str, set[int]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT s.subject_id, s.place_id, s.sector, s.kind, s.cell FROM indicators_span s "
            f"WHERE {' AND '.join(where)}",
            [*more, *edges],
        )
        for subject, place, sector, kind, cell in cursor.fetchall():
            found[key(Row(int(place), sector, kind, cell, 1, 1)) if key else ""].add(int(subject))
    return {name: len(subjects) for name, subjects in found.items()}


def subjects(question: Question) -> list[tuple[int, int]]:
    """(subject, amount) of every span that the figure counts; a distinct figure names each subject once."""
    if question.indicator.stands:
        condition, parameters = "s.valid_from <= %s AND s.valid_to > %s", [question.last_day, question.last_day]
    else:
        assert question.period is not None
        start, end = question.period
        condition, parameters = "s.valid_from >= %s AND s.valid_to <= %s", [start, end + DAY]
    where, more = conditions(question)
    once = question.indicator.words.kind == "distinct" or is_spread(question)
    amount = "MAX(1)" if once else "SUM(s.amount)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.subject_id, {amount} FROM indicators_span s WHERE {' AND '.join([*where, condition])} "
            "GROUP BY s.subject_id ORDER BY s.subject_id",
            [*more, *parameters],
        )
        return [(int(subject), int(value)) for subject, value in cursor.fetchall()]


def turns(question: Question, start: date, end: date, column: str = "") -> list[Turn]:
    """What came in and went out in `[start, end]`: openings on their first day, closings on the first day after.

    A closing and an opening of one subject on one day, with the same value of `column` (anywhere, without one), count
    with their difference; it bears the opening's cause.
    """
    # A year is read once: for all of its days, and for its places and their total.
    year = date(start.year, 1, 1), date(start.year, 12, 31)
    read = year if start == year[0] and end <= year[1] else (start, end)
    found = _turns(question.without_days, *read, column or "place_id")
    within = (turn for turn in found if turn.day <= end)
    return list(within) if column else _everywhere(within)


@kept(8)
def _turns(question: Question, start: date, end: date, column: str) -> list[Turn]:
    """A reclassification of thousands that changes no asked cell is settled in the database.

    What is left of a year takes 1 MB at 100,000 organisations, where their sums are asked for 8 MB: so few are kept.
    """
    ends, parameters = _ends(question, start, end, column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT subject_id, day, MAX(opened_by), MAX(closed_by), SUM(signed), {column} FROM ({ends}) ends "
            f"GROUP BY subject_id, day, {column} HAVING SUM(signed) <> 0 OR COUNT(*) = 1",
            parameters,
        )
        return [
            Turn(int(subject), stored_day(day), opened, closed, int(amount), **{column: value})
            for subject, day, opened, closed, amount, value in cursor.fetchall()
        ]


def _everywhere(turns: Iterable[Turn]) -> list[Turn]:
    """What the ends of each subject on a day come to in all: a subject has at most two of them on a day."""
    met: dict[tuple[int, date], list[Turn]] = defaultdict(list)
    for turn in turns:
        met[turn.subject_id, turn.day].append(turn)
    return [
        Turn(subject, day, max(e.opened_by for e in ends), max(e.closed_by for e in ends), amount)
        for (subject, day), ends in met.items()
        if (amount := sum(e.amount for e in ends))
    ]


def total(question: Question, day: date) -> int:
    """A stock on `day`; the book's own total comes from its roll-ups, so that it does not grow with the register."""
    if is_spread(question):
        return distinct_on(question, day).get("", 0)
    if (sectors := _of_sectors(question)) is not None:
        whole, asked = sectors
        return sum(amount for sector, amount in by_sector(whole, day).items() if sector in asked)
    if not rolled(question):
        return standing_on(question, day)[1]
    return _newest_total(question.at_newest, day) + sum(learnt(question, day).values())


def _of_sectors(question: Question) -> tuple[Question, frozenset[str]] | None:
    """Where the roll-ups by sector hold the answer: the question about all sectors, and those that are asked for."""
    query, cells = question.indicator.query, dict(question.cells)
    whole = replace(question, cells={})
    if isinstance(query, Cell) and not cells and set(query.where) == {"sector"}:
        whole, asked = whole.about(query.of), query.where["sector"]
    elif set(cells) == {"sector"}:
        asked = ("" if cells["sector"] == "unknown" else cells["sector"],)
    elif cells.keys() == {"sector_group"} and cells["sector_group"] in questions.SECTOR_GROUPS:
        asked = questions.SECTOR_GROUPS[cells["sector_group"]]
    else:
        return None
    return (whole, frozenset(asked)) if whole.newest and not whole.axis and rolled(whole) else None


def _newest_total(question: Question, day: date) -> int:
    definition_id, after = definition(question), day + DAY
    before = rollups.stock_of_years_before(definition_id, after.year, communes=False)
    found = sum(amount for (_place, kind), amount in before.items() if counts(question, kind))
    month = after.replace(day=1)
    if month.month > 1:
        months = rollups.book_months(definition_id, after.replace(month=1, day=1), month)
        found += sum(amount for _month, kind, _cause, amount, _n in months if counts(question, kind))
    return found + sum(_change(question, month, day).values()) if month <= day else found


def by_commune(question: Question, day: date) -> dict[int, int]:
    """A stock on `day` by the commune units of the facts."""
    found: dict[int, int] = defaultdict(int)
    if not rolled(question):
        for row in held_on(question, day):
            found[row.place_id] += row.amount
        return found
    for place, amount in learnt(question, day).items():
        found[place] += amount
    question = question.at_newest
    year = (day + DAY).replace(month=1, day=1)
    before = rollups.stock_of_years_before(definition(question), year.year, communes=True)
    for (place, kind), amount in before.items():
        if place in question.units and counts(question, kind):
            found[place] += amount
    for place, turned_on, amount in _turns_of_places(question.without_days, year.year) if year <= day else ():
        if turned_on <= day:
            found[place] += amount
    return {place: amount for place, amount in found.items() if amount}


@kept(16)
def _turns_of_places(question: Question, year: int) -> list[tuple[int, date, int]]:
    """By how much a stock turned in each commune unit on the days of a year, read once for all of them."""
    start = date(year, 1, 1)
    ends, parameters = _ends(question, start, start.replace(month=12, day=31), "place_id", named=False)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT place_id, day, SUM(signed) FROM ({ends}) ends GROUP BY place_id, day HAVING SUM(signed) <> 0",
            parameters,
        )
        return [(int(place), stored_day(day), int(amount)) for place, day, amount in cursor.fetchall()]


def by_sector(question: Question, day: date) -> dict[str, int]:
    """A stock of the newest knowledge on `day` by sector; only where `rolled`."""
    found: dict[str, int] = defaultdict(int)
    month = (day + DAY).replace(day=1)
    for sector, kind, amount in rollups.sectors_before(definition(question), month):
        if counts(question, kind):
            found[sector] += amount
    if month <= day:
        for sector, amount in _change(question, month, day, "sector").items():
            found[sector] += amount
    return {sector: amount for sector, amount in found.items() if amount}


def rolled(question: Question) -> bool:
    """Whether the book's roll-ups hold the answer, up to what was `learnt` since."""
    return (
        question.whole_book
        and isinstance(question.indicator.query, Stock)
        and question.units == geography.scope_units() | {rollups.NOWHERE}
        and (question.newest or _stands(question))
    )


def _stands(question: Question) -> bool:
    """Whether the definition that answers is the one that the ledger is posted under now."""
    code = question.indicator.code
    return definitions.at(question.n).get(code) == definitions.at(ledger.newest()).get(code)


def learnt(question: Question, day: date) -> dict[int, int]:
    """What is to be added to a stock from the roll-ups on `day`, place by place, for knowledge older than theirs."""
    found: dict[int, int] = defaultdict(int)
    if not question.newest:
        for place, kind, amount in since.differences(definition(question), question.n).on(day):
            if place in question.units and counts(question, kind):
                found[place] += amount
    return found


def definition(question: Question) -> int:
    """The definition whose spans answer, as of the asked posting; raises `NotAskable` where there was none."""
    return questions.definition(question.indicator, question.n)


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


def _change(question: Question, start: date, end: date, column: str = "") -> dict[str, int]:
    """Openings less closings in `[start, end]`, by the values of a column (one key "" without)."""
    ends, parameters = _ends(question, start, end, column, named=False)
    head, group = (f"{column}, ", f" GROUP BY {column}") if column else ("'', ", "")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {head}SUM(signed) FROM ({ends}) ends{group}", parameters)
        return {str(value): int(amount or 0) for value, amount in cursor.fetchall()}


def _ends(question: Question, start: date, end: date, column: str, *, named: bool = True) -> tuple[str, list[Any]]:
    """SQL for both ends of spans in `[start, end]`: signed amount, day and the column; `named` adds subject and causes.

    Without them places are summed from the indexes alone.
    """
    told = f", s.{column}" if column else ""
    found: list[str] = []
    parameters: list[Any] = []
    for part in parts(question):
        where, more = conditions(question, part)
        found += [
            f"SELECT {sign}s.amount AS signed, s.{day} AS day{told}"
            + (f", s.subject_id, {opened} AS opened_by, {closed} AS closed_by" if named else "")
            + " FROM indicators_span s "
            f"WHERE {' AND '.join(where)} AND s.{day} >= %s AND s.{day} <= %s{among}"
            for day, opened, closed, sign, among in (
                ("valid_from", "s.opens_by", "''", "", ""),
                # As the index of closings says it, or it would not serve.
                ("valid_to", "''", "s.closes_by", "-", f" AND s.valid_to < '{FAR}'"),
            )
        ]
        parameters += [*more, start, end] * 2
    return " UNION ALL ".join(found), parameters
