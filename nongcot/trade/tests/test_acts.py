"""Acts upon events: what is refused, and what two editors are told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nongcot.indicators.ledger import newest
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions import gtins
from nongcot.registry.actions.undoing import undo
from nongcot.registry.outcomes import ChangedSince, NotNow, ToConfirm
from nongcot.registry.tests import telling
from nongcot.trade.actions import events, offers, online, participations, readings, requests, results
from nongcot.trade.models import BuyerRequest, Offer, Participation
from nongcot.trade.readings import CHECKLIST, FAIRS
from nongcot.trade.tests.telling import EAN, event, value, went

pytestmark = pytest.mark.both_databases

DAY = date(2022, 3, 10)


def told(**more) -> events.Told:
    return events.Told(**({"name": "Hội chợ", "type": "FAIR", "scope": "ABROAD", "opens": PartialDate.day(DAY)} | more))


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("name", {"name": ""}),
        ("organiser", {"organiser": "Ông A, CCCD 036085001234"}),
        ("type", {"type": "PARTY"}),
        ("scope", {"scope": "MOON"}),
        ("closes", {"closes": date(2022, 3, 9)}),
        ("booths", {"booths": -1}),
        ("place", {"place": 10**9}),
    ],
)
def test_what_cannot_be_is_told_at_its_field(today, field, more):
    before = newest()
    with pytest.raises(ValidationError) as refused:
        events.plan_event(told=told(**more), by=None)
    assert list(refused.value.message_dict) == [field]
    assert newest() == before


def test_an_event_is_entered_once(today):
    events.plan_event(told=told(), by=None)
    with pytest.raises(NotNow, match="đã có sự kiện"):
        events.plan_event(told=told(), by=None)


def test_an_event_is_not_said_anew_as_one_that_stands(today):
    [first] = events.plan_event(told=told(), by=None).keys
    [second] = events.plan_event(told=told(name="Phiên chợ"), by=None).keys
    with pytest.raises(NotNow, match="đã có sự kiện"):
        events.change_event(key=second, told=told(), by=None, seen=None)
    events.change_event(key=first, told=told(venue="Nhà văn hóa"), by=None, seen=None)
    # The first was said to be of another day: that name and day are free.
    moved = events.change_event(key=first, told=told(opens=PartialDate.day(date(2022, 3, 9))), by=None, seen=None)
    events.change_event(key=second, told=told(), by=None, seen=None)
    with pytest.raises(ToConfirm, match=r"hai sự kiện cùng tên khai mạc cùng ngày: .*, 10/03/2022"):
        undo(n=moved.n, by=None, reason="nhầm")
    undo(n=moved.n, by=None, reason="nhầm", confirmed=["planned_twice"])


def test_an_undo_that_lets_an_event_open_after_what_was_told_of_it_is_asked(today):
    [key] = events.plan_event(told=told(), by=None).keys
    earlier = events.change_event(key=key, told=told(opens=PartialDate.day(date(2022, 3, 1))), by=None, seen=None)
    went(int(key[2:]), telling.organisation("HTX A"), day=date(2022, 3, 2))
    with pytest.raises(ToConfirm, match="Trước ngày khai mạc 10/03/2022 sổ đã ghi: 1 lượt tham gia"):
        undo(n=earlier.n, by=None, reason="nhầm")
    undo(n=earlier.n, by=None, reason="nhầm", confirmed=["before_opening"])


def test_an_undo_by_which_an_event_stands_twice_is_asked(today):
    [key] = events.plan_event(told=told(), by=None).keys
    moved = events.change_event(key=key, told=told(opens=PartialDate.day(date(2022, 3, 9))), by=None, seen=None)
    events.plan_event(told=told(), by=None)
    with pytest.raises(ToConfirm, match=r"hai sự kiện cùng tên khai mạc cùng ngày: Hội chợ, 10/03/2022\.$"):
        undo(n=moved.n, by=None, reason="nhầm")
    undo(n=moved.n, by=None, reason="nhầm", confirmed=["planned_twice"])


def test_an_undo_that_brings_back_a_result_or_a_day_that_fits_no_more_is_asked(today):
    number = event(on=date(2022, 3, 1))
    [mine] = went(number, telling.organisation("HTX A"), day=date(2022, 3, 2))
    results.record_result(participation_id=mine, told=results.Told(date(2022, 3, 5)), by=None, seen=None)
    taken_back = results.withdraw_result(key=f"tr{mine}", by=None, seen=None, reason="nhầm").n
    about = {"key": f"tp{mine}", "products": [], "booth": "", "by": None, "seen": None}
    later = participations.change_participation(step="ATTENDED", day=date(2022, 3, 12), **about).n
    events.change_event(key=f"te{number}", told=told(), by=None, seen=None)
    with pytest.raises(ToConfirm, match="Trước ngày khai mạc 10/03/2022 sổ đã ghi: 1 lượt tham gia, vắng mặt"):
        undo(n=later, by=None, reason="nhầm")
    participations.change_participation(step="NO_SHOW", day=date(2022, 3, 12), **about)
    with pytest.raises(ToConfirm) as asked:
        undo(n=taken_back, by=None, reason="nhầm")
    assert [caution.code for caution in asked.value.cautions] == ["before_opening", "result_without_attending"]


def test_steps_follow_one_another(today):
    who, fair = telling.organisation("HTX A"), event(on=DAY)
    participations.invite(event_id=fair, organisations=[who.pk], day=date(2022, 2, 1), by=None)
    participations.register(event_id=fair, organisation_id=who.pk, products=[], day=date(2022, 2, 5), by=None)
    one = Participation.objects.latest("pk")
    for step in ("ELIGIBLE", "SELECTED", "ATTENDED"):
        participations.move(event_id=fair, steps={one.participation_id: step}, day=DAY, by=None, seen=None)
    last = Participation.objects.latest("pk")
    assert set(last.steps) == {"INVITED", "REGISTERED", "ELIGIBLE", "SELECTED", "ATTENDED"}
    with pytest.raises(NotNow, match="không đi sau"):
        participations.move(event_id=fair, steps={one.participation_id: "INVITED"}, day=DAY, by=None, seen=None)
    assert value("fair_cooperatives") == 1


@pytest.mark.parametrize(
    ("way", "corrected", "left"),
    [
        ((), "REGISTERED", {"INVITED", "REGISTERED"}),
        (("REGISTERED", "SELECTED"), "ATTENDED", {"INVITED", "REGISTERED", "SELECTED", "ATTENDED"}),
        (("REGISTERED", "SELECTED", "ATTENDED"), "REGISTERED", {"INVITED", "REGISTERED"}),
        (("SELECTED", "NO_SHOW"), "ATTENDED", {"INVITED", "SELECTED", "ATTENDED"}),
        (("REGISTERED", "WITHDRAWN"), "REGISTERED", {"INVITED", "REGISTERED"}),
        (("REGISTERED", "SELECTED"), "SELECTED", {"INVITED", "REGISTERED", "SELECTED"}),
    ],
)
def test_a_corrected_step_keeps_those_before_it_and_no_later_one(today, way, corrected, left):
    who, fair = telling.organisation("HTX A"), event(on=DAY)
    participations.invite(event_id=fair, organisations=[who.pk], day=date(2022, 2, 1), by=None)
    one = Participation.objects.get()
    for step in way:
        participations.move(event_id=fair, steps={one.participation_id: step}, day=DAY, by=None, seen=None)
    participations.change_participation(
        key=one.key, step=corrected, day=date(2022, 3, 11), products=[], booth="", by=None, seen=None
    )
    steps = Participation.objects.latest("pk").steps
    assert steps.keys() == left
    assert (steps["INVITED"], steps[corrected]) == ("2022-02-01", "2022-03-11")
    assert value("trade_events") == 1


@pytest.mark.parametrize(
    ("way", "corrected", "left"),
    [
        ("REGISTERED WITHDRAWN REGISTERED SELECTED", "SELECTED", "REGISTERED WITHDRAWN SELECTED"),
        ("REGISTERED ELIGIBLE WITHDRAWN REGISTERED", "REGISTERED", "REGISTERED ELIGIBLE WITHDRAWN"),
        ("REGISTERED ELIGIBLE WITHDRAWN REGISTERED SELECTED", "REGISTERED", "REGISTERED ELIGIBLE WITHDRAWN"),
        ("REGISTERED WITHDRAWN REGISTERED SELECTED", "ELIGIBLE", "REGISTERED WITHDRAWN ELIGIBLE"),
        ("REGISTERED ELIGIBLE WITHDRAWN", "WITHDRAWN", "REGISTERED ELIGIBLE WITHDRAWN"),
        ("REGISTERED ELIGIBLE WITHDRAWN", "ELIGIBLE", "REGISTERED ELIGIBLE"),
    ],
)
def test_a_correction_keeps_what_came_before_who_withdrew_registered_again(today, way, corrected, left):
    who, fair = telling.organisation("HTX A"), event(on=DAY)
    days = {}
    for number, step in enumerate(way.split(), 1):
        days[step] = date(2022, 2, number)
        told = {"event_id": fair, "day": days[step], "by": None}
        if step == "REGISTERED":
            participations.register(organisation_id=who.pk, products=[], **told)
        else:
            participations.move(steps={Participation.objects.latest("pk").participation_id: step}, seen=None, **told)
    one = Participation.objects.latest("pk")
    days.setdefault(corrected, date(2022, 2, 9))
    participations.change_participation(
        key=one.key, step=corrected, day=days[corrected], products=[], booth="A1", by=None, seen=None
    )
    assert Participation.objects.latest("pk").steps == {step: days[step].isoformat() for step in left.split()}


def test_nobody_attends_what_has_not_opened(today):
    fair = event(on=date(2022, 12, 1))
    who = telling.organisation("HTX A")
    participations.invite(event_id=fair, organisations=[who.pk], day=date(2022, 6, 1), by=None)
    one = Participation.objects.get()
    with pytest.raises(NotNow, match="chưa khai mạc"):
        participations.move(
            event_id=fair, steps={one.participation_id: "ATTENDED"}, day=date(2022, 6, 2), by=None, seen=None
        )


def test_an_organisation_stands_once_in_a_list_also_under_another_record(today):
    first, second = telling.organisation("HTX A"), telling.organisation("Hợp tác xã A")
    telling.unite(second, first, date(2017, 3, 1))
    fair = event()
    went(fair, first)
    with pytest.raises(NotNow, match="đã có trong danh sách"):
        participations.invite(event_id=fair, organisations=[second.pk], day=DAY, by=None)


def test_only_own_products_are_shown(today):
    who, other = telling.organisation("HTX A"), telling.organisation("HTX B")
    product = telling.product(other, "Gạo")
    with pytest.raises(ValidationError) as refused:
        participations.register(event_id=event(), organisation_id=who.pk, products=[product], day=DAY, by=None)
    assert list(refused.value.message_dict) == ["products"]


def test_results_are_of_those_who_attended(today):
    [number] = went(event(), telling.organisation("HTX A"), step="NO_SHOW")
    with pytest.raises(NotNow, match="đã tham gia"):
        results.record_result(participation_id=number, told=results.Told(DAY), by=None, seen=None)


def test_a_value_of_contracts_needs_their_number(today):
    [number] = went(event(), telling.organisation("HTX A"))
    with pytest.raises(ValidationError) as refused:
        results.record_result(participation_id=number, told=results.Told(DAY, contract_value=10**9), by=None, seen=None)
    assert list(refused.value.message_dict) == ["contracts"]


def test_the_second_of_two_editors_is_told(today):
    [number] = went(event(), telling.organisation("HTX A"))
    seen = newest()
    results.record_result(participation_id=number, told=results.Told(DAY, contracts=1), by=None, seen=seen)
    with pytest.raises(ChangedSince):
        results.record_result(participation_id=number, told=results.Told(DAY, contracts=2), by=None, seen=seen)
    assert value("trade_contracts") == 1


def test_buyers_and_offers(today):
    who = telling.organisation("HTX A")
    requests.ask_for(buyer="Chuỗi cửa hàng", wanted="Gạo", since=DAY, by=None)
    number = BuyerRequest.objects.get().request_id
    [key] = offers.offer(request_id=number, organisation_id=who.pk, day=DAY, by=None).keys
    with pytest.raises(NotNow, match="đang chào"):
        offers.offer(request_id=number, organisation_id=who.pk, day=DAY, by=None)
    with pytest.raises(ValidationError):
        offers.settle_offer(key=key, outcome="agreed", day=date(2022, 3, 1), by=None, seen=None)
    offers.settle_offer(key=key, outcome="agreed", day=DAY, by=None, seen=None, reference="HĐ 12")
    assert Offer.objects.latest("pk").outcome == "agreed"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "cua-hang", "https://", "https://a b.vn"])
def test_a_link_leads_to_the_web(today, link):
    who = telling.organisation("HTX A")
    with pytest.raises(ValidationError) as refused:
        online.open_shop(organisation_id=who.pk, platform="Sàn", link=link, since=PartialDate.year(2020), by=None)
    assert list(refused.value.message_dict) == ["link"]


@pytest.mark.parametrize("code", ["6291041500213", EAN, "8938501234568", "89312346", "893 1234 567897"])
def test_codes_of_any_country_with_a_right_check_digit_are_taken(today, code):
    who = telling.organisation("HTX A")
    product = telling.product(who, "Gạo")
    done = gtins.add_gtin(organisation_id=who.pk, product_id=product, gtin=code, since=DAY, by=None)
    assert done.n == newest()


@pytest.mark.parametrize("code", ["8931234567890", "12345", "", "89312A4567897"])
def test_codes_that_are_none_are_refused(today, code):
    who = telling.organisation("HTX A")
    product = telling.product(who, "Gạo")
    with pytest.raises(ValidationError):
        gtins.add_gtin(organisation_id=who.pk, product_id=product, gtin=code, since=DAY, by=None)


def test_a_code_is_of_one_product_at_a_time(today):
    who = telling.organisation("HTX A")
    first, second = telling.product(who, "Gạo"), telling.product(who, "Nếp")
    [key] = gtins.add_gtin(organisation_id=who.pk, product_id=first, gtin=EAN, since=DAY, by=None).keys
    with pytest.raises(NotNow, match="đang ghi cho một sản phẩm"):
        gtins.add_gtin(organisation_id=who.pk, product_id=second, gtin=EAN, since=DAY, by=None)
    gtins.end_gtin(key=key, valid_until=date(2022, 4, 1), by=None, seen=None)
    gtins.add_gtin(organisation_id=who.pk, product_id=second, gtin=EAN, since=date(2022, 4, 2), by=None)


@pytest.mark.parametrize(
    ("code", "parameters"),
    [
        (FAIRS, {"types": ["PARTY"], "scopes": ["ABROAD"]}),
        (FAIRS, {"types": ["FAIR"]}),
        (CHECKLIST, {"items": []}),
        (CHECKLIST, {"items": [{"code": "x", "level": "must", "any_of": ["magic"]}]}),
        (CHECKLIST, {"items": [{"code": "x", "level": "perhaps", "any_of": ["gtin"]}]}),
        ("another", {}),
    ],
)
def test_a_reading_that_cannot_be_read_is_refused(today, code, parameters):
    with pytest.raises(ValidationError):
        readings.choose_reading(code=code, valid_from=DAY, parameters=parameters, document="Quyết định", by=None)
