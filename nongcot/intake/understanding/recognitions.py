"""Recognitions of products (OCOP) that a table tells in part: the decision of its title, a term instead of a last day.

A list of results is often the annex of the decision that recognises its products: where no column tells a decision or a
day, that of the title is every row's. A term counts from the day of recognition. Both are told.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nongcot.intake.understanding.cells import Values
from nongcot.intake.understanding.checks import Read
from nongcot.intake.understanding.understood import CellReading
from nongcot.kernel.dates import PartialDate, months_later, parse_partial
from nongcot.kernel.text import fold, nfc

_DECISION = re.compile(
    r"quyết định\s+(?:số\s*:?\s*)?(?P<number>\d+\S*?/\S*QĐ\S*?|\d+\S*?QĐ\S*?)[\s,]+ngày\s+"
    r"(?P<day>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2} tháng \d{1,2} năm \d{4})"
    r"(?:\s+của\s+(?P<issuer>[^(),;·]+))?",
    re.IGNORECASE,
)
_RECOGNISES = ("cong nhan", "phan hang", "xep hang")
_PAPER = ("decision_no", "decision_date", "recognised_on")


def fill(read: Read, spoken: Sequence[str]) -> list[str]:
    """Give starred products the decision of the title and the last day of their term; gives what was assumed."""
    starred = [found for found in read.values if "stars" in found and not found["stars"].doubt]
    return [*_by_title(read, starred, spoken), *_by_term(starred)]


def _by_title(read: Read, starred: list[Values], spoken: Sequence[str]) -> list[str]:
    if not starred or any(read.column(target) for target in _PAPER):
        return []
    for text in map(nfc, spoken):
        told = list(_DECISION.finditer(text))
        reading = parse_partial(told[0]["day"]) if len(told) == 1 else None
        if reading is None or reading.value is None or reading.doubt:
            continue
        if not any(word in fold(" ".join(spoken)) for word in _RECOGNISES):
            return []
        number, issuer = told[0]["number"], (told[0]["issuer"] or "").strip()
        for found in starred:
            at = found["stars"].address
            found["decision_no"] = CellReading(number, at, text)
            found["decision_date"] = CellReading(reading.value, at, text)
            if issuer:
                found.setdefault("decision_issuer", CellReading(issuer, at, text))
        why = {"n": len(starred), "number": number, "title": text}
        return [_("%(n)s sản phẩm được công nhận theo quyết định %(number)s (theo “%(title)s”)") % why]
    return []


def _by_term(starred: list[Values]) -> list[str]:
    counted = 0
    for found in starred:
        term = found.get("term")
        first = _first_day(found)
        if term is None or term.doubt or not isinstance(term.value, int) or "expires_on" in found or first is None:
            continue
        last = PartialDate.day(months_later(first, term.value) - timedelta(days=1))
        found["expires_on"] = CellReading(last, term.address, term.raw)
        counted += 1
    if not counted:
        return []
    return [_("%(n)s sản phẩm: ngày hết hạn tính từ ngày công nhận và thời hạn ghi trong bảng") % {"n": counted}]


def _first_day(found: Values) -> date | None:
    """The exact day of recognition."""
    for target in ("recognised_on", "decision_date"):
        cell = found.get(target)
        if cell is not None and not cell.doubt and isinstance(cell.value, PartialDate):
            return cell.value.earliest if cell.value.precision == "day" else None
    return None
