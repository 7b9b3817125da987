"""Points as exact fractions: as facts keep them, as officers write them, as pages show them."""

from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from nongcot.kernel import numbers

DECIMALS = 2


def kept(value: Fraction | None) -> str:
    """Exact text: "69.9", or "209/3" where no decimal is exact; "" for unknown."""
    if value is None:
        return ""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    return format((Decimal(value.numerator) / Decimal(value.denominator)).normalize(), "f")


def read(text: str) -> Fraction | None:
    """The other way round. Raises ValueError for what is no number."""
    return Fraction(text) if text else None


def shown(value: Fraction | str | None) -> str:
    """For people: decimals are cut, never rounded up, so that 69,999 does not read as 70; "" for unknown."""
    exact = read(value) if isinstance(value, str) else value
    if exact is None:
        return ""
    step = Decimal(1).scaleb(-DECIMALS)
    cut = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(step, ROUND_DOWN).normalize()
    places = max(0, -int(cut.as_tuple().exponent))
    return numbers.format_number(cut, places)
