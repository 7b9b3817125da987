"""`nongcot import`: what it asks of nobody and what it is told."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from nongcot.intake import actions
from nongcot.intake.command import import_, undo
from nongcot.intake.models import Batch
from nongcot.kernel import clock
from nongcot.registry.models import Product, Profile
from nongcot.sheets import SheetRefused

pytestmark = pytest.mark.usefixtures("ledger")


def coops(path, *lines):
    """A list of co-ops of Ý Yên."""
    book = Workbook()
    for line in (("STT", "Tên HTX", "Xã", "Huyện"), *lines):
        book.active.append(line)
    book.save(path)
    return path


def test_undo_tells_the_organisations_that_other_lists_name_too(tmp_path):
    one = (1, "HTX Hương Quê", "Yên Lương", "Ý Yên")
    first = run(coops(tmp_path / "a.xlsx", one, (2, "HTX Bến Mới", "Yên Lương", "Ý Yên")), "--on", "2019-12-31")
    run(coops(tmp_path / "b.xlsx", one), "--on", "2020-01-10")
    kept = Profile.objects.filter(name="HTX Hương Quê").values_list("organisation_id", flat=True).distinct()[0]
    done = CliRunner().invoke(undo, [str(first["receipt"]), "--json"])
    assert json.loads(done.output)["said_again"] == [kept]


def test_undo_says_so_in_words_too(tmp_path):
    one = (1, "HTX Hương Quê", "Yên Lương", "Ý Yên")
    first = run(coops(tmp_path / "a.xlsx", one), "--on", "2019-12-31")
    run(coops(tmp_path / "b.xlsx", one, (2, "HTX Bến Mới", "Yên Lương", "Ý Yên")), "--on", "2020-01-10")
    kept = Profile.objects.filter(name="HTX Hương Quê").values_list("organisation_id", flat=True).distinct()[0]
    done = CliRunner().invoke(undo, [str(first["receipt"])])
    assert f"còn lại, vì danh sách khác cũng ghi: TC{kept:06d}" in done.output


@pytest.fixture
def products(tmp_path):
    """A workbook of products without a column of producers."""
    book = Workbook()
    for line in (("Tên sản phẩm", "Phân hạng", "Ngày bắt đầu"), ("Mây khô", 4, "21-09-2019"), ("Mây tươi", 3, "")):
        book.active.append(line)
    path = tmp_path / "sp.xlsx"
    book.save(path)
    return path


def run(*arguments: str) -> dict:
    done = CliRunner().invoke(import_, [*map(str, arguments), "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_products_without_a_producer_wait_for_the_sheet_s(products):
    found = run(products, "--dry-run")
    assert {error["why"] for error in found["errors"]} == {"bảng không có cột chủ thể: cho biết chủ thể chung ở ô A1"}
    assert [doubt["cell"] for doubt in found["doubts"]][:1] == ["A1"]


def test_a_producer_told_to_the_command_is_that_of_the_whole_table(products):
    found = run(products, "--producer", "HTX Mây Hồng")
    assert (found["create"], found["unchanged"] + found["change"], found["errors"]) == (2, 0, [])
    assert Profile.objects.get(retracted=None).name == "HTX Mây Hồng"
    assert Product.objects.count() == 2


def test_a_kind_that_is_told_is_not_overruled_in_silence(tmp_path):
    book = Workbook()
    for line in (("STT", "Tên", "Xã", "Huyện"), (1, "HTX Hương Quê", "Yên Lương", "Ý Yên")):
        book.active.append(line)
    book.save(tmp_path / "tht.xlsx")
    found = run(tmp_path / "tht.xlsx", "--kind", "groups", "--on", "2019-12-31")
    assert (found["create"], Profile.objects.count()) == (0, 0)
    assert [doubt["cell"] for doubt in found["doubts"]] == ["B2"]
    assert "Danh sách tổ hợp tác" in found["doubts"][0]["why"]


def test_a_list_of_a_day_that_has_not_come_is_refused(products):
    done = CliRunner().invoke(import_, [str(products), "--on", "2031-01-01"])
    assert (done.exit_code, "01/01/2031" in done.output) == (1, True)
    with pytest.raises(SheetRefused):
        actions.receive(source=products, name="sp.xlsx", on=date(2031, 1, 1), by=None)


def test_the_file_is_read_once(products, monkeypatch):
    read = []

    def counted(*arguments, **more):
        read.append(arguments)
        return actual(*arguments, **more)

    from nongcot import sheets
    from nongcot.intake.actions import receiving

    actual = sheets.read_workbook
    for module in (sheets, receiving):
        monkeypatch.setattr(module, "read_workbook", counted)
    run(products, "--dry-run")
    assert len(read) == 1
    assert clock.today() == date(2020, 1, 15)


PROSE = "Kính gửi Liên minh,\nchúng tôi gửi danh sách, xin xem kèm theo.\n"
JSON = json.dumps([{"name": "HTX Mây Hồng", "commune": "Yên Lương", "members": 9}] * 3, ensure_ascii=False)
NO_TABLES = [
    ("thu.xlsx", PROSE, "không phải là bảng tính"),
    ("thu.xls", PROSE, "không phải là bảng tính"),
    ("thu.csv", PROSE, "Không thấy bảng nào"),
    ("du-lieu.csv", JSON, "Không thấy bảng nào"),
]


@pytest.mark.parametrize(("name", "text", "sentence"), NO_TABLES)
def test_what_holds_no_table_is_refused_with_a_sentence(tmp_path, name, text, sentence):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(import_, [str(path), "--json"])
    assert (done.exit_code, sentence in done.output) == (1, True)
    assert not Batch.objects.exists()


@pytest.mark.parametrize("sheet", [(), (("Kính gửi Liên minh",), ("Trân trọng",))])
def test_a_workbook_without_a_table_is_refused(tmp_path, sheet):
    book = Workbook()
    for line in sheet:
        book.active.append(line)
    book.save(tmp_path / "thu.xlsx")
    done = CliRunner().invoke(import_, [str(tmp_path / "thu.xlsx")])
    assert (done.exit_code, "Không thấy bảng nào" in done.output) == (1, True)


def test_a_table_in_text_under_the_name_of_a_workbook_is_read(tmp_path):
    path = tmp_path / "ds.xls"
    path.write_text("STT\tTên HTX\tXã\tHuyện\n1\tHTX Mây Hồng\tYên Lương\tÝ Yên\n", encoding="utf-8")
    assert run(path, "--dry-run")["create"] == 1


def test_a_folder_is_said_to_be_one(tmp_path):
    done = CliRunner().invoke(import_, [str(tmp_path)])
    assert (done.exit_code, "là một thư mục" in done.output) == (1, True)


def test_a_receipt_that_was_withdrawn_already_says_by_which_posting(products):
    receipt = str(run(products, "--producer", "HTX Mây Hồng")["receipt"])
    first = CliRunner().invoke(undo, [receipt, "--json"])
    again = CliRunner().invoke(undo, [receipt])
    said = f"đã rút ở lần ghi sổ số {json.loads(first.output)['posting']}"
    assert (again.exit_code, said in again.output) == (1, True)


@pytest.mark.parametrize("options", [("--dry-run",), ()])
def test_an_earlier_row_that_a_row_may_be_is_named_by_its_row_also_once_it_is_applied(tmp_path, options):
    book = Workbook()
    names = ("HTX Gió Xanh", "HTX NS Mekong Delta Hưng Mây", "HTX nông sản mekongdelta Hưng Mây")
    for line in (("STT", "Tên HTX", "Xã", "Huyện"), *((n, name, "Yên Lương", "Ý Yên") for n, name in enumerate(names))):
        book.active.append(line)
    book.save(tmp_path / "ds.xlsx")
    [row] = run(tmp_path / "ds.xlsx", *options)["duplicates"]
    assert [(other["organisation"], other["row"]) for other in row["may_be"]] == [(None, 3)]
