"""What the house refuses stands in no workbook that it gives back: not in a cell, a comment, a name or a chart."""

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter
import xlwt
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from nongcot.intake import actions, files, leftovers, looks
from nongcot.intake.models import Batch
from nongcot.intake.tests.conftest import FAULTY, HEADING, ON, address, page_of, written
from nongcot.sheets import mark

pytestmark = pytest.mark.both_databases

PAPER, OTHER_PAPER, BORN = "163456789", "036085001234", datetime(1971, 2, 23)
REFUSED = ("Số CMND", "Ngày sinh")
#: What must not leave: the number of a paper as text and as a number, a day of birth as it is written or counted.
FORBIDDEN = re.compile(f"{PAPER}|{OTHER_PAPER}|36085001234|23/0?2/1971|1971-02-23|(?<!\\d)25987(?!\\d)".encode())


def seeded() -> Workbook:
    """Personal data in every place of a workbook that a list of co-ops comes in."""
    book = written([(*row, PAPER, BORN) for row in FAULTY], (*HEADING, *REFUSED))
    sheet = book["DS"]
    sheet["J6"], sheet["K6"] = int(PAPER), "23/02/1971"  # below the table, as in a row that is no data
    sheet.merge_cells("J3:J4")
    sheet["K3"].comment = Comment(f"CMND {PAPER}", "x")
    sheet["B3"].comment = Comment(f"sinh ngày 23/02/1971, CMND {PAPER}", "x")
    sheet["L3"], sheet["L2"] = "=J3", "Cột lạ"
    sheet["M3"], sheet["M2"] = f"liên hệ CCCD {OTHER_PAPER}", "Cột lạ khác"
    sheet.column_dimensions["J"].hidden = True
    sheet.add_data_validation(rule := DataValidation("list", formula1=f'"{PAPER},{OTHER_PAPER}"'))
    rule.add("J3")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=10, min_row=2, max_row=5), titles_from_data=True)
    chart.series[0].title = None
    sheet.add_chart(chart, "N2")
    book.defined_names["so_giay"] = DefinedName("so_giay", attr_text=f'"{PAPER}"')
    book.properties.keywords = f"CMND {PAPER}"
    people = book.create_sheet("Trạm bơm")  # of a kind that is not taken in: nothing is marked in it
    for row in (("STT", "Tên trạm bơm", *REFUSED), (1, "Trạm bơm Cổ Đam", OTHER_PAPER, BORN)):
        people.append(row)
    loose = book.create_sheet("Ghi chú")
    loose["B7"] = f"Bà chủ nhiệm, CCCD số {OTHER_PAPER}, sinh ngày 23/02/1971"
    loose["B8"].comment = Comment(f"CCCD {OTHER_PAPER}", "x")
    loose.sheet_state = "hidden"
    return book


def received(path: Path) -> Batch:
    return actions.receive(source=path, name=path.name, on=ON, by=None)


def sent_as(form: str, folder: Path) -> Batch:
    """The list in a format of files."""
    path, rows = folder / f"ds.{form}", [(*row, PAPER, "23/02/1971") for row in FAULTY]
    if form == "xlsx":
        seeded().save(path)
    elif form == "shared":  # its texts stand in a part of their own, as Excel writes them
        path = folder / "shared.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("DS")
            for at, row in enumerate(((*HEADING, *REFUSED), *rows)):
                sheet.write_row(at, 0, row)
        assert "xl/sharedStrings.xml" in told_in(path.read_bytes())
    elif form == "csv":
        lines = ((*HEADING, *REFUSED), *rows)
        path.write_text("\n".join(";".join(map(str, line)) for line in lines), encoding="utf-8")
    else:
        book = xlwt.Workbook()
        for name in ("DS", "DS 2"):
            sheet = book.add_sheet(name)
            for at, row in enumerate(((*HEADING, *REFUSED), *rows)):
                for col, value in enumerate(row):
                    sheet.write(at, col, value)
        book.save(str(path))
    return received(path)


def told_in(workbook: bytes) -> list[str]:
    """The parts of a workbook that hold what must not leave."""
    with ZipFile(BytesIO(workbook)) as package:
        return [part for part in package.namelist() if FORBIDDEN.search(package.read(part))]


def marked(client, batch: Batch) -> bytes:
    page_of(client, batch)
    answer = client.get(address("marked", batch))
    assert answer.status_code == 200
    return answer.content


