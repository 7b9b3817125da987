"""The year of events whose days are told without one.

What a column tells goes first; else the title, the sheet's or the file's name, where it tells one year; else it is
asked at each cell, with the same years to choose from, so that one answer may do for all.
"""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from nongcot.intake.understanding.cells import Values
from nongcot.intake.understanding.checks import Read
from nongcot.intake.understanding.times import lacks_year
from nongcot.intake.understanding.understood import CellReading, Choice
from nongcot.kernel.dates import PartialDate
from nongcot.kernel.text import nfc

#: A year that is no part of a day or a number.
_YEAR = re.compile(r"(?<![\d])(?<!\d[/.\-_])((?:19|20)\d\d)(?!\d|[/.\-_]\d)")

BEFORE = 2
"""So many years before that of the list are offered beside those the table speaks of."""


def fill(read: Read, spoken: Sequence[str]) -> list[str]:
    """Give yearless events the year that `spoken` tells, or ask for it; gives what was assumed."""
    rows = [found for found in read.values if _is_yearless(found)]
    if not rows:
        return []
    year, title = _told(spoken)
    if year:
        for found in rows:
            found["event_year"] = CellReading(year, found["event_time"].address, title)
        told = {"n": len(rows), "year": year, "title": title}
        return [_("%(n)s sự kiện không ghi năm: tính là năm %(year)s (theo “%(title)s”)") % told]
    why = _("Ngày không ghi năm: sự kiện khai mạc năm nào?")
    choices = tuple(Choice(str(one), one) for one in _possible(read))
    for found in rows:
        read.doubt(found["event_time"], "event_year", why, choices)
    return []


def _is_yearless(found: Values) -> bool:
    """Whether the days of a row lack their year, and neither a column nor an officer told it."""
    when = found.get("event_time")
    return (
        when is not None and "event_year" not in found and not isinstance(when.value, int) and lacks_year(nfc(when.raw))
    )


def _told(spoken: Sequence[str]) -> tuple[int, str]:
    """The year of the first text that tells any, and the text; 0 where that tells several, or none does."""
    for text in spoken:
        years = set(_YEAR.findall(nfc(text)))
        if years:
            return (int(years.pop()), text) if len(years) == 1 else (0, "")
    return 0, ""


def _possible(read: Read) -> list[int]:
    """The years that names and days of the table speak of, and the latest ones, newest first."""
    years = {read.on.year - back for back in range(BEFORE + 1)}
    for found in read.values:
        name, when = found.get("event_name"), found.get("event_time")
        years |= {int(year) for year in _YEAR.findall(nfc(name.raw))} if name else set()
        years |= {when.value.earliest.year} if when and isinstance(when.value, PartialDate) else set()
    return sorted(years, reverse=True)
