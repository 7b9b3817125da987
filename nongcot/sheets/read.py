"""Reading workbooks whole: every sheet's values, and what else is to be known of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.utils.translation import gettext as _
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from nongcot.sheets import delimited, guard, ods, xls, xlsx
from nongcot.sheets.cells import Cell, Position
from nongcot.sheets.facts import SheetFacts
from nongcot.sheets.refusal import SheetRefused

__all__ = ["Merge", "Sheet", "Workbook", "read_workbook"]

Merge = tuple[Position, Position]
"""First and last cell of a merged range, both included; the first alone holds the value."""

LARGEST_WHOLE = 2**53
_KEPT = frozenset({int, bool, date, datetime, time})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Rows and columns are counted from 0; `rows` is as wide everywhere as the used range."""

    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    fonts: dict[Position, str] = field(default_factory=dict)
    """Cells with a legacy font (".Vn…", "VNI-…") and its name; not told by text files."""
    doubts: dict[Position, str] = field(default_factory=dict)
    """Cells whose value was not there to be read, with a sentence each (errors, formulas never computed)."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as read; `format` is xlsx, xls, ods, csv or tsv, by its content; `doubts` are of the whole file."""

    name: str
    format: str
    sheets: list[Sheet]
    doubts: tuple[str, ...] = ()


def read_workbook(path: Path, *, name: str | None = None) -> Workbook:
    """Read a workbook or a table in text; `name` is the name the officer gave the file.

    Values are plain: whole numbers int, others float, empty cells None, text as it stands (blanks, leading zeros and
    legacy encodings kept). Empty rows and columns at the end are left out. Raises SheetRefused (see `guard.check`).
    """
    guard.check(path)
    kind = guard.format_of(path)
    name = name or path.name
    if kind == "text":
        table = delimited.read(path)
        sheet = Sheet(Path(name).stem, table.rows, doubts=table.cell_doubts)
        return Workbook(name, table.format, [sheet], tuple(table.doubts))
    with _refusing():
        return Workbook(name, kind, _sheets(load_workbook(path), _FACTS[kind](path)))


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn the reader's failures into refusals; its panics are no Exceptions and have no importable type."""
    try:
        yield
    except PasswordError as error:
        raise SheetRefused(guard.locked()) from error
    except (CalamineError, ValueError, KeyError, SyntaxError) as error:
        raise SheetRefused(guard.broken()) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise SheetRefused(guard.broken()) from error
        raise


def _sheets(book: CalamineWorkbook, facts: dict[str, SheetFacts]) -> list[Sheet]:
    sheets: list[Sheet] = []
    ends: list[Position] = []
    for data in book.sheets_metadata:
        if data.typ != SheetTypeEnum.WorkSheet:
            continue
        read = book.get_sheet_by_name(data.name)
        ends.append(read.end or (0, 0))
        guard.check_extents(ends)
        sheets.append(_sheet(read, data.visible != SheetVisibleEnum.Visible, facts.get(data.name, SheetFacts())))
    return sheets


def _sheet(read: CalamineSheet, hidden: bool, facts: SheetFacts) -> Sheet:
    rows = _rows(read)
    for row, col in facts.errors:
        if row < len(rows) and col < len(rows[row]):
            rows[row][col] = None
    return Sheet(
        name=read.name,
        rows=rows,
        hidden=hidden,
        merges=facts.merges or read.merged_cell_ranges or [],
        hidden_rows=frozenset(facts.hidden_rows),
        hidden_columns=frozenset(facts.hidden_columns),
        fonts=facts.fonts,
        doubts={place: _doubt(error) for place, error in facts.errors.items()},
    )


def _doubt(error: str) -> str:
    if error:
        return _("Ô có lỗi công thức %(error)s.") % {"error": error}
    return _("Ô có công thức chưa được tính; hãy mở tệp bằng Excel và lưu lại.")


def _rows(read: CalamineSheet) -> list[list[Cell]]:
    if read.start is None:
        return []
    top, left = read.start
    margin: list[Cell] = [None] * left
    rows = [margin + _plain(row) if left else _plain(row) for row in read.to_python()]
    while rows and not _used(rows[-1]):
        rows.pop()
    width = max((_used(row) for row in rows), default=0)
    blank: list[Cell] = [None] * width
    return [blank[:] for _row in range(top)] + [row if len(row) == width else row[:width] for row in rows]


def _plain(row: list[Any]) -> list[Cell]:
    """A row's values as cells; one expression, since a large workbook has millions of them."""
    return [
        value
        if (kind := type(value)) in _KEPT or (kind is str and value)
        else int(value)
        if kind is float and value.is_integer() and -LARGEST_WHOLE < value < LARGEST_WHOLE
        else value
        if kind is float
        else str(value)
        if kind is timedelta
        else None
        for value in row
    ]


def _is_blank(value: Cell) -> bool:
    return value is None or (type(value) is str and not value.strip())


def _used(row: list[Cell]) -> int:
    """How many cells a row has up to its last value."""
    width = len(row)
    while width and _is_blank(row[width - 1]):
        width -= 1
    return width


def _xlsx_facts(path: Path) -> dict[str, SheetFacts]:
    with ZipFile(path) as package:
        legacy = xlsx.legacy_styles(package)
        return {name: xlsx.facts(package, part, legacy) for name, part in xlsx.sheet_parts(package).items()}


def _ods_facts(path: Path) -> dict[str, SheetFacts]:
    with ZipFile(path) as package:
        return ods.facts(package.read("content.xml"))


def _xls_facts(path: Path) -> dict[str, SheetFacts]:
    return xls.facts(path.read_bytes())


_FACTS: dict[str, Callable[[Path], dict[str, SheetFacts]]] = {
    "xlsx": _xlsx_facts,
    "ods": _ods_facts,
    "xls": _xls_facts,
}
