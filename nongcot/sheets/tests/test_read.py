"""What is read of workbooks: values as they are, and what stands beside them."""

from datetime import date, datetime, time

import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from nongcot.sheets import SheetRefused, read_workbook
from nongcot.sheets.tests import packages


@pytest.fixture
def xlsx(tmp_path):
    """Make a workbook with XlsxWriter and read it."""

    def make(fill, *names):
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(path) as book:
            fill(book, *(book.add_worksheet(name) for name in names or ("S",)))
        return read_workbook(path)

    return make


def test_values_are_plain(xlsx):
    def fill(book, sheet):
        values = ["  Hợp tác xã\n", "0012345", "", 27.0, 79.60615, True, 1e300, "=1+1"]
        for col, value in enumerate(values):
            (sheet.write_string if isinstance(value, str) else sheet.write)(0, col, value)
        for col, (value, form) in enumerate(
            [
                (datetime(2018, 4, 3), "dd/mm/yyyy"),
                (datetime(2018, 4, 3, 14, 30), '"Ngày" dd/mm/yyyy hh:mm'),
                (time(14, 30), "hh:mm"),
                (1.5, "[h]:mm:ss"),
                (0.125, "0.0%"),
            ]
        ):
            sheet.write(1, col, value, book.add_format({"num_format": form}))

    rows = xlsx(fill).sheets[0].rows
    assert rows[0] == ["  Hợp tác xã\n", "0012345", None, 27, 79.60615, True, 1e300, "=1+1"]
    assert [type(value) for value in rows[0][3:6]] == [int, float, bool]
    assert rows[1][:5] == [date(2018, 4, 3), datetime(2018, 4, 3, 14, 30), time(14, 30), "1 day, 12:00:00", 0.125]
    assert rows[1][5:] == [None] * 3


@pytest.mark.parametrize(
    ("options", "serial", "day"),
    [
        ({}, 59, date(1900, 2, 28)),
        ({}, 61, date(1900, 3, 1)),  # 60 would be the 29 February that 1900 did not have
        ({}, 43193, date(2018, 4, 3)),
        ({"date_1904": True}, 41731, date(2018, 4, 3)),
    ],
)
def test_days_are_numbers_in_spreadsheets(tmp_path, options, serial, day):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", options) as book:
        book.add_worksheet().write_number(0, 0, serial, book.add_format({"num_format": "dd/mm/yyyy"}))
    assert read_workbook(tmp_path / "a.xlsx").sheets[0].rows == [[day]]


def test_rich_text_is_joined(xlsx):
    def fill(book, sheet):
        sheet.write_rich_string(0, 0, "Hợp ", book.add_format({"bold": True}), "tác", " xã")

    assert xlsx(fill).sheets[0].rows == [["Hợp tác xã"]]


def test_the_name_and_the_sheets(xlsx):
    def fill(book, *sheets):
        for sheet in sheets:
            sheet.write(0, 0, "x")
        sheets[1].hide()
        sheets[2].very_hidden()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=HTX!$A$1:$A$2"})
        book.add_chartsheet("Hình").set_chart(chart)

    workbook = xlsx(fill, "HTX", "Tổ hợp tác", "Ẩn")
    assert (workbook.name, workbook.format, workbook.doubts) == ("a.xlsx", "xlsx", ())
    assert [(sheet.name, sheet.hidden) for sheet in workbook.sheets] == [
        ("HTX", False),
        ("Tổ hợp tác", True),
        ("Ẩn", True),
    ]


def test_rows_keep_their_place_and_the_empty_end_is_left_out(xlsx):
    def fill(book, sheet):
        bold = book.add_format({"bold": True})
        sheet.write("C6", "STT")
        sheet.write("C7", "  ")
        for row in range(8, 3000):
            sheet.write_blank(row, 20, None, bold)

    rows = xlsx(fill).sheets[0].rows
    assert rows == [[None] * 3] * 5 + [[None, None, "STT"]]


