"""What the records of an old xls workbook tell and the reader of values does not: errors, what is hidden, old fonts.

The files with TCVN3 and VNI fonts are of this format more often than not. Layouts are those of [MS-CFB] (the compound
file) and [MS-XLS] (the records of BIFF8).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from struct import error as StructError
from struct import iter_unpack, unpack_from

from nongcot.sheets.facts import SheetFacts, is_legacy_font

_FONT, _XF, _BOUNDSHEET, _FILEPASS, _BOF, _EOF = 0x31, 0xE0, 0x85, 0x2F, 0x809, 0x0A
_ROW, _COLINFO, _BOOLERR, _FORMULA = 0x208, 0x7D, 0x205, 0x06
_TEXTS = {0xFD, 0x204, 0xD6}  # LABELSST, LABEL, RSTRING
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_LAST_SECTOR = 0xFFFFFFFA

Record = tuple[int, bytes]


def facts(data: bytes) -> dict[str, SheetFacts]:
    """The facts of each sheet, by its name; none of workbooks older than BIFF8.

    Raises ValueError for a file that does not follow the formats.
    """
    with _following():
        stream = next(iter(_streams(data, "Workbook")), b"")
        fonts, styles, sheets = _globals(stream)
        legacy = {}
        for number, style in enumerate(styles):
            font = style - (style > 4)  # number 4 is left out of the list
            if font < len(fonts) and is_legacy_font(fonts[font]):
                legacy[number] = fonts[font]
        return {name: _sheet(stream, offset, legacy) for name, offset in sheets}


def is_locked(data: bytes) -> bool:
    """Whether the workbook is encrypted with a password. Raises ValueError like `facts`."""
    with _following():
        streams = _streams(data, "Workbook", "Book")
        return any(kind == _FILEPASS for stream in streams for kind, _body in _records(stream, 0))


@contextmanager
def _following() -> Iterator[None]:
    try:
        yield
    except (StructError, IndexError) as error:
        raise ValueError("not the records of a workbook") from error


def _streams(data: bytes, *names: str) -> list[bytes]:
    """The streams of the compound file that have one of these names. Raises ValueError when there is none to follow."""
    shift = unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise ValueError("no size that sectors have")
    size: int = 1 << shift
    directory, shortest, difat = unpack_from("<I4xI8xI", data, 48)

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

    found = []
    entries = chain(directory)
    for at in range(0, len(entries) - 127, 128):
        length, (start, used) = unpack_from("<H", entries, at + 64)[0], unpack_from("<II", entries, at + 116)
        if entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace") in names:
            if used < shortest:
                raise ValueError("a stream too short for a workbook")
            found.append(chain(start)[:used])
    return found


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


def _globals(stream: bytes) -> tuple[list[str], list[int], list[tuple[str, int]]]:
    """Names of fonts, the font of each style, name and offset of each sheet."""
    fonts: list[str] = []
    styles: list[int] = []
    sheets: list[tuple[str, int]] = []
    for kind, body in _records(stream, 0):
        if kind == _FONT:
            fonts.append(_short_text(body, 14))
        elif kind == _XF:
            styles.append(unpack_from("<H", body)[0])
        elif kind == _BOUNDSHEET:
            sheets.append((_short_text(body, 6), unpack_from("<I", body)[0]))
    return fonts, styles, sheets


def _short_text(body: bytes, at: int) -> str:
    """A string with one byte of length and one that says whether its letters have two."""
    length, wide = body[at], body[at + 1] & 1
    return body[at + 2 : at + 2 + length * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1", "replace")


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
