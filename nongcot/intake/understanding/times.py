"""Reading dates, known wholly or in part."""

import re
from datetime import date

from django.utils.translation import gettext as _

from nongcot.intake.understanding import words
from nongcot.intake.understanding.answers import NOTHING, Answer, blank
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.listed import EMPTY
from nongcot.intake.understanding.understood import Choice
from nongcot.kernel.dates import PartialDate, format_partial, parse_partial
from nongcot.kernel.text import fold
from nongcot.sheets.cells import Cell

_TICKED = frozenset({"stopped_on", "dissolved_on", "resumed_on"})
_NUMERIC = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*")


_D, _M, _Y = r"(\d{1,2})", r"(\d{1,2})", r"(\d{4})"
_DAYS = re.compile(rf"{_D}(?:\s*[/.]\s*{_M}(?:\s*[/.]\s*{_Y})?)?\s*(?:-|–|đến|đến hết|tới)\s*(?:ngày\s+)?"
                   rf"{_D}\s*[/.]\s*{_M}\s*[/.]\s*{_Y}", re.IGNORECASE)  # fmt: skip
_DAY = re.compile(rf"(?<![\d/.]){_D}\s*[/.]\s*{_M}\s*[/.]\s*{_Y}")
_NO_YEAR = r"(?!\d|\s*[/.]\s*\d)"
_YEARLESS_DAYS = re.compile(rf"(?<![\d/.]){_D}(?:\s*[/.]\s*{_M})?\s*(?:-|–|đến|đến hết|tới)\s*(?:ngày\s+)?"
                            rf"{_D}\s*[/.]\s*{_M}{_NO_YEAR}", re.IGNORECASE)  # fmt: skip
_YEARLESS_DAY = re.compile(rf"(?<![\d/.]){_D}\s*[/.]\s*{_M}{_NO_YEAR}")


def read_date(cell: Cell, column: Column) -> Answer:
    """A date; a tick in a column such as "Đã giải thể" says that it happened, without a date."""
    if isinstance(cell, str) and column.target in _TICKED:
        answer = fold(cell)
        if answer in words.table("answer") and not answer.isdecimal():
            return Answer(True) if words.table("answer")[answer] == "yes" else NOTHING
    reading = parse_partial(cell, ambiguous=column.month_first, earliest_year=column.earliest_year)
    if reading.doubt:
        choices = [Choice(format_partial(day), day) for day in _readings(cell, reading.value)]
        return Answer(reading.value, "date", reading.doubt, (*choices, blank()))
    return Answer(reading.value) if reading.value else NOTHING


def _readings(cell: Cell, value: PartialDate | None) -> list[PartialDate]:
    """What a doubtful date could be: as it was read, and with day and month exchanged."""
    found = [value] if value else []
    swapped = _NUMERIC.fullmatch(cell) if isinstance(cell, str) else None
    if swapped and int(swapped[1]) <= 12 and int(swapped[2]) <= 12:
        found.append(PartialDate.day(date(int(swapped[3]), int(swapped[1]), int(swapped[2]))))
    return list(dict.fromkeys(found))


def read_year_or_text(cell: Cell, column: Column) -> Answer:
    """A date where it can be read, else the text (the time of a fair, the day of a published figure)."""
    reading = parse_partial(cell)
    text = shown(cell)
    if column.target == "event_time" and days_in(text)[0] is not None:
        return Answer(text if days_in(text)[1] or reading.value is None or reading.doubt else reading.value)
    if column.target == "event_time" and lacks_year(text):
        return Answer(text)
    if reading.value is not None and not reading.doubt:
        return Answer(reading.value)
    return Answer(text or None, "date" if reading.doubt else "", reading.doubt)


_TERM = re.compile(r"(\d{1,3})(?:\.0)?\s*(tháng|năm)?", re.IGNORECASE)


def read_months(cell: Cell, column: Column) -> Answer:
    """How many months something holds: "36 tháng", "3 năm", or a number under a heading that says which of them."""
    text = shown(cell)
    if text in EMPTY:
        return NOTHING
    told, heading = _TERM.fullmatch(text), fold(column.heading.full)
    unit = (told[2] or "").lower() if told else ""
    unit = unit or ("tháng" if "thang" in heading else "năm" if "nam" in heading else "")
    if told and unit:
        return Answer(int(told[1]) * (1 if unit == "tháng" else 12))
    return Answer(None, "term", _("“%(text)s” không nói rõ mấy tháng hay mấy năm.") % {"text": text}, (blank(),))


def days_in(text: str, year: int | None = None) -> tuple[date | None, date | None]:
    """First and last day that a text tells with their year, else with the given one; None for what it does not."""
    try:
        if several := _DAYS.search(text):
            return _in_order(*several.groups())
        if one := _DAY.search(text):
            return date(int(one[3]), int(one[2]), int(one[1])), None
        return _yearless(text, year) if year is not None else (None, None)
    except ValueError:
        return None, None


def lacks_year(text: str) -> bool:
    """Whether a text tells a day and a month and nothing but the year is missing."""
    return days_in(text)[0] is None and days_in(text, _LEAP)[0] is not None


#: A year that has every day.
_LEAP = 2000


def _in_order(day: str, month: str | None, year: str | None, *last: str) -> tuple[date | None, date | None]:
    closes = date(int(last[2]), int(last[1]), int(last[0]))
    opens = date(int(year or last[2]), int(month or last[1]), int(day))
    return (opens, closes) if opens <= closes else (None, None)


def _yearless(text: str, year: int) -> tuple[date | None, date | None]:
    """Days of which the first is of that year; a text that tells several first days tells none."""
    if several := _YEARLESS_DAYS.search(text):
        day, month, last, last_month = several.groups()
        opens = date(year, int(month or last_month), int(day))
        closes = (int(last_month), int(last))
        return opens, date(year + (closes < (opens.month, opens.day)), *closes)
    told = {(int(day), int(month)) for day, month in _YEARLESS_DAY.findall(text) if int(month) <= 12}
    return (date(year, *reversed(told.pop())), None) if len(told) == 1 else (None, None)


def in_future(value: PartialDate, on: date) -> str:
    """The doubt about a day that had not come when the list was read; "" for none."""
    if value.earliest <= on:
        return ""
    return _("Ngày %(date)s chưa tới.") % {"date": format_partial(value)}
