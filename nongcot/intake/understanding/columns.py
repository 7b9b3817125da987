"""Columns understood as targets: by their headings, corrected by what stands in them.

A column's doubt stands at its heading. Columns of the refused class are named and then never looked into.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Literal

from django.utils.translation import gettext as _

from nongcot.intake.understanding import contents, headings
from nongcot.intake.understanding.answers import Doubts, targets
from nongcot.intake.understanding.grid import Grid
from nongcot.intake.understanding.tables import Heading, Table
from nongcot.intake.understanding.understood import Choice, ColumnReading, SheetOverride
from nongcot.intake.understanding.vocabulary import BY_CODE, OF_MODELS
from nongcot.kernel.dates import EARLIEST_YEAR
from nongcot.kernel.numbers import DONG, MILLION, MONEY, parse_number, unit_of
from nongcot.kernel.text import fold
from nongcot.linkage.vocabulary import FURTHER
from nongcot.sheets.cells import Cell, column_name

MANY = frozenset({"note", "activity", "phone", "email", "contact", "partner", *(f"side_{side}" for side in FURTHER)})
"""Targets that a table may well have twice; the first is taken, without a doubt (of parties `sides` takes all)."""

KEYS = ("product_name", "name", "event_name", "office_name", "customer", "indicator", "new_commune", "commune")
"""Targets that can be what a table's rows are about, the most telling first."""

_WITH_UNIT = ("money", "area")


@dataclass(slots=True)
class Column:
    """A column while it is being understood.

    `scale` multiplies its amounts into đồng or hectares. `again` is the target that a column before it has. `joined`
    appends its text to that of an earlier column of the same target; `words` are codes of a saved profile for what its
    cells say. `zero_filled` is the length of its numbers where some begin with zeros. `of_product` says that its
    remarks are about the product in the row.
    """

    heading: Heading
    target: str | None = None
    why: str = ""
    unit: str = ""
    scale: Decimal = Decimal(1)
    decimal_mark: Literal[",", "."] | None = None
    month_first: bool = False
    earliest_year: int = EARLIEST_YEAR
    zero_filled: int = 0
    sample: list[Cell] = field(default_factory=list)
    decided: bool = False
    suggested: str = ""
    again: str = ""
    joined: bool = False
    words: dict[str, str] = field(default_factory=dict)
    of_product: bool = False

    @property
    def at(self) -> int:
        """Its number, from 0."""
        return self.heading.column

    @property
    def reads(self) -> str:
        """How its cells are read; "skip" for what is not."""
        return BY_CODE[self.target].reads if self.target else "skip"

    @property
    def refused(self) -> bool:
        """Whether its cells must not be looked at."""
        return self.reads == "refused"

    def told(self, sheet_kind: str) -> ColumnReading:
        """As it is shown; what goes in depends on what the sheet lists."""
        known = BY_CODE.get(self.target or "")
        taken = known is not None and not known.not_taken and not self.refused
        why = self.why
        if known and sheet_kind in ("models", "effective_models") and known.code in OF_MODELS:
            taken = True
        elif known and known.not_taken == "return":
            why = _("số liệu báo cáo năm: chưa nhập ở đây")
        elif known and known.not_taken == "act":
            why = _("ghi ở trang của tổ chức, với ngày gia nhập")
        elif known and known.not_taken and known.klass != "refused":
            why = _("nhận ra, sổ đăng ký chưa có chỗ ghi")
        elif self.of_product:
            taken, why = False, _("nói về sản phẩm, không ghi vào tổ chức")
        klass = known.klass if known else ""
        letter = column_name(self.at)
        return ColumnReading(letter, self.shown_heading, self.target, why, self.unit, klass, taken)

    @property
    def shown_heading(self) -> str:
        """Its heading; of a refused column only what is known for one, in case data was taken for a heading."""
        if not self.refused:
            return self.heading.full
        known = [part for part in self.heading.full.split(" / ") if headings.exact(part) or headings.target_of(part)]
        return " / ".join(known)


