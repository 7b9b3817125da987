"""Products of one name, mostly of records that are one: rows of the own lists are of either, and say nothing new."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from nongcot.indicators.ledger import newest
from nongcot.intake import actions
from nongcot.intake.proposals import UNCHANGED
from nongcot.intake.tests.conftest import ON, written
from nongcot.intake.tests.lists import applied, doubts, told
from nongcot.registry import queries
from nongcot.registry.actions.products import withdraw_product
from nongcot.registry.models import Certificate, Organisation, Product
from nongcot.registry.tests import telling
from nongcot.trade.models import Participation
from nongcot.trade.tests import telling as trade

pytestmark = pytest.mark.usefixtures("ledger")

DAY = date(2018, 5, 6)
STARS = ("Mã trong sổ", "Chủ thể", "Sản phẩm", "Nhóm sản phẩm", "Hạng sao", "Ngày công nhận", "Số quyết định",
         "Ngày hết hạn")  # fmt: skip


@pytest.fixture
def coop() -> Organisation:
    return telling.organisation("HTX Mây Hồng")


@pytest.fixture
def one_of_two(coop) -> Organisation:
    """Two records that are one, each with rice of its own; recognised is that of the one that is no more."""
    again = telling.organisation("HTX Mây Hồng")
    kept = telling.product(coop, "Gạo tám", group="Gạo")
    gone = telling.product(again, "Gạo tám", group="Lương thực")
    of = {"scheme": "ocop", "stars": 4, "number": "12/QĐ"}
    telling.certificate(again, product_id=gone, issued_on=DAY, **of)
    telling.certificate(coop, product_id=kept, issued_on=date(2015, 1, 2), valid_to=date(2018, 1, 2), **of)
    telling.unite(again, coop, date(2019, 6, 1))
    return coop


def star(of: Organisation, group: str = "", on: str = "06/05/2018", last: str = "", name: str = "Gạo tám") -> Any:
    return of.key, "HTX Mây Hồng", name, group, 4, on, "12/QĐ", last


def test_a_recognition_of_a_product_of_one_name_of_a_united_record_is_known(one_of_two):
    lines = star(one_of_two, "Gạo"), star(one_of_two, "Lương thực", "02/01/2015", "01/01/2018")
    found = told(STARS, *lines)
    assert (found["unchanged"], found["doubts"]) == (2, [])
    assert applied(STARS, *lines).posting == 0
    applied(STARS, star(one_of_two, last="05/05/2021"), name="sau.xlsx")
    told_of = {(row.product_id, row.issued_on, row.valid_to) for row in queries.standing(Certificate, newest())}
    kept, gone = (product.product_id for product in Product.objects.order_by("pk"))
    assert told_of == {(gone, DAY, date(2021, 5, 6)), (kept, date(2015, 1, 2), date(2018, 1, 2))}


def test_of_products_of_one_name_a_third_group_is_told(one_of_two):
    assert doubts(told(STARS, star(one_of_two, "Hoa màu"))) == {"D2": "sổ ghi khác: Gạo"}


@pytest.mark.parametrize("is_new", [False, True])
def test_what_two_rows_say_otherwise_of_one_product_is_taken_once_and_told(coop, is_new):
    if not is_new:
        telling.product(coop, "Gạo tám")
    head = (*STARS[:4], "Ngành của sản phẩm")
    lines = [(*star(coop, *of)[:4], "") for of in (("Gạo",), ("Hoa màu",))]
    lines[1] = (*lines[1][:4], "Thương mại - dịch vụ")
    found = told(head, *lines)
    assert (found["change"], doubts(found)) == (2, {"D3": "sổ ghi khác: Gạo"})
    applied(head, *lines)
    assert [(row.group, row.sector) for row in queries.standing(Product, newest())] == [("Gạo", "TRA")]


def test_an_accent_that_was_corrected_in_the_group_or_the_paper_of_a_product_is_told(coop):
    rice = telling.product(coop, "Gạo tám", group="Gáo")
    telling.certificate(coop, product_id=rice, issued_on=DAY, scheme="ocop", stars=4, number="12/QD")
    assert doubts(told(STARS, star(coop, "Gạo"))) == {"D2": "sổ ghi khác: Gáo", "G2": "sổ ghi khác: 12/QD"}


def test_stars_of_a_product_that_was_taken_back_offer_it_no_second_time(coop):
    rice = telling.product(coop, "Gạo tám", group="Gạo")
    telling.certificate(coop, product_id=rice, issued_on=DAY, scheme="ocop", stars=4, number="12/QĐ")
    withdraw_product(key=f"p{rice}", by=None, seen=None, reason="nhầm")
    found = told(STARS, star(coop, "Gạo"))
    assert (found["unchanged"], found["change"], found["doubts"]) == (1, 0, [])
    applied(STARS, star(coop, "Gạo", last="05/05/2021"))
    [ends] = queries.standing(Certificate, newest())
    assert (ends.product_id, ends.valid_to) == (rice, date(2021, 5, 6))
    assert not queries.standing(Product, newest())
    # Whatever tells another recognition offers it anew.
    applied(STARS, (*star(coop, "Gạo", "01/02/2019")[:6], "9/QĐ", ""), name="moi.xlsx")
    [anew] = queries.standing(Product, newest())
    assert {one.product_id for one in queries.standing(Certificate, newest())} == {rice, anew.product_id}
    assert anew.product_id != rice


TITLE = "DANH SÁCH ĐƠN VỊ THAM GIA Hội chợ Nông sản Mẫu 2019 tại Nam Định từ ngày 10 đến 14/12/2019"
GUESTS = ("STT", "Mã trong sổ", "Đơn vị tham gia", "Sản phẩm", "Kết quả tham gia")


@pytest.fixture
def came(tmp_path) -> Callable[..., Any]:
    """What a list of an event would do, of one row with these products."""

    def of(who: Organisation, products: str) -> Any:
        path = tmp_path / "hc.xlsx"
        written(((1, who.key, "HTX Mây Hồng", products, "Đã tham gia"),), GUESTS, (TITLE,)).save(path)
        batch = actions.receive(source=path, name=path.name, on=ON, by=None)
        [row] = actions.preview(batch).rows
        assert row.candidate is not None
        return row.action, [refused.why for refused in row.candidate.refused]

    return of


def test_products_of_one_name_in_an_event_s_list_are_those_that_are_shown_there(one_of_two, came):
    fair = trade.event("Hội chợ Nông sản Mẫu 2019", on=date(2019, 12, 10), closes=date(2019, 12, 14), type="FAIR")
    kept, gone = (product.product_id for product in Product.objects.order_by("pk"))
    trade.went(fair, one_of_two, day=date(2019, 12, 10), products=[gone])
    assert came(one_of_two, "Gạo tám") == (UNCHANGED, [])
    withdraw_product(key=f"p{kept}", by=None, seen=None, reason="nhầm")
    withdraw_product(key=f"p{gone}", by=None, seen=None, reason="nhầm")
    assert came(one_of_two, "Gạo tám") == (UNCHANGED, [])
    assert came(one_of_two, "Gạo nếp") == (UNCHANGED, ["sổ chưa có sản phẩm này của tổ chức"])
    assert Participation.objects.count() == 1


def test_a_comma_without_a_blank_is_a_name_s_own(coop, came):
    fair = trade.event("Hội chợ Nông sản Mẫu 2019", on=date(2019, 12, 10), closes=date(2019, 12, 14), type="FAIR")
    rice = telling.product(coop, "Gạo,ngon")
    trade.went(fair, coop, day=date(2019, 12, 10), products=[rice])
    assert came(coop, "Gạo,ngon") == (UNCHANGED, [])
