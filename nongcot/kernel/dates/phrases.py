"""The turns of phrase in which officers write dates.

Patterns are matched against folded text in which punctuation still stands ("quy iii/2020", "ngay 19 thang 02").
`CERTAIN` phrases mean one thing. `VAGUE` ones are read widely and with a doubt: nobody says where "cuối năm" begins.
"""

import re
from collections.abc import Callable
from datetime import date

from nongcot.kernel.dates.partial import PartialDate, month_end

Phrase = tuple[re.Pattern[str], Callable[[re.Match[str]], PartialDate]]

SEP = r"\s*[-/.,]\s*"
DAY, MONTH, YEAR = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<y>\d{4}|\d{2})"
BEFORE = r"(?:(?:sang|trua|chieu|toi)\s+)?(?:ngay\s+)?"
CLOCK = r"(?:(?:\s+|t)\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm|sa|ch)?)?"
OF_MONTH = r"(?:(?:thang|t)\.?\s*)?(?P<m>\d{1,2})\s*(?:[-/.]|,?\s*nam)\s*(?P<y>\d{4})"

NUMERIC = re.compile(rf"{BEFORE}{DAY}{SEP}{MONTH}{SEP}{YEAR}{CLOCK}")
NO_YEAR = re.compile(rf"{BEFORE}{DAY}(?:{SEP}|\s+thang\s+){MONTH}")
RANGE = re.compile(r"(?:tu\s+)?(?P<first>\S.*?)\s*(?:\bden(?:\s+het)?\b|–|\s-\s|(?<=\d{4})-(?=\d))\s*(?P<last>\S.*)")
INSIDE = re.compile(
    rf"(?<![\d/.-])(?:\d{{1,2}}{SEP}\d{{1,2}}{SEP}\d{{4}}|ngay\s+\d{{1,2}}\s+thang\s+\d{{1,2}},?\s+nam\s+\d{{4}}"
    r"|\d{1,2}/\d{4}|thang\s+\d{1,2}\s*(?:[-/]|\s+nam)\s*\d{4}|nam\s+\d{4})(?![\d/-])"
)
OPEN = re.compile(r"\b(?:truoc|sau)\s+(?:ngay\s+|nam\s+|thang\s+)?\d")
NOTHING = frozenset({"n/a", "khong", "khong co", "khong ro", "chua ro", "chua co"})

_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6}
_MONTHS |= {"jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
_NAME = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*"
_THIRD = {"dau": 0, "giua": 1, "cuoi": 2}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def full_year(digits: str) -> int:
    """Two digits mean 1950 to 2049."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)


def _day(found: re.Match[str]) -> PartialDate:
    return PartialDate.day(date(full_year(found["y"]), int(found["m"]), int(found["d"])))


def _english_day(found: re.Match[str]) -> PartialDate:
    return PartialDate.day(date(full_year(found["y"]), _MONTHS[found["name"]], int(found["d"])))


def _month(found: re.Match[str]) -> PartialDate:
    return PartialDate.month(int(found["y"]), int(found["m"]))


def _quarter(found: re.Match[str]) -> PartialDate:
    return PartialDate.quarter(int(found["y"]), _QUARTERS[found["q"]])


def _half(found: re.Match[str]) -> PartialDate:
    return PartialDate.half(int(found["y"]), 1 if found["part"] == "dau" else 2)


def _year(found: re.Match[str]) -> PartialDate:
    return PartialDate.year(int(found["y"]))


def _third_of_year(found: re.Match[str]) -> PartialDate:
    year, third = int(found["y"]), _THIRD[found["part"]]
    return PartialDate.between(date(year, 4 * third + 1, 1), month_end(year, 4 * third + 4))


def _third_of_month(found: re.Match[str]) -> PartialDate:
    year, month, third = int(found["y"]), int(found["m"]), _THIRD[found["part"]]
    last = month_end(year, month) if third == 2 else date(year, month, 10 * third + 10)
    return PartialDate.between(date(year, month, 10 * third + 1), last)


CERTAIN: list[Phrase] = [
    (re.compile(rf"(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}}){CLOCK}"), _day),
    (re.compile(rf"{BEFORE}{DAY}\s+thang\s+{MONTH}(?:,?\s+nam\s+|,\s*|\s+|\s*/\s*)(?P<y>\d{{4}})"), _day),
    (re.compile(rf"{DAY}[- ]{_NAME}[- ,]+{YEAR}"), _english_day),
    (re.compile(rf"{_NAME} {DAY},? ?(?P<y>\d{{4}})"), _english_day),
    (re.compile(OF_MONTH), _month),
    (re.compile(r"(?P<y>\d{4})\s*[-/]\s*(?P<m>\d{1,2})"), _month),
    (re.compile(r"(?:quy|q)\s*\.?\s*(?P<q>iv|i{1,3}|[1-4])\s*(?:[-/.,]?\s*(?:nam)?)\s*(?P<y>\d{4})"), _quarter),
    (re.compile(r"(?:(?:6|sau)\s+thang|nua)\s+(?P<part>dau|cuoi)\s+(?:cua\s+)?(?:nam\s+)?(?P<y>\d{4})"), _half),
    (re.compile(r"(?:nam\s*)?(?P<y>\d{4})"), _year),
]
VAGUE: list[Phrase] = [
    (re.compile(r"(?P<part>dau|giua|cuoi)\s+(?:nam\s+)?(?P<y>\d{4})"), _third_of_year),
    (re.compile(rf"(?P<part>dau|giua|cuoi)\s+{OF_MONTH}"), _third_of_month),
    (re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>\d{2})"), _day),
    (re.compile(r"(?P<d>\d{2})(?P<m>0[1-9]|1[0-2])(?P<y>(?:19|20)\d{2})"), _day),
]
