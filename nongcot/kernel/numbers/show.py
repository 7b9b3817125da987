"""Writing numbers in the active language: 1.234,5 in Vietnamese, 1,234.5 in English, with a true minus sign."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nongcot.kernel.numbers.units import MILLION, MONEY

MINUS, NO_BREAK = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"

_TO_VIETNAMESE = str.maketrans(",.-", f".,{MINUS}")
_TO_ENGLISH = str.maketrans("-", MINUS)


def _english() -> bool:
    return (get_language() or "vi").startswith("en")


def format_number(number: Decimal | float, decimals: int = 0) -> str:
    """The number with so many decimals, halves rounded away from zero."""
    if type(number) is int and not decimals:
        return f"{number:,}".translate(_TO_ENGLISH if _english() else _TO_VIETNAMESE)
    exact = number if isinstance(number, Decimal) else Decimal(str(number))
    if exact.is_finite():
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{exact:,f}" if exact else f"{abs(exact):,f}"
    return text.translate(_TO_ENGLISH if _english() else _TO_VIETNAMESE)


def _at_most(number: Decimal | float, decimals: int) -> str:
    """The number without needless zeros at its end."""
    text = format_number(number, decimals)
    mark = "." if _english() else ","
    return text.rstrip("0").rstrip(mark) if mark in text else text


def format_exact(number: Decimal) -> str:
    """The number with every decimal that says something: 60.50 is "60,5"."""
    exact = number.normalize()
    return format_number(exact, max(0, -int(exact.as_tuple().exponent)))


def format_money(dong: Decimal | int, unit: str = MILLION, decimals: int = 2) -> str:
    """An amount of đồng in a unit of `MONEY`, with at most so many decimals: "1.234,5 triệu đồng".

    Raises KeyError for another unit.
    """
    names = {"đồng": _("đồng"), "nghìn đồng": _("nghìn đồng"), "triệu đồng": _("triệu đồng"), "tỷ đồng": _("tỷ đồng")}
    return f"{_at_most(Decimal(dong) / MONEY[unit], decimals)}{NO_BREAK}{names[unit]}"


def format_percent(percent: Decimal | float, decimals: int = 1, *, always: bool = False) -> str:
    """A number of hundredths, with at most so many decimals: 207 is "207 %", in English "207%".

    `always` writes all decimals, as changes beside one another are written: "2,0 %".
    """
    text = format_number(percent, decimals) if always else _at_most(percent, decimals)
    return f"{text}{'' if _english() else NO_BREAK}%"
