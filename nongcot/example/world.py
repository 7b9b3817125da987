"""The example's invented history as a plan: who there was, what happened when, and when somebody wrote it down.

The plan alone decides the figures: what is to be counted on a day can be read off these tables. Known at the end of
15/10/2020 and known today there are 456 co-ops in operation, 42 credit funds and 60 notified groups on that day, as the
congress of October 2020 said; all else is invented, later years too, and tuned to no published figure.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

SEED = 2020
OPENED = date(2016, 1, 4)
CONGRESS = date(2020, 10, 15)
#: The lists of this year's last day came as ten workbooks, through intake, on the day after it.
ROUND_BY_WORKBOOK = 2019
ROUND_RECEIVED = date(2020, 1, 15)
YEN_MY = "HTX sản xuất, kinh doanh dịch vụ đa ngành nghề xã Yên Mỹ"

INITIAL_OPERATING, INITIAL_STOPPED, INITIAL_FUNDS, INITIAL_GROUPS = 402, 28, 42, 150


class Year(NamedTuple):
    """Of operating co-ops within one stretch of days: founded, ended, stopped, resumed; notices of groups."""

    start: date
    end: date
    founded: int
    ended: int
    stopped: int
    resumed: int
    notices: int


def _year(year: int, *counts: int) -> Year:
    return Year(date(year, 1, 1), date(year, 12, 31), *counts)


YEARS = (
    _year(2016, 18, 6, 4, 2, 0),
    _year(2017, 17, 7, 3, 2, 0),
    # A co-op that the list of 31/12/2017 wrote twice counts until 2021 in what was known: one founding fewer.
    _year(2018, 18, 6, 5, 2, 0),
    _year(2019, 24, 5, 5, 2, 5),
    # 447 + 12 − 4 − 2 + 3 = 456 on the day of the congress; 5 + 56 − 1 notified groups.
    Year(date(2020, 1, 1), CONGRESS, 12, 4, 2, 3, 56),
    Year(CONGRESS + timedelta(days=1), date(2020, 12, 31), 3, 1, 1, 1, 8),
    _year(2021, 12, 4, 3, 2, 54),
    _year(2022, 9, 5, 4, 3, 47),
    _year(2023, 16, 4, 2, 2, 58),
    _year(2024, 14, 3, 3, 1, 41),
    _year(2025, 13, 4, 2, 2, 22),
    Year(date(2026, 1, 1), date(2026, 9, 30), 8, 2, 1, 1, 9),
)

FIRST_NOTICE = date(2019, 11, 25)
FIRST_REGISTRATION = date(2024, 7, 18)


@dataclass
class Body:
    """An invented organisation; `id` is filled when the book first hears of it."""

    name: str
    kind: str
    place: int
    district: str
    sector: str
    members: int = 0
    capital: int = 0
    tax_code: str = ""
    certificate: str = ""
    id: int = 0
    active: bool = True
    keys: dict[str, str] = field(default_factory=dict)


def spread(random: Random, count: int, start: date, end: date) -> list[date]:
    """`count` working days within a stretch, in order."""
    days = (end - start).days
    found = sorted(start + timedelta(days=random.randint(0, days)) for _ in range(count))
    return [min(day + timedelta(days=7 - day.weekday()), end) if day.weekday() > 4 else day for day in found]


def written_down(random: Random, day: date, not_after: date | None = None) -> date:
    """The day an act of that day enters the book: some days later, or the last one allowed."""
    later = day + timedelta(days=random.choice((1, 2, 2, 3, 5, 8, 13)))
    return min(later, not_after) if not_after and day <= not_after else later
