"""Files that are refused, each with a sentence, and files that only look suspicious."""

from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlwt
from openpyxl import Workbook

from nongcot.sheets.guard import MAX_CELLS, check
from nongcot.sheets.refusal import SheetRefused
from nongcot.sheets.tests import packages

A1 = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refusal(path):
    with pytest.raises(SheetRefused) as refused:
        check(path)
    return refused.value.sentence


def written(tmp_path, data, name="a.xlsx"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_workbooks_pass(tmp_path):
    Workbook().save(tmp_path / "a.xlsx")
    old = xlwt.Workbook()
    old.add_sheet("S").write(0, 0, "chữ")
    old.save(str(tmp_path / "a.xls"))
    packages.ods(tmp_path / "a.ods", "<table:table-row/>")
    (tmp_path / "a.csv").write_text("STT;Tên\n1;HTX Yên Mỹ\n")
    (tmp_path / "wide.csv").write_text("STT\tTên\n1\tHTX\n", encoding="utf-16")
    for path in tmp_path.iterdir():
        check(path)


def test_the_content_decides_not_the_name(tmp_path):
    Workbook().save(tmp_path / "a.xls")
    check(tmp_path / "a.xls")
    assert "không phải là bảng tính" in refusal(written(tmp_path, b"%PDF-1.7\n\x00\x01\x02", "a.xlsx"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "trống"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "không phải là bảng tính"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "trang web"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "trang web"),
        (b"PK\x03\x04 and nothing more", "hỏng"),
        (packages.compound("EncryptedPackage"), "mật khẩu"),
        (packages.compound("WordDocument"), "không phải là bảng tính"),
        (packages.compound("Workbook", "_VBA_PROJECT_CUR"), "macro"),
    ],
)
def test_what_is_no_workbook_or_locked(tmp_path, data, words):
    assert words in refusal(written(tmp_path, data))


def test_a_name_in_a_cell_is_no_directory_entry(tmp_path):
    old = xlwt.Workbook()
    old.add_sheet("S").write(0, 0, "EncryptedPackage Đ")
    old.save(str(tmp_path / "a.xls"))
    check(tmp_path / "a.xls")


def test_the_size_is_limited_by_a_setting(tmp_path, settings):
    path = written(tmp_path, b"STT;T\n" * 400_000, "a.csv")
    check(path)
    settings.SHEET_LIMIT_BYTES = 2 * 1024**2
    assert "2 MB" in refusal(path)


def test_a_bomb_is_not_unpacked(tmp_path):
    path = packages.xlsx(tmp_path / "a.xlsx", packages.sheet(A1), xl__media__x=b"\0" * 30_000_000)
    assert path.stat().st_size < 100_000
    assert "bất thường" in refusal(path)


def test_too_many_parts(tmp_path):
    parts = {f"xl__x{n}": "" for n in range(5_001)}
    assert "bất thường" in refusal(packages.xlsx(tmp_path / "a.xlsx", packages.sheet(A1), **parts))


def test_a_part_greater_than_it_declares(tmp_path):
    path = packages.xlsx(tmp_path / "a.xlsx", packages.sheet(A1), xl__x=b"0" * 5_000)
    data = path.read_bytes()
    path.write_bytes(data.replace((5_000).to_bytes(4, "little"), (50).to_bytes(4, "little")))
    assert "hỏng" in refusal(path)


