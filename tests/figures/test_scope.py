"""Of places outside the book there is no number; of places partly in it, a number with its limits said."""

import json
from datetime import date
from html import unescape

import pytest
from click.testing import CliRunner

from nongcot.indicators.addresses import address
from nongcot.indicators.command import figure as command
from nongcot.indicators.figures import figure
from nongcot.indicators.questions import NotAskable
from nongcot.kernel import clock
from nongcot.places import geography
from nongcot.sheets.read import read_workbook

pytestmark = pytest.mark.both_databases

COOPS, EMPTY = "operating_cooperatives", "communes_without_cooperatives"
OLD, NEW = date(2018, 6, 30), date(2026, 1, 1)
YEAR = (date(2018, 1, 1), date(2018, 12, 31))
OUTSIDE = "ở ngoài phạm vi của sổ. Sổ giữ Tỉnh Nam Định"


@pytest.mark.parametrize(
    ("code", "when"),
    [
        (COOPS, {"on": NEW}),
        (COOPS, {"on": OLD, "by": "sector"}),
        (EMPTY, {"on": NEW, "records": True}),
        ("established_cooperatives", {"period": YEAR}),
        ("registered_products", {"on": NEW}),
        ("new_law_share", {"on": NEW}),
        ("charter_capital", {"on": NEW}),
    ],
)
def test_of_a_place_outside_the_book_there_is_no_number(sums, code, when):
    found = figure(code, place="01", **when)
    assert found.value is None
    assert OUTSIDE in found.why_null
    assert (found.breakdown, found.records, found.movement) == ((), (), None)


def test_the_neighbours_of_the_old_province_are_outside_too(sums):
    assert figure(COOPS, on=OLD, place="37").value is None
    assert figure(COOPS, on=OLD, place="36").value == 15


def test_of_a_place_partly_in_the_book_the_limits_are_said(sums):
    found = figure(COOPS, on=OLD, place="37", geography_on=NEW)
    assert found.value == 15
    assert found.qualifier.startswith(
        "chỉ phần thuộc sổ trong Tỉnh Ninh Bình: Sổ giữ Tỉnh Nam Định (đến hết ngày 30/06/2025)"
    )
    assert figure(COOPS, on=OLD, place="36").qualifier == ""


def test_units_are_those_of_the_book(sums):
    """Of the 129 communes of the new province 57 are the book's; its five co-ops' communes hold some."""
    kept = geography.communes("37", NEW) & geography.scope(NEW)
    with_some = figure(COOPS, on=NEW, place="37", by="place:commune")
    assert len([part for part in with_some.breakdown if part.key != "unknown"]) == len(kept) == 57
    held = sum(1 for part in with_some.breakdown if part.value)
    assert figure(EMPTY, on=NEW, place="37").value == 57 - held
    assert figure(EMPTY, on=NEW).value == 57 - held


def test_a_unit_of_another_time_is_counted_on_its_area_and_told_so(sums):
    """Huyện Ý Yên ended with all districts; its communes went into communes that lie wholly in it."""
    found = figure(COOPS, on=NEW, place="360")
    assert found.value == 1
    assert found.qualifier == (
        "Huyện Ý Yên có đến hết ngày 30/06/2025; đếm trên các xã, phường của địa bàn ấy ngày 01/01/2026"
    )
    assert figure(COOPS, on=OLD, place="360").qualifier == ""


def test_pages_and_workbooks_say_the_same(officer, sums, tmp_path):
    with clock.at(NEW):
        outside = officer.get(address(COOPS, on=NEW, place="01"))
        partly = officer.get(address(COOPS, on=OLD, place="37", geography=NEW))
        other = officer.get(address("established_cooperatives", period=YEAR, place="01"))
        book = officer.get(address(COOPS, on=NEW, place="01", suffix=".xlsx"))
        data = officer.get(address(EMPTY, on=NEW, place="01", suffix=".json"))
    for answer in (outside, other):
        assert answer.status_code == 200
        page = unescape(answer.content.decode())
        assert OUTSIDE in page
        assert '<strong class="nc-num">–</strong>' in page
        assert "nc-chart" not in page
    assert "chỉ phần thuộc sổ trong Tỉnh Ninh Bình" in unescape(partly.content.decode())
    (tmp_path / "a.xlsx").write_bytes(book.content)
    said = [str(cell) for row in read_workbook(tmp_path / "a.xlsx").sheets[0].rows for cell in row]
    assert any(OUTSIDE in text for text in said)
    assert (data.json()["value"], OUTSIDE in data.json()["why_null"]) == (None, True)


def test_the_command_answers_null_and_says_why(sums):
    done = CliRunner().invoke(command, [COOPS, "--on", "2026-01-01", "--place", "01", "--json"])
    told = json.loads(done.stdout)
    assert (done.exit_code, told["value"]) == (0, None)
    assert OUTSIDE in told["why_null"]


def test_a_day_and_a_period_together_are_refused(sums):
    with pytest.raises(NotAskable, match="không cả hai"):
        figure(COOPS, on=OLD, period=YEAR)
    done = CliRunner().invoke(command, [COOPS, "--on", "2018-06-30", "--period", "2018"])
    assert done.exit_code == 1
    assert "không cả hai" in done.stderr
