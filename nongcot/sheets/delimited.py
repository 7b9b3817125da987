"""Tables in text: csv, tsv, txt. Nothing in the file says its encoding or its delimiter; both are found out."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from django.utils.translation import gettext as _

from nongcot.kernel.encodings import is_syllable, to_unicode
from nongcot.kernel.text import nfc
from nongcot.sheets.cells import Cell, Position
from nongcot.sheets.guard import check_extents
from nongcot.sheets.refusal import SheetRefused

DELIMITERS = "\t;|,"
SAMPLE = 200
LONGEST_CELL = 1_000_000
MOST_BREAKS = 40
"""Line breaks in one cell beyond which a quotation mark was surely never meant to open a quotation."""

_SEP = re.compile(r"sep=(.)\r?\n")
_GUARDED = re.compile(r"'[=+\-@\t\r]")


@dataclass(slots=True)
class TextTable:
    """The rows, all of one width; how they were told apart; what is doubtful."""

    rows: list[list[Cell]]
    format: str
    doubts: list[str] = field(default_factory=list)
    cell_doubts: dict[Position, str] = field(default_factory=dict)


def read(path: Path) -> TextTable:
    """Read a table in text. Every value is text, as it stands. Raises SheetRefused when it is none."""
    text, doubt = decode(path.read_bytes())
    said = _SEP.match(text)
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else find_delimiter(text)
    rows = _split(text, delimiter)
    table = TextTable([], "tsv" if delimiter == "\t" else "csv", [doubt] if doubt else [])
    if delimiter == "\t":
        _join_broken(rows, table)
    while rows and not any(value.strip() for value in rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    check_extents([(len(rows) - 1, width - 1)])
    table.rows = [[_value(value) for value in row] + [None] * (width - len(row)) for row in rows]
    return table


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file, and a doubt when the encoding had to be guessed."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), ""
        except UnicodeDecodeError as error:
            raise SheetRefused(_("Tệp bị hỏng: phần chữ không đọc được.")) from error
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    guesses = {"Latin-1": _decoded(data, "cp1252"), "Windows-1258": _decoded(data, "cp1258")}
    best = max(guesses, key=lambda name: _vietnamese(guesses[name]))
    doubt = _("Tệp không ghi theo UTF-8; đã đọc theo bảng mã %(name)s, hãy xem kỹ các dấu.") % {"name": best}
    return guesses[best], doubt


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _vietnamese(text: str) -> int:
    """How many Vietnamese syllables with marks the beginning of a text holds, read in the likeliest way."""
    sample = nfc(text[:20_000])
    readings = [sample, *(to_unicode(text[:20_000], old).value or "" for old in ("tcvn3", "vni"))]
    return max(
        sum(is_syllable(word) for word in re.findall(r"[^\W\d_]+", reading) if not word.isascii())
        for reading in readings
    )


def find_delimiter(text: str) -> str:
    """The sign that parts most rows into the same number of fields; the comma when none does.

    Of several, the one that makes more fields; between equals, the one that numbers do not use.
    """
    best, delimiter = (0.0, 0), ","
    for sign in DELIMITERS:
        widths = Counter(len(row) for row in _sample(text, sign))
        width, often = max(((w, n) for w, n in widths.items() if w > 1), key=lambda pair: pair[1], default=(1, 0))
        score = (round(often / max(widths.total(), 1), 1), width)
        if often and score > best:
            best, delimiter = score, sign
    return delimiter


def _sample(text: str, delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in _reader(text, delimiter):
            if any(row):
                rows.append(row)
            if len(rows) >= SAMPLE:
                break
    except csv.Error:
        return []
    return rows


def _reader(text: str, delimiter: str, quoted: bool = True) -> Iterable[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    lines = StringIO(text, newline="")
    if quoted:
        return csv.reader(lines, delimiter=delimiter)
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _split(text: str, delimiter: str) -> list[list[str]]:
    text = text.replace("\0", "")
    try:
        rows = list(_reader(text, delimiter))
        if max((value.count("\n") for row in rows for value in row), default=0) <= MOST_BREAKS:
            return rows
        return list(_reader(text, delimiter, quoted=False))
    except csv.Error as error:
        raise SheetRefused(_("Tệp không phải là một bảng: có ô quá dài.")) from error


def _join_broken(rows: list[list[str]], table: TextTable) -> None:
    """Join the lines of a row that a line break inside an unquoted cell has parted, in place.

    A line is joined to the one before when both are short, together they make one row of the table, and it begins with
    something else than the table's rows do, which is a number. A title over the table is therefore left alone.
    """
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return
    width = widths.most_common(1)[0][0]
    whole = [row[0].strip().isdigit() for row in rows if len(row) == width]
    if sum(whole) * 2 < len(whole):
        return
    at = 0
    while at + 1 < len(rows):
        first, second = rows[at], rows[at + 1]
        begins = second[:1] and second[0].strip()
        if first[0:1] and first[0].strip().isdigit() and len(first) < width and begins and not begins.isdigit():
            joined = [*first[:-1], f"{first[-1]}\n{second[0]}", *second[1:]]
            if len(joined) <= width:
                rows[at : at + 2] = [joined]
                place = (at, len(first) - 1)
                table.cell_doubts[place] = _("Ô bị ngắt dòng; hai dòng đã được nối lại.")
                continue
        at += 1


def _value(value: str) -> Cell:
    if _GUARDED.match(value):  # the apostrophe that an export puts before what a spreadsheet would compute
        return value[1:]
    return value if value.strip() else None
