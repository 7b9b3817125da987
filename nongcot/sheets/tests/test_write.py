"""Exports: what a spreadsheet gets, and that our own reader takes it back."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.kernel.dates import PartialDate
from nongcot.kernel.numbers import parse_number
from nongcot.sheets import read_workbook
from nongcot.sheets.write import Column, Table, guarded, sheet_name, write_csv, write_xlsx

COLUMNS = [
    Column("STT", "number", 6),
    Column("Tên"),
    Column("Mã số thuế", "code"),
    Column("Vốn (triệu đồng)", "number"),
    Column("Tỷ lệ (%)", "percent"),
    Column("Thành lập", "day"),
    Column("Ghi lúc", "moment"),
]
MOMENT = datetime(2020, 10, 14, 17, 30, tzinfo=UTC)
ROWS = [
    [1, "HTX Yên Mỹ", "0012345678", Decimal("1234.5"), 12.5, date(2018, 4, 3), MOMENT],
    [2, "=HYPERLINK(1)", "-5", -7, None, PartialDate.year(2016), None],
    [3, None, "", Decimal("1234567.125"), 0, PartialDate.day(date(2019, 1, 2)), None],
]
NOTES = ["Nguồn: sổ Nòng Cốt, ngày 15/10/2020, bút toán 7"]
TABLE = Table("Danh sách: hợp tác xã", COLUMNS, ROWS, NOTES)


@pytest.fixture
def xlsx(tmp_path):
    write_xlsx(tmp_path / "a.xlsx", [TABLE, Table("Danh sách hợp tác xã", COLUMNS[:1], [])])
    return tmp_path / "a.xlsx"


def test_a_workbook_is_read_back_as_it_was(xlsx):
    first, second = read_workbook(xlsx).sheets
    assert [first.name, second.name] == ["Danh sách hợp tác xã", "Danh sách hợp tác xã (2)"]
    assert first.rows[0][0] == TABLE.title
    assert first.rows[1][0] == NOTES[0]
    assert first.rows[2] == [column.label for column in COLUMNS]
    moment = datetime(2020, 10, 15, 0, 30)
    assert first.rows[3] == [1, "HTX Yên Mỹ", "0012345678", 1234.5, 12.5, date(2018, 4, 3), moment]
    assert first.rows[4] == [2, "=HYPERLINK(1)", "-5", -7, None, "2016", None]
    assert first.rows[5] == [3, None, None, 1234567.125, 0, date(2019, 1, 2), None]
    assert first.doubts == {}


def test_types_and_layout_of_a_workbook(xlsx):
    sheet = openpyxl.load_workbook(xlsx).worksheets[0]
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:G6"
    assert sheet["B5"].data_type == "s"
    assert sheet["C4"].number_format == "@"
    assert sheet["D4"].number_format == "#,##0.##"
    assert sheet["F4"].number_format == "dd/mm/yyyy"
    assert sheet["F4"].is_date
    assert sheet.column_dimensions["A"].width == pytest.approx(6, abs=1)


def test_numbers_that_a_spreadsheet_would_round_are_text(tmp_path):
    table = Table("A", [Column("Số", "number")], [[12345678901234567], [Decimal("NaN")], [10**18]])
    write_xlsx(tmp_path / "a.xlsx", [table])
    rows = read_workbook(tmp_path / "a.xlsx").sheets[0].rows
    assert rows[2:] == [["12345678901234567"], ["NaN"], [10**18]]


def test_days_before_spreadsheets_are_text(tmp_path):
    write_xlsx(tmp_path / "a.xlsx", [Table("A", [Column("Ngày", "day")], [[date(1899, 12, 31)]])])
    assert read_workbook(tmp_path / "a.xlsx").sheets[0].rows[2] == ["31/12/1899"]


def test_a_row_of_another_width_is_refused(tmp_path):
    with pytest.raises(ValueError, match="zip"):
        write_xlsx(tmp_path / "a.xlsx", [Table("A", COLUMNS, [[1]])])


def test_csv_as_vietnamese_spreadsheets_read_it():
    target = BytesIO()
    write_csv(target, TABLE)
    lines = target.getvalue().decode("utf-8-sig").split("\r\n")
    assert target.getvalue().startswith(b"\xef\xbb\xbf")
    assert lines[1] == NOTES[0]
    assert lines[3] == "1;HTX Yên Mỹ;0012345678;1234,5;12,5;03/04/2018;15/10/2020 00:30"
    assert lines[4] == "2;'=HYPERLINK(1);'-5;-7;;2016;"
    assert lines[5] == "3;;;1234567,1250;0;02/01/2019;"


def test_csv_is_read_back(tmp_path):
    write_csv(tmp_path / "a.csv", TABLE)
    rows = read_workbook(tmp_path / "a.csv").sheets[0].rows
    assert rows[2] == [column.label for column in COLUMNS]
    assert rows[4][:4] == ["2", "=HYPERLINK(1)", "-5", "-7"]


@given(st.decimals(-(10**9), 10**9, places=3))
def test_numbers_in_csv_are_never_ambiguous(number):
    target = BytesIO()
    write_csv(target, Table("", [Column("Số", "number")], [[number]]))
    written = target.getvalue().decode("utf-8-sig").split("\r\n")[1]
    reading = parse_number(written)
    assert (reading.value, reading.doubt) == (number, "")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta", "\ra"])
def test_nothing_is_computed(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("Tổ hợp tác [2020]: A/B", (), "Tổ hợp tác 2020 A B"),
        ("x" * 40, (), "x" * 31),
        ("x" * 40, ("x" * 31,), "x" * 27 + " (2)"),
        ("'?*", (), "Bảng"),
        ("History", (), "History (2)"),
    ],
)
def test_names_of_sheets(title, taken, name):
    assert sheet_name(title, taken) == name
