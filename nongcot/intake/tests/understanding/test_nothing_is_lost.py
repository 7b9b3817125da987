"""Whatever a sheet holds: nothing raises, no filled row disappears, every doubt has a cell, JSON brings all back."""

import json
from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from nongcot.intake.tests.understanding.making import ON, book
from nongcot.intake.understanding import SheetOverride, Understood, understand
from nongcot.intake.understanding.kinds import SHEET_KINDS
from nongcot.sheets.cells import position

HEADINGS = [
    "STT",
    "Tên HTX",
    "Tên sản phẩm",
    "Chủ thể",
    "Xã",
    "Ngày thành lập",
    "Tình trạng",
    "Vốn điều lệ",
    "Số CCCD",
    "#",
    "Lạ",
    None,
]
WORDS = [
    "HTX Sao Mai",
    "THT Rau",
    "Trồng trọt",
    "Tổng cộng",
    "Cộng",
    "Huyện Ý Sơn",
    "I",
    "A",
    "-",
    " ",
    "giải thể 2017",
    "03/04/2018",
    "40m2",
    "1.200,5",
    "3 - 4 sao",
    "Người lập biểu",
    "Trần Văn Thử\nLê Mẫu",
    "0900000001",
    "036099000111",
    "Hîp t¸c x·",
]
CELLS = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.integers(-5, 10**11),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(date(1950, 1, 1), date(2050, 1, 1)),
    st.datetimes(datetime(1950, 1, 1), datetime(2050, 1, 1)),
    st.text(max_size=12),
)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[list[object]], list[object]]:
    """Rows with a header somewhere among them, and merged ranges."""
    width = draw(st.integers(1, 6))
    row = st.lists(CELLS, min_size=width, max_size=width)
    above = draw(st.lists(row, max_size=3))
    header = draw(st.lists(st.sampled_from(HEADINGS), min_size=width, max_size=width))
    below = draw(st.lists(row, max_size=12))
    lines = [*above, header, *below]
    corner = st.tuples(st.integers(0, len(lines) - 1), st.integers(0, width - 1))
    pairs = draw(st.lists(st.tuples(corner, corner), max_size=3))
    merges = [((min(a[0], b[0]), min(a[1], b[1])), (max(a[0], b[0]), max(a[1], b[1]))) for a, b in pairs]
    return lines, merges


def _filled(line: list[object], refused: set[int]) -> bool:
    return any(
        cell is not None and not (isinstance(cell, str) and not cell.strip())
        for at, cell in enumerate(line)
        if at not in refused
    )


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_every_filled_row_is_header_data_or_left_out_once(made):
    lines, merges = made
    understood = understand(book(*lines, merges=merges), on=ON)
    told: list[int] = []
    refused: set[int] = set()
    for sheet in understood.sheets:
        told += [*sheet.header_rows, *(row.row_no for row in sheet.rows)]
        told += [
            row
            for left in sheet.left_out
            for first, last in left.rows
            for row in range(first, last + 1)
            if left.code != "remark"
        ]
        refused |= {position(f"{column.letter}1")[1] for column in sheet.columns if column.klass == "refused"}
    assert len(told) == len(set(told))
    assert {n for n, line in enumerate(lines, 1) if _filled(line, refused)} <= set(told)


@settings(max_examples=80, deadline=None)
@given(sheets(), st.sampled_from([None, *SHEET_KINDS]))
def test_all_of_it_survives_json_and_every_doubt_has_a_cell(made, kind):
    lines, merges = made
    override = {"DS HTX": SheetOverride(kind=kind or "")}
    understood = understand(book(*lines, merges=merges), on=ON, overrides=override)
    assert Understood.from_json(json.loads(json.dumps(understood.to_json()))) == understood
    for doubt in understood.doubts:
        row, column = position(doubt.cell)
        assert row < len(lines)
        assert column < len(lines[0])
        assert doubt.why


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=8))
def test_what_stands_under_a_refused_heading_appears_nowhere(lines):
    secret = "Bí mật 77"
    made = [["Tên HTX", "Số CCCD", "Xã"], *([line[0], secret, line[1]] for line in lines)]
    assert secret not in json.dumps(understand(book(*made), on=ON).to_json(), ensure_ascii=False)
