"""A day known wholly or in part."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from django.utils.translation import gettext as _

FAR = date(9999, 12, 31)
"""No end: the `valid_to` of what still holds, in every stored half-open interval."""

Precision = Literal["day", "month", "quarter", "half", "year", "range"]

ROMAN = ("I", "II", "III", "IV")


#: Registers name the same days over and over.
_day = lru_cache(maxsize=65_536)(date.fromisoformat)


def stored_day(value: date | str) -> date:
    """A day as a database gives it to a query past the models: SQLite keeps text."""
    return value if isinstance(value, date) else _day(value)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = month_end(year, month + 1)
    return last.replace(day=min(day.day, last.day))


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day somewhere in `earliest`..`latest` (both included), written with `precision`."""

    earliest: date
    latest: date
    precision: Precision = "range"

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"{self.latest} lies before {self.earliest}")

    @classmethod
    def day(cls, day: date) -> "PartialDate":
        """A day that is known."""
        return cls(day, day, "day")

    @classmethod
    def month(cls, year: int, month: int) -> "PartialDate":
        """A day of a month."""
        return cls(date(year, month, 1), month_end(year, month), "month")

    @classmethod
    def quarter(cls, year: int, quarter: int) -> "PartialDate":
        """A day of a quarter, 1 to 4."""
        return cls(date(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter), "quarter")

    @classmethod
    def half(cls, year: int, half: int) -> "PartialDate":
        """A day of a half-year, 1 or 2."""
        return cls(date(year, 6 * half - 5, 1), month_end(year, 6 * half), "half")

    @classmethod
    def year(cls, year: int) -> "PartialDate":
        """A day of a year."""
        return cls(date(year, 1, 1), date(year, 12, 31), "year")

    @classmethod
    def between(cls, earliest: date, latest: date) -> "PartialDate":
        """A day from `earliest` to `latest`, both included."""
        return cls(earliest, latest, "day" if earliest == latest else "range")

    @classmethod
    def spanning(cls, earliest: date, latest: date) -> "PartialDate":
        """The same, as the day, month, quarter, half or year that these days make up exactly."""
        whole = (
            cls.month(earliest.year, earliest.month),
            cls.quarter(earliest.year, (earliest.month + 2) // 3),
            cls.half(earliest.year, 1 if earliest.month <= 6 else 2),
            cls.year(earliest.year),
        )
        named = (one for one in whole if (one.earliest, one.latest) == (earliest, latest))
        return next(named, cls.between(earliest, latest))


def format_day(day: date) -> str:
    """`dd/mm/yyyy`, in every language of the house: two orders of day and month on one site would mislead."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def format_partial(partial: PartialDate) -> str:
    """As precisely as it is known: "2018", "11/2017", "03/04/2018", "Quý III/2020", "01/09/2024–31/12/2024"."""
    first = partial.earliest
    match partial.precision:
        case "day":
            return format_day(first)
        case "month":
            return f"{first.month:02}/{first.year}"
        case "quarter":
            return _("Quý %(quarter)s/%(year)s") % {"quarter": ROMAN[first.month // 3], "year": first.year}
        case "half" if first.month == 1:
            return _("6 tháng đầu năm %(year)s") % {"year": first.year}
        case "half":
            return _("6 tháng cuối năm %(year)s") % {"year": first.year}
        case "year":
            return str(first.year)
        case _:
            return f"{format_day(first)}–{format_day(partial.latest)}"
