"""What events brought year by year: the sums are the figures', each number leads to its list, the unknown is said."""

from datetime import date

import pytest
from django.urls import reverse

from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import text
from nongcot.trade.actions import events, participations, results
from nongcot.trade.tests.telling import event, value, went

pytestmark = pytest.mark.both_databases

DAY = date(2022, 3, 10)


def told(number: int, **more) -> None:
    results.record_result(participation_id=number, told=results.Told(DAY, **more), by=None, seen=None)


@pytest.fixture
def years(today, book) -> None:
    """Two events of 2022 in the province and abroad, one of 2021 out of it; what does not count beside them."""
    first, second, firm = (telling.organisation(name) for name in ("HTX A", "HTX B", "HTX C"))
    company = telling.organisation("Công ty D", kind="enterprise")
    inside, abroad = event("Trong tỉnh", scope="IN_PROVINCE"), event("Nước ngoài", scope="ABROAD")
    one, two, _three = went(inside, first, second, firm)
    told(one, sales=10_000_000, contracts=1, contract_value=90_000_000, support=2_000_000)
    told(two, sales=5_000_000, memoranda=2)
    [again] = went(abroad, first)
    told(again, contracts=3, booth_cost=7_000_000)
    # The figures count no enterprise, nobody who stayed away, no event that was cancelled or has not opened.
    [bought] = went(inside, company)
    told(bought, contracts=9, sales=1)
    went(inside, telling.organisation("HTX E"), step="NO_SHOW")
    gone = event("Bị hủy", scope="IN_PROVINCE", on=date(2022, 4, 1))
    went(gone, first, day=date(2022, 4, 1))
    events.cancel_event(key=f"te{gone}", by=None, seen=None, reason="hủy")
    event("Sắp tới", scope="IN_PROVINCE", on=date(2022, 12, 1))
    old = event("Năm trước", on=date(2021, 5, 5))
    went(old, second, day=date(2021, 5, 5))
    # Who was said to have come and did not, after all.
    [mistaken] = went(old, firm, day=date(2021, 5, 5))
    participations.change_participation(
        key=f"tp{mistaken}", step="NO_SHOW", day=date(2021, 5, 5), products=[], booth="", by=None, seen=None
    )


def lines(officer):
    return officer.get(reverse("trade:yearly")).context["lines"]


def test_a_year_is_summed_by_scope(years, officer):
    found = [(one.year, one.scope, one.events, one.coops, len(one.found), one.contracts) for one in lines(officer)]
    assert found == [
        (2022, "", 2, 3, 4, 4),
        (2022, "IN_PROVINCE", 1, 3, 3, 1),
        (2022, "INTERNATIONAL", 1, 1, 1, 3),
        (2021, "", 1, 1, 1, None),
        (2021, "OUT_PROVINCE", 1, 1, 1, None),
    ]
    whole = lines(officer)[0]
    sums = {name: (told.known, told.unknown) for name, _label, told, *_urls in whole.amounts}
    assert sums == {
        "contract_value": (90_000_000, 2),
        "sales": (15_000_000, 2),
        "booth_cost": (7_000_000, 3),
        "own_cost": (None, 4),
        "support": (2_000_000, 3),
    }
    assert whole.contracts + whole.memoranda == value("trade_contracts")


def test_each_number_leads_to_its_list(years, officer):
    for one in lines(officer):
        assert officer.get(one.events_url).context["page"].paginator.count == one.events
        listed = officer.get(one.attended_url).context
        assert (listed["page"].paginator.count, listed["coops"]) == (len(one.found), one.coops)
        assert officer.get(one.coops_url).context["coops"] == one.coops
        assert officer.get(one.untold_url).context["page"].paginator.count == one.untold
        for *_told, amounts, url, unknown in one.amounts:
            assert url == one.attended_url
            assert officer.get(unknown).context["page"].paginator.count == amounts.unknown


def test_what_nobody_told_is_said_on_the_page_and_in_the_file(years, officer):
    page = text(officer.get(reverse("trade:yearly")))
    assert ">2022 – " in page
    rows = page.split("<tbody>")[1].split("</tr>")
    assert 'Doanh số<span class="sub">triệu đồng</span>' in page
    assert ">15</a>" in rows[0]
    assert "2 lượt chưa rõ" in rows[0]
    assert "chưa ai báo" in rows[3]
    file = text(officer.get(reverse("trade:yearly_file", args=["csv"])))
    assert "15000000" in file
    assert "Lượt chưa rõ doanh số" in file
    listed = text(officer.get(reverse("trade:attended_file", args=["csv"]), {"year": "2022", "scope": "INTERNATIONAL"}))
    assert "HTX A" in listed
    assert "HTX B" not in listed
    assert "7000000" in listed


def test_what_single_participants_told_is_for_officers(years, visitor):
    for name in ("trade:yearly", "trade:attended"):
        assert visitor.get(reverse(name)).status_code == 302
    assert reverse("trade:yearly") not in text(visitor.get(reverse("trade:calendar")))
