"""Writing exports: xlsx and csv with real dates and numbers, and nothing that a spreadsheet would compute.

An export can be imported again: title and notes stand above the header as in officers' own files, codes are text, and
the marks of csv are those that reading takes away again.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, Literal

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from nongcot.kernel.clock import VIETNAM
from nongcot.kernel.dates import PartialDate, format_day, format_partial

Kind = Literal["text", "code", "number", "percent", "day", "moment"]
"""Codes are text that keeps its zeros; percent are hundredths (12.5 is 12,5 %); moments are shown in Vietnam's time."""

MOST_ROWS = 2**20
LONGEST_TEXT = 32_767
EXACT_DIGITS = 15
_FIRST_DAY = date(1900, 1, 1)  # what is older has no number in a spreadsheet
_WIDTHS: dict[Kind, int] = {"text": 28, "code": 16, "number": 14, "percent": 10, "day": 12, "moment": 17}
_COMPUTED = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` in characters, by its kind when 0."""

    label: str
    kind: Kind = "text"
    width: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table to write. `notes` stand under the title: where it comes from, of which day and posting.

    A row has a value for each column: text, number, date, aware datetime, PartialDate, bool or None.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]
    notes: Sequence[str] = ()


def write_xlsx(target: Path | BinaryIO, tables: Sequence[Table]) -> None:
    """Write each table on a sheet of its own, row by row in little memory.

    Raises ValueError for a table that is longer than a sheet.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(target) if isinstance(target, Path) else target, options) as book:
        formats = _formats(book)
        names: set[str] = set()
        for table in tables:
            name = sheet_name(table.title, names)
            names.add(name.casefold())
            _write_sheet(book.add_worksheet(name), table, formats)


def write_csv(target: Path | BinaryIO, table: Table, *, delimiter: str = ";") -> None:
    """Write one table as Vietnamese spreadsheets read it: UTF-8 with a mark, semicolons, decimal commas, dd/mm/yyyy."""
    if isinstance(target, Path):
        with target.open("wb") as file:
            write_csv(file, table, delimiter=delimiter)
        return
    text = TextIOWrapper(target, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([guarded(line)] for line in (table.title, *table.notes) if line)
    writer.writerow([guarded(column.label) for column in table.columns])
    kinds = [column.kind for column in table.columns]
    writer.writerows([_csv_value(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in table.rows)
    text.detach()


def sheet_name(title: str, taken: Iterable[str] = ()) -> str:
    """A name that a spreadsheet accepts, not one of `taken` (in small letters)."""
    plain = re.sub(r"[\[\]:*?/\\\s]+", " ", title).strip(" '")[:31].strip(" '") or _("Bảng")
    name, number = plain, 1
    while name.casefold() in taken or name.casefold() == "history":  # Excel keeps that name for itself
        number += 1
        ending = f" ({number})"
        name = plain[: 31 - len(ending)] + ending
    return name


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before the signs that begin one."""
    return f"'{text}" if text.startswith(_COMPUTED) else text


def _formats(book: Workbook) -> dict[str, Format]:
    kinds: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 14},
        "note": {"italic": True, "font_color": "#555555"},
        "header": {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E7EFE9", "bottom": 1},
        "text": {"valign": "top"},
        "code": {"num_format": "@", "valign": "top"},
        "whole": {"num_format": "#,##0", "valign": "top"},
        "number": {"num_format": "#,##0.##", "valign": "top"},
        "percent": {"num_format": '0.0"\N{NO-BREAK SPACE}%"', "valign": "top"},
        "day": {"num_format": "dd/mm/yyyy", "valign": "top"},
        "moment": {"num_format": "dd/mm/yyyy hh:mm", "valign": "top"},
    }
    return {kind: book.add_format(properties) for kind, properties in kinds.items()}


def _write_sheet(sheet: Worksheet, table: Table, formats: dict[str, Format]) -> None:
    for col, column in enumerate(table.columns):
        sheet.set_column(col, col, column.width or _WIDTHS[column.kind])
    lines = [line for line in (table.title, *table.notes) if line]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, formats["note" if row else "title"])
    header = len(lines)
    for col, column in enumerate(table.columns):
        sheet.write_string(header, col, column.label, formats["header"])
    kinds = [column.kind for column in table.columns]
    last = header
    for last, values in enumerate(table.rows, header + 1):
        if last >= MOST_ROWS:
            raise ValueError(f"a sheet holds {MOST_ROWS} rows at most")
        for col, (value, kind) in enumerate(zip(values, kinds, strict=True)):
            write_cell(sheet, last, col, value, kind, formats)
    sheet.freeze_panes(header + 1, 0)
    sheet.autofilter(header, 0, last, len(kinds) - 1)
    sheet.repeat_rows(header)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def write_cell(sheet: Worksheet, row: int, col: int, value: object, kind: Kind, formats: dict[str, Format]) -> None:
    """Write a value as what it is; what a spreadsheet has no number for is written as text."""
    value = _written(value, kind)
    match value:
        case "":
            return
        case datetime():
            sheet.write_datetime(row, col, value, formats["moment"])
        case date():
            sheet.write_datetime(row, col, value, formats["day"])
        case int() | float() | Decimal():
            whole = "whole" if kind != "percent" and value == int(value) else "number"
            sheet.write_number(row, col, float(value), formats["percent" if kind == "percent" else whole])
        case _text:
            text = str(value)[:LONGEST_TEXT]
            sheet.write_string(row, col, text, formats["code" if kind == "code" else "text"])


def _written(value: object, kind: Kind) -> str | int | float | Decimal | date:
    """The value as a spreadsheet holds it: "", text, a number that it holds exactly, a day, a moment without zone."""
    match value:
        case None:
            return ""
        case bool():
            return _("Có") if value else _("Không")
        case PartialDate():
            return _written(value.earliest, kind) if value.precision == "day" else format_partial(value)
        case datetime():
            return (value.astimezone(VIETNAM) if value.tzinfo else value).replace(tzinfo=None)
        case date():
            return value if value >= _FIRST_DAY else format_day(value)
        case int() | float() | Decimal():
            number = Decimal(str(value))
            digits = len(number.normalize().as_tuple().digits)
            return (
                value if kind not in ("text", "code") and number.is_finite() and digits <= EXACT_DIGITS else str(value)
            )
    return str(value)


def _csv_value(value: object, kind: Kind) -> str:
    value = _written(value, kind)
    match value:
        case datetime():
            return f"{format_day(value)} {value:%H:%M}"
        case date():
            return format_day(value)
        case int() | float() | Decimal():
            return _csv_number(Decimal(str(value)))
    return guarded(str(value))


def _csv_number(number: Decimal) -> str:
    """With a decimal comma; a zero keeps three decimals from being read as thousands."""
    whole, mark, decimals = f"{number:f}".partition(".")
    return f"{whole},{decimals}{'0' if len(decimals) == 3 else ''}" if mark else whole
