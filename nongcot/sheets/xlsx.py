"""What the XML of an xlsx sheet tells and the reader does not: extents, errors, hidden rows and columns, old fonts.

Found by searching the bytes, because building the tree of a sheet takes longer than reading its values.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import ZipFile

from nongcot.sheets.cells import Position, column_number, position
from nongcot.sheets.facts import SheetFacts, is_legacy_font

_USUAL = b'<%sc r="'
_WIDE_OR_LONG = rb'<%sc r="(?:[A-Z]{2}|[A-Z]\d{6})'
_FILLED = rb'<%sc r="([A-Z]+)(\d+)"[^>]*(?<!/)>'
_ROOT = re.compile(rb"<((?:[\w.-]+:)?)worksheet[\s>]")


def extent(data: bytes) -> Position:
    """The last row and column that hold a value (or more, never less), of a sheet's XML.

    Raises ValueError for XML that cannot be followed.
    """
    prefix = prefix_of(data)
    if prefix is None or not _is_usual(data, prefix):
        return _extent_by_parsing(data)
    if not re.search(_WIDE_OR_LONG % prefix, data):
        return 99_998, 25
    last_row = 0
    columns: set[bytes] = set()
    for letters, row in re.findall(_FILLED % prefix, data):
        columns.add(letters)
        last_row = max(last_row, int(row))
    last_col = max((column_number(letters.decode()) for letters in columns), default=0)
    return max(last_row - 1, 0), last_col


def prefix_of(data: bytes) -> bytes | None:
    """The namespace prefix of the sheet's elements, with its colon; None when cells are written with several."""
    found = _ROOT.search(data)
    if not found:
        return None
    own = found[1]
    others = (data[max(match.start() - 80, 0) : match.start()] for match in re.finditer(rb":c[\s/>]", data))
    if own:
        return own if b"<c " not in data and all(other.endswith(b"<" + own[:-1]) for other in others) else None
    return None if any(re.search(rb"<[\w.-]+$", other) for other in others) else own


def _is_usual(data: bytes, prefix: bytes) -> bool:
    """Whether every cell names its place first, as Excel and most programs write it."""
    cell = b"<%sc" % prefix
    odd = re.search(re.escape(cell) + rb"[\t\n\r/>]", data)
    return not odd and data.count(cell + b" ") == data.count(_USUAL % prefix)


def _extent_by_parsing(data: bytes) -> Position:
    """The same for unusual XML: cells may leave out their place, which then is the next one."""
    at, last = [-1, -1], [0, 0]

    def start(name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                number = attributes.get("r", "")
                at[:] = [int(number) - 1 if number.isdecimal() else at[0] + 1, -1]
            case "c":
                at[1] += 1
                if attributes.get("r"):
                    at[:] = position(attributes["r"])
            case "v" | "is":
                last[:] = [max(last[0], at[0]), max(last[1], at[1])]

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError("not well-formed") from error
    return last[0], last[1]


def facts(package: ZipFile, sheet_part: str, legacy: dict[int, str]) -> SheetFacts:
    """The facts of one sheet; `legacy` are the styles with an old font, from `legacy_styles`."""
    data = package.read(sheet_part)
    found = _ROOT.search(data)
    prefix = found[1] if found else b""
    told = SheetFacts(errors=dict(_errors(data, prefix)))
    for row in re.finditer(rb"<%srow\s([^>]*hidden=[^>]*)>" % prefix, data):
        told.hidden_rows.update(int(number) - 1 for number in re.findall(rb'\br="(\d+)"', row[1]) if _hides(row[1]))
    for column in re.finditer(rb"<%scol\s([^>]*)/?>" % prefix, data):
        span = dict(re.findall(rb'\b(min|max)="(\d+)"', column[1]))
        if _hides(column[1]) and len(span) == 2:
            told.hidden_columns.update(range(int(span[b"min"]) - 1, min(int(span[b"max"]), 2**14)))
    if legacy:
        for cell in re.finditer(rb'<%sc r="([A-Z]+\d+)"[^>]*\bs="(\d+)"' % prefix, data):
            if font := legacy.get(int(cell[2])):
                told.fonts[position(cell[1].decode())] = font
    return told


def _hides(attributes: bytes) -> bool:
    return bool(re.search(rb'\bhidden="(?:1|true)"', attributes))


def _errors(data: bytes, prefix: bytes) -> Iterator[tuple[Position, str]]:
    """Cells with an error value, and formulas without a value ("")."""
    marks = [b't="e"']
    if b"<%sf" % prefix in data:
        unvalued = (b"</%sf></%sc>", b"</%sf><%sv></%sv>", b"/></%sc>", b"/><%sv></%sv>")
        marks += [mark % ((prefix,) * mark.count(b"%s")) for mark in unvalued]
    for mark in marks:
        at = data.find(mark)
        while at >= 0:
            cell = data[data.rfind(b"<%sc " % prefix, 0, at) : data.find(b"</%sc>" % prefix, at)]
            place = re.search(rb'\br="([A-Z]+\d+)"', cell)
            if place and (mark == marks[0] or b"<%sf" % prefix in cell):
                value = re.search(rb"<%sv>([^<]*)<" % prefix, cell)
                yield position(place[1].decode()), value[1].decode() if value else ""
            at = data.find(mark, at + 1)


def sheet_parts(package: ZipFile) -> dict[str, str]:
    """The part of each worksheet, by the sheet's name."""
    targets = {link.get("Id"): (link.get("Target") or "") for link in _root(package, "xl/_rels/workbook.xml.rels")}
    parts = {}
    for sheet in _root(package, "xl/workbook.xml").iter():
        if _local(sheet.tag) == "sheet":
            link = next((value for key, value in sheet.attrib.items() if _local(key) == "id"), None)
            target = targets.get(link, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in package.namelist():
                parts[sheet.get("name") or ""] = part
    return parts


def legacy_styles(package: ZipFile) -> dict[int, str]:
    """The cell styles with an old font: the number that cells name, and the font."""
    if "xl/styles.xml" not in package.namelist():
        return {}
    data = package.read("xl/styles.xml")
    if not re.search(rb'val="(?:\.vn|vni-)', data, re.IGNORECASE):
        return {}
    root = ElementTree.fromstring(data)
    names = [
        next((child.get("val") or "" for child in font if _local(child.tag) == "name"), "")
        for font in _children(root, "fonts")
    ]
    used = [int(style.get("fontId") or 0) for style in _children(root, "cellXfs")]
    return {n: names[font] for n, font in enumerate(used) if font < len(names) and is_legacy_font(names[font])}


def _root(package: ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(package.read(part))


def _children(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return next((list(child) for child in root if _local(child.tag) == name), [])


def _local(name: str) -> str:
    return name.rpartition("}")[2]
