"""Tables of a report: what one holds, how wide its columns become, and its WordprocessingML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from nongcot.papers.content import Content, plain
from nongcot.papers.metrics import width as printed_width
from nongcot.papers.metrics import wrap
from nongcot.papers.wordml import (
    PLAIN_LINK,
    Relate,
    attribute,
    cm,
    paragraph,
    paragraph_properties,
    run,
    run_properties,
    runs,
)

SIZES = (13.0, 12.0, 11.0)
"""Font sizes tried in turn until the longest words fit their columns."""
PADDING_CM = 0.15
"""Blank left and right of a cell's text."""
KEEP_TOGETHER_ROWS = 8
"""A table of so few rows is never broken over two pages."""

_POINTS_PER_CM = 72 / 2.54
_WIDEST_WORD_CM = 5.0
_WIDEST_TEXT_CM = 7.0
_SLACK_CM = 0.15
#: The height of a line, of its letters' size.
_LINE = 1.15


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the heading of the `group` it shares with its neighbours, and how its cells stand.

    `width` in centimetres is worked out from the contents when not given.
    """

    title: str
    align: Literal["left", "center", "right"] = "left"
    width: float | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """A row in bold: a total or a subtotal."""

    cells: Sequence[Content]


@dataclass(frozen=True, slots=True)
class Band:
    """A row of one cell across the table, that names the rows below it."""

    text: str


Row = Sequence[Content] | Total | Band


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption (numbered by the document), unit of measure and notes.

    `largest` is the size in points that its letters do not exceed.

    Raises ValueError when a row has not one cell for each column.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    caption: str = ""
    unit: str = ""
    notes: Sequence[Content] = ()
    largest: float = SIZES[0]

    def __post_init__(self) -> None:
        for place, row in enumerate(self.rows, start=1):
            if not isinstance(row, Band) and len(_cells(row)) != len(self.columns):
                raise ValueError(f"row {place} has {len(_cells(row))} cells for {len(self.columns)} columns")


def _cells(row: Sequence[Content] | Total) -> Sequence[Content]:
    return row.cells if isinstance(row, Total) else row


# --- widths


def _centimetres(text: str, size: float, bold: bool) -> float:
    return printed_width(text, size, bold) / _POINTS_PER_CM


def _two_lines(heading: str, size: float) -> float:
    """The width at which a heading stands on two lines."""
    words = heading.split()
    halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(len(words)))
    return min((max(_centimetres(half, size, True) for half in pair) for pair in halves), default=0)


def _wanted(table: Table, index: int, size: float) -> tuple[float, float, float, float]:
    """Widths of a column in cm: its longest word fits; its cells stand on one line; its heading on two as well; its
    heading on one.
    """
    column = table.columns[index]
    if column.width:
        return column.width, column.width, column.width, column.width
    texts = [(plain(_cells(row)[index]), isinstance(row, Total)) for row in table.rows if not isinstance(row, Band)]
    words = {(word, bold) for text, bold in texts for word in text.split(" ")}
    words |= {(word, True) for word in column.title.split()}
    edge = 2 * PADDING_CM + _SLACK_CM
    longest = max((_centimetres(word, size, bold) for word, bold in words), default=0)
    least = min(longest, _WIDEST_WORD_CM) + edge
    whole = max((_centimetres(text, size, bold) for text, bold in set(texts)), default=0)
    cells = max(least, min(whole, _WIDEST_TEXT_CM) + edge)
    best = max(cells, _two_lines(column.title, size) + edge)
    return least, cells, best, max(best, _centimetres(column.title, size, True) + edge)


def widths(table: Table, size: float, room: float) -> list[float] | None:
    """Widths in cm that fill `room` at a font `size`; None when some word would have to be broken."""
    wanted = [_wanted(table, index, size) for index in range(len(table.columns))]
    least, cells, best, ample = (list(step) for step in zip(*wanted, strict=True))
    if sum(least) > room:
        return None
    if sum(ample) <= room:
        return [width * room / sum(ample) for width in ample]
    if sum(best) <= room:
        return [width * room / sum(best) for width in best]
    low, high = (cells, best) if sum(cells) <= room else (least, cells)
    share = (room - sum(low)) / (sum(high) - sum(low))
    return [narrow + (broad - narrow) * share for narrow, broad in zip(low, high, strict=True)]


def fit(table: Table, room: float) -> tuple[float, list[float]]:
    """The largest font size at which the table fits into `room` cm, and its widths.

    A table too wide even for the smallest size is squeezed evenly: words break, nothing leaves the page.
    """
    for size in (size for size in SIZES if size <= table.largest):
        found = widths(table, size, room)
        if found is not None:
            return size, found
    least = [_wanted(table, index, SIZES[-1])[0] for index in range(len(table.columns))]
    return SIZES[-1], [low * room / sum(least) for low in least]


def is_wide(table: Table, room: float) -> bool:
    """Whether the table wants a landscape page: at the ordinary size it would have to break words in `room` cm."""
    return widths(table, table.largest, room) is None


# --- WordprocessingML


def _cell(width: int, inner: str, *, span: int = 1, merge: str = "") -> str:
    properties = (
        f'<w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
        + '<w:vAlign w:val="center"/>'
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def _row(cells: str, *, heading: bool = False, height: int = 0) -> str:
    least = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{'<w:tblHeader/>' if heading else ''}</w:trPr>{cells}</w:tr>"


def _heading_cell(text: str, width: int, size: float, *, span: int = 1, merge: str = "") -> str:
    inner = run(text, run_properties(size, True)) if text else ""
    properties = paragraph_properties("TableText", align="center", keep_next=True)
    return _cell(width, paragraph(inner, properties), span=span, merge=merge)


def _heading_rows(table: Table, twips: Sequence[int], size: float) -> Iterator[str]:
    if not any(column.group for column in table.columns):
        cells = (_heading_cell(c.title, w, size) for c, w in zip(table.columns, twips, strict=True))
        yield _row("".join(cells), heading=True)
        return
    upper: list[str] = []
    lower: list[str] = []
    for group, members in groupby(zip(table.columns, twips, strict=True), key=lambda pair: pair[0].group):
        together = list(members)
        if group:
            upper.append(_heading_cell(group, sum(w for _, w in together), size, span=len(together)))
            lower.extend(_heading_cell(column.title, w, size) for column, w in together)
        else:
            upper.extend(_heading_cell(column.title, w, size, merge="restart") for column, w in together)
            lower.extend(_heading_cell("", w, size, merge="continue") for _, w in together)
    yield _row("".join(upper), heading=True)
    yield _row("".join(lower), heading=True, height=_lower_height(table, twips, size))


def _lower_height(table: Table, twips: Sequence[int], size: float) -> int:
    """What the lower row of headings needs, in twips, so that headings which span both rows have room: where they are
    repeated on a page LibreOffice cuts them off at the two rows' own height.
    """

    def lines(text: str, width: int) -> int:
        return len(wrap(text, width / 20 - 2 * PADDING_CM * _POINTS_PER_CM, size, True))

    columns = list(zip(table.columns, twips, strict=True))
    groups = {column.group: sum(w for c, w in columns if c.group == column.group) for column in table.columns}
    spanning = max((lines(column.title, width) for column, width in columns if not column.group), default=0)
    above = max(lines(group, width) for group, width in groups.items() if group)
    return round(max(0, spanning - above) * size * 20 * _LINE)


def _keeps_next(table: Table, place: int) -> bool:
    """Whether a row stays with the next: small tables whole, two rows below the heading, a total with a row above,
    the last two rows with the notes below.
    """
    last = len(table.rows) - 1
    if place == last:
        return bool(table.notes)
    return (
        len(table.rows) <= KEEP_TOGETHER_ROWS
        or place == 0
        or isinstance(table.rows[place], Band)
        or (place + 1 == last and (isinstance(table.rows[last], Total) or bool(table.notes)))
    )


def _body_rows(table: Table, twips: Sequence[int], size: float, relate: Relate) -> Iterator[str]:
    for place, row in enumerate(table.rows):
        keep = _keeps_next(table, place)
        if isinstance(row, Band):
            inner = run(row.text, run_properties(size, True))
            text = paragraph(inner, paragraph_properties("TableText", keep_next=keep))
            yield _row(_cell(sum(twips), text, span=len(twips)))
            continue
        bold = isinstance(row, Total)
        cells = []
        for content, column, width in zip(_cells(row), table.columns, twips, strict=True):
            inner = runs(content, size, relate, bold=bold, link=PLAIN_LINK)
            align = "" if column.align == "left" else column.align
            cells.append(_cell(width, paragraph(inner, paragraph_properties("TableText", align=align, keep_next=keep))))
        yield _row("".join(cells))


def table_xml(table: Table, room: float, relate: Relate, *, caption: str) -> str:
    """The table in `room` cm, headings repeated on every page, rows never broken; `caption` is its alternative text."""
    size, widths_cm = fit(table, room)
    twips = [cm(width) for width in widths_cm]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    padding = f'<w:left w:w="{cm(PADDING_CM)}" w:type="dxa"/><w:right w:w="{cm(PADDING_CM)}" w:type="dxa"/>'
    body = "".join((*_heading_rows(table, twips, size), *_body_rows(table, twips, size, relate)))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar>{padding}</w:tblCellMar>'
        f'<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val="{attribute(caption)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )
