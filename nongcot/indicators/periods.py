"""Periods as addresses and commands write them: two days included, or the name of a year, quarter or month."""

import re
from calendar import monthrange
from datetime import date

Days = tuple[date, date]


def parse(text: str) -> Days:
    """`2020-01-01..2020-10-15`, `2020`, `2020-Q3`, `2020-10` → first and last day.

    Raises ValueError for anything else.
    """
    if ".." in text:
        start, end = text.split("..", 1)
        return date.fromisoformat(start), date.fromisoformat(end)
    named = re.fullmatch(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})))?", text)
    if named is None:
        raise ValueError(text)
    year, quarter, month = int(named[1]), named[2], named[3]
    if quarter:
        return _months(year, int(quarter) * 3 - 2, int(quarter) * 3)
    return _months(year, int(month), int(month)) if month else _months(year, 1, 12)


def written(period: Days) -> str:
    """The shortest text `parse` reads back."""
    start, end = period
    for name in (f"{start:%Y}", f"{start:%Y}-Q{(start.month + 2) // 3}", f"{start:%Y-%m}"):
        if parse(name) == period:
            return name
    return f"{start}..{end}"


def year_to(day: date) -> Days:
    """From 1 January to `day`."""
    return day.replace(month=1, day=1), day


def year_before(period: Days) -> Days:
    """The same period last year; 29 February becomes the 28th."""
    return _back(period[0]), _back(period[1])


def _back(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _months(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
