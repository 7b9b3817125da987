"""Reading dates as officers write them.

The rule of the country is day before month. Whatever the text leaves open is told as a doubt; nothing is guessed
silently. The whole text is tried first, then a range of two dates, then a single date inside a longer text.
"""

import math
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from nongcot.kernel.dates import phrases
from nongcot.kernel.dates.partial import PartialDate, format_day, format_partial
from nongcot.kernel.reading import Reading
from nongcot.kernel.text import fold, nfc

EARLIEST_YEAR, LATEST_YEAR = (
    1900,
    2100,
)  # the first by default: a list of this country that tells an older one is mistaken
FIRST_SERIAL, LAST_SERIAL = 10_959, 73_050  # 1930 to 2099: a smaller or greater number in a date column is no date


def is_conceivable(day: date) -> bool:
    """Whether a book may be asked about a day: years before and after it can still be written."""
    return EARLIEST_YEAR <= day.year <= LATEST_YEAR


def day_of_serial(serial: int) -> date:
    """The day of an Excel serial number, counted from 1 = 01/01/1900.

    Excel holds 1900 for a leap year (Lotus did), so every number above 59 stands one day late; 60, its 29 February
    1900, never was: ValueError, as for numbers below 1.
    """
    if serial < 1 or serial == 60:
        raise ValueError(f"no day has the serial number {serial}")
    return date(1899, 12, 31) + timedelta(days=serial - (serial > 60))


class _Source(NamedTuple):
    """What is known of where dates come from."""

    ambiguous: bool
    earliest_year: int


def parse_partial(
    value: object, *, ambiguous: bool = False, earliest_year: int = EARLIEST_YEAR
) -> Reading[PartialDate]:
    """Read a date, known wholly or in part, from a cell.

    `value` is text, a date or datetime (its time of day is dropped), or a number: a year, or an Excel serial number.
    `ambiguous` says that the source may write the month first: then 03/04/2018 is read by the rule, with a doubt.
    `earliest_year` is the first year that can be right in the source: registers of other countries reach further back.
    Empty cells and "-" give (None, ""); what cannot be read gives None with a sentence.
    """
    source = _Source(ambiguous, earliest_year)
    match value:
        case None:
            return Reading(None)
        case datetime():
            return _checked(PartialDate.day(value.date()), format_day(value), source)
        case date():
            return _checked(PartialDate.day(value), format_day(value), source)
        case bool():
            return _unreadable(str(value))
        case int() | float() | Decimal():
            return _number(value, source)
        case str():
            return _text(value, source)
        case _other:
            return _unreadable(str(value))


def _unreadable(text: str) -> Reading[PartialDate]:
    return Reading(None, _("Không đọc được “%(text)s” thành ngày.") % {"text": text})


def _understood(text: str, partial: PartialDate) -> Reading[PartialDate]:
    doubt = _("“%(text)s” được hiểu là %(date)s.") % {"text": text, "date": format_partial(partial)}
    return Reading(partial, doubt)


def _checked(partial: PartialDate, text: str, source: _Source) -> Reading[PartialDate]:
    if partial.earliest.year >= source.earliest_year and partial.latest.year <= LATEST_YEAR:
        return Reading(partial)
    return Reading(None, _("Năm trong “%(text)s” khó có thể đúng.") % {"text": text})


def _number(number: int | float | Decimal, source: _Source) -> Reading[PartialDate]:
    if not math.isfinite(number):
        return _unreadable(str(number))
    if source.earliest_year <= number <= LATEST_YEAR and number == int(number):
        return Reading(PartialDate.year(int(number)))
    if FIRST_SERIAL <= number < LAST_SERIAL:  # its fraction is the time of day
        return Reading(PartialDate.day(day_of_serial(int(number))))
    if 1 <= number < 13:  # 11.2017, a month that the spreadsheet took for a number
        month, year = f"{number:.4f}".split(".")
        if source.earliest_year <= int(year) <= LATEST_YEAR:
            return _understood(f"{month}.{year}", PartialDate.month(int(year), int(month)))
    return _unreadable(f"{number:.15g}")


