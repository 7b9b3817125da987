"""The records behind a figure, or behind one term of its movement: paged in the database, named page by page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.utils.functional import cached_property

from nongcot.indicators import breakdowns, causes, movements, reading
from nongcot.indicators.asking import Asked
from nongcot.indicators.declare import Computed, Ratio, UnitsWithout
from nongcot.indicators.describing import describe
from nongcot.indicators.questions import DAY, Question, conditions, source
from nongcot.kernel.dates import FAR
from nongcot.places import tree

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One record: name and page, where and in what it counted, since when, why, with how much."""

    label: str
    url: str
    place: str
    sector: str
    since: date
    until: date | None
    why: str
    amount: int


class Records(Sequence[Line]):
    """What a question counts, newest first: a sequence that fetches only the lines asked for."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.question: Question = asked.question
        self.subject = source(self.question).words.subject

    def __len__(self) -> int:
        return self._sums[0]

    @property
    def amount(self) -> int:
        """What they add up to; each subject of a distinct figure is one."""
        return self._sums[0] if self.question.indicator.words.kind == "distinct" else self._sums[1]

    def __getitem__(self, asked: slice) -> list[Line]:  # type: ignore[override]  # only pages are taken
        start, stop = asked.start or 0, asked.stop
        if self.asked.term is not None:
            changed = self._changes[start:stop]
            return self._lines(_spans_of(self.question, changed), [change.amount for change in changed])
        where, more = self._where
        limit = "" if stop is None else f" LIMIT {int(stop) - int(start)} OFFSET {int(start)}"
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT s.subject_id, MAX(s.valid_from), MAX(s.valid_to), MAX(s.place_id), MAX(s.sector), "
                f"MAX(s.opens_by), SUM(s.amount) FROM indicators_span s WHERE {where} GROUP BY s.subject_id "
                f"ORDER BY 2 DESC, 1{limit}",
                more,
            )
            rows = cursor.fetchall()
        return self._lines(rows, [int(row[6]) for row in rows])

    @cached_property
    def _where(self) -> tuple[str, list[Any]]:
        question = self.question
        where, more = conditions(question)
        if question.indicator.words.kind == "stock":
            where.append("s.valid_from <= %s AND s.valid_to > %s")
            return " AND ".join(where), [*more, question.last_day, question.last_day]
        assert question.period is not None
        where.append("s.valid_from >= %s AND s.valid_to <= %s")
        return " AND ".join(where), [*more, question.period[0], question.period[1] + DAY]

    @cached_property
    def _sums(self) -> tuple[int, int]:
        """Number of records and the sum of their amounts."""
        if self.asked.term is not None:
            return len(self._changes), sum(abs(change.amount) for change in self._changes)
        where, more = self._where
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT COUNT(DISTINCT s.subject_id), COALESCE(SUM(s.amount), 0) FROM indicators_span s WHERE {where}",
                more,
            )
            count, amount = cursor.fetchone()
        return int(count), int(amount)

    @cached_property
    def _changes(self) -> list[movements.Change]:
        """Those whose entry or exit makes the asked term of the movement, newest first."""
        term = self.asked.term
        assert term is not None
        found = movements.changes(reading.edges(self.question, *self.asked.span))
        return sorted(
            (c for c in found if c.cause == term.cause and (c.amount > 0) == (term.way == "in")),
            key=lambda change: (-change.day.toordinal(), change.subject_id),
        )

    def _lines(self, rows: Sequence[tuple[Any, ...]], amounts: Sequence[int]) -> list[Line]:
        question = self.question
        named = describe(self.subject, [int(row[0]) for row in rows], question.last_day, question.n)
        lines = []
        for row, amount in zip(rows, amounts, strict=True):
            subject, since, until, place, sector, cause = int(row[0]), row[1], row[2], int(row[3]), row[4], row[5]
            record = named.get(subject)
            lines.append(
                Line(
                    label=record.label if record else str(subject),
                    url=record.url if record else "",
                    place=_place(place, question.n),
                    sector=breakdowns.label("sector", sector),
                    since=_day(since),
                    until=None if _day(until) == FAR else _day(until) - DAY,
                    why=self._why(cause),
                    amount=amount,
                )
            )
        return lines

    def _why(self, cause: str) -> str:
        term = self.asked.term
        if term is not None:
            return term.label
        return causes.term(source(self.question), "in", cause).label


def page(asked: Asked, number: str) -> Page[Line] | None:
    """One page of the records; None for what has no spans: ratios (their parts have some), units, computed figures."""
    if isinstance(asked.question.indicator.query, Ratio | UnitsWithout | Computed):
        return None
    lines: Any = Records(asked)  # a sequence as far as a paginator asks
    return Paginator[Line](lines, PAGE).get_page(number)


def _spans_of(question: Question, changed: Sequence[movements.Change]) -> list[tuple[Any, ...]]:
    """The spans whose ends made the changes: for each subject the one that begins or ends that day."""
    if not changed:
        return []
    where, more = conditions(question)
    ids = ", ".join(str(change.subject_id) for change in changed)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.subject_id, s.valid_from, s.valid_to, s.place_id, s.sector, s.opens_by FROM indicators_span s "
            f"WHERE {' AND '.join(where)} AND s.subject_id IN ({ids})",
            more,
        )
        by_subject: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for row in cursor.fetchall():
            by_subject[int(row[0])].append(row)
    return [_touching(by_subject[change.subject_id], change) for change in changed]


def _touching(spans: list[tuple[Any, ...]], change: movements.Change) -> tuple[Any, ...]:
    edge = 1 if change.amount > 0 else 2
    beside = [span for span in spans if _day(span[edge]) == change.day]
    return (beside or [span for span in spans if change.day in (_day(span[1]), _day(span[2]))])[0]


def _place(unit_id: int, n: int) -> str:
    """A commune with its district: "Xã Yên Mỹ, Huyện Ý Yên"."""
    units = tree.current(n)
    unit = units.units.get(unit_id)
    if unit is None:
        return breakdowns.label("place", breakdowns.UNKNOWN)
    return ", ".join(one.full_name for one in units.ancestry(unit)[:2] if one.level != "province")


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
