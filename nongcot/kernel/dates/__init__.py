"""Days, partial dates and periods: their types, their writing, and reading them as officers write them."""

from nongcot.kernel.dates.partial import (
    FAR,
    PartialDate,
    Precision,
    format_day,
    format_partial,
    month_end,
    months_later,
    stored_day,
)
from nongcot.kernel.dates.period import Period
from nongcot.kernel.dates.reader import EARLIEST_YEAR, LATEST_YEAR, day_of_serial, is_conceivable, parse_partial

__all__ = [
    "EARLIEST_YEAR",
    "FAR",
    "LATEST_YEAR",
    "PartialDate",
    "Period",
    "Precision",
    "day_of_serial",
    "format_day",
    "format_partial",
    "is_conceivable",
    "month_end",
    "months_later",
    "parse_partial",
    "stored_day",
]
