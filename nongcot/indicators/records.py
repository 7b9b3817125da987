"""The records behind a figure, or behind one term of its movement: paged in the database, named page by page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db import connection
from django.utils.functional import cached_property

from nongcot.indicators import breakdowns, causes, movements, reading
from nongcot.indicators.asking import Asked
from nongcot.indicators.declare import Computed, Described, Ratio, Stock, UnitsWithout
from nongcot.indicators.describing import describe, partial_days
from nongcot.indicators.questions import DAY, Question, conditions, is_spread, parts, source
from nongcot.kernel.dates import PartialDate, stored_day
from nongcot.places import tree

PAGE = 50


#: A span as it stands, and all happenings of one subject together.
COLUMNS = "s.subject_id, s.valid_from, s.valid_to, s.place_id, s.sector, s.opens_by, s.amount, s.organisation_id, 1"
SUMMED = (
    "s.subject_id, MAX(s.valid_from), MAX(s.valid_to), MAX(s.place_id), MAX(s.sector), MAX(s.opens_by), SUM(s.amount), "
    "MAX(s.organisation_id), COUNT(*)"
)


#: What the index `indicators_span_time` is in order of. Backwards it says alone, without sorting them, which of the
#: tens of thousands that a reform of units or a list changed on one day stand on a page.
KEYS = ("valid_from", "valid_to", "posted", "retracted", "place_id", "kind", "amount", "subject_id")
LATEST_FIRST = ", ".join(f"s.{key} DESC" for key in KEYS)
#: The same of spans of which some are believed still: where such ones stand is for SQLite and PostgreSQL not the same.
LATEST_FIRST_OF_ALL = LATEST_FIRST.replace("s.retracted", "COALESCE(s.retracted, 0)")


class Counted(NamedTuple):
    """One span behind the figure, `[since, until)`, or several happenings of one subject together."""

    subject: int
    since: date
    until: date
    place: int
    sector: str
    cause: str
    amount: int
    organisation: int
    spans: int


@dataclass(frozen=True)
class Line:
    """One record: name and page, where and in what it counted, since when, why, with how much."""

    label: str
    url: str
    place: str
    sector: str
    since: PartialDate
    why: str
    amount: int


class Records(Sequence[Line]):
    """What a question counts, those that changed last first: a sequence that fetches only the lines asked for.

    `inside`: records are led to where those alone go who see the work.
    """

    def __init__(self, asked: Asked, *, inside: bool = False) -> None:
        self.asked, self.inside = asked, inside
        self.question: Question = asked.question
        self.subject = source(self.question).words.subject

    def __len__(self) -> int:
        return self._sums[0]

    @property
    def amount(self) -> int:
        """What they add up to; each subject of a distinct figure is one."""
        once = self.question.indicator.words.kind == "distinct" or is_spread(self.question)
        return self._sums[0] if once else self._sums[1]

    def __getitem__(self, asked: slice) -> list[Line]:  # type: ignore[override]  # only pages are taken
        start, stop = asked.start or 0, asked.stop
        if self.asked.term is not None:
            changed = self._changes[start:stop]
            spans = _touched(self.question, changed)
            term = self.asked.term
            return self._lines(
                [
                    (span._replace(amount=abs(change.amount)), change.day, term.label)
                    for span, change in zip(spans, changed, strict=True)
                ]
            )
        limit = "" if stop is None else f" LIMIT {int(stop) - int(start)} OFFSET {int(start)}"
        if not self.question.indicator.stands or is_spread(self.question):
            where, more = self._where
            grouped = f"WHERE {where} GROUP BY s.subject_id ORDER BY 2 DESC, 1{limit}"
            found = _spans(f"SELECT {SUMMED} FROM indicators_span s {grouped}", more)
            return self._lines([(span, span.since, self._why(span.cause)) for span in found])
        shown, more = self._cut(limit, "" if stop is None else f" LIMIT {int(stop)}")
        found = _spans(f"SELECT {COLUMNS} FROM indicators_span s WHERE s.id IN ({shown}) ORDER BY 2 DESC, 1", more)
        return self._lines([(span, *self._begun(chain)) for span, chain in _chains(self.question, found)])

    def _cut(self, limit: str, first: str) -> tuple[str, list[Any]]:
        """SQL of the spans within `limit`, and its parameters. Of an older knowledge the `first` ones of what is
        believed still and of what was taken back since, each in the order of the index, are put together."""
        if self.question.newest:
            where, more = self._where
            return f"SELECT s.id FROM indicators_span s WHERE {_in_order(where)} ORDER BY {LATEST_FIRST}{limit}", more
        columns = ", ".join(f"s.{column}" for column in ("id", *KEYS))
        cut: list[str] = []
        more = []
        for known in parts(self.question):
            where, values = self._among(known)
            told = f"SELECT {columns} FROM indicators_span s WHERE {_in_order(where)} ORDER BY {LATEST_FIRST}{first}"
            cut.append(f"SELECT * FROM ({told}) of_{len(cut)}")
            more += values
        return f"SELECT s.id FROM ({' UNION ALL '.join(cut)}) s ORDER BY {LATEST_FIRST_OF_ALL}{limit}", more

    @cached_property
    def _where(self) -> tuple[str, list[Any]]:
        return self._among("")

    def _among(self, known: str) -> tuple[str, list[Any]]:
        """SQL of the question's spans and its parameters; `known` as in `questions.conditions`."""
        question = self.question
        where, more = conditions(question, known)
        if question.indicator.stands:
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
        # A subject stands in one span a day; happenings it may have several.
        one_span = self.question.indicator.stands and not is_spread(self.question)
        query = source(self.question).query
        if one_span and isinstance(query, Stock) and query.amount == "1":
            # Each counts with 1: the figure itself, which the roll-ups may know.
            total = reading.total(self.question, self.question.last_day)
            return total, total
        where, more = self._where
        each = "*" if one_span else "DISTINCT s.subject_id"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT COUNT({each}), COALESCE(SUM(s.amount), 0) FROM indicators_span s WHERE {where}", more
            )
            count, amount = cursor.fetchone()
        return int(count), int(amount)

    @cached_property
    def _changes(self) -> list[movements.Change]:
        """Those whose entry or exit makes the asked term of the movement, newest first."""
        term = self.asked.term
        assert term is not None
        found = movements.changes(reading.turns(self.question, *self.asked.span))
        return sorted(
            (c for c in found if c.cause == term.cause and (c.amount > 0) == (term.way == "in")),
            key=lambda change: (-change.day.toordinal(), change.subject_id),
        )

    def _begun(self, chain: list[Counted]) -> tuple[date, str]:
        """Since when without a break, and why: a span that only says it otherwise is no beginning."""
        first = chain[-1]
        return first.since, self._why(first.cause)

    def _why(self, cause: str) -> str:
        return causes.term(source(self.question), "in", cause).label

    def _precise(self, span: Counted, day: date, partial: Mapping[date, PartialDate]) -> PartialDate:
        """The day as precisely as it is known: a happening's span is its precision."""
        if self.question.indicator.stands:
            return partial.get(day, PartialDate.day(day))
        return PartialDate.spanning(day, span.until - DAY) if span.spans == 1 else PartialDate.day(day)

    def _url(self, named: Described) -> str:
        return (named.inside if self.inside else "") or named.url

    def _lines(self, counted: Sequence[tuple[Counted, date, str]]) -> list[Line]:
        question = self.question
        named = describe(self.subject, [span.subject for span, _day, _why in counted], question.last_day, question.n)
        unknown = Described("", "")
        partial = partial_days({span.organisation for span, _day, _why in counted}, question.n)
        return [
            Line(
                label=named.get(span.subject, unknown).label or str(span.subject),
                url=self._url(named.get(span.subject, unknown)),
                place=_place(span.place, question.n),
                sector=breakdowns.label("sector", span.sector),
                since=self._precise(span, since, partial.get(span.organisation, {})),
                why=why,
                amount=span.amount,
            )
            for span, since, why in counted
        ]


