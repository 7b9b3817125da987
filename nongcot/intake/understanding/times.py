"""Reading dates, known wholly or in part."""

import re
from datetime import date

from django.utils.translation import gettext as _

from nongcot.intake.understanding import words
from nongcot.intake.understanding.answers import NOTHING, Answer, blank
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.understood import Choice
from nongcot.kernel.dates import PartialDate, format_partial, parse_partial
from nongcot.kernel.text import fold
from nongcot.sheets.cells import Cell

_TICKED = frozenset({"stopped_on", "dissolved_on", "resumed_on"})
_NUMERIC = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*")


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
    if reading.value is not None and not reading.doubt:
        return Answer(reading.value)
    return Answer(text or None, "date" if reading.doubt else "", reading.doubt)


def in_future(value: PartialDate, on: date) -> str:
    """The doubt about a day that had not come when the list was read; "" for none."""
    if value.earliest <= on:
        return ""
    return _("Ngày %(date)s chưa tới.") % {"date": format_partial(value)}
