"""Numbers, money and quantities: reading them as officers write them, and writing them in the active language."""

from nongcot.kernel.numbers.quantity import Quantity, parse_money, parse_number, parse_quantity
from nongcot.kernel.numbers.show import MINUS, NO_BREAK, format_exact, format_money, format_number, format_percent
from nongcot.kernel.numbers.units import BILLION, DONG, MILLION, MONEY, THOUSAND, unit_of

__all__ = [
    "BILLION",
    "DONG",
    "MILLION",
    "MINUS",
    "MONEY",
    "NO_BREAK",
    "THOUSAND",
    "Quantity",
    "format_exact",
    "format_money",
    "format_number",
    "format_percent",
    "parse_money",
    "parse_number",
    "parse_quantity",
    "unit_of",
]
