"""A sheet as a grid of raw cells, with old fonts turned into Unicode and what that changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from nongcot.intake.understanding.understood import Doubt, Note
from nongcot.kernel.encodings import detect, is_capital_font, to_unicode
from nongcot.kernel.text import nfc
from nongcot.sheets import Cell, Sheet, address

Row = list[Cell]

_LEGACY = re.compile(
    "[\xa1-\xbf\xc4-\xc7\xcb\xce-\xd1\xd6-\xd8\xdb\xdc\xde\xdf\xe4-\xe7\xeb\xee-\xf1\xf6-\xf8\xfb\xfc\xfe]|[aeouyAEOUY][\xf9\xfb\xf5\xef]"
)
"""Signs that texts in old fonts have somewhere and that Vietnamese in Unicode hardly ever has: a cheap first look."""

MOST_NOTES = 50
"""Notes of conversions that are kept one by one; the rest is told as a number."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range: first and last row and column, included, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet, rows and columns from 0; blank cells are None."""

    name: str
    rows: list[Row]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[Note, ...] = ()

    def text(self, row: int, column: int) -> str:
        """The text of a cell, normalised; "" for a blank one."""
        cell = self.rows[row][column]
        return shown(cell) if cell is not None else ""


def of(sheet: Sheet) -> Grid:
    """The grid of a sheet."""
    rows, notes, doubts = _in_unicode(sheet)
    broken = [
        Doubt(sheet.name, address(*at), shown(rows[at[0]][at[1]]), why, "broken_cell")
        for at, why in sorted(sheet.doubts.items())
        if at[0] < len(rows) and at[1] < len(rows[at[0]])
    ]
    merges = tuple(Merge(*first, *last) for first, last in sheet.merges)
    return Grid(
        sheet.name,
        rows,
        merges,
        sheet.hidden,
        sheet.hidden_rows,
        sheet.hidden_columns,
        (*broken, *doubts),
        tuple(notes),
    )


def shown(cell: Cell) -> str:
    """A cell as a person sees it: normalised text, days as dd/mm/yyyy, numbers without an exponent."""
    match cell:
        case None:
            return ""
        case str():
            return nfc(cell)
        case float():
            return f"{cell:.15g}"
        case datetime() if cell.time() == time():
            return cell.strftime("%d/%m/%Y")
        case datetime():
            return cell.strftime("%d/%m/%Y %H:%M")
        case date():
            return cell.strftime("%d/%m/%Y")
    return str(cell)


def _in_unicode(sheet: Sheet) -> tuple[list[Row], list[Note], list[Doubt]]:
    """The rows with texts in old fonts converted; rows that need nothing are the sheet's own."""
    rows, notes, doubts = list(sheet.rows), [], []
    for row, column, text in _suspects(sheet):
        font = sheet.fonts.get((row, column))
        encoding = detect(text, font)
        if encoding is None:
            continue
        reading = to_unicode(text, encoding, is_capital_font(font or ""))
        if rows[row] is sheet.rows[row]:
            rows[row] = list(sheet.rows[row])
        rows[row][column] = reading.value
        at, name = address(row, column), {"tcvn3": "TCVN3", "vni": "VNI"}[encoding]
        notes.append(Note(at, text, _("Đổi từ phông %(font)s: “%(text)s”.") % {"font": name, "text": reading.value}))
        if reading.doubt:
            doubts.append(Doubt(sheet.name, at, text, reading.doubt, "legacy_font"))
    if len(notes) > MOST_NOTES:
        rest = len(notes) - MOST_NOTES
        notes[MOST_NOTES:] = [
            Note(notes[MOST_NOTES].cell, "", _("Và %(count)s ô nữa cũng đổi phông.") % {"count": rest})
        ]
    return rows, notes, doubts


def _suspects(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if type(cell) is str and not cell.isascii() and _LEGACY.search(cell):
                yield row, column, cell
    for row, column in sheet.fonts:
        cell = sheet.rows[row][column] if row < len(sheet.rows) and column < len(sheet.rows[row]) else None
        if isinstance(cell, str) and (cell.isascii() or not _LEGACY.search(cell)):
            yield row, column, cell
