"""Published figures beside counted ones."""

from datetime import date

import pytest
from django.urls import reverse

from nongcot.indicators.actions import keep_quoted
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions.organisations import register_organisation

pytestmark = pytest.mark.both_databases


def stated(code: str, indicator: str, as_of: str, value: str, **more):
    first, last = as_of.split("/") if "/" in as_of else (as_of, as_of)
    return {
        "code": code, "label": code, "indicator": indicator, "cells": {}, "scope": "Nam Định", "as_of": as_of,
        "earliest": date.fromisoformat(first), "latest": date.fromisoformat(last), "value": value,
        "unit": "cooperative", "source_title": "Báo Mẫu", "verified": True, **more,
    }  # fmt: skip


@pytest.fixture
def page(ledger, visitor):
    """The page once a co-op was registered in 2018 and a newspaper spoke of figures."""
    with clock.at(date(2020, 10, 15)):
        register_organisation(
            kind="coop", name="HTX Hương Quê", on=PartialDate.day(date(2018, 5, 2)), event="registered",
            said={"sector": "AGR", "members": 12}, by=None,
        )  # fmt: skip
        rows = [
            stated("a", "operating_cooperatives", "2019-12-31", "3", qualifier="khoảng"),
            stated("b", "established_cooperatives", "2018-01-01/2018-12-31", "1"),
            stated("c", "operating_cooperatives", "2015-01-01/2019-12-31", "7"),
            stated("d", "", "2019-12-31", "9", verified=False),
            stated("e", "operating_cooperatives", "2030-12-31", "11"),
        ]
        keep_quoted(by=None, rows=rows, source="Báo Mẫu")

        def read(**query):
            return visitor.get(reverse("indicators:published"), query)

        yield read


def lines(page, **query):
    return {line.quotation.said: line.counted for line in page(**query).context["page"]}


def test_each_statement_stands_beside_what_the_book_counts_for_its_day_or_year(page):
    found = lines(page)
    stock, flow = found["khoảng 3 HTX"], found["1 HTX"]
    assert (stock.value, stock.difference) == ("1 HTX", "−2")
    assert (flow.value, flow.difference) == ("1 HTX", "khớp")
    assert "on=2019-12-31" in stock.url
    assert "period=2018" in flow.url


def test_what_cannot_be_compared_says_why(page):
    found = lines(page)
    assert found["7 HTX"].why == "nguồn nói về nhiều năm, số của sổ là của một ngày"
    assert found["9 HTX"].why == "sổ chưa đếm"
    assert found["11 HTX"].why == "chưa đến ngày ấy"


def test_the_page_is_searched_without_accents_and_marks_what_is_not_verified(page):
    assert len(page(q="bao mau 2018-01-01").context["page"].object_list) == 1
    assert "chưa kiểm chứng" in page(q="2019-12-31").content.decode()
    assert "Không có số nào như vậy" in page(q="zzz").content.decode()


def test_a_source_that_counts_funds_is_compared_with_them(page):
    with clock.at(date(2020, 10, 15)):
        register_organisation(
            kind="credit_fund", name="Quỹ tín dụng nhân dân Yên Mỹ", on=PartialDate.day(date(2018, 5, 2)),
            event="registered", said={"members": 30}, by=None,
        )  # fmt: skip
        told = stated("f", "operating_cooperatives", "2019-12-31", "5")
        keep_quoted(by=None, rows=[told | {"cells": {"credit_funds": "with"}}], source="Báo Mẫu")
    found = lines(page)
    assert (found["5 HTX"].value, found["5 HTX"].difference) == ("2 HTX", "−3")
    assert "funds=" in found["5 HTX"].url
    assert found["khoảng 3 HTX"].value == "1 HTX"