def _in_order(where: str) -> str:
    """The conditions, so that SQLite follows the whole order of the index: where it knows a column in the middle to be
    NULL it sorts by what comes behind it."""
    return where.replace("s.retracted IS NULL", "+s.retracted IS NULL") if connection.vendor == "sqlite" else where


def page(asked: Asked, number: str, *, inside: bool) -> Page[Line] | None:
    """One page of the records, as `Records` leads to them.

    None for what has no spans: ratios (their parts have some), units, computed figures.
    """
    if isinstance(asked.question.indicator.query, Ratio | UnitsWithout | Computed):
        return None
    lines: Any = Records(asked, inside=inside)  # a sequence as far as a paginator asks
    return Paginator[Line](lines, PAGE).get_page(number)


def _touched(question: Question, changed: Sequence[movements.Change]) -> list[Counted]:
    """The spans whose ends made the changes: for each subject the one that begins or ends that day."""
    by_subject = _of_subjects(question, [change.subject_id for change in changed])
    found = []
    for change in changed:
        spans = by_subject[change.subject_id]
        days = {(span.since if change.amount > 0 else span.until): span for span in spans}
        ends = {day: span for span in spans for day in (span.since, span.until)}
        found.append(days.get(change.day) or ends[change.day])
    return found


def _chains(question: Question, held: Sequence[Counted]) -> list[tuple[Counted, list[Counted]]]:
    """Each span with the unbroken chain of spans that led to it, backwards."""
    by_subject = _of_subjects(question, [span.subject for span in held])
    found = []
    for span in held:
        before = {one.until: one for one in by_subject[span.subject]}
        chain = [span]
        while chain[-1].since in before:
            chain.append(before[chain[-1].since])
        found.append((span, chain))
    return found


def _of_subjects(question: Question, subjects: Sequence[int]) -> dict[int, list[Counted]]:
    """Every span of these subjects that the question counts at any time."""
    by_subject: dict[int, list[Counted]] = defaultdict(list)
    if subjects:
        asked = ", ".join(map(str, subjects))
        stands, *gone = parts(question)
        where, more = conditions(question, stands)
        if source(question).words.subject == "organisation":
            # The index of organisations finds these few; the sign keeps SQLite from reading the whole definition.
            where = [condition.replace("s.definition_id", "+s.definition_id") for condition in where]
            where.append(f"s.organisation_id IN ({asked})")
        found = [(where, more), *(conditions(question, part) for part in gone)]
        for where, more in found:
            held = " AND ".join([*where, f"s.subject_id IN ({asked})"])
            for span in _spans(f"SELECT {COLUMNS} FROM indicators_span s WHERE {held}", more):
                by_subject[span.subject].append(span)
    return by_subject


def _spans(query: str, parameters: Sequence[Any]) -> list[Counted]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [
            Counted(
                int(subject),
                stored_day(since),
                stored_day(until),
                int(place),
                sector,
                cause,
                int(amount),
                int(who),
                int(n),
            )
            for subject, since, until, place, sector, cause, amount, who, n in cursor.fetchall()
        ]


def _place(unit_id: int, n: int) -> str:
    """A commune with its district: "Xã Yên Mỹ, Huyện Ý Yên"."""
    units = tree.current(n)
    unit = units.units.get(unit_id)
    if unit is None:
        return breakdowns.label("place", breakdowns.UNKNOWN)
    return ", ".join(one.full_name for one in units.ancestry(unit)[:2] if one.level != "province")
