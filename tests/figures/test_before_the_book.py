"""Days before the book was opened are answered, and what the answer is worth is said beside it."""

from datetime import date

from nongcot.indicators.figures import figure
from nongcot.registry.testing import OPENED_ON

SAID = "sổ mở ngày 04/01/2016; của những ngày trước đó chỉ có điều các danh sách về sau còn kể lại"


def test_a_number_of_a_day_before_the_book_says_so(sums):
    assert figure("operating_cooperatives", on=date(2015, 12, 31)).qualifier == SAID
    assert figure("established_cooperatives", period=(date(2015, 1, 1), date(2015, 12, 31))).qualifier == SAID


def test_from_its_first_day_on_nothing_is_said(sums):
    assert figure("operating_cooperatives", on=OPENED_ON).qualifier == ""