def match(grid: Grid, table: Table, override: SheetOverride, doubts: Doubts) -> list[Column]:
    """The columns of a table with their targets; what is uncertain about them goes to `doubts`."""
    columns = [Column(heading) for heading in table.headings]
    for column in columns:
        _by_heading(column, override)
    _refuse_beside_ids(columns)
    for column in columns:
        if not column.refused:
            column.sample = contents.sample(grid, table, column.at)
            _by_content(column, doubts)
    _name_by_content(columns)
    _second_party(columns)
    _only_once(columns, doubts)
    for column in columns:
        if column.at in grid.hidden_columns and column.target and not column.refused:
            doubts.add(column.heading.row, column.at, "hidden", _("Cột này bị ẩn trong tệp."), column.heading.text)
        if column.heading.replaced:
            why = _("Tiêu đề có hai dòng khác nhau: “%(above)s” và “%(below)s”; lấy dòng dưới.") % {
                "above": column.heading.replaced,
                "below": column.heading.text,
            }
            doubts.add(column.heading.row, column.at, "heading_twice", why, column.heading.text)
    return columns


def _by_heading(column: Column, override: SheetOverride) -> None:
    letter = column_name(column.at)
    column.target = headings.target_of(column.heading.text, column.heading.group) if column.heading.text else None
    if column.refused:  # whatever an officer says
        column.why = _("không đọc, không lưu: thông tin cá nhân")
    elif letter in override.columns:
        column.target, column.decided = override.columns[letter] or None, True
        column.why = _("cán bộ chọn")
    elif column.target:
        column.why = _("theo tiêu đề")
    else:
        column.why = _("không nhận ra tiêu đề") if column.heading.text else _("cột không có tiêu đề")


def _refuse_beside_ids(columns: list[Column]) -> None:
    """Date and place of issue right after a personal ID are that paper's, not the certificate's."""
    for before, column in pairwise(columns):
        issued = column.target in ("certificate_date", "certificate_issuer") and not column.decided
        if issued and before.target == "personal_id" and not column.heading.group:
            column.target, column.why = "personal_id", before.why


def refuse_added(grid: Grid, table: Table, column: Column) -> None:
    """Refuse a column that somebody added to a known layout: its heading, or what stands in it, is of the refused
    class."""
    if column.target is not None:
        return
    target = headings.target_of(column.heading.text, column.heading.group) if column.heading.text else None
    if target is not None and BY_CODE[target].klass == "refused":
        column.target, column.why = target, _("không đọc, không lưu: thông tin cá nhân")
        return
    found = contents.look(None, column.heading.text, contents.sample(grid, table, column.at) or [""])
    if found is not None and found.target == "personal_id":
        column.target, column.why = "personal_id", _("không đọc, không lưu: giống số định danh cá nhân")


def _by_content(column: Column, doubts: Doubts) -> None:
    """Correct what a heading says by what stands under it, never silently."""
    if column.decided or not column.sample:
        return
    found = contents.look(column.target, column.heading.text, column.sample)
    if found is None:
        return
    if found.target == "personal_id":
        column.target, column.why, column.sample = (
            "personal_id",
            _("không đọc, không lưu: giống số định danh cá nhân"),
            [],
        )
    elif found.target is not None:
        column.target, column.why = found.target, _("theo nội dung cột")
    if found.code == "heading_unknown":
        column.suggested = found.choices[0]
    if found.code:
        doubts.add(column.heading.row, column.at, found.code, found.why, column.heading.text, targets(*found.choices))


def _name_by_content(columns: list[Column]) -> None:
    """In a table without a column of names, an unknown column that holds names of organisations is taken for it."""
    if any(column.target in KEYS[:-2] for column in columns):
        return
    column = next((column for column in columns if column.suggested == "name"), None)
    if column:
        column.target, column.why = "name", _("theo nội dung cột")


def _second_party(columns: list[Column]) -> None:
    """Of the columns of names beside a contract's number, those that speak of enterprises are the partners'."""
    named = [column for column in columns if column.target == "name"]
    if len(named) < 2 or not any(column.target == "contract_no" for column in columns):
        return
    of_enterprise = [c for c in named if any(word in fold(c.heading.text) for word in ("doanh nghiep", "cong ty"))]
    if len(of_enterprise) == len(named) - 1:
        for column in of_enterprise:
            column.target = column.target if column.decided else "partner"


def _only_once(columns: list[Column], doubts: Doubts) -> None:
    """Of two columns with one target the first is taken."""
    first: dict[str, Column] = {}
    for column in columns:
        target = column.target
        if target is None or column.reads in ("skip", "refused"):
            continue
        if target not in first:
            first[target] = column
            continue
        column.why = _("trùng với cột %(letter)s") % {"letter": column_name(first[target].at)}
        column.target, column.again = None, target
        if target not in MANY and not BY_CODE[target].not_taken:
            why = _("Hai cột cùng được hiểu là “%(target)s”; lấy cột %(letter)s.") % {
                "target": BY_CODE[target].label,
                "letter": column_name(first[target].at),
            }
            doubts.add(column.heading.row, column.at, "target_twice", why, column.heading.text, targets(target))


