"""Rows of the book's own list of certificates that may be of several: what fits is known, the rest is asked or told."""

from datetime import date
from typing import Any

import pytest

from nongcot.indicators.ledger import newest
from nongcot.intake.proposals import CHANGE, CREATE, UNCHANGED, WAITING
from nongcot.intake.tests.lists import actions_of, applied, doubts, proposed, told
from nongcot.kernel.dates import FAR
from nongcot.registry import queries
from nongcot.registry.actions.products import withdraw_product
from nongcot.registry.models import Certificate, Organisation
from nongcot.registry.tests import telling

pytestmark = pytest.mark.usefixtures("ledger")

PAPERS = ("STT", "Mã trong sổ", "Tên HTX", "Chứng nhận", "Sản phẩm", "Số giấy chứng nhận", "Phạm vi chứng nhận",
          "Nơi cấp", "Ngày cấp", "Ngày hết hạn")  # fmt: skip
FOOD = "Cơ sở đủ điều kiện an toàn thực phẩm"
DAY = date(2018, 5, 6)


@pytest.fixture
def coop() -> Organisation:
    return telling.organisation("HTX Mây Hồng")


def paper(of: Organisation, number: str = "", scope: str = "", issuer: str = "", last: str = "", **more: str) -> Any:
    """A row of the list of certificates."""
    of_product, scheme, on = more.get("product", ""), more.get("scheme", FOOD), more.get("on", "06/05/2018")
    return 1, of.key, "HTX Mây Hồng", scheme, of_product, number, scope, issuer, on, last


def two(of: Organisation) -> None:
    """Food safety of two facilities, of one day, the first without a number."""
    for number, scope in (("", "Xưởng một"), ("AT-2", "Xưởng hai")):
        telling.certificate(of, scheme="food_safety", issued_on=DAY, number=number, scope=scope, issuer="Sở")


def papers() -> list[tuple[str, str, str, date]]:
    """Number, scope, issuer and end of each certificate that stands."""
    rows = queries.standing(Certificate, newest())
    return sorted((row.number, row.scope, row.issuer, row.valid_to) for row in rows)


ONE, OTHER = ("", "Xưởng một", "Sở", FAR), ("AT-2", "Xưởng hai", "Sở", FAR)


@pytest.mark.parametrize("turned", [1, -1])
def test_certificates_of_two_facilities_are_each_known_again(coop, turned):
    two(coop)
    rows = [paper(coop, "", "Xưởng một", "Sở"), paper(coop, "AT-2", "Xưởng hai", "Sở")][::turned]
    found = told(PAPERS, *rows)
    assert (found["unchanged"], found["doubts"], found["errors"]) == (2, [], [])


def test_what_is_learnt_goes_into_the_certificate_that_the_row_tells(coop):
    for scope in ("Xưởng một", "Xưởng hai"):
        telling.certificate(coop, scheme="food_safety", issued_on=DAY, scope=scope)
    rows = paper(coop, "", "Xưởng một"), paper(coop, "AT-2", "Xưởng hai", "Sở", "05/05/2021")
    assert actions_of(proposed(PAPERS, *rows)) == [UNCHANGED, CHANGE]
    applied(PAPERS, *rows)
    assert papers() == [("", "Xưởng một", "", FAR), ("AT-2", "Xưởng hai", "Sở", date(2021, 5, 6))]


def test_a_certificate_of_a_further_facility_is_a_new_one(coop):
    two(coop)
    rows = paper(coop, "AT-3", "Xưởng ba"), paper(coop, "", "Xưởng một", "Sở"), paper(coop, "AT-2", "Xưởng hai", "Sở")
    assert actions_of(proposed(PAPERS, *rows)) == [CREATE, UNCHANGED, UNCHANGED]
    applied(PAPERS, *rows)
    assert papers() == sorted([ONE, OTHER, ("AT-3", "Xưởng ba", "", FAR)])
    n = newest()
    assert (applied(PAPERS, *rows[::-1], name="lai.xlsx").posting, newest()) == (0, n)


def test_a_row_that_may_be_either_of_two_waits(coop):
    for _number in range(2):
        telling.certificate(coop, scheme="food_safety", issued_on=DAY)
    found = told(PAPERS, paper(coop, "AT-9"))
    assert ["chưa rõ dòng này là chứng nhận nào" in error["why"] for error in found["errors"]] == [True]
    assert actions_of(proposed(PAPERS, paper(coop), paper(coop))) == [UNCHANGED, UNCHANGED]
    assert actions_of(proposed(PAPERS, paper(coop, "1"), paper(coop, "2"), paper(coop, "3"))) == [WAITING] * 3


def test_two_rows_never_tell_one_certificate(coop):
    two(coop)
    lines = paper(coop, "AT-2", "Xưởng hai", "Sở"), paper(coop, "AT-2", "Xưởng hai", "Sở", "05/05/2021")
    found = told(PAPERS, *lines)
    assert (found["unchanged"], [error["why"] for error in found["errors"]]) == (
        1, ["một dòng khác của tệp nói về chính chứng nhận này"],
    )  # fmt: skip
    applied(PAPERS, *lines)
    assert papers() == [ONE, OTHER]


def test_a_corrected_number_is_told_and_begins_no_second_certificate(coop):
    two(coop)
    lines = paper(coop, "", "Xưởng một", "Sở"), paper(coop, "AT-22", "Xưởng hai", "Sở", "05/05/2021")
    found = told(PAPERS, *lines)
    assert (found["unchanged"], doubts(found)) == (2, {
        "F3": "sổ ghi khác: AT-2", "J3": "sổ ghi khác: chưa rõ",
    })  # fmt: skip
    assert applied(PAPERS, *lines).posting == 0


def test_an_accent_that_was_corrected_is_told(coop):
    telling.certificate(coop, scheme="food_safety", issued_on=DAY, number="AT-1", scope="Xưởng mọt", issuer="Sơ")
    found = told(PAPERS, paper(coop, "AT-1", "Xưởng một", "Sở"))
    assert (found["unchanged"], doubts(found)) == (1, {"G2": "sổ ghi khác: Xưởng mọt", "H2": "sổ ghi khác: Sơ"})
    assert told(PAPERS, paper(coop, "at-1", "Xưởng mọt", "Sơ"))["doubts"] == []


def test_a_corrected_day_beside_its_number_is_told(coop):
    two(coop)
    found = told(PAPERS, paper(coop, "AT-2", "Xưởng hai", "Sở", on="07/05/2018"))
    assert (found["unchanged"], doubts(found)) == (1, {"I2": "sổ ghi khác: 06/05/2018"})


def test_what_a_later_row_adds_to_a_certificate_that_the_file_begins_is_written(coop):
    head = tuple(heading for heading in PAPERS if heading != "Mã trong sổ")
    first, second = (("HTX", *paper(coop, "AT-1", last=last)[2:]) for last in ("", "05/05/2021"))
    assert actions_of(proposed(head, first, second)) == [CREATE, CHANGE]
    applied(head, first, second)
    assert papers() == [("AT-1", "", "", date(2021, 5, 6))]


def test_the_certificate_of_a_product_that_was_taken_back_is_known_by_its_name(coop):
    rice = telling.product(coop, "Gạo tám")
    telling.certificate(coop, product_id=rice, issued_on=DAY, number="VG-1")
    withdraw_product(key=f"p{rice}", by=None, seen=None, reason="nhầm")
    line = paper(coop, "VG-1", product="Gạo tám", scheme="VietGAP")
    assert told(PAPERS, line)["unchanged"] == 1
    assert applied(PAPERS, line).posting == 0
