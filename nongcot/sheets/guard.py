"""What is looked at before a file is read: that it is a workbook, harmless, and of a size that can be read.

The content decides, never the file's name. Nothing is unpacked to disk and nothing is kept.
"""

import re
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Literal
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.conf import settings
from django.utils.translation import gettext as _

from nongcot.sheets import ods, xls, xlsx
from nongcot.sheets.cells import Position, address
from nongcot.sheets.refusal import SheetRefused

__all__ = ["MAX_CELLS", "Format", "SheetRefused", "check", "format_of"]

Format = Literal["xlsx", "xls", "ods", "text"]

DEFAULT_LIMIT = 50 * 1024 * 1024
MAX_ENTRIES = 5_000
MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 300
MAX_CELLS = 10_000_000
"""The most cells of the used ranges, empty ones counted: a reader lays them out whole."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_BOMS = (b"\xff\xfe", b"\xfe\xff")
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|table|\?xml|head|body|style|meta)\b", re.IGNORECASE)
_OTHER_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)


def check(path: Path) -> None:
    """Pass a workbook (xlsx, xls, ods) or a table in text that may be read; raise SheetRefused for anything else.

    The greatest size is the setting SHEET_LIMIT_BYTES (50 MB).
    """
    size = path.stat().st_size
    limit: int = getattr(settings, "SHEET_LIMIT_BYTES", DEFAULT_LIMIT)
    if not size:
        raise SheetRefused(_("Tệp trống."))
    if size > limit:
        raise SheetRefused(_("Tệp lớn hơn %(limit)s MB.") % {"limit": limit // 1024**2})
    match format_of(path):
        case "xlsx" | "ods":
            _check_package(path)
        case "xls":
            _check_compound(path.read_bytes())
        case "text":
            _check_text(path)


def format_of(path: Path) -> Format:
    """The format the content shows; SheetRefused when it is no workbook's. Text is what is neither ZIP nor OLE."""
    with path.open("rb") as file:
        head = file.read(len(_OLE))
    if head == _OLE:
        return "xls"
    if not head.startswith(_ZIP):
        return "text"
    try:
        with ZipFile(path) as package:
            names = set(package.namelist())
            if "xl/workbook.bin" in names:
                raise SheetRefused(_("Tệp dạng xlsb không được nhận; hãy lưu lại dạng .xlsx rồi nộp."))
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "content.xml" in names and "mimetype" in names:
                with package.open("mimetype") as mimetype:
                    if mimetype.read(len(_ODS_TYPE)) == _ODS_TYPE:
                        return "ods"
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        raise SheetRefused(broken()) from error
    raise SheetRefused(not_a_workbook())


def not_a_workbook() -> str:
    return _("Tệp không phải là bảng tính (xlsx, xls, ods) hay bảng chữ (csv, tsv).")


def broken() -> str:
    return _("Tệp bị hỏng, không mở được; hãy mở bằng Excel, lưu lại rồi nộp.")


def _macros() -> str:
    return _("Tệp có macro; hãy lưu lại dạng .xlsx (không có macro) rồi nộp.")


def locked() -> str:
    return _("Tệp có mật khẩu; hãy bỏ mật khẩu rồi nộp lại.")


def _check_package(path: Path) -> None:
    try:
        with ZipFile(path) as package:
            entries = package.infolist()
            _check_directory(entries)
            if "META-INF/manifest.xml" in package.namelist() and b"encryption-data" in package.read(
                "META-INF/manifest.xml"
            ):
                raise SheetRefused(locked())
            for entry in entries:
                _check_part(entry.filename, package.read(entry))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise SheetRefused(broken()) from error


def _check_directory(entries: list[ZipInfo]) -> None:
    """What the package declares; whoever declares less than there is fails on unpacking."""
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * (packed + 10_000):
        raise SheetRefused(_("Tệp nén bất thường, không được mở."))
    if len(set(names)) < len(names) or any(map(_escapes, names)):
        raise SheetRefused(_("Tệp có tên phần bên trong bất thường, không được mở."))
    if any(entry.flag_bits & 1 for entry in entries):
        raise SheetRefused(locked())
    lowered = [name.casefold() for name in names]
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "xl/macrosheets/")) for name in lowered):
        raise SheetRefused(_macros())


def _escapes(name: str) -> bool:
    """Whether an entry's name would leave the place it is unpacked to."""
    return "\\" in name or ":" in name or name.startswith("/") or ".." in PurePosixPath(name).parts


def _check_part(name: str, data: bytes) -> None:
    if not name.endswith((".xml", ".rels")) and data.lstrip()[:1] != b"<":
        return
    if b"<!DOCTYPE" in data or data.startswith(_BOMS) or _OTHER_ENCODING.match(data.lstrip(b"\xef\xbb\xbf")):
        raise SheetRefused(_("Tệp có khai báo XML lạ, không được mở."))
    if b"macroEnabled" in data and name == "[Content_Types].xml":
        raise SheetRefused(_macros())
    if b"sheetData" in data:
        check_extents([xlsx.extent(data)])
    elif name == "content.xml":
        check_extents(ods.extents(data))


def check_extents(last_cells: Iterable[Position]) -> None:
    """Pass sheets whose used ranges, which end at these cells, can be laid out together; else raise SheetRefused."""
    cells = 0
    for row, col in last_cells:
        cells += (row + 1) * (col + 1)
        if cells > MAX_CELLS:
            raise SheetRefused(too_far(row, col))


def too_far(row: int, col: int) -> str:
    return _("Có trang tính dùng tới ô %(cell)s, quá xa; hãy xoá các hàng và cột thừa rồi nộp lại.") % {
        "cell": address(row, col)
    }


def _check_compound(data: bytes) -> None:
    """An OLE file: its directory tells an old workbook from an encrypted one and from Word's."""
    if _has_stream(data, "EncryptedPackage"):
        raise SheetRefused(locked())
    if not (_has_stream(data, "Workbook") or _has_stream(data, "Book")):
        raise SheetRefused(not_a_workbook())
    if _has_stream(data, "_VBA_PROJECT_CUR") or _has_stream(data, "_VBA_PROJECT"):
        raise SheetRefused(_macros())
    try:
        if xls.is_locked(data):
            raise SheetRefused(locked())
    except ValueError as error:
        raise SheetRefused(broken()) from error


def _has_stream(data: bytes, name: str) -> bool:
    """Whether the OLE directory names a stream: its entries are 128 bytes long and begin with the padded name."""
    entry = name.encode("utf-16-le").ljust(64, b"\0")
    at = data.find(entry)
    while at >= 0 and at % 128:
        at = data.find(entry, at + 1)
    return at >= 0


def _check_text(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(65_536)
    if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise SheetRefused(
            _("Tệp là trang web hoặc XML mang tên bảng tính; hãy mở bằng Excel, lưu dạng .xlsx rồi nộp.")
        )
    if head.startswith(_BOMS):
        return
    controls = sum(head.count(code) for code in range(32) if code not in b"\t\n\v\f\r\x1a")
    if controls:
        raise SheetRefused(not_a_workbook())
