"""What an event's page sums is what the figures count: the results of those who attended."""

from datetime import date

import pytest
from django.urls import reverse

from nongcot.kernel.dates import PartialDate
from nongcot.linkage.tests import book as linkage
from nongcot.registry.actions.undoing import undo
from nongcot.registry.outcomes import NotNow, ToConfirm
from nongcot.registry.reading import points
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import check, record, text
from nongcot.trade import reading
from nongcot.trade.actions import events, participations, results
from nongcot.trade.models import Participation
from nongcot.trade.tests.telling import event, value, went

pytestmark = pytest.mark.both_databases

DAY = date(2022, 3, 10)


@pytest.fixture
def fair(today, book) -> int:
    return event(closes=date(2022, 3, 12))


def told(number: int, **more):
    answer = {"sales": 5_000_000, "contracts": 2, "follow_up_on": date(2022, 5, 1)} | more
    return results.record_result(participation_id=number, told=results.Told(DAY, **answer), by=None, seen=None)


def sums(officer, number: int):
    return officer.get(reverse("trade:event", args=[number])).context["sums"]


def say_absent(number: int, step: str = "NO_SHOW"):
    return participations.change_participation(
        key=f"tp{number}", step=step, day=DAY, products=[], booth="", by=None, seen=None
    )


def test_who_told_a_result_is_not_made_absent_before_it_is_taken_back(fair, officer):
    here, other = went(fair, telling.organisation("HTX A"), telling.organisation("HTX B"))
    told(here), told(other, contracts=1)
    assert (value("trade_contracts"), sums(officer, fair)["contracts"]) == (3, 3)
    with pytest.raises(NotNow, match="rút lại kết quả trước"):
        say_absent(here)
    say_absent(here, "ATTENDED")
    results.withdraw_result(key=f"tr{here}", by=None, seen=None, reason="nhầm")
    say_absent(here)
    found = sums(officer, fair)
    assert (value("trade_contracts"), found["contracts"], found["told"]) == (1, 1, 1)


def test_a_result_left_by_an_undo_is_counted_nowhere_and_said_so(fair, officer, rf):
    who = telling.organisation("HTX A")
    [number] = went(fair, who, step="SELECTED")
    came = participations.move(event_id=fair, steps={number: "ATTENDED"}, day=DAY, by=None, seen=None)
    told(number)
    with pytest.raises(ToConfirm, match="HTX A đã báo kết quả mà không ghi là đã tham gia"):
        undo(n=came.n, by=None, reason="nhầm")
    undo(n=came.n, by=None, reason="nhầm", confirmed=["result_without_attending"])
    assert Participation.objects.filter(key=f"tp{number}", withdrawn=None).latest("posted").step == "SELECTED"
    page = officer.get(reverse("trade:event", args=[fair]))
    assert (value("trade_contracts"), page.context["sums"]["told"], page.context["shown"].results) == (0, 0, 0)
    assert "kết quả đã ghi không tính, vì không tham gia" in text(page)
    assert reverse("trade:act_on", args=["withdraw_result", f"tr{number}"]) in text(page)
    point = points.read(rf.get("/"))
    assert [one.results for one in reading.events(point)] == [0]
    assert reading.follow_ups(point) == []
    rows = text(officer.get(reverse("trade:guests_file", args=[fair, "csv"])))
    assert "5000000" not in rows


def test_what_others_told_stands_beside_the_sums_that_figures_count(fair, officer):
    coop, union = telling.organisation("HTX A"), telling.organisation("LH HTX", kind="union")
    company = telling.organisation("Công ty Gạo", kind="enterprise")
    numbers = went(fair, coop, union, company)
    page = officer.get(reverse("trade:event", args=[fair]))
    assert "Kết quả của tổ chức khác" not in text(page)
    for number, sales in zip(numbers, (5, 7, 100), strict=True):
        told(number, sales=sales, contracts=1)
    page = officer.get(reverse("trade:event", args=[fair]))
    sums, others = page.context["sums"], page.context["others"]
    assert (sums["told"], sums["sales"], sums["contracts"], value("trade_contracts")) == (2, 12, 2, 2)
    assert (others["told"], others["sales"], others["contracts"]) == (1, 100, 1)
    assert "không vào số liệu" in text(page)
    [line] = [line for line in officer.get(reverse("trade:yearly")).context["lines"] if not line.scope]
    assert {name: told.known for name, _label, told, *_urls in line.amounts}["sales"] == sums["sales"]


