"""Lists of OCOP results as annexes of decisions: who recognised, for how long, and what only the title tells."""

from datetime import date

import pytest

from nongcot.intake import actions
from nongcot.intake.proposals import UNCHANGED
from nongcot.intake.tests.lists import actions_of, applied, doubts, proposed, told, understood
from nongcot.kernel.dates import FAR
from nongcot.registry.models import Certificate

pytestmark = pytest.mark.usefixtures("ledger")

HEAD = ("Tên sản phẩm", "Chủ thể", "Xã", "Huyện", "Hạng sao", "Số quyết định", "Ngày quyết định", "Cơ quan công nhận",
        "Cấp công nhận", "Thời hạn")  # fmt: skip
RICE = ("Gạo tám", "HTX Mây Hồng", "Yên Lương", "Ý Yên", "4 sao", "12/QĐ-UBND", "05/03/2018", "UBND tỉnh", "Tỉnh")
BARE = ("Tên sản phẩm", "Chủ thể", "Xã", "Huyện", "Hạng sao")
TITLE = "DANH SÁCH SẢN PHẨM OCOP ĐƯỢC CÔNG NHẬN (Kèm theo Quyết định số 27/QĐ-UBND ngày 13/12/2018 của UBND tỉnh)"


def certificates() -> list[tuple[int, str, str, date, date]]:
    """Stars, number, issuer, first day, and the day it holds no more."""
    columns = ("stars", "number", "issuer", "issued_on", "valid_to")
    return sorted(Certificate.objects.filter(withdrawn=None).values_list(*columns))


@pytest.mark.parametrize("term", ["36 tháng", "3 năm"])
def test_decision_issuer_and_term_go_into_the_certificate(term):
    lines = (HEAD, (*RICE, term))
    assert any("ngày hết hạn tính từ ngày công nhận và thời hạn" in text for text in understood(*lines).assumed)
    applied(*lines)
    assert certificates() == [(4, "12/QĐ-UBND", "UBND tỉnh", date(2018, 3, 5), date(2021, 3, 5))]
    assert actions_of(proposed(*lines)) == [UNCHANGED]


def test_the_level_is_recognised_and_has_no_place_in_the_register():
    (column,) = [c for c in understood(HEAD, (*RICE, "36 tháng")).sheets[0].columns if c.target == "recognition_level"]
    assert (column.taken, column.why) == (False, "nhận ra, sổ đăng ký chưa có chỗ ghi")


def test_a_number_is_a_term_where_its_heading_says_of_what():
    applied((*HEAD[:9], "Thời hạn (tháng)"), (*RICE, 36))
    assert certificates()[0][4] == date(2021, 3, 5)
    assert doubts(told(HEAD, ("Rau", *RICE[1:], 36)))["J2"] == "“36” không nói rõ mấy tháng hay mấy năm."


def test_a_last_day_of_its_own_goes_before_a_term():
    applied((*HEAD, "Hiệu lực đến"), (*RICE, "36 tháng", "31/12/2020"))
    assert certificates()[0][4] == date(2021, 1, 1)


def test_the_decision_of_the_title_is_that_of_all_rows_and_told():
    lines = ((TITLE,), BARE, RICE[:5], ("Rau", *RICE[1:4], "3 sao"))
    assert any("2 sản phẩm được công nhận theo quyết định 27/QĐ-UBND" in text for text in understood(*lines).assumed)
    done = applied(*lines)
    assert certificates() == [(stars, "27/QĐ-UBND", "UBND tỉnh", date(2018, 12, 13), FAR) for stars in (3, 4)]
    actions.undo(posting_n=done.posting, by=None)
    assert certificates() == []


@pytest.mark.parametrize(
    "title",
    [
        "DANH SÁCH SẢN PHẨM OCOP (Kèm theo Quyết định số 27/QĐ-UBND ngày 13/12/2018)",
        "SẢN PHẨM ĐƯỢC CÔNG NHẬN theo Quyết định số 1/QĐ-UBND ngày 1/2/2018 và Quyết định số 2/QĐ-UBND ngày 2/3/2018",
    ],
)
def test_a_title_that_does_not_say_which_decision_recognised_makes_no_certificate(title):
    applied((title,), BARE, RICE[:5])
    assert certificates() == []


def test_a_column_of_decisions_goes_before_the_title():
    applied((TITLE,), HEAD, (*RICE, ""))
    assert [number for _stars, number, *_rest in certificates()] == ["12/QĐ-UBND"]
