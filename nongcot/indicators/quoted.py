"""What sources state, beside what is counted: their words, their dates, never mixed and never reconciled."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.indicators import breakdowns, figures, units, wording
from nongcot.indicators.answers import Figure, Record
from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import vocabulary
from nongcot.indicators.models import Quoted
from nongcot.indicators.questions import NotAskable, Question
from nongcot.kernel import numbers
from nongcot.kernel.dates import PartialDate, format_partial

NEAREST = 6
WITH_FUNDS = ("credit_funds", "with")

#: How the code of what a source promises begins: it stands beside the figure and never answers it.
PROMISE = "TARGET_"
A_YEAR = timedelta(days=366)


class Changed(Exception):
    """Somebody else said a statement anew, or took it back; holds the sentence to show."""


def standing(n: int, **narrowed: object) -> list[Quoted]:
    """The statements that stand at posting `n`, the latest time first: of each identity the newest not withdrawn."""
    known = Q(posted__lte=n) & (Q(withdrawn=None) | Q(withdrawn__gt=n))
    found = {row.identity: row for row in Quoted.objects.filter(known).order_by("posted", "pk")}
    kept = {row.pk for row in found.values() if not row.void}
    rows = Quoted.objects.filter(known, pk__in=kept, **narrowed) if narrowed else Quoted.objects.filter(pk__in=kept)
    return list(rows.order_by(F("latest").desc(), "scope", "pk"))


def one(identity: str, n: int) -> Quoted | None:
    """The statement of an identity as it stands at posting `n`."""
    return next((row for row in standing(n) if row.identity == identity), None)


def last_said(identity: str) -> Quoted | None:
    """What was last said of an identity, also of one that was taken back."""
    number = identity.removeprefix("#")
    kept_without_key = Q(key="", pk=int(number)) if number != identity and number.isdecimal() else Q()
    return Quoted.objects.filter(Q(key=identity) | kept_without_key).order_by("posted", "pk").last()


def beside(code: str, day: date, n: int) -> tuple[list[Quoted], int]:
    """The statements about an indicator known at posting `n`, those nearest to `day` first, and how many there are."""
    rows = standing(n, indicator=code)
    rows.sort(key=lambda row: _distance(row, day))
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
    return f"{', '.join([label, *cells(row)])}, {when(row)}: {said(row)} ({row.source_title})"


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
    if by:
        raise NotAskable(_("Số này chỉ do nguồn nêu; không phân tổ."))
    answer = figures.frame(question)
    holding = _holding(question)
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
        none, several = _("Chưa nguồn nào nêu số này cho ngày ấy."), _("Các nguồn nêu số khác nhau cho ngày ấy.")
        answer = replace(answer, why_null=several if values else none)
    if records:
        answer = replace(answer, records=tuple(_record(row, value) for row, value in holding.items()))
    return answer


def _holding(question: Question) -> dict[Quoted, Decimal]:
    """The statements that hold for the asked day, each with what it states in the figure's own unit."""
    day, unit = question.last_day, question.indicator.words.unit
    found = {}
    for row in standing(question.n, indicator=question.indicator.code):
        value = units.measured(row.value, row.unit, unit)
        if value is not None and _answers(row) and row.earliest <= day <= row.latest:
            plain = value.normalize()
            found[row] = plain if plain != plain.to_integral_value() else plain.quantize(Decimal(1))
    return found


def _answers(row: Quoted) -> bool:
    """Whether a statement may answer for a day: no promise, of one year at the most."""
    return not row.code.startswith(PROMISE) and row.latest - row.earliest < A_YEAR


def _record(row: Quoted, value: Decimal) -> Record:
    label = f"{when(row)}: {said(row)} ({row.source_title})"
    return Record("quoted", row.pk, label, value, f"{reverse('indicators:quoted')}#q{row.pk}")


def _distance(row: Quoted, day: date) -> int:
    """Days between the statement's time and the day; 0 inside it."""
    return max((row.earliest - day).days, (day - row.latest).days, 0)