def test_a_million_empty_rows(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + "".join(f'<row r="{n}"/>' for n in range(2, 2**20, 2))
    path = packages.xlsx(tmp_path / "a.xlsx", packages.sheet(rows + '<row r="1048576"><c r="B1048576" s="0"/></row>'))
    assert read_workbook(path).sheets[0].rows == [[1]]


def test_merges_are_told_and_hold_their_value_once(xlsx):
    def fill(book, sheet):
        sheet.merge_range("A1:P1", "DANH SÁCH")
        sheet.merge_range("A2:A4", "HTX")
        sheet.write("B4", 1)

    sheet = xlsx(fill).sheets[0]
    assert sheet.merges == [((0, 0), (0, 15)), ((1, 0), (3, 0))]
    assert [row[0] for row in sheet.rows] == ["DANH SÁCH", "HTX", None, None]


def test_hidden_rows_and_columns_are_told(xlsx):
    def fill(book, sheet):
        for row in range(6):
            sheet.write_row(row, 0, range(6))
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(3, 30)
        sheet.set_column(1, 2, None, None, {"hidden": True})
        sheet.set_column(4, 4, 30)

    sheet = xlsx(fill).sheets[0]
    assert sheet.hidden_rows == {2}
    assert sheet.hidden_columns == {1, 2}


def test_formulas_give_their_value_and_errors_are_told(xlsx):
    def fill(book, sheet):
        sheet.write_formula("A1", "=1800*3", None, 5400)
        sheet.write_formula("B1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C1", "=NA()", None, "#N/A")
        sheet.write_formula("D1", "=A9&B9", None, "chữ")

    sheet = xlsx(fill).sheets[0]
    assert sheet.rows == [[5400, None, None, "chữ"]]
    assert set(sheet.doubts) == {(0, 1), (0, 2)}
    assert "#DIV/0!" in sheet.doubts[0, 1]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2"><f>1+1</f></c>',
        '<c r="B2"><f>1+1</f><v></v></c>',
        '<c r="B2"><f>1+1</f><v/></c>',
        '<c r="B2"><f t="shared" si="0"/><v/></c>',
        '<c r="B2" s="0"><f t="shared" si="0"/></c>',
    ],
)
def test_formulas_that_were_never_computed_are_told(tmp_path, cell):
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c>{cell}<c r="C2"><v>3</v></c></row>'
    sheet = read_workbook(packages.xlsx(tmp_path / "a.xlsx", packages.sheet(rows))).sheets[0]
    assert sheet.rows == [[1, None, None], [2, None, 3]]
    assert list(sheet.doubts) == [(1, 1)]
    assert "chưa được tính" in sheet.doubts[1, 1]


