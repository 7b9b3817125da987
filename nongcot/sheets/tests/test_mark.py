"""The officer's workbook given back: colours, reasons, the rows that stay."""

from datetime import datetime
from zipfile import ZipFile

import openpyxl
import pytest
import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import Font

from nongcot.sheets import SheetRefused, read_workbook
from nongcot.sheets.mark import COLOUR, marked_copy


@pytest.fixture
def source(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "HTX"
    sheet["A1"] = "DANH SÁCH"
    sheet.merge_cells("A1:C1")
    sheet.append(["STT", "Tên", "Vốn"])
    for row in range(3, 9):
        sheet.append([row - 2, f"HTX {row - 2}", row * 1.5])
    sheet["B4"] = "=A4"
    sheet["B5"].font = Font(bold=True, name="Arial")
    sheet["B5"].comment = Comment("ghi chú cũ", "x")
    sheet.merge_cells("C6:C8")
    sheet.column_dimensions["B"].width = 44
    book.create_sheet("Khác")["A1"] = "nguyên"
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def marked(source, marks, rows_only=None):
    out = source.with_name("out.xlsx")
    marked_copy(source, marks, rows_only, out)
    return openpyxl.load_workbook(out)


def is_marked(cell):
    return cell.fill.start_color.rgb.endswith(COLOUR)


def test_doubtful_cells_are_coloured_with_their_reason(source):
    book = marked(source, {"HTX": {(4, 1): "Tên quá ngắn.", (2, 2): "Số lạ."}})
    sheet = book["HTX"]
    assert is_marked(sheet["B5"])
    assert sheet["B5"].comment.text == "ghi chú cũ\nTên quá ngắn."
    assert sheet["C3"].comment.text == "Số lạ."
    assert not is_marked(sheet["B6"])
    assert (sheet["B5"].font.bold, sheet["B4"].value) == (True, "=A4")
    assert book["Khác"]["A1"].value == "nguyên"


def test_a_mark_inside_a_merged_range_goes_to_its_first_cell(source):
    sheet = marked(source, {"HTX": {(6, 2): "Gộp.", (0, 1): "Tiêu đề."}})["HTX"]
    assert sheet["C6"].comment.text == "Gộp."
    assert sheet["A1"].comment.text == "Tiêu đề."


def test_rows_that_went_in_are_left_out(source):
    book = marked(source, {"HTX": {(4, 1): "Sai.", (5, 1): "Đã vào."}}, {"HTX": {0, 1, 3, 4, 6, 7}})
    sheet = book["HTX"]
    assert book.sheetnames == ["HTX", "Khác"]
    assert [sheet.cell(row, 1).value for row in range(1, 8)] == ["DANH SÁCH", "STT", 2, 3, 5, 6, None]
    assert is_marked(sheet["B4"])
    assert sheet["B4"].font.bold
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment] == ["B4"]
    assert sheet["B3"].value is None  # the formula had never been computed
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:C1", "C5:C6"}
    assert sheet["C5"].value == 9  # the value of the merged range, whose first row went in
    assert sheet.column_dimensions["B"].width == 44


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        (b'<row r="6"', b"<row"),  # a row that does not tell its number
        (b"<sheetData>", b"<sheetData><!-- <row r='4'> -->"),
    ],
)
def test_formats_stay_also_where_rows_are_not_written_plainly(source, written, instead):
    plain = source.with_name("plain.xlsx")
    with ZipFile(source.rename(plain)) as package, ZipFile(source, "w") as odd:
        for part in package.namelist():
            data = package.read(part)
            odd.writestr(part, data.replace(written, instead) if part.endswith("sheet1.xml") else data)
    sheet = marked(source, {}, {"HTX": {0, 1, 4, 5}})["HTX"]
    assert [sheet.cell(row, 1).value for row in range(1, 5)] == ["DANH SÁCH", "STT", 3, 4]
    assert sheet["B3"].font.bold


def test_text_never_becomes_a_formula(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "STT"
    book.active["A2"] = "=cmd()"
    book.active["A2"].data_type = "s"
    book.save(tmp_path / "a.xlsx")
    sheet = marked(tmp_path / "a.xlsx", {}, {"Sheet": {0, 1}})["Sheet"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=cmd()", "s")


def test_text_files_are_written_anew(tmp_path):
    (tmp_path / "Danh sách [1].csv").write_text("Mã;Tên\n001;'=A\n002;B\n", encoding="utf-8")
    sheet = marked(tmp_path / "Danh sách [1].csv", {"Danh sách [1]": {(2, 1): "Ngắn."}}, {"Danh sách [1]": {0, 2}})
    sheet = sheet["Danh sách 1"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["Mã", "Tên"], ["002", "B"]]
    assert sheet["B2"].comment.text == "Ngắn."


def test_old_workbooks_are_written_anew(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write(0, 0, datetime(2018, 4, 3), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    sheet.write(1, 1, "x\x01y")
    sheet.write_merge(2, 3, 0, 1, "gộp")
    book.save(str(tmp_path / "a.xls"))
    sheet = marked(tmp_path / "a.xls", {"S": {(3, 1): "Gộp."}})["S"]
    assert sheet["A1"].value == datetime(2018, 4, 3)
    assert sheet["A1"].number_format == "dd/mm/yyyy"
    assert sheet["B2"].value == "xy"
    assert sheet["A3"].comment.text == "Gộp."


def test_a_workbook_that_cannot_be_kept_is_written_anew(source, monkeypatch):
    def strict(path):
        raise ValueError("Value must be either numerical or a string containing a wildcard")

    monkeypatch.setattr("nongcot.sheets.mark.load_workbook", strict)
    sheet = marked(source, {"HTX": {(2, 1): "Sai."}})["HTX"]
    assert sheet["B3"].comment.text == "Sai."
    assert sheet["A1"].value == "DANH SÁCH"


def test_the_copy_can_be_read_again(source):
    marked(source, {"HTX": {(4, 1): "Sai."}}, {"HTX": {0, 1, 4}})
    assert read_workbook(source.with_name("out.xlsx")).sheets[0].rows == [
        ["DANH SÁCH", None, None],
        ["STT", "Tên", "Vốn"],
        [3, "HTX 3", 7.5],
    ]


def test_what_is_no_workbook_is_refused(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"")
    with pytest.raises(SheetRefused):
        marked_copy(tmp_path / "a.csv", {}, None, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()
