"""Sums for people outside: told where enough stand behind them, and never to be worked out by subtraction."""

import json
import re
from datetime import date
from html import unescape

import pytest

from nongcot.indicators import disclosure, listing
from nongcot.indicators.addresses import address
from nongcot.indicators.figures import figure
from nongcot.indicators.questions import ask
from tests.figures.book import CAPITALS
from tests.figures.test_pages import big, get

pytestmark = pytest.mark.both_databases

CODE, DAY = "charter_capital", date(2018, 6, 30)
DISTRICTS = {district: sum(capitals) * 10**6 for (_commune, district), capitals in CAPITALS.items()}
ALONE, GREAT = "Huyện Ý Yên", "Huyện Hải Hậu"


def data(client, **question):
    url = address(CODE, suffix=".json", **({"on": DAY} | question))
    return json.loads(get(client, url))


def cells(client, **question):
    return {cell["label"]: cell["value"] for cell in data(client, **question)["breakdown"]}


def test_an_officer_sees_every_sum(officer, sums):
    seen = cells(officer, by="place:district")
    assert {label: int(seen[label]) for label in DISTRICTS} == DISTRICTS


def test_the_list_of_figures_tells_counts_to_everybody(sums):
    for everything in (True, False):
        lines = {
            line.code: line for group in listing.groups(DAY, None, "", everything=everything) for line in group.lines
        }
        assert not lines["operating_cooperatives"].is_withheld
        assert lines["operating_cooperatives"].value != "–"


def test_a_visitor_does_not_see_who_stands_alone_or_makes_up_nearly_all(visitor, sums):
    seen = cells(visitor, by="place:district")
    assert seen[ALONE] is None
    assert seen[GREAT] is None
    assert int(seen["Huyện Nam Trực"]) == DISTRICTS["Huyện Nam Trực"]
    assert int(data(visitor)["value"]) == sum(DISTRICTS.values())


def test_what_is_hidden_cannot_be_found_by_subtraction(visitor, sums):
    """The hidden districts together are at least three co-ops of which none makes up four fifths."""
    seen = cells(visitor, by="place:district")
    hidden = [capitals for (_c, district), capitals in CAPITALS.items() if seen[district] is None]
    amounts = [amount for capitals in hidden for amount in capitals]
    assert len(hidden) > 1
    assert len(amounts) >= 3
    assert max(amounts) <= 0.8 * sum(amounts)


def test_the_page_of_a_hidden_cell_says_no_more_than_the_table(visitor, sums):
    codes = {cell["label"]: cell["key"] for cell in data(visitor, by="place:district")["breakdown"]}
    seen = cells(visitor, by="place:district")
    for district in DISTRICTS:
        alone = data(visitor, place=codes[district])
        assert alone["value"] == seen[district], district
        assert alone["breakdown"] == []
        if seen[district] is None:
            assert "Không công bố" in alone["why_null"]


def test_crossed_cells_are_not_told(visitor, officer, sums):
    codes = {cell["label"]: cell["key"] for cell in data(visitor, by="place:district")["breakdown"]}
    crossed = {"place": codes["Huyện Nam Trực"], "cells": {"sector": "AGR"}}
    assert data(visitor, **crossed)["value"] is None
    assert int(data(officer, **crossed)["value"]) == DISTRICTS["Huyện Nam Trực"]


def test_communes_of_a_hidden_district_are_hidden_too(visitor, sums):
    seen = cells(visitor, by="place:commune")
    assert seen["Xã Yên Mỹ"] is None
    assert seen["Xã Hải Hà"] is None
    assert int(seen["Xã Nam Hùng"]) == DISTRICTS["Huyện Nam Trực"]


@pytest.mark.parametrize("by", ["place:district", "place:commune", "sector"])
def test_a_visitors_page_writes_no_withheld_amount(visitor, sums, by):
    page = unescape(get(visitor, address(CODE, on=DAY, by=by)))
    assert "HTX Xã Yên Mỹ 1" in page, "names behind sums are public"
    shown = set(re.findall(r">([0-9.,]+)<", page))
    assert not shown & {"0,70", "700", "700.000.000", "3,00", "3,30", "3.300"}
    if by.startswith("place"):
        assert "giữ kín" in page


def test_what_is_not_known_is_not_told_as_held_back(visitor, sums):
    """Districts without any known capital have no average: that is no secret."""
    page = unescape(get(visitor, address("charter_capital_per_cooperative", on=DAY, by="place:district")))
    rows = dict(re.findall(r'<th scope="row"[^>]*>.*?>([^<]+)</a>.*?nc-strong">.*?>([^<]+)</a>', page, re.DOTALL))
    assert (rows[ALONE], rows["Huyện Vụ Bản"]) == ("giữ kín", "–")


def test_a_sum_that_is_told_tells_nothing_of_one(visitor, officer, sums):
    """Also where the whole may be told: neither who gave how much, nor the terms of its movement."""
    url = address(CODE, period=(date(2017, 1, 1), date(2018, 6, 30)), suffix=".json")
    seen, known = (json.loads(get(client, f"{url}&records=1")) for client in (visitor, officer))
    assert seen["value"] == known["value"]
    assert [record["label"] for record in seen["records"]] == [record["label"] for record in known["records"]]
    assert {record["amount"] for record in seen["records"]} == {None}
    assert (seen["movement"], known["movement"]["in"]) == (None, {"entered": known["value"]})
    page = unescape(get(visitor, address(CODE, period=(date(2017, 1, 1), date(2018, 6, 30)))))
    assert "Biến động trong kỳ" not in page
    assert "Thành lập mới" not in page.partition('id="h-records"')[0]


def test_a_visitors_workbook_holds_no_amount_of_one(visitor, officer, sums, tmp_path):
    from nongcot.sheets.read import read_workbook

    def numbers(client):
        path = tmp_path / "figure.xlsx"
        path.write_bytes(client.get(address(CODE, on=DAY, by="place:district", suffix=".xlsx")).content)
        return {value for sheet in read_workbook(path).sheets for row in sheet.rows for value in row}

    assert 700_000_000 in numbers(officer)
    assert not numbers(visitor) & {700_000_000, 3_000_000_000, DISTRICTS[GREAT]}


def test_averages_are_held_back_with_their_sums(visitor, sums):
    code = "charter_capital_per_cooperative"
    url = address(code, on=DAY, by="place:district", suffix=".json")
    told = json.loads(get(visitor, url))
    seen = {cell["label"]: cell["value"] for cell in told["breakdown"]}
    assert seen[ALONE] is None
    assert seen[GREAT] is None
    assert seen["Huyện Nam Trực"] is not None


def test_counts_are_told_however_small(visitor, sums):
    found = figure("operating_cooperatives", on=DAY, by="place:district")
    code = next(part.key for part in found.breakdown if part.label == ALONE)
    assert big(get(visitor, address("operating_cooperatives", on=DAY, place=code))) == "1"
    assert disclosure.told(ask("operating_cooperatives", on=DAY, place=code), "") == disclosure.EVERYTHING


def test_a_book_with_two_co_ops_tells_no_sum_at_all(visitor, example):
    assert data(visitor, on=date(2021, 12, 31))["value"] is None