def test_sheets_written_with_a_prefix(tmp_path):
    xml = (
        f'<x:worksheet xmlns:x="{packages.MAIN}"><x:cols><x:col min="2" max="2" hidden="1"/></x:cols><x:sheetData>'
        '<x:row r="1" hidden="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1" t="e"><x:v>#REF!</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    sheet = read_workbook(packages.xlsx(tmp_path / "a.xlsx", xml)).sheets[0]
    assert sheet.rows == [[1]]
    assert "#REF!" in sheet.doubts[0, 1]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({0}, {1})


def test_old_fonts_are_told_by_cell(xlsx):
    def fill(book, sheet):
        sheet.write(0, 0, "HTX N«ng nghiÖp", book.add_format({"font_name": ".VnTimeH"}))
        sheet.write(0, 1, "Nam Ñònh", book.add_format({"font_name": "VNI-Times"}))
        sheet.write(0, 2, "Yên Mỹ", book.add_format({"font_name": "Times New Roman", "bold": True}))
        sheet.write(0, 3, "Yên Mỹ")

    assert xlsx(fill).sheets[0].fonts == {(0, 0): ".VnTimeH", (0, 1): "VNI-Times"}


def test_old_workbooks_tell_the_same(tmp_path):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Tổ hợp tác")
    sheet.write(0, 0, "N«ng nghiÖp", xlwt.easyxf("font: name .VnTime"))
    sheet.write(0, 1, "Yên Mỹ", xlwt.easyxf("font: name Arial, bold on"))
    sheet.write(1, 0, "0012")
    sheet.write(1, 1, 27.0)
    sheet.write(2, 0, datetime(2018, 4, 3), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    sheet.row(2).set_cell_error(1, "#DIV/0!")
    sheet.write_merge(3, 4, 0, 1, "gộp")
    sheet.row(1).hidden = True
    sheet.col(1).hidden = True
    for row in range(5, 400):  # several sectors, so that the chains are followed
        sheet.write(row, 0, f"Hợp tác xã số {row}")
    book.save(str(tmp_path / "a.xls"))
    workbook = read_workbook(tmp_path / "a.xls", name="Danh sách.xls")
    read = workbook.sheets[0]
    assert (workbook.name, workbook.format, read.name) == ("Danh sách.xls", "xls", "Tổ hợp tác")
    assert read.rows[:4] == [["N«ng nghiÖp", "Yên Mỹ"], ["0012", 27], [date(2018, 4, 3), None], ["gộp", None]]
    assert len(read.rows) == 400
    assert read.fonts == {(0, 0): ".VnTime"}
    assert (read.hidden_rows, read.hidden_columns) == ({1}, {1})
    assert read.merges == [((3, 0), (4, 1))]
    assert "#DIV/0!" in read.doubts[2, 1]


@pytest.fixture
def old(tmp_path):
    """The path of a small old workbook, and how to spoil it."""
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, "Hợp tác xã")
    path = tmp_path / "a.xls"
    book.save(str(path))

    def spoil(at, data):
        whole = path.read_bytes()
        path.write_bytes(whole[:at] + data + whole[at + len(data) :])

    assert read_workbook(path).sheets[0].rows == [["Hợp tác xã"]]
    return path, spoil


def test_an_old_workbook_with_far_cells(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write(65_535, 0, 1)
    sheet.write(1, 255, 1)
    book.save(str(tmp_path / "a.xls"))
    with pytest.raises(SheetRefused, match="IV65536"):
        read_workbook(tmp_path / "a.xls")


def test_an_old_workbook_that_declares_too_much_ends_its_reader_alone(old):
    path, spoil = old
    spoil(path.read_bytes().index(b"\x00\x02\x0e\x00") + 4, b"\0\0\0\0\xff\xff\xff\x7f\0\0\xff\xff")  # DIMENSIONS
    with pytest.raises(SheetRefused, match="hỏng"):
        read_workbook(path)


def test_an_old_workbook_whose_parts_follow_in_a_circle(old):
    path, spoil = old
    table = 512 * (1 + int.from_bytes(path.read_bytes()[76:80], "little"))
    spoil(table + 4, (0).to_bytes(4, "little"))  # after the second sector comes the first again
    with pytest.raises(SheetRefused, match="hỏng"):
        read_workbook(path)


def test_open_document_sheets_tell_the_same(tmp_path):
    document = OpenDocumentSpreadsheet()
    table = Table(name="HTX")
    table.addElement(TableColumn(numbercolumnsrepeated=2))
    table.addElement(TableColumn(visibility="collapse"))

    def text(value, **attributes):
        cell = TableCell(valuetype="string", **attributes)
        cell.addElement(P(text=value))
        return cell

    rows = [[text("gộp", numbercolumnsspanned=2), CoveredTableCell(), text("0012")]]
    rows.append([TableCell(valuetype="float", value=27), TableCell(valuetype="date", datevalue="2018-04-03")])
    for cells in rows:
        row = TableRow()
        for cell in cells:
            row.addElement(cell)
        table.addElement(row)
    table.addElement(TableRow(numberrowsrepeated=3, visibility="collapse"))
    last = TableRow()
    last.addElement(text("cuối"))
    table.addElement(last)
    table.addElement(TableRow(numberrowsrepeated=1_000_000))
    document.spreadsheet.addElement(table)
    document.save(tmp_path / "a.ods")
    read = read_workbook(tmp_path / "a.ods").sheets[0]
    assert read.rows[:2] == [["gộp", None, "0012"], [27, date(2018, 4, 3), None]]
    assert read.rows[5] == ["cuối", None, None]
    assert len(read.rows) == 6
    assert read.merges == [((0, 0), (0, 1))]
    assert read.hidden_rows == {2, 3, 4}
    assert read.hidden_columns == {2}


def test_errors_of_open_document_sheets(tmp_path):
    cell = '<table:table-cell office:value-type="{}"><text:p>{}</text:p></table:table-cell>'
    error = cell.format('string" calcext:value-type="error', "#DIV/0!")
    fine = cell.format('float" office:value="3', "3")
    read = read_workbook(packages.ods(tmp_path / "a.ods", f"<table:table-row>{fine}{error}{fine}</table:table-row>"))
    assert read.sheets[0].rows == [[3, None, 3]]
    assert "#DIV/0!" in read.sheets[0].doubts[0, 1]


def test_an_empty_workbook(xlsx):
    assert xlsx(lambda book, sheet: None).sheets[0].rows == []


def test_sheets_count_together(xlsx, monkeypatch):
    def fill(book, *sheets):
        for sheet in sheets:
            sheet.write("A1", 1)
            sheet.write("Z40000", 1)

    monkeypatch.setattr("nongcot.sheets.guard.MAX_CELLS", 3_000_000)
    with pytest.raises(SheetRefused, match="Z40000"):
        xlsx(fill, "A", "B", "C")


def test_a_broken_workbook_is_refused(tmp_path):
    path = packages.xlsx(tmp_path / "a.xlsx", packages.sheet(""), **{"xl__workbook.xml": "<workbook><sheets>"})
    with pytest.raises(SheetRefused):
        read_workbook(path)
