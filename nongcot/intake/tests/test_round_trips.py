"""Lists of the book that come back as they went out: they write nothing and ask nothing."""

from datetime import date

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from nongcot.exemplars.vocabulary import Per
from nongcot.indicators.ledger import newest
from nongcot.intake import actions
from nongcot.intake.proposals import IGNORED, UNCHANGED
from nongcot.intake.tests.conftest import TODAY, page_of
from nongcot.intake.tests.sent_back import LISTS, OTHERS, answer, applied, received
from nongcot.intake.tests.sent_back import tell as tell
from nongcot.intake.understanding.cells import READERS
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.tables import Heading
from nongcot.linkage.models import Contract
from nongcot.linkage.vocabulary import CommoditySector, Covers, Cycle, PriceRule
from nongcot.registry import queries
from nongcot.registry.models import Certificate, Product
from nongcot.registry.vocabulary import Level, ProductNature, Scheme, Sector
from nongcot.trade.vocabulary import EventType, Scope, Step


@pytest.fixture
def told(told_once: dict[str, str], book: object) -> dict[str, str]:
    return told_once


@pytest.mark.parametrize("format_", ["xlsx", "csv"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_sent_back_as_it_went_out_writes_nothing_and_asks_nothing(name, format_, told, officer, taken):
    address, kind = LISTS[name]
    batch = received(taken(officer, address, format_))
    found = answer(batch)
    assert ([sheet["kind"] for sheet in found["sheets"]], batch.on) == ([kind], TODAY)
    assert (found["doubts"], found["errors"], found["duplicates"]) == ([], [], [])
    assert found["unchanged"] == found["sheets"][0]["rows"] > 1
    assert not [told for told in found["assumed"] if "tổ chức mới" in told]
    n = newest()
    assert actions.apply(batch=batch, by=None).posting == 0
    assert newest() == n


def test_the_day_that_a_file_tells_is_not_called_the_day_of_its_receipt(told, officer, taken):
    page = page_of(officer, received(taken(officer, LISTS["contracts"][0])))
    assert ("ngày của danh sách: " in page, "vì tệp không ghi ngày" in page) == (True, False)
    assert "sổ đăng ký chưa có chỗ ghi" not in page_of(officer, received(taken(officer, LISTS["models"][0])))


@pytest.mark.parametrize("name", LISTS)
def test_so_does_a_list_that_was_asked_for_as_of_an_earlier_day(name, told, officer, taken):
    batch = received(taken(officer, LISTS[name][0], on="2019-12-31"))
    found = answer(batch)
    assert (found["doubts"], found["errors"]) == ([], [])
    assert found["unchanged"] == found["sheets"][0]["rows"] > 0
    is_of_facts = name not in ("products", "ocop", "register", "members")
    assert batch.on == (TODAY if is_of_facts else date(2019, 12, 31))


@pytest.mark.parametrize("kind", ["enterprise", "household", "other"])
def test_so_does_the_register_of_whoever_is_no_co_op(kind, told, officer, taken):
    found = answer(received(taken(officer, LISTS["register"][0], kind=kind)))
    assert (found["unchanged"], found["doubts"], found["ignored"]) == (found["sheets"][0]["rows"], [], 0)
    assert found["unchanged"] > 0


@pytest.mark.parametrize("name", [name for name in LISTS if name != "fair"])
def test_so_does_what_a_visitor_took_along(name, told, visitor, taken):
    proposal = actions.preview(received(taken(visitor, LISTS[name][0])))
    assert {row.action for row in proposal.rows} == {UNCHANGED}


def test_so_does_the_list_of_those_who_left_the_alliance(told, officer, taken):
    found = answer(received(taken(officer, LISTS["members"][0], membership="left")))
    assert (found["unchanged"], found["doubts"], found["errors"]) == (1, [], [])


@pytest.mark.parametrize("name", OTHERS)
def test_another_list_is_told_to_be_one_that_is_not_taken_in(name, told, officer, taken):
    batch = received(taken(officer, OTHERS[name]))
    found = answer(batch)
    assert ([sheet["kind"] for sheet in found["sheets"]], found["doubts"]) == (["own_list"], [])
    assert {row.action for row in actions.preview(batch).rows} <= {IGNORED}


def test_visitors_files_bear_the_keys_of_pages_alone(told, visitor, taken):
    heads = {}
    for name in ("contracts", "certificates", "ocop", "events", "products", "main products", "models"):
        sheet = load_workbook(taken(visitor, LISTS[name][0])).active
        cells = [cell.value for row in sheet.iter_rows() for cell in row]
        heads[name] = [
            cell for cell in cells if isinstance(cell, str) and cell.startswith("Mã ") and "trong sổ" in cell
        ]
    assert "Mã hợp đồng trong sổ" in heads["contracts"]
    assert "Mã sự kiện trong sổ" in heads["events"]
    assert "Mã sản phẩm trong sổ" in heads["products"]
    assert "Mã mô hình trong sổ" in heads["models"]
    assert heads["certificates"] == heads["ocop"] == heads["main products"] == ["Mã trong sổ"]


def test_columns_that_are_not_taken_are_told_once_and_personal_ones_never_read(told, officer, taken):
    path = taken(officer, LISTS["products"][0])
    workbook = load_workbook(path)
    sheet = workbook.active
    head = next(row for row in sheet.iter_rows() if row[0].value == "STT")[0].row
    for at, (heading, value) in enumerate((("Ghi chú", "xem lại"), ("Số CMND", 163456789)), sheet.max_column + 1):
        sheet.cell(head, at, heading)
        for row in range(head + 1, sheet.max_row + 1):
            sheet.cell(row, at, value)
    workbook.save(path)
    found = answer(received(path))
    columns = {column["heading"]: column for column in found["sheets"][0]["columns"]}
    assert (found["doubts"], columns["Ghi chú"]["taken"]) == ([], False)
    assert columns["Ghi chú"]["why"] == columns["Chứng nhận còn hạn"]["why"] == "bố cục đã biết không dùng cột này"
    assert (columns["Số CMND"]["target"], columns["Số CMND"]["taken"]) == ("personal_id", False)


def test_nothing_is_entered_twice_for_records_that_are_one(told, officer, taken):
    """A product and a certificate told of a record that was united with another since are known as that one's."""
    before = [len(queries.standing(model, newest())) for model in (Product, Certificate, Contract)]
    for name in ("products", "certificates", "ocop", "contracts"):
        applied(taken(officer, LISTS[name][0]))
    assert [len(queries.standing(model, newest())) for model in (Product, Certificate, Contract)] == before


def test_an_officer_who_says_what_another_list_is_of_goes_first(told, officer, taken):
    path = taken(officer, OTHERS["weak"], on="2019-12-31")
    batch = actions.receive(source=path, name=path.name, on=None, by=None, kind="coops")
    assert batch.on == date(2019, 12, 31)
    [sheet] = actions.read(batch).sheets
    assert (sheet.kind, [column.target for column in sheet.columns[:3]]) == ("coops", ["stt", "name", "book_key"])


#: The closed lists whose words stand in the files that come back, and how their cells are read.
VOCABULARIES = {
    "cycle": Cycle, "price_rule": PriceRule, "per": Per,
    "scheme": Scheme, "level": Level, "nature": ProductNature, "sector": Sector, "step": Step, "event_scope": Scope,
    "event_type": EventType, "commodity_sector": CommoditySector, "covers": Covers,
}  # fmt: skip


@pytest.mark.parametrize("reads", VOCABULARIES)
def test_every_word_of_the_book_s_closed_lists_is_read_back(reads):
    column = Column(Heading(0, reads, "", 0))
    with override("vi"):
        words_of = {choice.value: str(choice.label) for choice in VOCABULARIES[reads]}
    assert {code: READERS[reads](word, column).value for code, word in words_of.items()} == {
        code: code for code in words_of
    }
