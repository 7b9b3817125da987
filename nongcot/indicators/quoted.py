"""What sources state, beside what is counted: their words, their dates, never mixed and never reconciled."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext as _

from nongcot.indicators import breakdowns, units, wording
from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import vocabulary
from nongcot.indicators.models import Quoted
from nongcot.kernel import numbers
from nongcot.kernel.dates import format_day

NEAREST = 6
WITH_FUNDS = ("credit_funds", "with")


def beside(code: str, day: date, n: int) -> tuple[list[Quoted], int]:
    """The statements about an indicator known at posting `n`, those nearest to `day` first, and how many there are."""
    known = Q(posted__lte=n) & (Q(withdrawn=None) | Q(withdrawn__gt=n))
    rows = list(Quoted.objects.filter(known, indicator=code).order_by(F("latest").desc(), "scope", "pk"))
    rows.sort(key=lambda row: _distance(row, day))
    return rows[:NEAREST], len(rows)


def said(row: Quoted) -> str:
    """What the source states, in its words: "trên 7.000 triệu đồng"."""
    value = row.value.normalize()
    number = numbers.format_number(value, max(0, -int(value.as_tuple().exponent)))
    return " ".join(filter(None, (row.qualifier, number, units.stated(row.unit))))


def when(row: Quoted) -> str:
    """Of which time it speaks: a day, a year, years, or days."""
    first, last = row.earliest, row.latest
    if first == last:
        return format_day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    return f"{format_day(first)}–{format_day(last)}"


def says(row: Quoted) -> str:
    """The whole statement in a line: of what, of when, how much, who states it."""
    known = vocabulary().get(row.indicator)
    label = in_language(known.label_vi, known.label_en) if known else row.label
    return f"{', '.join([label, *_cells(row)])}, {when(row)}: {said(row)} ({row.source_title})"


def _cells(row: Quoted) -> Iterator[str]:
    """The cells that a statement speaks of, as far as there are words for them."""
    for name, key in row.cells.items():
        if (name, key) == WITH_FUNDS:
            yield _("kể cả quỹ tín dụng nhân dân")
        elif key in breakdowns.labels(name):
            yield breakdowns.label(name, key)
        elif not key.isidentifier():
            yield f"{wording.breakdown(name)}: {key}"


def _distance(row: Quoted, day: date) -> int:
    """Days between the statement's time and the day; 0 inside it."""
    return max((row.earliest - day).days, (day - row.latest).days, 0)
