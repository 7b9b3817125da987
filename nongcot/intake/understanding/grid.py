"""A sheet as a grid of raw cells, with old fonts turned into Unicode and what that changed."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from nongcot.intake.understanding import headings
from nongcot.intake.understanding.understood import Doubt, Note
from nongcot.kernel.encodings import Encoding, detect, is_capital_font, to_unicode
from nongcot.kernel.text import nfc
from nongcot.sheets import Cell, Sheet, address

Row = list[Cell]

_LEGACY = re.compile(
    "[\xa1-\xbf\xc4-\xc7\xcb\xce-\xd1\xd6-\xd8\xdb\xdc\xde\xdf\xe4-\xe7\xeb\xee-\xf1\xf6-\xf8\xfb\xfc\xfe]"
    "|[aeouyAEOUY][\xf9\xfb\xf5\xef]"
)
"""Signs that texts in old fonts have somewhere and that Vietnamese in Unicode hardly ever has: a cheap first look."""

ENOUGH = 3
"""Converted cells from which a sheet is known to be in an old font."""

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


class _Converter:
    """Turns the cells of a sheet into Unicode; rows that need nothing stay the sheet's own."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows: list[Row] = list(sheet.rows)
        self.notes: list[Note] = []
        self.doubts: list[Doubt] = []
        self.encodings: Counter[Encoding] = Counter()

    def convert(self, row: int, column: int, text: str, encoding: Encoding, why: str = "") -> None:
        reading = to_unicode(text, encoding, is_capital_font(self.sheet.fonts.get((row, column), "")))
        if self.rows[row] is self.sheet.rows[row]:
            self.rows[row] = list(self.sheet.rows[row])
        self.rows[row][column] = reading.value
        self.encodings[encoding] += 1
        at, said = address(row, column), {"font": _NAMES[encoding], "text": reading.value}
        self.notes.append(Note(at, text, _("Đổi từ phông %(font)s: “%(text)s”.") % said))
        if reading.doubt or why:
            self.doubts.append(Doubt(self.sheet.name, at, text, reading.doubt or why % said, "legacy_font"))


_NAMES: dict[Encoding, str] = {"tcvn3": "TCVN3", "vni": "VNI"}
_FONTS: dict[Encoding, str] = {"tcvn3": ".VnTime", "vni": "VNI-Times"}


def _in_unicode(sheet: Sheet) -> tuple[list[Row], list[Note], list[Doubt]]:
    converter = _Converter(sheet)
    for row, column, text in _suspects(sheet):
        encoding = detect(text, sheet.fonts.get((row, column)))
        if encoding:
            converter.convert(row, column, text, encoding)
    if not sheet.fonts and (converter.encodings.total() >= ENOUGH or _are_most(converter)):
        _convert_the_rest(converter)
    notes = converter.notes
    if len(notes) > MOST_NOTES:
        rest = {"count": len(notes) - MOST_NOTES}
        notes[MOST_NOTES:] = [Note(notes[MOST_NOTES].cell, "", _("Và %(count)s ô nữa cũng đổi phông.") % rest)]
    return converter.rows, notes, converter.doubts


def _are_most(converter: _Converter) -> bool:
    """Whether, in a sheet of a few texts, most of those with other than plain letters were in an old font."""
    texts = {cell for row in converter.sheet.rows for cell in row if type(cell) is str and not cell.isascii()}
    return 2 * converter.encodings.total() >= len(texts) > 0


def _convert_the_rest(converter: _Converter) -> None:
    """Texts like "Mét" are words in Unicode too: in a sheet in an old font they are read like the rest, but doubted. A
    known heading is none of them."""
    encoding = converter.encodings.most_common(1)[0][0]
    why = _("Trang này dùng phông %(font)s; ô này không chắc, tạm đổi thành “%(text)s”.")
    for row, cells in enumerate(converter.rows):
        for column, cell in enumerate(cells):
            untouched = cell is converter.sheet.rows[row][column] and not (type(cell) is str and headings.exact(cell))
            if untouched and type(cell) is str and not cell.isascii() and detect(cell, _FONTS[encoding]) == encoding:
                converter.convert(row, column, cell, encoding, why)


def _suspects(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    clean: set[str] = set()
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if type(cell) is not str or cell.isascii() or cell in clean:
                continue
            if _LEGACY.search(cell):
                yield row, column, cell
            else:
                clean.add(cell)
    for row, column in sheet.fonts:
        cell = sheet.rows[row][column] if row < len(sheet.rows) and column < len(sheet.rows[row]) else None
        if isinstance(cell, str) and (cell.isascii() or not _LEGACY.search(cell)):
            yield row, column, cell
