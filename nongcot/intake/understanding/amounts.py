"""Reading counts, money, areas, quantities and coordinates."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from nongcot.intake.understanding.answers import NOTHING, Answer, blank
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.understood import Choice
from nongcot.kernel.numbers import BILLION, DONG, MILLION, MONEY, format_money, format_number, parse_money, parse_number
from nongcot.kernel.numbers import parse_quantity as parse
from nongcot.sheets.cells import Cell

_HEADS = frozenset({"", "người", "thành viên", "tv", "xã viên", "hộ", "htx", "lao động", "sản phẩm"})
_HECTARES = {
    "ha": Decimal(1),
    "hecta": Decimal(1),
    "héc ta": Decimal(1),
    "m2": Decimal("0.0001"),
    "m²": Decimal("0.0001"),
    "km2": Decimal(100),
}
_AREA_UNITS = frozenset({*_HECTARES, "sào", "mẫu", "công"})


def read_count(cell: Cell, column: Column) -> Answer:
    """A whole number of persons or things, zero or more."""
    reading = parse(cell, decimal_hint="")
    if reading.value is None:
        return _unread(reading.doubt)
    number, unit = reading.value.number, reading.value.unit.casefold()
    if number != number.to_integral_value() or number < 0:
        why = _("Số lượng phải là số nguyên không âm.")
        return Answer(None, "count_odd", why, (Choice(format_number(abs(number)), int(abs(number))), blank()))
    if reading.doubt:
        return Answer(int(number), "number", reading.doubt, (Choice(format_number(number), int(number)), blank()))
    if unit not in _HEADS:
        why = _("Ô ghi kèm “%(unit)s”.") % {"unit": reading.value.unit}
        return Answer(int(number), "unit_beside", why, (Choice(format_number(number), int(number)), blank()))
    return Answer(int(number))


def read_number(cell: Cell, column: Column) -> Answer:
    """A number with decimals."""
    reading = parse_number(cell, decimal_hint=column.decimal_mark)
    if reading.value is None:
        return _unread(reading.doubt)
    return Answer(reading.value, "number" if reading.doubt else "", reading.doubt)


def read_money(cell: Cell, column: Column) -> Answer:
    """An amount in đồng, by the unit of the column or of the cell."""
    reading = parse_money(cell, unit_scale=column.scale, decimal_hint=column.decimal_mark)
    if reading.value is None:
        return _unread(reading.doubt)
    if not reading.doubt:
        return Answer(reading.value)
    as_dong = reading.value / column.scale
    choices = (_money(reading.value), _money(as_dong)) if as_dong != reading.value else (_money(reading.value),)
    return Answer(reading.value, "amount", reading.doubt, (*choices, blank()))


def _money(dong: Decimal) -> Choice:
    """An amount as a choice, in the unit that people would say."""
    unit = BILLION if abs(dong) >= MONEY[BILLION] else MILLION if abs(dong) >= MONEY[MILLION] else DONG
    return Choice(format_money(dong, unit), dong)


def money_choices(*amounts: Decimal) -> tuple[Choice, ...]:
    """Amounts of đồng as choices, and to leave the cell empty."""
    return (*(_money(amount) for amount in amounts), blank())


def read_area(cell: Cell, column: Column) -> Answer:
    """An area in hectares. A unit in the cell that the heading does not have is converted, and told."""
    reading = parse(cell, decimal_hint=column.decimal_mark)
    if reading.value is None:
        return _unread(reading.doubt)
    number, unit = reading.value.number, reading.value.unit.casefold()
    if not unit:
        return Answer(_plain(number * column.scale), "number" if reading.doubt else "", reading.doubt)
    if unit not in _HECTARES:
        why = reading.doubt or _("Không đổi được “%(unit)s” ra héc-ta.") % {"unit": reading.value.unit}
        return Answer(None, "area_unit", why, (blank(),))
    hectares = _plain(number * _HECTARES[unit])
    if reading.doubt or _HECTARES[unit] != column.scale:
        why = reading.doubt or _("Ô ghi %(own)s, tiêu đề ghi %(heading)s.") % {"own": unit, "heading": column.unit}
        as_heading = _plain(number * column.scale)
        choices = tuple(Choice(f"{format_number(area, 4)} ha", area) for area in (hectares, as_heading))
        return Answer(hectares, "area_unit", why, (*choices, blank()))
    return Answer(hectares)


def read_quantity(cell: Cell, column: Column) -> Answer:
    """A yield: the text as written, because its unit changes from row to row; plain numbers stay numbers."""
    reading = parse(cell, decimal_hint=column.decimal_mark)
    text = shown(cell)
    if reading.value is None:
        return _unread(reading.doubt)
    unit = reading.value.unit.casefold()
    if reading.doubt:
        return Answer(text, "number", reading.doubt)
    if unit in _AREA_UNITS:
        why = _("Ô ghi diện tích (%(unit)s) trong cột sản lượng.") % {"unit": unit}
        return Answer(text, "quantity_kind", why)
    if unit and column.unit and unit != column.unit:
        why = _("Ô ghi %(own)s, tiêu đề ghi %(heading)s.") % {"own": unit, "heading": column.unit}
        return Answer(text, "unit_beside", why)
    return Answer(text if unit else reading.value.number)


def read_coordinate(cell: Cell, column: Column) -> Answer:
    """Degrees as a number."""
    reading = parse_number(cell, decimal_hint=".")
    return Answer(reading.value, "number", reading.doubt) if reading.doubt else Answer(reading.value)


def read_quoted(cell: Cell, column: Column) -> Answer:
    """A published number with its words: the text is kept, what is no plain number is told."""
    text = shown(cell)
    reading = parse_number(cell)
    return Answer(text, "number", reading.doubt) if reading.doubt else Answer(text or None)


def _unread(doubt: str) -> Answer:
    return Answer(None, "number", doubt, (blank(),)) if doubt else NOTHING


def _plain(number: Decimal) -> Decimal:
    """Without an exponent and needless zeros."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


_STANDARD = re.compile(r"ocop\s*\.?\s*(\d)", re.IGNORECASE)


def read_standard(cell: Cell, column: Column) -> Answer:
    """A standard such as VietGAP; a number of stars in it is kept for comparison with the stars of the row."""
    text = shown(cell)
    if not text or text == "-":
        return NOTHING
    found = _STANDARD.search(text)
    return Answer(text, extra=(("stars_in_standard", int(found[1])),)) if found else Answer(text)
