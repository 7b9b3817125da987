"""A day known only in part is told nowhere as a day."""

import re
from datetime import date

import pytest

from nongcot.indicators.ledger import posting
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry import writing
from nongcot.registry.actions.branches import close_branch, open_branch
from nongcot.registry.actions.events import correct_event, record_event
from nongcot.registry.actions.organisations import state_fields
from nongcot.registry.models import Branch, LifeEvent, Organisation
from nongcot.registry.tests import telling
from nongcot.registry.tests.book import day, enter
from nongcot.sheets.read import read_workbook

pytestmark = pytest.mark.both_databases

TODAY = date(2020, 10, 15)


def page(client, pk: int, query: str = "") -> str:
    with clock.at(TODAY):
        answer = client.get(f"/to-chuc/{Organisation.objects.get(pk=pk).key}/?{query}")
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def coop(today, yen_my):
    """Registered some day of October 2018, with members and capital told then."""
    return enter("HTX Rau", on=day("2018-10"), place=yen_my, members=20, charter_capital=10**9)


def test_the_head_names_and_sizes_begin_when_it_is_known_to_begin(coop, officer):
    text = page(officer, coop)
    assert re.search(r'Đang hoạt động</span> từ <span class="nc-num">10/2018</span>', text)
    sizes = text[text.index('id="thanh-vien"') :]
    assert re.search(r'<th scope="row" class="nc-num">10/2018</th><td[^>]*>20</td>', sizes)
    assert "01/10/2018" not in re.sub(r'datetime="[^"]*"', "", text)


def test_every_row_of_the_life_is_told_so(coop, visitor):
    record_event(organisation_id=coop, kind="suspended", on=day("2019"), by=None)
    record_event(organisation_id=coop, kind="joined_alliance", on=day("2018-11"), by=None)
    text = page(visitor, coop)
    for told in (
        "Đang hoạt động: 10/2018 – 2019",
        "Tạm ngừng kinh doanh: 2019 – nay",
        ": 11/2018 – nay",
    ):
        assert told in text, told
    assert re.search(r"2012[^:<]*: 10/2018 – nay", text)
    assert "01/01/2019" not in text


def test_a_list_of_the_same_day_is_exact(coop, officer):
    """A founding of "2018" and a list of 1 January 2018: two different things that begin on one day."""
    with clock.at(date(2020, 2, 1)):
        pk = enter("HTX Mía", on=day("2018"), members=10)
        state_fields(organisation_id=pk, day=date(2018, 1, 1), said={"members": 11}, seen=None, by=None)
        state_fields(organisation_id=pk, day=date(2018, 6, 1), said={"members": 12}, seen=None, by=None)
    sizes = page(officer, pk)
    sizes = sizes[sizes.index('id="thanh-vien"') :]
    assert ">2018</th>" in sizes
    assert ">01/06/2018</th>" in sizes
    with posting("test", by=None) as entry:
        (other,) = writing.new_organisations(entry, 1)
        writing.say(entry, [writing.Said(other, date(2018, 1, 1), {"kind": "coop", "name": "HTX Đỗ", "members": 5})])
    with posting("test", by=None) as entry:
        writing.happen(entry, [writing.Happened(other, "registered", PartialDate.year(2018))])
    sizes = page(officer, other)
    assert ">01/01/2018</th>" in sizes[sizes.index('id="thanh-vien"') :]


def test_a_corrected_day_is_told_as_corrected(coop, officer):
    event = LifeEvent.objects.get()
    correct_event(key=event.key, on=day("2018-10-09"), by=None, seen=None)
    text = page(officer, coop)
    assert re.search(r'từ <span class="nc-num">09/10/2018</span>', text)
    assert ">09/10/2018</th>" in text[text.index('id="thanh-vien"') :]


def test_branches(coop, yen_my, visitor):
    key = open_branch(organisation_id=coop, name="Cửa hàng", on=day("2019-03"), place=yen_my, by=None).keys[0]
    assert "từ 03/2019" in page(visitor, coop)
    close_branch(key=key, on=day("2020"), by=None, seen=None)
    assert Branch.objects.count() == 2
    assert re.search(r"từ 03/2019 · đóng 2020", page(visitor, coop))


def test_records_behind_figures_and_their_workbook(coop, officer, tmp_path):
    telling.event(Organisation.objects.get(pk=coop), "resumed", date(2019, 5, 1))
    with clock.at(TODAY):
        stock = officer.get("/so-lieu/operating_cooperatives/?on=2020-10-15").content.decode()
        flow = officer.get("/so-lieu/established_cooperatives/?period=2018").content.decode()
        book = officer.get("/so-lieu/operating_cooperatives.xlsx?on=2020-10-15").content
    for text in (stock, flow):
        assert re.search(r'<td class="n" data-label="[^"]*">10/2018</td>', text)
    (tmp_path / "a.xlsx").write_bytes(book)
    records = {sheet.name: sheet for sheet in read_workbook(tmp_path / "a.xlsx").sheets}["Bản ghi"]
    assert "10/2018" in {str(cell) for row in records.rows for cell in row}
