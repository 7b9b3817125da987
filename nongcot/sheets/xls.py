"""What the records of an old xls workbook tell and the reader of values does not: errors, what is hidden, old fonts.

The files with TCVN3 and VNI fonts are of this format more often than not. Layouts are those of [MS-CFB] (the compound
file) and [MS-XLS] (the records of BIFF8).
"""

from collections.abc import Iterator
from struct import error as StructError
from struct import iter_unpack, unpack_from

from nongcot.sheets.cells import Position
from nongcot.sheets.facts import SheetFacts, is_legacy_font

_FONT, _XF, _BOUNDSHEET, _FILEPASS, _BOF, _EOF = 0x31, 0xE0, 0x85, 0x2F, 0x809, 0x0A
_ROW, _COLINFO, _BOOLERR, _FORMULA = 0x208, 0x7D, 0x205, 0x06
_TEXTS = {0xFD, 0x204, 0xD6}  # LABELSST, LABEL, RSTRING
_VALUES = _TEXTS | {_BOOLERR, _FORMULA, 0x203, 0x27E, 0xBD}  # and NUMBER, RK, MULRK
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_LAST_SECTOR = 0xFFFFFFFA

Record = tuple[int, bytes]


def facts(data: bytes) -> dict[str, SheetFacts]:
    """The facts of each sheet, by its name; none of what does not follow the formats."""
    try:
        stream = _workbook_stream(data)
        fonts, styles, sheets = _globals(stream)
    except (StructError, IndexError):
        return {}
    legacy = {}
    for number, font in enumerate(styles):
        name = fonts[font - (font > 4)] if font - (font > 4) < len(fonts) else ""  # number 4 is left out of the list
        if is_legacy_font(name):
            legacy[number] = name
    return {name: _sheet(stream, offset, legacy) for name, offset in sheets.items()}


def is_locked(data: bytes) -> bool:
    """Whether the workbook is encrypted with a password."""
    try:
        return any(kind == _FILEPASS for kind, _body in _records(_workbook_stream(data), 0))
    except (StructError, IndexError):
        return False


def extents(data: bytes) -> list[Position]:
    """The last row and column that hold a value, for each sheet."""
    try:
        stream = _workbook_stream(data)
        return [_extent(stream, offset) for offset in _globals(stream)[2].values()]
    except (StructError, IndexError):
        return []  # the reader of values will not follow it either


def _extent(stream: bytes, offset: int) -> Position:
    last_row = last_col = 0
    for kind, body in _records(stream, offset):
        if kind in _VALUES:
            row, col = unpack_from("<HH", body)
            last_row = max(last_row, row)
            last_col = max(last_col, unpack_from("<H", body, len(body) - 2)[0] if kind == 0xBD else col)
    return last_row, last_col


def _workbook_stream(data: bytes) -> bytes:
    """The stream "Workbook" of the compound file; empty when there is none."""
    size: int = 1 << unpack_from("<H", data, 30)[0]
    directory, difat = unpack_from("<I", data, 48)[0], unpack_from("<I", data, 68)[0]

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    tables = [number for (number,) in iter_unpack("<I", data[76:512]) if number < _LAST_SECTOR]
    while difat < _LAST_SECTOR and len(tables) < len(data) // size:
        *numbers, difat = (number for (number,) in iter_unpack("<I", sector(difat)))
        tables += [number for number in numbers if number < _LAST_SECTOR]
    following = [number for table in tables for (number,) in iter_unpack("<I", sector(table))]

    def chain(number: int) -> bytes:
        parts: list[bytes] = []
        while number < _LAST_SECTOR and len(parts) <= len(following):
            parts.append(sector(number))
            number = following[number]
        return b"".join(parts)

    entries = chain(directory)
    for at in range(0, len(entries) - 127, 128):
        length, (start, used) = unpack_from("<H", entries, at + 64)[0], unpack_from("<II", entries, at + 116)
        if entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace") == "Workbook":
            return chain(start)[:used]
    return b""


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records of the part that begins at an offset; those of parts inside it (charts) are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _globals(stream: bytes) -> tuple[list[str], list[int], dict[str, int]]:
    """Names of fonts, the font of each style, the offset of each sheet."""
    fonts: list[str] = []
    styles: list[int] = []
    sheets: dict[str, int] = {}
    for kind, body in _records(stream, 0):
        if kind == _FONT:
            fonts.append(_short_text(body, 14))
        elif kind == _XF:
            styles.append(unpack_from("<H", body)[0])
        elif kind == _BOUNDSHEET:
            sheets[_short_text(body, 6)] = unpack_from("<I", body)[0]
    return fonts, styles, sheets


def _short_text(body: bytes, at: int) -> str:
    """A string with one byte of length and one that says whether its letters have two."""
    length, wide = body[at], body[at + 1] & 1
    return body[at + 2 : at + 2 + length * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1")


def _sheet(stream: bytes, offset: int, legacy: dict[int, str]) -> SheetFacts:
    told = SheetFacts()
    for kind, body in _records(stream, offset):
        if kind in _TEXTS and legacy:
            row, col, style = unpack_from("<HHH", body)
            if style in legacy:
                told.fonts[row, col] = legacy[style]
        elif kind == _ROW and unpack_from("<H", body, 12)[0] & 0x20:
            told.hidden_rows.add(unpack_from("<H", body)[0])
        elif kind == _COLINFO and unpack_from("<H", body, 8)[0] & 1:
            first, last = unpack_from("<HH", body)
            told.hidden_columns.update(range(first, last + 1))
        elif kind == _BOOLERR and body[7]:
            told.errors[unpack_from("<HH", body)] = _ERRORS.get(body[6], "#?")
        elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
            told.errors[unpack_from("<HH", body)] = _ERRORS.get(body[8], "#?")
    return told
