"""Periods that figures are asked for."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nongcot.kernel.dates.partial import PartialDate, Precision, format_day, format_partial

DAY = timedelta(days=1)

SPANS: dict[tuple[int, int], Precision] = {(1, 12): "year", (1, 6): "half", (7, 6): "half"}
SPANS |= {(month, 3): "quarter" for month in (1, 4, 7, 10)}
SPANS |= {(month, 1): "month" for month in range(1, 13)}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` up to, and not including, `end`; at least one."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a period from {self.start} cannot end before {self.end}")

    @classmethod
    def inclusive(cls, first: date, last: date) -> "Period":
        """The days from `first` to `last`, both included."""
        return cls(first, last + DAY)

    @classmethod
    def year(cls, year: int) -> "Period":
        """A calendar year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @classmethod
    def half(cls, year: int, half: int) -> "Period":
        """A half-year, 1 or 2."""
        return cls(date(year, 6 * half - 5, 1), _month_after(date(year, 6 * half, 1), 1))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> "Period":
        """A quarter, 1 to 4."""
        return cls(date(year, 3 * quarter - 2, 1), _month_after(date(year, 3 * quarter, 1), 1))

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """A calendar month."""
        return cls(date(year, month, 1), _month_after(date(year, month, 1), 1))

    @property
    def last(self) -> date:
        """The last day."""
        return self.end - DAY

    @property
    def days(self) -> int:
        """How many days."""
        return (self.end - self.start).days

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def covers(self, partial: PartialDate) -> bool:
        """Whether a partly known day lies in the period for certain."""
        return self.start <= partial.earliest and partial.latest < self.end

    def previous(self) -> "Period":
        """The period of the same length just before: whole months before whole months, otherwise as many days."""
        months = self._months()
        if months:
            return Period(_month_after(self.start, -months), self.start)
        return Period(self.start - timedelta(days=self.days), self.start)

    def year_before(self) -> "Period":
        """The same days of the year before; 29 February answers to 28 February."""
        if self._months():
            return Period(_month_after(self.start, -12), _month_after(self.end, -12))
        return Period.inclusive(_year_before(self.start), _year_before(self.last))

    def label(self) -> str:
        """Its name in the active language: "Năm 2019", "Quý III/2020", "Tháng 10/2020", or its first and last day."""
        precision = SPANS.get((self.start.month, self._months()))
        if precision is None:
            return f"{format_day(self.start)}–{format_day(self.last)}"
        name = format_partial(PartialDate(self.start, self.last, precision))
        if precision == "year":
            return _("Năm %(year)s") % {"year": name}
        return _("Tháng %(month)s") % {"month": name} if precision == "month" else name

    def _months(self) -> int:
        """How many whole calendar months it is; 0 when it is not."""
        if self.start.day != 1 or self.end.day != 1:
            return 0
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month


def _month_after(first: date, months: int) -> date:
    """The first of the month so many months after the month of `first`."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _year_before(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)
