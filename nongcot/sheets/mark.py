"""Giving an officer's workbook back with its doubtful cells coloured, each with the reason as a comment."""

from collections.abc import Callable, Collection, Iterable, Mapping
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import CustomPropertyList
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from nongcot.sheets.cells import Cell, Position, column_name
from nongcot.sheets.read import Sheet, Workbook, read_workbook
from nongcot.sheets.thinned import thinned
from nongcot.sheets.write import sheet_name

Marks = Mapping[str, Mapping[Position, str]]
"""By the sheet's name: the reason for each cell."""

Span = tuple[int, int, int | None]
"""A column and its first and last row, both included (from 0); None: down to the end of the sheet."""

Hides = Callable[[str], bool]
"""Whether a text, wherever it stands, is not to be given back."""

#: Beyond so many cells a workbook is written anew: with its formats in memory each cell takes half a kilobyte.
MOST_KEPT = 500_000

COLOUR = "FFE699"
AUTHOR = "Nòng Cốt"
_UNREADABLE = (BadZipFile, InvalidFileException, ValueError, TypeError, KeyError, AttributeError, IndexError)


def marked_copy(
    source: Path,
    marks: Marks,
    rows_only: Mapping[str, set[int]] | None,
    out: Path,
    blank: Mapping[str, Collection[Span]] | None = None,
    hides: Hides = lambda _text: False,
    name: str | None = None,
) -> None:
    """Write to `out` an xlsx copy of a workbook with the marked cells coloured and commented.

    `rows_only` names, by sheet, the rows that stay (rows from 0, the header rows among them); sheets it does not name
    stay whole, sheets of which no row stays are left out. `blank` names cells whose value is not to be given back,
    `hides` says it of texts in whatever sheet, comment or name. Of an xlsx of at most `MOST_KEPT` cells the officer's
    formats are kept; where rows are left out or values not given back, formulas become the values they had, and what
    may hold such values besides (comments, charts, lists of choices) goes. Other workbooks, and those that cannot be
    kept as they are, are written anew from what was read. `name` is the name the officer gave the file, as in
    `read_workbook`: a text file's only sheet is called by it. Raises SheetRefused like `read_workbook`.
    """
    rows_only = rows_only or {}
    workbook = read_workbook(source, name=name)
    emptied = _empty(workbook, blank or {}, hides)
    read = replace(workbook, sheets=[sheet for sheet in workbook.sheets if rows_only.get(sheet.name) != set()])
    is_kept = read.format == "xlsx" and sum(len(s.rows) * len(s.rows[0]) for s in read.sheets if s.rows) <= MOST_KEPT
    book = _kept(source, read, rows_only, emptied, hides) if is_kept else None
    if book is None:
        book = _anew(read, rows_only)
    titles = dict(zip((sheet.name for sheet in read.sheets), book.worksheets, strict=False))
    for sheet in read.sheets:
        kept = rows_only.get(sheet.name)
        _mark(titles[sheet.name], marks.get(sheet.name, {}), _places(kept) if kept is not None else None)
    book.save(out)


def _empty(read: Workbook, blank: Mapping[str, Collection[Span]], hides: Hides) -> bool:
    """Empty the cells whose values are not given back, in the book as read; whether there were any."""
    found = False
    for sheet in read.sheets:
        for col, first, last in blank.get(sheet.name, ()):
            for row in sheet.rows[first : None if last is None else last + 1]:
                if col < len(row) and row[col] is not None:
                    row[col], found = None, True
        for row in sheet.rows:
            for col, value in enumerate(row):
                if isinstance(value, str) and hides(value):
                    row[col], found = None, True
    return found


def _kept(source: Path, read: Workbook, rows_only: Mapping[str, set[int]], emptied: bool, hides: Hides) -> Book | None:
    """The officer's own workbook, sheets with fewer rows or values replaced; None when it cannot be opened for that."""
    try:
        book = load_workbook(thinned(source, rows_only) if rows_only else source)
        for chart in book.chartsheets:
            book.remove(chart)
        staying = {sheet.name for sheet in read.sheets}
        for title in [sheet.title for sheet in book.worksheets if sheet.title not in staying]:
            book.remove(book[title])
        # What one sheet must not tell may stand in another one too, in the memory of a chart or of a pivot table.
        for sheet in read.sheets if emptied else [sheet for sheet in read.sheets if sheet.name in rows_only]:
            _leave_out(book, book[sheet.name], sheet, _rows(sheet, rows_only))
        _silence(book, hides, everything=emptied or bool(rows_only))
    except _UNREADABLE:  # openpyxl is stricter than spreadsheets are about styles it does not know
        return None
    return book if [sheet.title for sheet in book.worksheets] == [sheet.name for sheet in read.sheets] else None


