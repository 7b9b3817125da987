"""Small workbooks made in tests; every name in them is invented."""

from datetime import date

from nongcot.intake.understanding import Doubt, Overrides, PlaceReading, PlaceText, UnderstoodSheet, understand
from nongcot.sheets import Cell, Sheet, Workbook

ON = date(2020, 10, 15)

HEADINGS: list[Cell] = ["STT", "Tên HTX", "Xã", "Ngày thành lập", "Tình trạng"]
COOPS: list[list[Cell]] = [
    [1, "HTX Nấm Sao Mai", "Yên Sơn", "12/05/1998", "Đang HĐ"],
    [2, "HTX Chè Bình Minh", "Yên Hải", "03/04/2018", "Đang hoạt động"],
    [3, "HTX Rau Hạ Long", "Yên Giang", "2016", "Ngừng hoạt động"],
]


def rows(*lines: list[Cell]) -> list[list[Cell]]:
    """Lines of a sheet, all as wide as the widest."""
    width = max(len(line) for line in lines)
    return [[*line, *[None] * (width - len(line))] for line in lines]


def drawn(picture: str) -> list[list[Cell]]:
    """Lines drawn with "|" between cells: blank cells are empty, digits numbers where they do not begin with 0."""
    return [[_cell(text.strip()) for text in line.split("|")] for line in picture.strip("\n").splitlines()]


def _cell(text: str) -> Cell:
    if text.isdecimal() and (text == "0" or text[0] != "0"):
        return int(text)
    return text or None


def book(*lines: list[Cell], name: str = "DS HTX", file: str = "tep.xlsx", **facts: object) -> Workbook:
    """A workbook of one sheet; `facts` are merges, hidden, hidden_rows, hidden_columns, fonts, doubts."""
    return Workbook(file, "xlsx", [Sheet(name, rows(*lines), **facts)])  # type: ignore[arg-type]


def read(
    *lines: list[Cell],
    name: str = "DS HTX",
    file: str = "tep.xlsx",
    on: date = ON,
    kind: str | None = None,
    overrides: Overrides | None = None,
    **facts: object,
) -> UnderstoodSheet:
    """The one table of a made workbook, understood."""
    (sheet,) = understand(book(*lines, name=name, file=file, **facts), on=on, kind=kind, overrides=overrides).sheets
    return sheet


def column(heading: str, *values: Cell, name: str = "DS HTX", on: date = ON) -> UnderstoodSheet:
    """A list of co-ops with one more column of these values."""
    lines = [[n, f"HTX Thử Nghiệm {n}", value] for n, value in enumerate(values, 1)]
    return read(["STT", "Tên HTX", heading], *lines, name=name, on=on)


def doubts(sheet: UnderstoodSheet) -> dict[str, str]:
    """The code of the (last) doubt of each doubtful cell."""
    return {doubt.cell: doubt.code for doubt in sheet.doubts}


def doubt(sheet: UnderstoodSheet, cell: str) -> Doubt:
    """The only doubt of a cell."""
    (found,) = [doubt for doubt in sheet.doubts if doubt.cell == cell]
    return found


def values(sheet: UnderstoodSheet, target: str) -> list[object]:
    """What each row holds for a target."""
    return [row.value(target) for row in sheet.rows]


def targets(sheet: UnderstoodSheet) -> dict[str, str | None]:
    """The target of each column, by letter."""
    return {column.letter: column.target for column in sheet.columns}


def left_out(sheet: UnderstoodSheet) -> dict[str, list[list[int]]]:
    """The runs of rows that were left out, by reason."""
    found: dict[str, list[list[int]]] = {}
    for left in sheet.left_out:
        found.setdefault(left.code, []).extend(list(run) for run in left.rows)
    return found


def nowhere(text: PlaceText) -> PlaceReading:
    """A look-up that finds nothing and says so."""
    return PlaceReading(None, doubt=f"không tìm thấy {text.commune or text.address}")