def test_the_seeds_would_be_found(tmp_path):
    seeded().save(tmp_path / "a.xlsx")
    found = set(told_in((tmp_path / "a.xlsx").read_bytes()))
    assert {"xl/workbook.xml", "docProps/core.xml", "xl/worksheets/sheet1.xml"} <= found
    assert {"xl/comments/comment1.xml", "xl/comments/comment2.xml", "xl/worksheets/sheet2.xml"} <= found


@pytest.mark.parametrize("form", ["xlsx", "shared", "xls", "csv"])
def test_the_marked_workbook_tells_nothing_of_what_is_refused(ledger, officer, tmp_path, form):
    workbook = marked(officer, sent_as(form, tmp_path))
    assert told_in(workbook) == []
    book = load_workbook(BytesIO(workbook))
    sheet = book.worksheets[0]
    assert set(REFUSED) <= {cell.value for row in sheet.iter_rows() for cell in row}
    assert any("mười hai" in str(cell.value) and cell.comment for row in sheet.iter_rows() for cell in row)


def test_nor_one_that_is_written_anew(ledger, officer, tmp_path, monkeypatch):
    monkeypatch.setattr(mark, "MOST_KEPT", 0)
    assert told_in(marked(officer, sent_as("xlsx", tmp_path))) == []


def test_nor_that_of_a_large_file(ledger, officer, tmp_path, monkeypatch):
    batch = sent_as("xlsx", tmp_path)
    actions.take_look(batch)
    monkeypatch.setattr(looks, "is_small", lambda _batch: False)
    assert told_in(marked(officer, batch)) == []


@pytest.mark.parametrize("form", ["xlsx", "shared", "xls", "csv"])
def test_nor_that_of_the_rows_that_did_not_go_in(ledger, officer, tmp_path, form):
    batch = sent_as(form, tmp_path)
    actions.apply(batch=batch, by=None)
    assert batch.outcome["left"]
    assert told_in(b"".join(officer.get(address("left", batch)).streaming_content)) == []


def test_formats_and_the_other_values_stay(ledger, officer, tmp_path):
    sheet = load_workbook(BytesIO(marked(officer, sent_as("xlsx", tmp_path))))["DS"]
    assert [sheet.cell(3, col).value for col in (1, 2, 3, 7, 8)] == [1, "HTX Hương Quê", "Yên Lương", 20, 500]
    assert sheet.column_dimensions["J"].hidden
    assert "J3:J4" in {str(area) for area in sheet.merged_cells.ranges}


def test_a_workbook_with_nothing_refused_keeps_comments_and_formulas(ledger, officer, tmp_path):
    book = written(FAULTY)
    book["DS"]["B3"].comment = Comment("hỏi lại xã", "x")
    book["DS"]["C3"].comment = Comment(f"CMND {PAPER}", "x")
    book["DS"]["L3"] = "=A3"
    book.save(tmp_path / "ds.xlsx")
    workbook = marked(officer, received(tmp_path / "ds.xlsx"))
    sheet = load_workbook(BytesIO(workbook))["DS"]
    assert (sheet["B3"].comment.text, sheet["L3"].value) == ("hỏi lại xã", "=A3")
    assert told_in(workbook) == []


def test_two_tables_of_a_sheet_hide_each_its_own_columns(ledger, officer, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "DS"
    for row in (
        ("STT", "Tên HTX", "Số CMND", "Xã", "Huyện"),
        (1, "HTX Hương Quê", PAPER, "Yên Lương", "Ý Yên"),
        (),
        ("STT", "Tên HTX", "Xã", "Huyện", "Số CMND"),
        (1, "HTX Bến Mới", "Giao Phong", "Giao Thủy", PAPER),
    ):
        sheet.append(row)
    book.save(tmp_path / "ds.xlsx")
    workbook = marked(officer, received(tmp_path / "ds.xlsx"))
    sheet = load_workbook(BytesIO(workbook))["DS"]
    assert told_in(workbook) == []
    assert [sheet["D2"].value, sheet["C5"].value, sheet["D5"].value] == ["Yên Lương", "Giao Phong", "Giao Thủy"]


def test_what_an_earlier_release_told_is_told_anew(ledger, officer, upload):
    batch = upload()
    page_of(officer, batch)
    told = files.got(files.left_marks(batch))
    old = {name: {key: value for key, value in sheet.items() if key != "hidden"} for name, sheet in told.items()}
    files.put(files.left_marks(batch), old)
    assert leftovers.got(batch) is None
    assert officer.get(address("marked", batch)).status_code == 302
    assert marked(officer, batch)
