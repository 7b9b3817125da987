"""Rows that name a fact by its key are about it, whatever was corrected; a key that is no word is asked about."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from nongcot.indicators.ledger import newest
from nongcot.intake import actions
from nongcot.intake.models import Batch
from nongcot.intake.proposals import CHANGE, CREATE, NO_KEY, UNCHANGED, WAITING, Answers
from nongcot.intake.tests.conftest import address, apply_as_seen, page_of
from nongcot.intake.tests.lists import actions_of, applied, doubts, proposed, told
from nongcot.linkage.actions.contracts import withdraw_contract
from nongcot.linkage.models import Contract
from nongcot.linkage.tests import book as linkage
from nongcot.registry import queries
from nongcot.registry.models import Certificate, Organisation, Product
from nongcot.registry.reading.fact_keys import CERTIFICATE, CONTRACT, EVENT, PRODUCT
from nongcot.registry.tests import telling
from nongcot.trade.models import TradeEvent
from nongcot.trade.tests import telling as trade

pytestmark = pytest.mark.usefixtures("ledger")

HEAD = ("Bên hợp tác xã", "Mã trong sổ", "Bên đối tác", "Mã trong sổ: Bên đối tác", "Hàng hóa", "Nhóm hàng",
        "Khâu liên kết", "Thực hiện từ", "Giá trị (đồng)", "Số hợp đồng", "Mã hợp đồng trong sổ")  # fmt: skip

Line = Callable[..., tuple[Any, ...]]


@pytest.fixture
def line(coop, mill) -> Line:
    """A row of the list of contracts: its key, commodity, value, number, first day."""

    def made(
        key: str, commodity: str = "Lúa", value: Any = "", number: str = "", on: date = date(2019, 1, 1)
    ) -> tuple[Any, ...]:
        stages = "Tổ chức sản xuất, thu hoạch + Tiêu thụ sản phẩm"
        who = "HTX Lúa Vàng", coop.key, "Công ty Gạo Mới", mill.key
        return (*who, commodity, "Trồng trọt", stages, on, value, number, key)

    return made


@pytest.fixture
def rice(coop, mill) -> str:
    """The key of a contract without a number."""
    linkage.sign(coop.pk, mill.pk)
    return CONTRACT.of(Contract.objects.latest("pk").contract_id)


def standing() -> list[tuple[str, int | None]]:
    """Commodity and value of the contracts that stand."""
    stands = queries.standing(Contract, newest())
    return [(one.commodity, one.value) for one in sorted(stands, key=lambda one: one.contract_id)]


def waiting(found: dict[str, Any]) -> list[tuple[int, str]]:
    """The rows that wait, and why."""
    return [(error["row"], error["why"]) for error in found["errors"]]


def test_a_corrected_commodity_and_day_are_told_and_begin_no_other_contract(rice, line):
    found = told(HEAD, line(rice, "Lúa nếp", on=date(2019, 2, 1)))
    assert (found["unchanged"], waiting(found)) == (1, [])
    assert doubts(found) == {"E2": "sổ ghi khác: Lúa", "H2": "sổ ghi khác: 01/01/2019"}
    assert applied(HEAD, line(rice, "Lúa nếp", on=date(2019, 2, 1))).posting == 0


def test_what_the_book_does_not_know_is_filled_in_by_the_key(coop, mill, rice, line):
    linkage.sign(coop.pk, mill.pk)  # alike in all: the key alone tells them apart
    applied(HEAD, line(rice, value=7))
    assert standing() == [("Lúa", 7), ("Lúa", None)]


def test_of_contracts_nobody_is_asked_whether_they_are_the_whole_list_of_a_scope(rice, line, officer, send):
    asked = "Đây là toàn bộ danh sách của một phạm vi, hay một phần?"
    for heading, lines, is_asked in ((HEAD, (line(rice),), False), (("Tên HTX", "Xã"), (("HTX Mới", ""),), True)):
        batch = send(lines, heading=heading, name=f"{is_asked}.xlsx")
        batch.decisions = {"ask_scope": True}
        batch.save()
        assert (asked in page_of(officer, batch)) is is_asked


def test_the_page_tells_what_stays_out_and_what_may_be_answered(rice, line, send, officer):
    batch = send((line(rice, "Lúa nếp"), line(rice, "Ngô", 5)), heading=HEAD)
    page = page_of(officer, batch)
    assert "1 ô không được ghi" in page
    assert '<th scope="col" class="w">Khâu liên kết</th>' in page
    assert "ô E3 (HTX Lúa Vàng): <q>Lúa nếp</q> – sổ ghi khác: Lúa" in page
    assert f'href="/lien-ket/hop-dong/{int(rice.removeprefix("HD"))}/">Mở trang để sửa' in page
    assert f"mã {rice} đã dùng ở dòng 3; xóa mã nếu là hợp đồng khác" in page
    rows = officer.get(address("rows", batch), {"what": "unchanged"}).content.decode()
    assert ("sổ ghi khác: Lúa" in rows, "tệp ghi: Lúa nếp" in rows) == (True, True)
    assert "Mọi ô của dòng đã đúng như trong sổ" not in rows
    look = officer.get(address("batch", batch)).context["look"]
    officer.post(address("decide", batch), {"look": look.token, "yes0": "1"})
    officer.post(address("again", batch))
    apply_as_seen(officer, batch)
    assert standing() == [("Lúa", None), ("Ngô", 5)]


@pytest.mark.parametrize("turned", [1, -1])
def test_of_a_row_and_its_changed_copy_the_one_that_stands_keeps_the_key(turned, rice, line):
    lines = [line(rice), line(rice, "Ngô", 5)][::turned]
    kept, copied = (2, 3)[::turned]
    found = told(HEAD, *lines)
    assert (found["unchanged"], waiting(found)) == (
        1, [(copied, f"mã {rice} đã dùng ở dòng {kept}; xóa mã nếu là hợp đồng khác")],
    )  # fmt: skip
    assert [doubt["cell"] for doubt in found["doubts"]] == [f"K{copied}"]
    agreed = Answers(agreed=frozenset([("DS", copied, NO_KEY)]))
    assert actions_of(proposed(HEAD, *lines, answers=agreed)) == [UNCHANGED, CREATE][::turned]


def test_a_copy_that_says_the_same_is_no_question(rice, line):
    found = told(HEAD, line(rice), line(rice))
    assert (found["unchanged"], waiting(found), found["doubts"]) == (2, [], [])


def test_a_copy_whose_key_was_emptied_is_another_contract_though_all_else_is_alike(rice, line):
    for lines in ((line(rice), line("", value=5)), (line("", value=5), line(rice))):
        assert sorted(actions_of(proposed(HEAD, *lines))) == [CREATE, UNCHANGED]


def test_keys_that_slipped_by_a_row_are_asked(coop, mill, rice, line):
    linkage.sign(coop.pk, mill.pk, commodity="Ngô")
    maize = CONTRACT.of(Contract.objects.latest("pk").contract_id)
    found = told(HEAD, line(maize), line(rice, "Ngô"))
    why = "mã {} là của hợp đồng khác: dòng này ghi đúng như hợp đồng mang mã {}"
    assert waiting(found) == [(2, why.format(maize, rice)), (3, why.format(rice, maize))]


def test_a_key_beside_a_wholly_other_contract_is_asked(coop, mill, rice, line):
    other = telling.organisation("Công ty Gạo Cũ", kind="enterprise")
    row = list(line(rice, "Ngô", on=date(2020, 5, 1)))
    row[2:4] = "Công ty Gạo Cũ", other.key
    assert waiting(told(HEAD, tuple(row))) == [
        (2, f"mã {rice} là của hợp đồng khác hẳn: sửa mã, hoặc xóa mã nếu là hợp đồng mới")
    ]


def test_keys_that_name_no_contract_of_the_row_s_organisation_wait(coop, mill, rice, line):
    other = telling.organisation("HTX Sông Xanh")
    linkage.sign(other.pk, mill.pk)
    theirs = CONTRACT.of(Contract.objects.latest("pk").contract_id)
    gone = CONTRACT.of(int(rice.removeprefix("HD")))
    withdraw_contract(key=Contract.objects.earliest("pk").key, by=None, seen=None, reason="nhầm")
    found = told(HEAD, line(theirs), line(gone), line("HD999999"), line("SK000001"), line("số 7"))
    assert waiting(found) == [
        (2, f"mã {theirs} là của hợp đồng của tổ chức khác: sửa mã, hoặc xóa mã nếu là hợp đồng mới"),
        (3, f"hợp đồng mang mã {gone} đã rút khỏi sổ: xóa mã nếu vẫn muốn ghi"),
        (4, "sổ không có hợp đồng mang mã HD999999: sửa mã, hoặc xóa mã nếu là hợp đồng mới"),
        (5, "sổ không có hợp đồng mang mã SK000001: sửa mã, hoặc xóa mã nếu là hợp đồng mới"),
        (6, "“số 7” không phải mã trong sổ."),
    ]


def test_a_contract_that_its_list_lost_is_told_by_the_one_that_named_it_by_key(coop, mill, line):
    applied(HEAD, line("", value=5), name="dau.xlsx")
    first, key = Batch.objects.latest("pk"), CONTRACT.of(Contract.objects.latest("pk").contract_id)
    applied(HEAD, line(key, "Lúa nếp", value=5), name="sau.xlsx")
    assert standing() == [("Lúa", 5)]
    actions.withdraw(batch=first, by=None)
    assert standing() == [("Lúa nếp", 5)]


PAPERS = ("Mã trong sổ", "Tên HTX", "Chứng nhận", "Sản phẩm", "Số giấy chứng nhận", "Ngày cấp", "Ngày hết hạn",
          "Mã chứng nhận trong sổ")  # fmt: skip
DAY = date(2018, 5, 6)


def paper(of: Organisation, key: str, on: date = DAY, product: str = "", last: Any = "") -> tuple[Any, ...]:
    """A row of the list of certificates, of food safety."""
    return of.key, "HTX Lúa Vàng", "Cơ sở đủ điều kiện an toàn thực phẩm", product, "", on, last, key


def test_a_certificate_without_a_number_is_known_by_its_key_though_its_day_was_corrected(coop):
    telling.certificate(coop, scheme="food_safety", issued_on=DAY)
    key = CERTIFICATE.of(Certificate.objects.latest("pk").key)
    found = told(PAPERS, paper(coop, key, date(2018, 5, 7)))
    assert (found["unchanged"], doubts(found)) == (1, {"F2": "sổ ghi khác: 06/05/2018"})
    found = told(PAPERS, paper(coop, key, product="Gạo"))
    assert (found["unchanged"], doubts(found)) == (1, {"D2": "sổ ghi khác: của cả tổ chức"})
    assert applied(PAPERS, paper(coop, key, date(2018, 5, 7))).posting == 0


def test_of_certificates_alike_in_all_the_key_tells_which_one_a_row_completes(coop):
    for _twice in range(2):
        telling.certificate(coop, scheme="food_safety", issued_on=DAY)
    first, second = (CERTIFICATE.of(one.key) for one in Certificate.objects.order_by("pk"))
    assert actions_of(proposed(PAPERS, paper(coop, second, last=date(2021, 5, 5)), paper(coop, first))) == [
        "change", UNCHANGED,
    ]  # fmt: skip
    applied(PAPERS, paper(coop, second, last=date(2021, 5, 5)))
    ended = {CERTIFICATE.of(one.key): one.valid_to for one in queries.standing(Certificate, newest())}
    assert (ended[second], ended[first] > date(2100, 1, 1)) == (date(2021, 5, 6), True)


def test_a_copy_of_a_certificate_s_row_is_asked_and_without_its_key_a_new_one(coop):
    telling.certificate(coop, scheme="food_safety", issued_on=DAY)
    key = CERTIFICATE.of(Certificate.objects.latest("pk").key)
    lines = paper(coop, key), paper(coop, key, date(2019, 5, 6))
    assert actions_of(proposed(PAPERS, *lines)) == [UNCHANGED, WAITING]
    agreed = Answers(agreed=frozenset([("DS", 3, NO_KEY)]))
    assert actions_of(proposed(PAPERS, *lines, answers=agreed)) == [UNCHANGED, CREATE]


FAIRS = ("Sự kiện", "Loại", "Phạm vi", "Khai mạc", "Bế mạc", "Có trong danh sách", "Mã sự kiện trong sổ")


def fair(key: str, name: str = "Hội chợ Nông sản", on: date = date(2019, 3, 10)) -> tuple[Any, ...]:
    """A row of the list of events."""
    return name, "Hội chợ", "Trong tỉnh", on, "", 0, key


def test_an_event_is_known_by_its_key_though_its_name_was_corrected():
    trade.event("Hội chợ Nông sản", on=date(2019, 3, 10), scope="IN_PROVINCE")
    key = EVENT.of(TradeEvent.objects.latest("pk").event_id)
    found = told(FAIRS, fair(key, "Hội chợ Nông sản sạch"), fair("", on=date(2020, 3, 10)))
    assert (found["unchanged"], found["create"]) == (1, 1)
    assert doubts(found) == {"A2": "sổ ghi khác: Hội chợ Nông sản; sửa ở trang của sự kiện"}
    found = told(FAIRS, fair(key), fair(key, on=date(2020, 3, 10)))
    assert waiting(found) == [(3, f"mã {key} đã dùng ở dòng 2; xóa mã nếu là sự kiện khác")]


GOODS = ("Tên sản phẩm, dịch vụ", "Nhóm sản phẩm", "Của tổ chức", "Mã trong sổ", "Mã sản phẩm trong sổ")


def good(of: Organisation, name: str, key: str, group: str = "") -> tuple[Any, ...]:
    """A row of the list of products."""
    return name, group, "HTX Lúa Vàng", of.key, key


def test_a_product_is_known_by_its_key_though_its_name_was_corrected(coop):
    key = PRODUCT.of(telling.product(coop, "Gạo tám"))
    applied(GOODS, good(coop, "Gạo tám xoan", key, "Lương thực"))
    [product] = queries.standing(Product, newest())
    assert (product.name, product.group) == ("Gạo tám", "Lương thực")
    found = told(GOODS, good(coop, "Gạo tám xoan", key), good(coop, "Gạo nếp", ""))
    assert (found["unchanged"], found["change"], doubts(found)) == (1, 1, {"A2": "sổ ghi khác: Gạo tám"})


def test_a_copied_row_of_a_product_is_asked_and_without_its_key_a_new_one(coop):
    key = PRODUCT.of(telling.product(coop, "Gạo tám"))
    lines = good(coop, "Gạo nếp", key), good(coop, "Gạo tám", key), good(coop, "Gạo tẻ", "SP999999")
    found = told(GOODS, *lines)
    assert waiting(found) == [
        (2, f"mã {key} đã dùng ở dòng 3; xóa mã nếu là sản phẩm khác"),
        (4, "sổ không có sản phẩm mang mã SP999999: sửa mã, hoặc xóa mã nếu là sản phẩm mới"),
    ]
    agreed = Answers(agreed=frozenset([("DS", 2, NO_KEY), ("DS", 4, NO_KEY)]))
    assert actions_of(proposed(GOODS, *lines, answers=agreed)) == [CHANGE, UNCHANGED, CHANGE]
