"""Reading numbers as officers write them.

By the rule of the country the dot groups thousands and the comma marks decimals, but both habits meet in one document:
a single comma before three digits ("36,508") is told as a doubt with its two readings, unless the column answers it.
"""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from nongcot.kernel.numbers.show import format_number
from nongcot.kernel.reading import Reading
from nongcot.kernel.text import nfc

Mark = Literal[",", ".", ""]
"""What marks decimals in a column; "" when it holds whole numbers only."""

IMPLAUSIBLE = Decimal(10) ** 14
"""Đồng that no organisation of a province has: such an amount was most likely written in đồng under another unit."""

_QUALIFIER = (
    r"(?:(?:ước\s+(?:tính|đạt|khoảng)|ước|khoảng|xấp xỉ|chừng|tầm|trên|hơn|gần|dưới|tối thiểu|tối đa|ít nhất|nhiều nhất"
    r"|không quá|không dưới|>=|<=|[><≥≤~≈])\s*)+"
)
_BODY = r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,']\d+)*|[.,]\d+"
_CELL = re.compile(
    rf"(?P<qualifier>{_QUALIFIER})?(?P<sign>[-−–+(])?\s*(?P<body>{_BODY})"
    r"\s*(?:(?P<scale>nghìn|ngàn|triệu|tr|tỷ|tỉ)(?!\w)\.?)?\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_SCALES = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tr": 6, "tỷ": 9, "tỉ": 9}
