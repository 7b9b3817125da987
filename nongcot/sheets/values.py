"""The values of a workbook's sheets, as python-calamine reads them, made plain.

Run as a program (with the path of a workbook and a number of cells) it reads in a process of its own: the reader of old
xls files ends the whole process on some broken ones. Therefore nothing of the house is imported here.
"""

import pickle
import sys
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

LARGEST_WHOLE = 2**53
MOST_MEMORY = 2 * 1024**3
_KEPT = frozenset({int, bool, date, datetime, time})


@dataclass(slots=True)
class SheetValues:
    """One sheet; rows from the first one on, all of one width, empty cells None."""

    name: str
    hidden: bool
    rows: list[list[Any]] = field(default_factory=list)
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)


class TooFar(Exception):
    """The used ranges hold too many cells; the arguments are row and column where the last one ends."""


class Locked(Exception):
    """The workbook has a password."""


class Broken(Exception):
    """The workbook cannot be read."""


def read(path: str, most_cells: int) -> list[SheetValues]:
    """Every worksheet, hidden ones too. Raises TooFar, Locked or Broken."""
    try:
        return _read(path, most_cells)
    except PasswordError as error:
        raise Locked from error
    except (CalamineError, ValueError, OSError) as error:
        raise Broken from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # no Exception, and of no importable type
            raise Broken from error
        raise


def _read(path: str, most_cells: int) -> list[SheetValues]:
    book, sheets, cells = load_workbook(path), [], 0
    for data in book.sheets_metadata:
        if data.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(data.name)
        row, col = sheet.end or (0, 0)
        cells += (row + 1) * (col + 1)
        if cells > most_cells:
            raise TooFar(row, col)
        hidden = data.visible != SheetVisibleEnum.Visible
        sheets.append(SheetValues(data.name, hidden, _rows(sheet), sheet.merged_cell_ranges or []))
    return sheets


def _rows(sheet: CalamineSheet) -> list[list[Any]]:
    """The used range, put in its place; empty rows and columns at its end are left out."""
    if sheet.start is None:
        return []
    top, left = sheet.start
    margin: list[Any] = [None] * left
    rows = [margin + _plain(row) if left else _plain(row) for row in sheet.to_python()]
    while rows and not _used(rows[-1]):
        rows.pop()
    width = max((_used(row) for row in rows), default=0)
    return [[None] * width for _row in range(top)] + [row if len(row) == width else row[:width] for row in rows]


def _plain(row: list[Any]) -> list[Any]:
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


def _used(row: list[Any]) -> int:
    """How many cells a row has up to its last value that is more than blanks."""
    width = len(row)
    while width and (row[width - 1] is None or (type(row[width - 1]) is str and not row[width - 1].strip())):
        width -= 1
    return width


def main() -> None:
    """Read a workbook in little memory and write what came of it, pickled, to the standard output."""
    try:
        from resource import RLIMIT_AS, setrlimit

        setrlimit(RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # not every system can limit memory; the process apart is what matters most
    outcome: tuple[str, Any]
    try:
        sheets = read(sys.argv[1], int(sys.argv[2]))
        outcome = "", [(sheet.name, sheet.hidden, sheet.rows, sheet.merges) for sheet in sheets]
    except (TooFar, Locked, Broken) as error:
        outcome = type(error).__name__, error.args
    pickle.dump(outcome, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
