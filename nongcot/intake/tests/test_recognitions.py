"""Lists of OCOP results as annexes of decisions: who recognised, for how long, and what only the title tells."""

from datetime import date

import pytest

from nongcot.intake import actions
from nongcot.intake.proposals import CHANGE, UNCHANGED
from nongcot.intake.tests.lists import actions_of, applied, doubts, proposed, told, understood
from nongcot.kernel.dates import FAR
from nongcot.registry.models import Certificate
from nongcot.registry.standing import newest_of_each

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


def levels() -> list[str]:
    """The levels of the certificates that stand."""
    rows = newest_of_each(Certificate.objects.filter(withdrawn=None).order_by("posted", "pk"))
    return [row.level for row in rows]


@pytest.mark.parametrize(
    ("word", "level"), [("Tỉnh", "province"), ("cấp huyện", "district"), ("Cấp quốc gia", "central"), ("", "")]
)
def test_the_level_goes_into_the_certificate(word, level):
    lines = (HEAD, (*RICE[:8], word, "36 tháng"))
    applied(*lines)
    assert levels() == [level]
    assert actions_of(proposed(*lines)) == [UNCHANGED]


def test_an_unknown_level_is_asked_and_the_rest_goes_in():
    lines = (HEAD, (*RICE[:8], "Khu vực", "36 tháng"))
    (doubt,) = understood(*lines).doubts
    assert (doubt.cell, doubt.code, doubt.why) == ("I2", "level", "Chưa rõ “Khu vực” là cấp nào.")
    assert [choice.label for choice in doubt.choices] == ["Cấp huyện", "Cấp tỉnh", "Trung ương", "Để trống"]
    applied(*lines)
    assert levels() == [""]


@pytest.mark.both_databases
def test_a_level_learnt_later_completes_the_certificate_and_another_one_is_refused():
    applied((*HEAD[:8], "Thời hạn"), (*RICE[:8], "36 tháng"))
    later = (HEAD, (*RICE[:8], "Tỉnh", ""))
    assert actions_of(proposed(*later)) == [CHANGE]
    done = applied(*later, name="lai.xlsx")
    assert levels() == ["province"]
    assert certificates() == [(4, "12/QĐ-UBND", "UBND tỉnh", date(2018, 3, 5), date(2021, 3, 5))] * 2
    assert doubts(told(HEAD, (*RICE[:8], "Trung ương", "")))["I2"] == "cấp công nhận khác với sổ (Cấp tỉnh)"
    actions.undo(posting_n=done.posting, by=None)
    assert levels() == [""]


def test_a_level_learnt_later_leaves_number_and_issuer_as_the_book_has_them():
    applied(HEAD, (*RICE[:8], ""))
    applied(HEAD, (*RICE[:5], "99/QĐ-UBND", RICE[6], "Sở Nông nghiệp", "Tỉnh"), name="sau.xlsx")
    last = Certificate.objects.latest("pk")
    assert (last.number, last.issuer, last.level) == ("12/QĐ-UBND", "UBND tỉnh", "province")
    assert levels() == ["province"]


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