_SHORTENED = re.compile(r"[-+]?\d+(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)
_GOES_ON = re.compile(r"[-–/:+*x×]\s*\d")
_SQUARE = re.compile(r"m[23](?!\d)", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "–", "—", "−", "không", "không có", "n/a", "na"})
_COINS = frozenset({"đồng", "đ", "vnđ", "vnd"})
_COUNTED = re.compile(  # units that come in whole numbers
    r"(?:người|con|hộ|thành viên|lao động|sản phẩm|cây|cái|chiếc|gian|tổ|htx|hợp tác xã|lượt|cơ sở|doanh nghiệp)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the unit written beside it ("" when there was none)."""

    number: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Parts:
    """A cell's number, the power of ten that a number word beside it means (None: no word), and what follows."""

    number: Decimal
    power: int | None = None
    rest: str = ""

    @property
    def quantity(self) -> Quantity:
        return Quantity(_plain(self.number.scaleb(self.power)) if self.power else self.number, self.rest)


def parse_number(value: object, *, decimal_hint: Mark | None = None) -> Reading[Decimal]:
    """Read a number from a cell.

    Text may hold Vietnamese or English grouping, a qualifier (">314.000", "khoảng 2.000": kept, and told as a doubt)
    and a number word ("314 nghìn"). `decimal_hint` is the decimal mark of the column where it is known. A unit in the
    cell is a doubt here; `parse_quantity` takes it. Empty cells and "-" give (None, ""); what cannot be read gives None
    with a sentence.
    """
    reading = parse_quantity(value, decimal_hint=decimal_hint)
    if reading.value is None:
        return Reading(None, reading.doubt)
    doubt = reading.doubt or _beside(reading.value.unit)
    return Reading(reading.value.number, doubt, reading.qualifier)


def parse_quantity(value: object, *, decimal_hint: Mark | None = None) -> Reading[Quantity]:
    """Read a number and the unit written beside it: "1,5 tấn", "40m2", "10,000 con".

    Readings and doubts as in `parse_number`.
    """
    reading = _parts(value, decimal_hint)
    return Reading(reading.value.quantity if reading.value else None, reading.doubt, reading.qualifier)


def parse_money(value: object, *, unit_scale: Decimal | int, decimal_hint: Mark | None = None) -> Reading[Decimal]:
    """Read an amount of money, in đồng, from a cell of a column whose unit is `unit_scale` đồng.

    A unit written in the cell itself ("trên 7 tỷ") goes before the column's. Other units are a doubt, and so is an
    amount that could only have been written in đồng under a greater unit.
    """
    reading = _parts(value, decimal_hint)
    if reading.value is None:
        return Reading(None, reading.doubt)
    parts, coin = reading.value, reading.value.rest.casefold()
    own_unit = parts.power is not None or coin in _COINS
    amount = parts.quantity.number if own_unit else _plain(parts.number * unit_scale)
    doubt = reading.doubt or _beside("" if coin in _COINS else parts.rest)
    if not own_unit and unit_scale > 1 and abs(amount) >= IMPLAUSIBLE:
        doubt = doubt or _("Số tiền quá lớn theo đơn vị của cột; có lẽ ô này tính bằng đồng: %(amount)s đồng.") % {
            "amount": format_number(parts.number)
        }
    return Reading(amount, doubt, reading.qualifier)


def _beside(unit: str) -> str:
    return unit and _("Ô ghi kèm “%(unit)s”.") % {"unit": unit}


def _unreadable(text: str) -> Reading[_Parts]:
    return Reading(None, _("Không đọc được “%(text)s” thành số.") % {"text": text})


def _parts(value: object, hint: Mark | None) -> Reading[_Parts]:
    match value:
        case None:
            return Reading(None)
        case bool():
            return _unreadable(str(value))
        case int():
            return Reading(_Parts(Decimal(value)))
        case Decimal() | float() if not math.isfinite(value):
            return _unreadable(str(value))
        case Decimal():
            return Reading(_Parts(value))
        case float():  # to the digits that a spreadsheet keeps
            return Reading(_Parts(_plain(Decimal(f"{value:.15g}"))))
        case str():
            return _text(nfc(value), hint)
        case _other:
            return _unreadable(str(value))


def _text(text: str, hint: Mark | None) -> Reading[_Parts]:
    if text.casefold() in _NOTHING:
        return Reading(None)
    if _SHORTENED.fullmatch(text):
        short = _Parts(_plain(Decimal(text.replace(",", "."))))
        return Reading(short, _("“%(text)s” là số bị rút gọn, có thể đã mất chữ số.") % {"text": text})
    found = _CELL.fullmatch(text)
    if not found or _GOES_ON.match(found["rest"]):
        return _unreadable(text)
    rest, sign = found["rest"].strip(" .,;"), found["sign"]
    if sign == "(":  # the accountants' minus
        if rest != ")":
            return _unreadable(text)
        rest = ""
    mark: Mark | None = "" if _COUNTED.match(rest) and not found["scale"] else hint
    number, other = _decimal(found["body"], mark)
    if number is None:
        return _unreadable(text)
    qualifier = (found["qualifier"] or "").strip()
    parts = _Parts(-number if sign and sign != "+" else number, _SCALES.get((found["scale"] or "").casefold()), rest)
    return Reading(parts, _doubt(text, parts, other, qualifier), qualifier)


def _doubt(text: str, parts: _Parts, other: Decimal | None, qualifier: str) -> str:
    if other is not None:
        readings = sorted([abs(parts.number), other])
        return _(
            "Dấu phẩy trong “%(text)s” có thể là dấu thập phân (%(decimal)s) hoặc ngăn hàng nghìn (%(grouped)s)."
        ) % {
            "text": text,
            "decimal": _shown(readings[0]),
            "grouped": _shown(readings[1]),
        }
    if any(char.isdigit() for char in _SQUARE.sub("", parts.rest)):
        return _("Ô có nhiều số: “%(text)s”.") % {"text": text}
    if qualifier:
        return _("“%(text)s” không phải số chính xác.") % {"text": text}
    return ""


def _decimal(body: str, mark: Mark | None) -> tuple[Decimal | None, Decimal | None]:
    """The number that digits with marks mean, and the other number they may mean as well."""
    body = body.replace(" ", "").replace("'", "")
    kinds = {char for char in body if char in ".,"}
    if not kinds:
        return Decimal(body), None
    last = max(kinds, key=body.rindex)
    whole, _last, decimals = body.rpartition(last)
    as_decimal = Decimal(f"{whole.replace('.', '').replace(',', '') or '0'}.{decimals}")
    if len(kinds) == 2:
        other = (kinds - {last}).pop()
        return (as_decimal if last not in whole and _grouped(whole, other) else None), None
    if body.count(last) > 1:
        return (Decimal(body.replace(last, "")) if _grouped(body, last) else None), None
    if not _grouped(body, last):
        return as_decimal, None
    grouped = Decimal(whole + decimals)
    if mark is not None:
        return (as_decimal if last == mark else grouped), None
    if last == ".":
        return grouped, None
    return (grouped, as_decimal) if decimals == "000" else (as_decimal, grouped)


def _grouped(body: str, mark: str) -> bool:
    """Whether `mark` stands where thousands are grouped."""
    first, *groups = body.split(mark)
    return first[:1] != "0" and 1 <= len(first) <= 3 and all(len(group) == 3 for group in groups)


def _plain(number: Decimal) -> Decimal:
    """The number without trailing zeros after the mark and without an exponent."""
    whole = number.to_integral_value()
    return Decimal(int(whole)) if number == whole else number.normalize()


def _shown(number: Decimal) -> str:
    exponent = number.as_tuple().exponent
    return format_number(number, -exponent if isinstance(exponent, int) and exponent < 0 else 0)
