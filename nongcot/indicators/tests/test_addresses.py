"""A figure question as an address, and back."""

from datetime import date

import pytest
from django.http import QueryDict
from django.urls import resolve

from nongcot.indicators.addresses import address, method
from nongcot.indicators.periods import parse, written


def test_every_part_stands_in_the_query():
    url = address(
        "operating_cooperatives",
        period=(date(2020, 1, 1), date(2020, 10, 15)),
        place="360",
        by="place:commune",
        known=12,
        geography=date(2019, 1, 1),
        funds=True,
        cells={"sector": "AGR", "governing_law": "2012"},
        cause="in.entered",
        anchor="ban-ghi",
    )
    path, _mark, rest = url.partition("?")
    assert rest.endswith("#ban-ghi")
    assert resolve(path).view_name == "indicators:figure"
    assert QueryDict(rest.removesuffix("#ban-ghi")).dict() == {
        "period": "2020-01-01..2020-10-15",
        "geo": "2019-01-01",
        "place": "360",
        "by": "place:commune",
        "known": "12",
        "funds": "1",
        "c.governing_law": "2012",
        "c.sector": "AGR",
        "cause": "in.entered",
    }


def test_what_is_left_out_takes_no_room():
    assert address("cooperatives") == "/so-lieu/cooperatives/"
    assert address("cooperatives", on=date(2020, 1, 1)) == "/so-lieu/cooperatives/?on=2020-01-01"


@pytest.mark.parametrize(("suffix", "name"), [(".xlsx", "workbook"), (".json", "data")])
def test_the_same_as_a_file(suffix, name):
    assert resolve(address("cooperatives", suffix=suffix)).view_name == f"indicators:{name}"


def test_text_from_outside_is_escaped():
    assert "&" not in address("cooperatives", place="a&b").partition("?")[2]


def test_methods():
    assert resolve(method()).view_name == "indicators:methods"
    assert resolve(method("cooperatives")).view_name == "indicators:method"


@pytest.mark.parametrize("text", ["2020", "2020-Q3", "2020-10", "2020-01-01..2020-10-15"])
def test_periods_are_written_as_they_are_read(text):
    assert written(parse(text)) == text
