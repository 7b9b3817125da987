"""What the cells under a heading show: codes, yes and no, states, names, coordinates."""

import re
from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _
from stdnum.vn import mst

from nongcot.intake.understanding import forms, words
from nongcot.intake.understanding.grid import Grid, shown
from nongcot.intake.understanding.tables import Table
from nongcot.kernel.text import compact, fold
from nongcot.sheets.cells import Cell

SAMPLE = 200

MOST_DIGITS = 16

_TAX_CODE = re.compile(r"\d{10}(?:[- ]?\d{3})?")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}")
_PHONE = re.compile(r"0\d{9,10}")


class Look(NamedTuple):
    """What a column's content says: a better target (None: the heading's stands), and the doubt about it."""

    target: str | None
    code: str = ""
    why: str = ""
    choices: tuple[str, ...] = ()


def sample(grid: Grid, table: Table, column: int) -> list[Cell]:
    """The first filled cells of a column."""
    found: list[Cell] = []
    for row in range(table.first, table.last + 1):
        cell = grid.rows[row][column]
        if cell is not None and cell != "-" and (not isinstance(cell, str) or not cell.isspace()):
            found.append(cell)
            if len(found) == SAMPLE:
                break
    return found


def is_beyond_reason(cell: Cell) -> bool:
    """Whether a number has more digits than anything that is counted or paid in a province."""
    if isinstance(cell, int | float):
        return not abs(cell) < 10**MOST_DIGITS
    return isinstance(cell, str) and sum(map(str.isdecimal, cell)) > 2 * MOST_DIGITS


def share(cells: list[Cell], test: Callable[[str], object]) -> float:
    """The share of cells whose text passes a test."""
    return sum(1 for cell in cells if test(shown(cell))) / len(cells)


def _is_personal(cell: Cell) -> bool:
    """Whether a cell looks like a personal ID: twelve digits, eleven where a number lost its zero."""
    digits = compact(shown(cell))
    return digits.isdecimal() and (len(digits) == 12 or (len(digits) == 11 and isinstance(cell, int)))


def look(target: str | None, heading: str, cells: list[Cell]) -> Look | None:
    """Compare a heading's target with the cells under it; None where nothing is to be said."""
    personal = sum(1 for cell in cells if _is_personal(cell))
    if 2 * personal > len(cells) and target in (None, "code", "tax_code", "note", "contact"):
        return Look("personal_id")
    looked = _LOOKS.get(target or "")
    return looked(heading, cells) if looked else None


def _code(heading: str, cells: list[Cell]) -> Look:
    if share(cells, lambda text: _TAX_CODE.fullmatch(text.replace(" ", ""))) > 0.5:
        why = _("“%(heading)s” được hiểu là mã số thuế (cũng là mã số HTX): các ô là mã mười chữ số.")
        return Look("tax_code", "heading_vague", why % {"heading": heading}, ("tax_code", "certificate_no"))
    why = _("“%(heading)s” được hiểu là số giấy chứng nhận: các ô không phải mã mười chữ số.")
    return Look("certificate_no", "heading_vague", why % {"heading": heading}, ("tax_code", "certificate_no"))


def _tax_code(heading: str, cells: list[Cell]) -> Look | None:
    if len(cells) > 4 and share(cells, lambda text: re.search(r"[A-Za-zĐđ/]", text)) > 0.5:
        why = _("Các ô dưới “%(heading)s” giống số giấy chứng nhận hơn là mã số thuế.")
        return Look("certificate_no", "heading_wrong", why % {"heading": heading}, ("certificate_no", "tax_code"))
    return None


def _members(heading: str, cells: list[Cell]) -> Look | None:
    answers = words.table("answer") | words.table("member")
    if share(cells, lambda text: fold(text) in answers and not text.isdecimal()) > 0.5:
        why = _("“%(heading)s” có các ô Có/Không: hiểu là thành viên Liên minh, không phải số thành viên.")
        return Look("alliance", "heading_vague", why % {"heading": heading}, ("alliance", "members_total"))
    return None


def _activity(heading: str, cells: list[Cell]) -> Look | None:
    if share(cells, lambda text: fold(text) in words.table("status")) > 0.5:
        return Look("status")
    return None


def _longitude(heading: str, cells: list[Cell]) -> Look | None:
    return _swapped(heading, cells, 90, 120, _("vĩ độ"), "latitude")


def _latitude(heading: str, cells: list[Cell]) -> Look | None:
    return _swapped(heading, cells, 0, 30, _("kinh độ"), "longitude")


def _swapped(heading: str, cells: list[Cell], low: int, high: int, other: str, target: str) -> Look | None:
    """Vietnam lies between 8 and 24 degrees north, 102 and 118 degrees east."""
    numbers = [cell for cell in cells if isinstance(cell, int | float)]
    if numbers and all(not low <= number <= high for number in numbers):
        why = _("Các ô dưới “%(heading)s” là %(other)s: có lẽ hai tiêu đề bị đổi chỗ.")
        return Look(None, "heading_wrong", why % {"heading": heading, "other": other}, (target,))
    return None


def _unknown(heading: str, cells: list[Cell]) -> Look | None:
    """A column without a known heading: names of organisations, codes or dates in it deserve a word."""
    if len({shown(cell) for cell in cells}) * 2 > len(cells):
        if share(cells, lambda text: forms.of_name(text) in forms.ORGANISATIONS) > 0.5:
            return _important(heading, _("tên tổ chức"), "name")
        if share(cells, lambda text: _TAX_CODE.fullmatch(text) and mst.is_valid(text)) > 0.5:
            return _important(heading, _("mã số thuế"), "tax_code")
        if share(cells, _PHONE.fullmatch) > 0.5:
            return _important(heading, _("số điện thoại"), "phone")
    if share(cells, _DATE.fullmatch) > 0.5:
        return _important(heading, _("ngày tháng"), "founded_on", "registered_on", "certificate_date")
    return None


def _important(heading: str, what: str, *choices: str) -> Look:
    if heading:
        why = _("Không nhận ra tiêu đề “%(heading)s”, nhưng cột có %(what)s.") % {"heading": heading, "what": what}
    else:
        why = _("Cột không có tiêu đề, nhưng có %(what)s.") % {"what": what}
    return Look(None, "heading_unknown", why, choices)


_LOOKS: dict[str, Callable[[str, list[Cell]], Look | None]] = {
    "": _unknown,
    "code": _code,
    "tax_code": _tax_code,
    "members_total": _members,
    "activity": _activity,
    "longitude": _longitude,
    "latitude": _latitude,
}