def _silence(book: Book, hides: Hides, everything: bool) -> None:
    """Drop what a workbook tells beside its cells, all of it or what is not to be given back."""
    for sheet in book.worksheets:
        for cell in [cell for cell in sheet._cells.values() if cell.comment and hides(cell.comment.text)]:
            cell.comment = None
    for named in (book.defined_names, *(sheet.defined_names for sheet in book.worksheets)):
        for name in [name for name, told in named.items() if everything or hides(told.attr_text or "")]:
            del named[name]
    if everything:
        book._external_links = []
        book.properties, book.custom_doc_props = DocumentProperties(creator=AUTHOR), CustomPropertyList()


def _rows(sheet: Sheet, rows_only: Mapping[str, set[int]]) -> Collection[int]:
    """The rows of a sheet that stay."""
    height = max([len(sheet.rows), *(bottom + 1 for _first, (bottom, _right) in sheet.merges)])
    return rows_only.get(sheet.name, range(height))


def _leave_out(book: Book, old: Worksheet, sheet: Sheet, rows: Iterable[int]) -> None:
    """Replace a sheet by one with some of its rows, formats kept.

    Rows are copied rather than deleted: deleting moves every cell below once for each row.
    """
    new = book.create_sheet("copy", book.index(old))
    places = _places(rows)
    for letter, dimension in old.column_dimensions.items():
        new.column_dimensions[letter].width = dimension.width
        new.column_dimensions[letter].hidden = dimension.hidden
    for row, place in places.items():
        if row < len(sheet.rows):
            _copy_row(old, new, row, place, sheet.rows[row])
    _merge(new, sheet, places)
    new.freeze_panes, new.sheet_state = old.freeze_panes, old.sheet_state
    book.remove(old)
    new.title = sheet.name


def _copy_row(old: Worksheet, new: Worksheet, row: int, place: int, values: list[Cell]) -> None:
    new.row_dimensions[place + 1].height = old.row_dimensions[row + 1].height
    for col, value in enumerate(values):
        before, after = old.cell(row + 1, col + 1), new.cell(place + 1, col + 1)
        _put(after, value)
        if before.has_style:
            # Both stand in one workbook, whose styles are numbered: aspect by aspect each would be looked up anew.
            after._style = copy(before._style)


def _anew(read: Workbook, rows_only: Mapping[str, set[int]]) -> Book:
    book = Book()
    book.remove(book.worksheets[0])
    for sheet in read.sheets:
        new = book.create_sheet(sheet_name(sheet.name, {name.casefold() for name in book.sheetnames}))
        places = _places(_rows(sheet, rows_only))
        for row, place in places.items():
            for col, value in enumerate(sheet.rows[row] if row < len(sheet.rows) else []):
                _put(new.cell(place + 1, col + 1), value)
        _merge(new, sheet, places)
        for col in range(len(sheet.rows[0]) if sheet.rows else 0):
            new.column_dimensions[column_name(col)].width = 18
        new.sheet_state = "hidden" if sheet.hidden else "visible"
    if not any(sheet.sheet_state == "visible" for sheet in book.worksheets):
        book.create_sheet(_("Bảng"))
    return book


def _put(cell: Any, value: Cell) -> None:
    """Set a value; text stays text whatever it begins with."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    else:
        cell.value = value
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy"


def _places(rows: Iterable[int]) -> dict[int, int]:
    """Where each row that stays comes to stand."""
    return {row: place for place, row in enumerate(sorted(rows))}


def _merge(new: Worksheet, sheet: Sheet, places: dict[int, int]) -> None:
    """Merge again what of each merged range stays; its value goes to the first row of it that stays."""
    for (top, left), (bottom, right) in sheet.merges:
        stay = [places[row] for row in range(top, bottom + 1) if row in places]
        if not stay:
            continue
        if top < len(sheet.rows) and left < len(sheet.rows[top]):
            _put(new.cell(stay[0] + 1, left + 1), sheet.rows[top][left])
        if len(stay) > 1 or right > left:
            new.merge_cells(start_row=stay[0] + 1, end_row=stay[-1] + 1, start_column=left + 1, end_column=right + 1)


def _mark(sheet: Worksheet, marks: Mapping[Position, str], places: dict[int, int] | None) -> None:
    fill = PatternFill("solid", start_color=COLOUR)
    merged = [area.bounds for area in sheet.merged_cells.ranges]
    for (row, col), reason in marks.items():
        place = row if places is None else places.get(row)
        if place is None:
            continue
        cell = sheet.cell(place + 1, col + 1)
        if isinstance(cell, MergedCell):  # only the first cell of a merged range can carry anything
            first = next(
                (area for area in merged if area[0] <= col + 1 <= area[2] and area[1] <= place + 1 <= area[3]), None
            )
            if first is None:
                continue
            cell = sheet.cell(first[1], first[0])
        before = f"{cell.comment.text}\n" if cell.comment else ""
        cell.fill = fill
        cell.comment = Comment(before + reason, AUTHOR, width=280, height=110)
