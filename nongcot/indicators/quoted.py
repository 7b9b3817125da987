"""What sources state, beside what is counted: their words, their dates, never mixed and never reconciled."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.indicators import breakdowns, extent, figures, ledger, units, wording
from nongcot.indicators.answers import Figure, Part, Record
from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import Computed, Indicator, vocabulary
from nongcot.indicators.models import Quoted
from nongcot.indicators.periods import Days
from nongcot.indicators.questions import NotAskable, Question
from nongcot.kernel import memory, numbers
from nongcot.kernel.dates import PartialDate, format_partial
from nongcot.places import geography

NEAREST = 6
WITH_FUNDS = ("credit_funds", "with")

#: How the code of what a source promises begins: it stands beside the figure and never answers it.
PROMISE = "TARGET_"
A_YEAR = timedelta(days=366)


class Changed(Exception):
    """Somebody else said a statement anew, or took it back; holds the sentence to show."""


def standing(n: int, indicator: str | None = None) -> list[Quoted]:
    """The statements (about an indicator) that stand at posting `n`, the latest time first: of each identity the newest
    not withdrawn."""
    rows = memory.remembered(("stated", n), lambda: _standing(n))
    return [row for row in rows if indicator in (None, row.indicator)]


def _standing(n: int) -> list[Quoted]:
    known = Quoted.objects.filter(Q(withdrawn=None) | Q(withdrawn__gt=n), posted__lte=n)
    found = {row.identity: row for row in known.order_by("posted", "pk")}
    kept = [row for row in found.values() if not row.void]
    return sorted(kept, key=lambda row: (-row.latest.toordinal(), row.scope, row.pk))


def one(identity: str, n: int) -> Quoted | None:
    """The statement of an identity as it stands at posting `n`."""
    return next((row for row in standing(n) if row.identity == identity), None)


def last_said(identity: str) -> Quoted | None:
    """What was last said of an identity, also of one that was taken back."""
    number = identity.removeprefix("#")
    kept_without_key = Q(key="", pk=int(number)) if number != identity and number.isdecimal() else Q()
    return Quoted.objects.filter(Q(key=identity) | kept_without_key).order_by("posted", "pk").last()


def about(code: str, day: date, n: int, place: str = "") -> list[Quoted]:
    """The statements about an indicator in one place ("": the whole book) known at posting `n`, those nearest to `day`
    first."""
    asked = _in_the_book(place, day, n)
    rows = [row for row in standing(n, code) if place_of(row, n) == asked]
    return sorted(rows, key=lambda row: _distance(row, day))


def beside(code: str, day: date, n: int, place: str = "") -> tuple[list[Quoted], int]:
    """The few of them that a page shows, and how many there are."""
    rows = about(code, day, n, place)
    return rows[:NEAREST], len(rows)


def said(row: Quoted) -> str:
    """What the source states, in its words: "trên 7.000 triệu đồng"."""
    value = row.value.normalize()
    number = numbers.format_number(value, max(0, -int(value.as_tuple().exponent)))
    return " ".join(filter(None, (row.qualifier, number, units.stated(row.unit))))


def when(row: Quoted) -> str:
    """Of which time it speaks: a day, a month, a year, years, or days."""
    return time(row.earliest, row.latest)


def time(first: date, last: date) -> str:
    """The days from `first` to `last` in words: "31/12/2024", "6 tháng đầu năm 2025", "2024", "2020–2025"."""
    is_whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if is_whole_years and first.year != last.year:
        return f"{first.year}–{last.year}"
    return format_partial(PartialDate.spanning(first, last))


def says(row: Quoted) -> str:
    """The whole statement in a line: of what, of when, how much, who states it."""
    known = vocabulary().get(row.indicator)
    label = in_language(known.label_vi, known.label_en) if known else row.label
    about = ", ".join(filter(None, [label, *cells(row), place_name(row), when(row)]))
    return f"{about}: {said(row)} ({row.source_title})"


def place_of(row: Quoted, n: int) -> str:
    """The code of the unit that it speaks of; empty where that is the whole book."""
    return _in_the_book(row.place, row.latest, n)


def place_name(row: Quoted) -> str:
    """The unit that it speaks of by its name; empty where none was named."""
    return geography.at(row.place, row.latest).full_name if row.place else ""


def _in_the_book(place: str, day: date, n: int) -> str:
    """A place as statements are kept by it: the book under the name of its province is the book."""
    try:
        return "" if not place or extent.is_book(place, day, n) else place
    except geography.UnknownPlace:
        return place


def cells(row: Quoted) -> Iterator[str]:
    """The cells that a statement speaks of, as far as there are words for them."""
    for name, key in row.cells.items():
        if (name, key) == WITH_FUNDS:
            yield _("kể cả quỹ tín dụng nhân dân")
        elif key in breakdowns.labels(name):
            yield breakdowns.label(name, key)
        elif not key.isidentifier():
            yield f"{wording.breakdown(name)}: {key}"


def stated(question: Question, by: str, records: bool) -> Figure:
    """A figure that only sources state, for the time that holds the asked day; nothing is computed.

    Where sources contradict one another there is no one number: the records list what each says.
    """
    if by and by not in breakdowns.PLACE_LEVELS:
        raise NotAskable(_("Số này chỉ do nguồn nêu; chỉ phân tổ theo địa bàn: place:district, place:commune."))
    answer = figures.frame(question)
    everywhere = _holding(question)
    holding = everywhere.get(_in_the_book(question.place, question.geography, question.n), {})
    values = set(holding.values())
    if len(values) == 1:
        row = next(iter(holding))
        answer = replace(
            answer,
            value=holding[row],
            word=row.qualifier,
            source=row.source_title,
            qualifier=" · ".join(filter(None, (row.qualifier, row.population, row.source_title, row.page))),
        )
    else:
        answer = replace(answer, why_null=_why_null(answer, bool(values)))
    if by:
        answer = replace(answer, by=by, breakdown=tuple(_parts(question, by, everywhere)))
    if records:
        answer = replace(answer, records=tuple(_record(row, value) for row, value in holding.items()))
    return answer


def of_uncounted(
    code: str, *, on: date, n: int, period: Days | None = None, place: str = "", cells: Mapping[str, str] | None = None
) -> Figure | None:
    """A figure of the vocabulary that no room counts, as sources state it; None where none of them, or no one value,
    holds. What happens in a period is answered by statements of just that period, anything else by those of the day.

    Raises `places.geography.UnknownPlace`.
    """
    question = Question(
        indicator=Indicator(code, Computed(f"{__name__}.{stated.__name__}")),
        n=n,
        newest=n == ledger.newest(),
        on=None if period else on,
        period=period,
        geography=on,
        units=extent.units(place, on, n),
        place=place,
        cells=dict(cells or {}),
    )
    answer = stated(question, "", False)
    return None if answer.value is None else replace(answer, kind="quoted")


def _why_null(answer: Figure, is_told: bool) -> str:
    """Why there is no one value: sources say several, or nothing of that day and place."""
    if is_told:
        return _("Các nguồn nêu số khác nhau cho ngày ấy.")
    if answer.place:
        return _("Chưa nguồn nào nêu số này của %(place)s cho ngày ấy.") % {"place": answer.place_label}
    return _("Chưa nguồn nào nêu số này cho ngày ấy.")


def levels_told(question: Question, levels: Iterable[str]) -> list[str]:
    """Of these breakdowns by place those along which sources state something for the asked day."""
    everywhere = _holding(question)
    return [level for level in levels if any(_parts(question, level, everywhere))]


#: The statements that hold, by the place that they speak of ("": the whole book), each with its value.
Holding = dict[str, dict[Quoted, Decimal]]


def _holding(question: Question) -> Holding:
    """The statements, no promises, that hold for what is asked, with what they state in the figure's own unit."""
    unit = question.indicator.words.unit
    found: Holding = {}
    for row in standing(question.n, question.indicator.code):
        value = units.measured(row.value, row.unit, unit)
        speaks = dict(cell for cell in row.cells.items() if cell != WITH_FUNDS) == question.cells
        if value is not None and speaks and not row.code.startswith(PROMISE) and _is_of(row, question):
            plain = value.normalize()
            exact = plain if plain != plain.to_integral_value() else plain.quantize(Decimal(1))
            found.setdefault(place_of(row, question.n), {})[row] = exact
    return found


def _parts(question: Question, by: str, everywhere: Holding) -> Iterator[Part]:
    """Units of which something is stated; of those of which sources state several things, no one value."""
    for unit in breakdowns.units_asked(question, breakdowns.PLACE_LEVELS[by]):
        values = set(everywhere.get(unit.code, {}).values())
        if values:
            yield Part(unit.code, unit.full_name, values.pop() if len(values) == 1 else None)


def _is_of(row: Quoted, question: Question) -> bool:
    """Whether a statement speaks of the asked time: of just the period in which something happens; of any other day,
    of a time of one year at the most that holds it."""
    if question.period is not None and question.indicator.words.in_a_period:
        return (row.earliest, row.latest) == question.period
    return row.latest - row.earliest < A_YEAR and row.earliest <= question.last_day <= row.latest


def _record(row: Quoted, value: Decimal) -> Record:
    label = f"{when(row)}: {said(row)} ({row.source_title})"
    return Record("quoted", row.pk, label, value, f"{reverse('indicators:quoted')}#q{row.pk}")


def _distance(row: Quoted, day: date) -> int:
    """Days between the statement's time and the day; 0 inside it."""
    return max((row.earliest - day).days, (day - row.latest).days, 0)
