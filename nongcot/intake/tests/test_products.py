"""Products and their recognitions, as lists tell them."""

from datetime import date

import pytest

from nongcot.intake.proposals import CHANGE, UNCHANGED
from nongcot.intake.tests.lists import ON, actions_of, applied, doubts, proposed, told
from nongcot.kernel.dates import FAR
from nongcot.registry.models import Certificate
from nongcot.registry.standing import newest_of_each

pytestmark = pytest.mark.usefixtures("ledger")

HEAD = ("Tên sản phẩm", "Chủ thể", "Xã", "Huyện", "Hạng sao", "Ngày công nhận", "Ngày hết hạn", "Số quyết định")
MAY = ("Mây khô", "HTX Mây Hồng", "Yên Lương", "Ý Yên")


def certificates() -> list[tuple[int | None, date, date]]:
    """Stars, first day and the day it holds no more, of each certificate that stands."""
    rows = newest_of_each(Certificate.objects.filter(withdrawn=None).order_by("posted", "pk"))
    return sorted((row.stars, row.issued_on, row.valid_to) for row in rows)


def test_a_recognition_has_its_expiry():
    applied(HEAD, (*MAY, 3, "13/12/2015", "12/12/2018", "1/QĐ-UBND"))
    assert certificates() == [(3, date(2015, 12, 13), date(2018, 12, 13))]


def test_the_same_product_again_says_nothing_new():
    lines = (HEAD, (*MAY, 3, "13/12/2015", "12/12/2018", "1/QĐ-UBND"))
    applied(*lines)
    assert actions_of(proposed(*lines)) == [UNCHANGED]


@pytest.mark.parametrize("stars", [3, 4])
def test_recognised_again_after_expiry_is_a_second_certificate(stars):
    applied(HEAD, (*MAY, 3, "13/12/2015", "12/12/2018", "1/QĐ-UBND"))
    applied(HEAD, (*MAY, stars, "20/12/2018", "", "9/QĐ-UBND"), name="sau.xlsx")
    assert certificates() == [
        (3, date(2015, 12, 13), date(2018, 12, 13)),
        (stars, date(2018, 12, 20), FAR),
    ]


def test_an_expiry_learnt_later_completes_the_certificate():
    applied(HEAD, (*MAY, 3, "13/12/2015", "", "1/QĐ-UBND"))
    line = (*MAY, 3, "13/12/2015", "12/12/2018", "1/QĐ-UBND")
    assert actions_of(proposed(HEAD, line)) == [CHANGE]
    applied(HEAD, line, name="sau.xlsx")
    assert certificates() == [(3, date(2015, 12, 13), date(2018, 12, 13))]


def test_another_expiry_than_the_register_s_is_a_doubt():
    applied(HEAD, (*MAY, 3, "13/12/2015", "12/12/2018", "1/QĐ-UBND"))
    answer = told(HEAD, (*MAY, 3, "13/12/2015", "12/12/2019", "1/QĐ-UBND"))
    assert answer["unchanged"] == 1
    assert doubts(answer)["G2"] == "ngày hết hạn khác với sổ (12/12/2018)"


def test_stars_without_a_day_are_a_doubt_and_no_certificate():
    lines = (HEAD, (*MAY, 3, "", "", ""))
    assert doubts(told(*lines))["E2"] == "hạng sao không có ngày công nhận: chưa ghi được thành chứng nhận"
    applied(*lines)
    assert certificates() == []


def test_a_year_of_recognition_is_the_day_already_known():
    applied(HEAD, (*MAY, 3, "13/12/2015", "", "1/QĐ-UBND"))
    assert actions_of(proposed(HEAD, (*MAY, 3, "2015", "", ""), on=ON)) == [UNCHANGED]
