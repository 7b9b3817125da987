"""How pictures write numbers and days: as the rest of the page."""

from datetime import date

from nongcot.kernel import dates, numbers

NOTHING = "–"


def amount(value: float | None, decimals: int = 0) -> str:
    """A number in the reader's notation; a dash when it is not known."""
    return NOTHING if value is None else numbers.format_number(value, decimals)


def signed(value: float, decimals: int = 0) -> str:
    """A difference with its sign."""
    return ("+" if value > 0 else "") + numbers.format_number(value, decimals)


def day(value: date) -> str:
    """A day as officers write it."""
    return dates.format_day(value)