def set_units(
    columns: list[Column], titles: list[str], sisters: Mapping[str, str], override: SheetOverride, doubts: Doubts
) -> list[str]:
    """Give money and areas their unit: an officer's word, the heading's, the title's, else a proposal with a doubt.

    `sisters` are the units that the same targets have in other sheets of the workbook. Returns what was assumed.
    """
    assumed = []
    stated = next((unit for title in titles if (unit := unit_of(title)) and unit[1] in MONEY), None)
    for column in columns:
        if column.reads not in _WITH_UNIT:
            _note_unit(column)
            continue
        money = column.reads == "money"
        letter = column_name(column.at)
        unit = unit_of(column.heading.full)
        if letter in override.units:
            scale = Decimal(override.units[letter])
            column.scale, column.unit = scale, next((name for name, of in MONEY.items() if of == scale), "ha")
        elif unit and (unit[1] in MONEY) == money:
            column.scale, column.unit = _scale(unit)
        elif money and stated:
            column.scale, column.unit = stated
        else:
            label = sisters.get(column.target or "") or _likely(column)
            column.scale, column.unit = _scale((MONEY.get(label, Decimal(1)), label))
            _doubt_unit(column, sisters, doubts)
            assumed.append(
                _("cột %(letter)s (%(heading)s) tính bằng %(unit)s")
                % {"letter": letter, "heading": column.heading.text, "unit": label}
            )
    return assumed


def stated_units(columns: list[Column]) -> list[tuple[str, str]]:
    """The units of money that headings state, with their targets."""
    units = ((column.target, unit_of(column.heading.full)) for column in columns if column.reads == "money")
    return [(target, unit[1]) for target, unit in units if target and unit and unit[1] in MONEY]


def _note_unit(column: Column) -> None:
    unit = unit_of(column.heading.full)
    column.unit = unit[1] if unit else ""


def _scale(unit: tuple[Decimal, str]) -> tuple[Decimal, str]:
    """Money to đồng, areas to hectares."""
    scale, label = unit
    return (Decimal("0.0001"), label) if label in ("m2", "m²") else (scale, label)


def _likely(column: Column) -> str:
    """The unit an amount most likely has: co-ops write small numbers in million đồng, great ones in đồng."""
    if column.reads == "area":
        return "ha"
    cells = (cell for cell in column.sample if not contents.is_beyond_reason(cell))
    readings = (parse_number(cell, decimal_hint=column.decimal_mark).value for cell in cells)
    numbers = [abs(number) for number in readings if number]
    return DONG if numbers and median(numbers) >= 1_000_000 else MILLION


def _doubt_unit(column: Column, sisters: Mapping[str, str], doubts: Doubts) -> None:
    if column.reads == "area":
        why = _("Tiêu đề không ghi đơn vị diện tích; tạm hiểu là ha.")
        doubts.add(column.heading.row, column.at, "unit_missing", why, column.heading.text)
        return
    if column.target in sisters:
        why = _("Tiêu đề không ghi đơn vị; các trang khác của tệp ghi %(unit)s.") % {"unit": column.unit}
    else:
        why = _("Tiêu đề không ghi đơn vị tiền; theo độ lớn, tạm hiểu là %(unit)s.") % {"unit": column.unit}
    choices = tuple(Choice(name, int(scale)) for name, scale in MONEY.items())
    doubts.add(column.heading.row, column.at, "unit_missing", why, column.heading.text, choices)


def set_habits(column: Column) -> None:
    """How the texts of a column write decimals and dates, where they show it."""
    texts = [cell for cell in column.sample if isinstance(cell, str)]
    commas = any(re.search(r"\d,\d{1,2}(?!\d)", text) for text in texts)
    dots = any(re.search(r"\d\.\d{1,2}(?!\d)", text) for text in texts)
    column.decimal_mark = "," if commas and not dots else "." if dots and not commas else None
    zeros = [len(text) for text in texts if text[:1] == "0" and text.isdecimal()]
    column.zero_filled = max(zeros, default=0) if len(set(zeros)) == 1 else 0
    if column.reads == "date":
        found = [re.match(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}", text) for text in texts]
        column.month_first = any(match and int(match[2]) > 12 for match in found)
