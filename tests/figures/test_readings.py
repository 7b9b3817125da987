"""What is read by a shorter way is what the spans say."""

from datetime import date

import pytest

from nongcot.indicators import reading
from nongcot.indicators.declare import Cell, Stock, catalogue
from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import posting
from nongcot.indicators.questions import NotAskable, ask
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry import writing

pytestmark = pytest.mark.both_databases

DAYS = date(2019, 3, 31), date(2021, 12, 31)
SECTORS = ("AGR", "FIS", "SAL", "unknown")
GROUPS = ("agricultural", "non_agricultural", "credit", "unknown")


@pytest.fixture
def book(sums):
    """Co-ops of agriculture, and one each of fisheries, of trade, and of no known sector, founded some day of 2021."""
    with clock.at(date(2022, 1, 10)), posting("test", by=None) as entry:
        for pk, sector in zip(writing.new_organisations(entry, 3), ("FIS", "TRD", ""), strict=True):
            said = {"kind": "coop", "name": f"HTX {pk}"} | ({"sector": sector} if sector else {})
            writing.say(entry, [writing.Said(pk, date(2021, 1, 1), said)])
            writing.happen(entry, [writing.Happened(pk, "registered", PartialDate.year(2021))])


def questions():
    for code, indicator in catalogue().items():
        if indicator.stands and isinstance(indicator.query, Stock | Cell):
            for cells in ({}, *({"sector": key} for key in SECTORS), *({"sector_group": key} for key in GROUPS)):
                for day in DAYS:
                    yield ask(code, on=day, cells=cells)


def test_a_stock_of_some_sectors_is_the_sum_of_its_spans(book):
    read = {}
    for question in questions():
        try:
            found = reading.total(question, question.last_day)
            assert found == reading.standing_on(question, question.last_day)[1], question
        except NotAskable:
            continue
        read[question.indicator.code, *question.cells.values(), question.last_day] = found
    assert read["agricultural_cooperatives", DAYS[1]] == 16
    assert [read["operating_cooperatives", key, DAYS[1]] for key in SECTORS] == [15, 1, 0, 1]
    assert [read["operating_cooperatives", key, DAYS[1]] for key in GROUPS] == [16, 1, 0, 1]


@pytest.mark.parametrize(
    ("period", "value", "told"),
    [
        ((date(2021, 1, 1), date(2021, 12, 31)), 3, ""),
        ((date(2021, 1, 1), date(2021, 6, 30)), 0, "ngoài ra 3 chưa rõ có thuộc kỳ không"),
        ((date(2020, 7, 1), date(2021, 1, 1)), 0, "ngoài ra 3 chưa rõ có thuộc kỳ không"),
        ((date(2022, 1, 1), date(2022, 12, 31)), 0, ""),
        ((date(2017, 1, 1), date(2021, 12, 31)), 18, ""),
    ],
)
def test_of_what_a_part_of_a_day_is_known_a_period_tells(book, period, value, told):
    found = figure("established_cooperatives", period=period)
    assert (found.value, found.qualifier) == (value, told)
