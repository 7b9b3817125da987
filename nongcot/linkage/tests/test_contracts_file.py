"""The file of contracts: what was told of each, and what of it visitors do not get."""

import csv
from datetime import date

import pytest

from nongcot.indicators.ledger import newest
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.actions import papers, terms
from nongcot.linkage.models import Term
from nongcot.linkage.tests.book import enterprise, sign
from nongcot.linkage.tests.test_pages import ON
from nongcot.registry.models import Organisation
from nongcot.registry.tests import telling
from nongcot.registry.tests.book import enter

pytestmark = pytest.mark.both_databases

FILE = "/lien-ket/hop-dong.csv"

OPEN = {
    "Số hộ": "120", "Thành viên tham gia liên kết": "45", "Chu kỳ sản xuất": "Dưới một năm",
    "Bên chủ trì liên kết": "Công ty Gạo Mới", "Là sản phẩm trong sổ": "Gạo tám",
}  # fmt: skip


@pytest.fixture
def told(ledger, book, today, yen_my) -> str:
    """A contract with all that may be told of one: extended, then ended early; helped twice; with two papers."""
    coop, company = enter("HTX Lúa Vàng", place=yen_my, sector="AGR", tax_code=""), enterprise()
    rice = telling.product(Organisation.objects.get(pk=coop), "Gạo tám")
    key = sign(
        coop, company, until="2020-12-31", households=120, members=45, cycle="lt1y", leader_id=company, product_id=rice,
        price_rule="floor", price_note="8.200 đồng/kg", note="ruộng mẫu",
    )  # fmt: skip
    papers.add_document(key=key, kind="annex", number="01/PL", signed_on=date(2019, 2, 1), issuer="Công ty", by=None)
    papers.add_document(key=key, kind="other", number="9/BB", by=None)
    papers.add_support(key=key, kind="training", received=PartialDate.year(2019), amount=150_000_000,
                       programme="Nghị quyết 5", document_no="12/QĐ", by=None)  # fmt: skip
    papers.add_support(key=key, kind="inputs", received=PartialDate.day(date(2019, 3, 1)), amount=50_000_000, by=None)
    terms.extend_contract(key=key, on=date(2019, 12, 1), last_day=date(2022, 12, 31), document_no="02/PL", by=None,
                              seen=None)  # fmt: skip
    terms.end_contract(key=key, on=date(2019, 12, 31), ground="price", document_no="3/BBTL", note="hai bên ký",
                           by=None, seen=None)  # fmt: skip
    sign(coop, company, commodity="Ngô")
    return key


def cells(client, **asked: str) -> dict[str, str]:
    """The row by its headings, read as a spreadsheet reads it: a cell may hold semicolons."""
    lines = list(csv.reader(client.get(FILE, ON | asked).content.decode("utf-8-sig").splitlines(), delimiter=";"))
    head = next(at for at, line in enumerate(lines) if line[0] == "STT")
    [line] = lines[head + 1 :]
    return dict(zip(lines[head], line, strict=True))


def test_officers_take_everything_that_was_told_of_a_contract(told, officer):
    mine = cells(officer, state="over")
    assert {name: mine[name] for name in OPEN} == OPEN
    assert mine["Đã gia hạn"] == "đến hết 31/12/2022, ký 01/12/2019 (02/PL)"
    assert mine["Chấm dứt trước hạn"] == "hết ngày 31/12/2019: Không thống nhất được giá (3/BBTL, hai bên ký)"
    assert (mine["Cách định giá"], mine["Giá cụ thể"], mine["Ghi chú"]) == ("Giá sàn", "8.200 đồng/kg", "ruộng mẫu")
    assert mine["Hỗ trợ đã nhận"] == (
        "Khuyến nông, đào tạo, tập huấn (150\N{NO-BREAK SPACE}triệu đồng, 2019, Nghị quyết 5, 12/QĐ); "
        "Giống, vật tư, bao bì, nhãn mác (50\N{NO-BREAK SPACE}triệu đồng, 01/03/2019)"
    )
    assert mine["Tổng hỗ trợ đã nhận (đồng)"] == "200000000"
    assert mine["Giấy tờ của hợp đồng"] == "Phụ lục hợp đồng 01/PL (01/02/2019, Công ty); Văn bản khác 9/BB"


def test_visitors_take_the_term_and_no_paper_price_or_sum(told, visitor):
    theirs = cells(visitor, state="over")
    assert {name: theirs[name] for name in OPEN} == OPEN
    assert theirs["Đã gia hạn"] == "đến hết 31/12/2022, ký 01/12/2019"
    assert theirs["Chấm dứt trước hạn"] == "hết ngày 31/12/2019: Không thống nhất được giá"
    whole = visitor.get(FILE, ON).content.decode("utf-8-sig")
    for secret in ("02/PL", "3/BBTL", "8.200", "Giá sàn", "150", "200000000", "12/QĐ", "9/BB", "ruộng mẫu", "hai bên"):
        assert secret not in whole, secret


def test_of_what_was_not_told_the_cells_are_empty(told, officer):
    mine = cells(officer, state="running")
    assert mine["Hàng hóa"] == "Ngô"
    empty = ("Đã gia hạn", "Chấm dứt trước hạn", "Hỗ trợ đã nhận", "Tổng hỗ trợ đã nhận (đồng)", "Cách định giá")
    assert [mine[name] for name in empty] == [""] * len(empty)


def test_the_file_tells_what_was_known_then(told, officer):
    before = newest() - 1
    term = Term.objects.get(kind="ended")
    terms.withdraw_term(key=term.key, by=None, seen=None, reason="Nhầm")
    assert "Không thống nhất" not in officer.get(FILE, ON).content.decode("utf-8-sig")
    assert "Không thống nhất" in officer.get(FILE, ON | {"known": str(before)}).content.decode("utf-8-sig")
