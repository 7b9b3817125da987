"""The date that a list is of, as its title, the name of its sheet or of its file tells it."""

import re
from collections.abc import Iterable
from datetime import date

from nongcot.intake.understanding.understood import ReferenceDate
from nongcot.kernel.dates import parse_partial
from nongcot.kernel.text import nfc

_DAY = r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
_PERIOD = (
    r"(?:6|sáu)\s+tháng\s+(?:đầu|cuối)\s+năm\s+\d{4}|quý\s+(?:iv|i{1,3}|[1-4])\s*(?:[/-]|,?\s*năm)?\s*\d{4}"
    r"|tháng\s+\d{1,2}\s*(?:[/.-]|,?\s*năm)\s*\d{4}|(?<!\d[/.-])(?<!\d)\d{1,2}/\d{4}|năm\s+\d{4}"
)
_BEST_FIRST = (
    re.compile(rf"(?:đến|tới|thời điểm|tính từ)\s*(?:hết\s*)?(?:ngày\s*)?(?P<when>{_DAY})", re.IGNORECASE),
    re.compile(rf"(?:đến|tới|thời điểm)\s*(?:hết\s*)?(?P<when>{_PERIOD})", re.IGNORECASE),
    re.compile(rf"(?P<when>{_PERIOD})", re.IGNORECASE),
    re.compile(rf"(?P<when>{_DAY})", re.IGNORECASE),
)
_NOT_A_DATE_OF_DATA = re.compile(r"giai đoạn|nhiệm kỳ|kế hoạch|\d{4}\s*[-–]\s*\d{4}|luật|nghị định", re.IGNORECASE)
OF_THE_BOOK = "Sổ ngày "
"""How the line begins in which a list of the book says of which day it is (`indicators.lists.notes`)."""

_KNOWN_AT = re.compile(r"\((?P<when>\d{2}/\d{2}/\d{4}) \d{2}:\d{2}\)")
_BARE_YEAR = re.compile(r"(?<![\d/.])(20[0-4]\d)(?!\d|[/.]\d)")


def propose(titles: Iterable[tuple[str, str]], sheet: str, file: str, on: date) -> ReferenceDate | None:
    """The day a list is of: the last day of what its title says (then its sheet's, then its file's name), at most `on`.

    `titles` are the lines above the table with their addresses; where a list of the book says of which day it is, that
    goes before what it is called.
    """
    lines = sorted(titles, key=lambda line: not line[0].startswith(OF_THE_BOOK))
    for text, where in [*lines, (sheet, sheet), (file, file)]:
        found = _in(nfc(re.sub(r"[_]+", " ", text)), bare_year=text in (sheet, file))
        if found:
            said, day = found
            return ReferenceDate(min(day, on), said, where)
    return None


def known_at(titles: Iterable[tuple[str, str]], on: date) -> ReferenceDate | None:
    """The day at which all stood that a list of the book tells of certificates, contracts or events: such a list holds
    also what came after the day it was asked for."""
    for text, where in titles:
        found = _KNOWN_AT.search(text) if text.startswith(OF_THE_BOOK) else None
        reading = parse_partial(found["when"]) if found else None
        if found and reading and reading.value:
            return ReferenceDate(min(reading.value.latest, on), found["when"], where)
    return None


def _in(text: str, *, bare_year: bool) -> tuple[str, date] | None:
    if _NOT_A_DATE_OF_DATA.search(text):
        return None
    for pattern in _BEST_FIRST:
        if found := pattern.search(text):
            reading = parse_partial(found["when"])
            return (found["when"], reading.value.latest) if reading.value else None
    years = _BARE_YEAR.findall(text) if bare_year else []
    return (years[0], date(int(years[0]), 12, 31)) if len(years) == 1 else None