def test_an_event_that_opens_after_what_was_told_of_it_is_asked_about(fair, officer):
    here, absent = (telling.organisation(name) for name in ("HTX A", "HTX B"))
    [number], _absent = went(fair, here), went(fair, absent, step="NO_SHOW")
    company = telling.organisation("Công ty Gạo", kind="enterprise")
    deal = linkage.number(linkage.sign(here.pk, company.pk, "2022-04-01", signed_on=date(2022, 3, 11)))
    told(number, agreements=(deal,))

    def say(opens: date, **more):
        said = events.Told("Hội chợ Nông sản", "FAIR", "OUT_PROVINCE", PartialDate.day(opens))
        return events.change_event(key=f"te{fair}", told=said, by=None, seen=None, **more)

    say(date(2022, 3, 9))
    say(DAY)
    with pytest.raises(ToConfirm) as asked:
        say(date(2022, 3, 12))
    [caution] = asked.value.cautions
    for counted in ("2 lượt tham gia, vắng mặt", "1 kết quả đã báo", "1 hợp đồng đã ký", "12/03/2022"):
        assert counted in caution.sentence
    say(date(2022, 3, 12), confirmed=[caution.code])
    assert value("trade_contracts") == 2


def test_a_cancelled_event_brought_nothing(fair, officer):
    [number] = went(fair, telling.organisation("HTX A"))
    told(number)
    events.cancel_event(key=f"te{fair}", by=None, seen=None, reason="hủy")
    assert (value("trade_contracts"), sums(officer, fair)) == (0, None)


def test_an_organisations_page_tells_of_no_event_that_was_taken_back_and_marks_a_cancelled_one(fair, officer):
    who = telling.organisation("HTX A")
    [number] = went(fair, who)
    told(number)
    page = reverse("registry:organisation", args=[who.key])

    def shown() -> str:
        return text(officer.get(page)).partition("Sự kiện của tổ chức")[2].partition("</table>")[0]

    assert "5 triệu" in shown()
    assert "Đã hủy" not in shown()
    events.cancel_event(key=f"te{fair}", by=None, seen=None, reason="bão")
    assert "Đã hủy" in shown()
    assert "5 triệu" not in shown()
    events.withdraw_event(key=f"te{fair}", by=None, seen=None, reason="nhầm")
    assert shown() == ""


def test_a_cancelled_event_that_was_said_anew_takes_place_after_all(fair, officer):
    """Its first cancelling cannot be undone any more: what was said since would keep it."""
    [number] = went(fair, telling.organisation("HTX A"))
    told(number)
    cancelled = events.cancel_event(key=f"te{fair}", by=None, seen=None, reason="hủy")
    said = events.Told("Hội chợ mùa thu", "FAIR", "OUT_PROVINCE", PartialDate.day(DAY))
    events.change_event(key=f"te{fair}", told=said, by=None, seen=None)
    undo(n=cancelled.n, by=None, reason="nhầm")
    assert value("trade_contracts") == 0
    address = reverse("trade:act_on", args=["reinstate_event", f"te{fair}"])
    assert address in text(officer.get(reverse("trade:event", args=[fair])))
    assert record(officer, address, check(officer, address, reason="hủy nhầm")).status_code == 302
    assert (value("trade_contracts"), sums(officer, fair)["contracts"]) == (2, 2)
    assert address not in text(officer.get(reverse("trade:event", args=[fair])))
    with pytest.raises(NotNow, match="không bị hủy"):
        events.reinstate_event(key=f"te{fair}", by=None, seen=None, reason="nhầm")
