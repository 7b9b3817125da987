"""Template tags of the register: `{% load register %}`."""

from decimal import Decimal

from django import template

from nongcot.kernel import numbers
from nongcot.registry import words

register = template.Library()

NOTHING = "–"
MONEY = "VND"


@register.simple_tag
def millions(dong: int | None) -> str:
    """An amount of đồng as a number of millions, for a column whose heading says so; a dash when there is none."""
    if dong is None:
        return NOTHING
    exact = Decimal(dong) / numbers.MONEY[numbers.MILLION]
    return numbers.format_number(exact, 0 if exact == int(exact) else 1)


@register.simple_tag
def amount(value: int | Decimal | None, unit: str) -> str:
    """What a figure counts, in its unit: money in words, anything else a number; a dash when it is not known."""
    if value is None:
        return NOTHING
    return words.money(int(value)) if unit.startswith(MONEY) else numbers.format_number(value)