def _text(raw: str, source: _Source) -> Reading[PartialDate]:
    shown = nfc(raw)
    text = _plain(shown)
    if not fold(shown) or text in phrases.NOTHING:
        return Reading(None)
    try:
        return _whole(text, shown, source) or _between(text, shown, source) or _inside(text, shown, source)
    except ValueError:
        return Reading(None, _("Không có ngày “%(text)s” trong lịch.") % {"text": shown})


def _plain(text: str) -> str:
    """The text without marks and capitals, its punctuation kept."""
    return "".join(fold(char) or char for char in text).strip(" .,;")


def _whole(text: str, shown: str, source: _Source) -> Reading[PartialDate] | None:
    """The text as one date and nothing else; ValueError when the calendar has no such day."""
    if found := phrases.NUMERIC.fullmatch(text):
        return _numeric(found, shown, source)
    for pattern, make in phrases.CERTAIN:
        if found := pattern.fullmatch(text):
            return _checked(make(found), shown, source)
    for pattern, make in phrases.VAGUE:
        if found := pattern.fullmatch(text):
            return _understood(shown, make(found))
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and FIRST_SERIAL <= float(text) < LAST_SERIAL:
        return _understood(shown, PartialDate.day(day_of_serial(int(float(text)))))
    if phrases.NO_YEAR.fullmatch(text):
        return Reading(None, _("“%(text)s” thiếu năm.") % {"text": shown})
    return None


def _numeric(found: re.Match[str], shown: str, source: _Source) -> Reading[PartialDate]:
    day, month, year = int(found["d"]), int(found["m"]), phrases.full_year(found["y"])
    if month > 12 and day <= 12:
        partial = PartialDate.day(date(year, day, month))
        doubt = _("“%(text)s” chỉ đọc được khi tháng đứng trước ngày: %(date)s.")
        return Reading(partial, doubt % {"text": shown, "date": format_partial(partial)})
    reading = _checked(PartialDate.day(date(year, month, day)), shown, source)
    if source.ambiguous and reading.value and day <= 12 and day != month:
        days = {"first": format_day(date(year, month, day)), "second": format_day(date(year, day, month))}
        doubt = _("“%(text)s” có thể là %(first)s hoặc %(second)s.") % ({"text": shown} | days)
        return Reading(reading.value, doubt)
    return reading


def _between(text: str, shown: str, source: _Source) -> Reading[PartialDate] | None:
    """ "từ … đến …": the first date may leave out what the second one says (6 - 11/2/2018)."""
    found = phrases.RANGE.fullmatch(text)
    last = _whole(found["last"], shown, source) if found else None
    if found is None or last is None or last.value is None:
        return last
    month, year = last.value.latest.month, last.value.latest.year
    for ending in ("", f"/{year}", f"/{month}/{year}"):
        first = _whole(found["first"] + ending, shown, source)
        if first and first.value and first.value.earliest <= last.value.latest:
            return Reading(PartialDate.between(first.value.earliest, last.value.latest), first.doubt or last.doubt)
    return _unreadable(shown)


def _inside(text: str, shown: str, source: _Source) -> Reading[PartialDate]:
    """The one date inside a longer text, with a doubt that says so."""
    if phrases.OPEN.search(text):
        return Reading(None, _("“%(text)s” không cho biết ngày nào.") % {"text": shown})
    found = phrases.INSIDE.findall(text)
    if len(found) > 1:
        return Reading(None, _("Ô có nhiều ngày: “%(text)s”.") % {"text": shown})
    inside = _whole(found[0], found[0], source) if found else None
    if inside is None or inside.value is None:
        return _unreadable(shown)
    doubt = _("Ô có thêm chữ: “%(text)s”; ngày đọc được là %(date)s.")
    return Reading(inside.value, doubt % {"text": shown, "date": format_partial(inside.value)})
