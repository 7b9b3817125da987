"""Days before the book was opened are answered, and what the answer is worth is said beside it."""

import json
from datetime import date

from click.testing import CliRunner

from nongcot.indicators.command import figure as command
from nongcot.indicators.figures import answer, as_read, figure
from nongcot.indicators.questions import ask
from nongcot.kernel import clock
from nongcot.registry.testing import OPENED_ON

SAID = "sổ mở ngày 04/01/2016; của những ngày trước đó chỉ có điều các danh sách về sau còn kể lại"


def test_a_number_of_a_day_before_the_book_says_so(sums):
    assert figure("operating_cooperatives", on=date(2015, 12, 31)).qualifier == SAID
    assert figure("established_cooperatives", period=(date(2015, 1, 1), date(2015, 12, 31))).qualifier == SAID


def test_from_its_first_day_on_nothing_is_said(sums):
    assert figure("operating_cooperatives", on=OPENED_ON).qualifier == ""


def qualifier(code: str, **asked) -> str:
    """What is said beside a figure as it is read."""
    question = ask(code, **asked)
    return as_read(answer(question), question).qualifier


def test_a_day_that_has_not_come_is_said_in_json_on_the_page_and_beside_a_flow(example, visitor):
    said = "ngày 31/12/2022 chưa tới: tính theo điều sổ biết đến ngày 01/03/2022"
    address = "/so-lieu/operating_cooperatives"
    with clock.at(date(2022, 3, 1)):
        assert qualifier("operating_cooperatives", on=date(2022, 3, 1)) == ""
        assert qualifier("established_cooperatives", period=(date(2022, 1, 1), date(2022, 12, 31))) == said
        asked = ["operating_cooperatives", "--on", "2022-12-31", "--json"]
        assert json.loads(CliRunner().invoke(command, asked).stdout)["qualifier"] == said
        assert visitor.get(f"{address}.json?on=2022-12-31").json()["qualifier"] == said
        page = visitor.get(f"{address}/?on=2022-12-31").content.decode()
        assert (said in page, "(ngày chưa tới)" in page) == (True, True)
        assert "(ngày chưa tới)" in visitor.get("/so-dang-ky/?on=2022-12-31").content.decode()
        assert "chưa tới" not in visitor.get(f"{address}/?on=2022-03-01").content.decode()
    with clock.at(date(2022, 12, 31)):
        assert qualifier("operating_cooperatives", on=date(2022, 12, 31)) == ""
        assert "chưa tới" not in visitor.get(f"{address}/?on=2022-12-31").content.decode()


def test_what_was_known_then_had_not_come_further_either(example):
    """The first posting was the newest until 1 June 2021."""
    asked = {"known_at": example.listed}
    said = "sổ mới biết đến ngày 01/06/2021"
    assert qualifier("operating_cooperatives", on=date(2021, 12, 31), **asked) == said
    with clock.at(date(2021, 12, 30)):
        assert "31/12/2021 chưa tới" in qualifier("operating_cooperatives", on=date(2021, 12, 31), **asked)
    assert qualifier("operating_cooperatives", on=date(2021, 6, 1), **asked) == ""
    assert figure("operating_cooperatives", on=date(2021, 12, 31), **asked).qualifier == "", (
        "it is no part of the answer"
    )