@pytest.mark.parametrize("name", ["../evil", "xl/../../evil", "/etc/passwd", "C:\\evil", "xl\\evil"])
def test_names_that_leave_the_place(tmp_path, name):
    path = packages.xlsx(tmp_path / "a.xlsx", packages.sheet(A1))
    with ZipFile(path, "a") as package:
        package.writestr("xl/evil", "x")
    raw, plain = path.read_bytes(), b"xl/evil"
    if len(name) != len(plain):  # the library mends backslashes, so they are put in afterwards
        with ZipFile(path, "a") as package:
            package.writestr(name.replace("\\", "/"), "x")
        raw = path.read_bytes()
        path.write_bytes(raw.replace(name.replace("\\", "/").encode(), name.encode()))
    else:
        path.write_bytes(raw.replace(plain, name.encode()))
    assert "bất thường" in refusal(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name(tmp_path):
    path = packages.xlsx(tmp_path / "a.xlsx", packages.sheet(A1))
    with ZipFile(path, "a", ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert "bất thường" in refusal(path)


@pytest.mark.parametrize(
    ("part", "data", "words"),
    [
        ("xl__vbaProject.bin", b"\xd0\xcf", "macro"),
        ("xl__macrosheets__sheet1.xml", "<xm/>", "macro"),
        ("[Content_Types].xml", "<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>", "macro"),
        ("xl__workbook.bin", b"", "xlsb"),
        ("xl__sharedStrings.xml", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst>&e;</sst>', "XML"),
        ("docProps__app.xml", f"<?xml version='1.0'?>{' ' * 9000}<!DOCTYPE x><x/>", "XML"),
        ("xl__x.xml", '<?xml version="1.0" encoding="utf-7"?><x/>', "XML"),
        ("xl__y.xml", "<x/>".encode("utf-16"), "XML"),
    ],
)
def test_harmful_parts(tmp_path, part, data, words):
    assert words in refusal(packages.xlsx(tmp_path / "a.xlsx", packages.sheet(A1), **{part: data}))


def test_locked_ods(tmp_path):
    path = packages.ods(tmp_path / "a.ods", "<table:table-row/>", manifest="<manifest:encryption-data/>")
    assert "mật khẩu" in refusal(path)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'><c s='0' r='XFD1048576'><v>1</v></c></row>",
        '<row r="1048576"><c\nr="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><z:c r="XFD1048576"><v>1</v></z:c></row>',
        '<row r="1048576"><c r="Z1048576" t="inlineStr"><is><t>x</t></is></c></row>',
        '<row r="1048570"/><row><c r="A1048571"><v>1</v></c>' + "<c><v>1</v></c>" * 30 + "</row>",
    ],
)
def test_cells_too_far_away_are_named(tmp_path, rows):
    assert "quá xa" in refusal(packages.xlsx(tmp_path / "a.xlsx", packages.sheet(rows)))


def test_empty_cells_far_away_do_no_harm(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    check(packages.xlsx(tmp_path / "a.xlsx", packages.sheet(rows)))


def test_a_repeated_row_counts_as_often_as_it_stands(tmp_path):
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="1000"/>'
    row = '<table:table-row table:number-rows-repeated="{}">' + cell + "</table:table-row>"
    check(packages.ods(tmp_path / "a.ods", row.format(MAX_CELLS // 1000)))
    assert "quá xa" in refusal(packages.ods(tmp_path / "b.ods", row.format(MAX_CELLS // 1000 + 1)))


def test_a_run_of_blanks_that_a_number_stands_for(tmp_path):
    cell = '<table:table-cell office:value-type="string"><text:p>a<text:s text:c="{}"/>b</text:p></table:table-cell>'
    row = f"<table:table-row>{cell}</table:table-row>"
    check(packages.ods(tmp_path / "a.ods", row.format(5)))
    assert refusal(packages.ods(tmp_path / "b.ods", row.format(400_000_000)))


def test_an_old_workbook_that_ends_early(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, 1)
    book.save(str(tmp_path / "a.xls"))
    data = (tmp_path / "a.xls").read_bytes()
    check(tmp_path / "a.xls")
    assert "hỏng" in refusal(written(tmp_path, data[:30] + b"\xff\xff" + data[32:]))


def test_a_locked_old_workbook(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, 1)
    book.save(str(tmp_path / "a.xls"))
    data = (tmp_path / "a.xls").read_bytes()
    # The record WINDOWPROTECT of the workbook, which has the same length, is turned into FILEPASS.
    assert "mật khẩu" in refusal(written(tmp_path, data.replace(b"\x19\0\x02\0", b"\x2f\0\x02\0", 1)))


def test_xml_that_cannot_be_followed(tmp_path):
    assert refusal(packages.ods(tmp_path / "a.ods", "<table:table-row>"))
    assert refusal(packages.xlsx(tmp_path / "a.xlsx", packages.sheet("<row><c r='A1'>")))
