"""Days before the book was opened are answered, and what the answer is worth is said beside it."""

from datetime import date

from nongcot.indicators.figures import figure
from nongcot.kernel import clock
from nongcot.registry.testing import OPENED_ON

SAID = "sổ mở ngày 04/01/2016; của những ngày trước đó chỉ có điều các danh sách về sau còn kể lại"


def test_a_number_of_a_day_before_the_book_says_so(sums):
    assert figure("operating_cooperatives", on=date(2015, 12, 31)).qualifier == SAID
    assert figure("established_cooperatives", period=(date(2015, 1, 1), date(2015, 12, 31))).qualifier == SAID


def test_from_its_first_day_on_nothing_is_said(sums):
    assert figure("operating_cooperatives", on=OPENED_ON).qualifier == ""


def test_a_day_that_has_not_come_is_said_in_json_on_the_page_and_beside_a_flow(example, visitor):
    said = "ngày 31/12/2022 chưa tới: tính theo điều sổ biết đến ngày 01/03/2022"
    with clock.at(date(2022, 3, 1)):
        assert figure("operating_cooperatives", on=date(2022, 3, 1)).qualifier == ""
        assert figure("operating_cooperatives", on=date(2022, 12, 31)).qualifier == said
        assert figure("established_cooperatives", period=(date(2022, 1, 1), date(2022, 12, 31))).qualifier == said
        page = visitor.get("/so-lieu/operating_cooperatives/?on=2022-12-31").content.decode()
        assert said in page
        assert "(ngày chưa tới)" in page
        assert "(ngày chưa tới)" in visitor.get("/so-dang-ky/?on=2022-12-31").content.decode()
        assert "chưa tới" not in visitor.get("/so-lieu/operating_cooperatives/?on=2022-03-01").content.decode()
    with clock.at(date(2022, 12, 31)):
        assert figure("operating_cooperatives", on=date(2022, 12, 31)).qualifier == ""
        assert said not in visitor.get("/so-lieu/operating_cooperatives/?on=2022-12-31").content.decode()


def test_what_was_known_then_had_not_come_further_either(example):
    """Posting 2 was the newest until 1 June 2021: whenever it is asked, the answer is the same."""
    found = figure("operating_cooperatives", on=date(2021, 12, 31), known_at=example.listed)
    assert found.qualifier == "ngày 31/12/2021 chưa tới: tính theo điều sổ biết đến ngày 01/06/2021"
    assert figure("operating_cooperatives", on=date(2021, 6, 1), known_at=example.listed).qualifier == ""
