"""An xlsx without the rows that nobody asks for: what opening it for its formats takes grows with its cells."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from nongcot.sheets import xlsx

_NUMBER = re.compile(rb'\sr="(\d+)"')
#: Where either stands, what looks like a row may be none.
_NOT_PLAIN = (b"<![CDATA[", b"<!--")


def thinned(source: Path, rows_only: Mapping[str, set[int]]) -> BytesIO:
    """The workbook with only those rows (from 0) of the sheets that are named; the other sheets stay whole.

    So does a sheet whose rows cannot be told apart by searching its bytes.
    """
    out = BytesIO()
    with ZipFile(source) as package, ZipFile(out, "w", ZIP_STORED) as copy:
        parts = {part: rows_only[name] for name, part in xlsx.sheet_parts(package).items() if name in rows_only}
        for part in package.namelist():
            data = package.read(part)
            copy.writestr(part, _without(data, parts[part]) if part in parts else data)
    out.seek(0)
    return out


def _without(sheet: bytes, rows: set[int]) -> bytes:
    """The XML of a sheet with only these rows."""
    prefix = xlsx.prefix_of(sheet)
    if prefix is None or any(sign in sheet for sign in _NOT_PLAIN):
        return sheet
    row = b"%srow" % prefix
    found = list(re.finditer(rb"<%s(?=[\s/>])([^>]*?)(?:/>|>.*?</%s\s*>)" % (row, row), sheet, re.DOTALL))
    numbers = [_NUMBER.search(told[1]) for told in found]
    if not all(numbers):
        return sheet
    kept, since = [], 0
    for told, number in zip(found, numbers, strict=True):
        if number is not None and int(number[1]) - 1 not in rows:
            kept.append(sheet[since : told.start()])
            since = told.end()
    return b"".join((*kept, sheet[since:]))
