"""What fairs and promotion count."""

from datetime import date

import pytest

from nongcot.indicators import reading, summary
from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions.undoing import undo
from nongcot.registry.tests import telling
from nongcot.trade.actions import events, participations, readings, results
from nongcot.trade.models import Participation
from nongcot.trade.readings import CHECKLIST, FAIRS
from nongcot.trade.tests.telling import cells, event, make_fit, value, went

pytestmark = pytest.mark.both_databases


def test_one_coop_at_two_fairs_is_one_coop_and_two_turns(today):
    who = telling.organisation("HTX A")
    went(event(), who)
    went(event("Hội chợ Xuân", on=date(2022, 5, 1), scope="IN_PROVINCE"), who, day=date(2022, 5, 1))
    assert (value("fair_cooperatives"), value("fair_participations")) == (1, 2)
    quarters = [(date(2022, 1, 1), date(2022, 3, 31)), (date(2022, 4, 1), date(2022, 6, 30))]
    assert [figure("fair_cooperatives", period=quarter).value for quarter in quarters] == [1, 1]
    assert cells("fair_cooperatives", "scope_of_event") == {"OUT_PROVINCE": 1, "IN_PROVINCE": 1}
    assert sorted(cells("fair_participations", "event").values()) == [1, 1]
    named = figure("fair_participations", period=(date(2022, 1, 1), date(2022, 12, 31)), records=True).records
    assert [record.label for record in named] == ["HTX A – Hội chợ Nông sản", "HTX A – Hội chợ Xuân"]


def test_a_line_of_the_list_of_figures_asks_for_its_value_alone(today, monkeypatch):
    """Not what may lie in the year besides, which takes a look at what happened in all years before."""
    who = telling.organisation("HTX A")
    year = date(2022, 1, 1), date(2022, 12, 31)
    for name, on, scope in (("Xuân", date(2021, 12, 31), "ABROAD"), ("Hạ", year[0], "ABROAD"), ("Thu", year[1], "")):
        went(event(name, on=on, **({"scope": scope} if scope else {"type": "SUPPLY_DEMAND"})), who, day=on)
    lines = ("international_fair_cooperatives", "trade_connection_events", "linkage_fulfilment_share")
    asked = [figure(code, period=year).value for code in lines]
    monkeypatch.setattr(reading, "overlapping_only", lambda *_asked: pytest.fail("asked for more than the value"))
    found = summary.briefs(year[1], newest())
    assert [found[code].value for code in lines] == asked == [1, 1, None]


def test_only_who_attended_counts(today):
    steps = ("INVITED", "REGISTERED", "ELIGIBLE", "SELECTED", "NO_SHOW", "WITHDRAWN", "ATTENDED")
    fair = event()
    for step in steps:
        went(fair, telling.organisation(f"HTX {step}"), step=step)
    assert value("fair_cooperatives") == 1


def test_what_is_online_or_no_fair_is_not_at_a_fair(today):
    who = telling.organisation("HTX A")
    went(event("Gian hàng số", scope="ONLINE"), who)
    went(event("Kết nối cung cầu", type="SUPPLY_DEMAND"), who)
    assert (value("fair_cooperatives"), value("trade_events"), value("trade_connection_events")) == (0, 2, 1)
    assert value("trade_connection_cooperatives") == 1


def test_an_event_counts_with_a_guest_of_the_alliance_or_a_coop_that_came(today):
    invited, alone, registered = event("Có mời"), event("Không ai"), event("Chỉ đăng ký")
    who = telling.organisation("HTX A")
    participations.invite(event_id=invited, organisations=[who.pk], day=date(2022, 2, 1), by=None)
    participations.register(event_id=registered, organisation_id=who.pk, products=[], day=date(2022, 2, 1), by=None)
    assert value("trade_events") == 1
    assert alone != invited
    enterprise = telling.organisation("Công ty B", kind="enterprise")
    went(alone, enterprise)
    assert value("trade_events") == 1


def test_a_cancelled_event_takes_its_turns_along_and_they_come_back_by_undo(today):
    fair = event()
    went(fair, telling.organisation("HTX A"), telling.organisation("HTX B"))
    known = newest()
    done = events.cancel_event(key=f"te{fair}", by=None, seen=None, reason="dịch bệnh")
    assert (value("fair_cooperatives"), value("trade_events")) == (0, 0)
    assert value("fair_cooperatives", known_at=known) == 2
    undo(n=done.n, by=None, reason="nhầm")
    assert (value("fair_cooperatives"), value("trade_events")) == (2, 1)
    assert reconcile().sound


def test_an_event_that_moves_to_another_year_takes_its_turns_along(today):
    fair = event(on=date(2021, 12, 30))
    went(fair, telling.organisation("HTX A"), day=date(2021, 12, 30))
    told = events.Told("Hội chợ Nông sản", "FAIR", "ABROAD", PartialDate.day(date(2022, 1, 5)))
    events.change_event(key=f"te{fair}", told=told, by=None, seen=None, confirmed=["before_opening"])
    assert (value("fair_cooperatives", 2021), value("fair_cooperatives")) == (0, 1)
    assert value("international_fair_cooperatives") == 1


def test_an_event_of_which_only_the_year_is_known_counts_for_the_year(today):
    fair = event(on=PartialDate.year(2021))
    went(fair, telling.organisation("HTX A"), day=date(2021, 6, 1))
    assert value("fair_cooperatives", 2021) == 1
    half = figure("fair_participations", period=(date(2021, 1, 1), date(2021, 6, 30)))
    assert half.value == 0
    assert "1" in half.qualifier


def test_records_that_are_one_went_once(today):
    first, second = telling.organisation("HTX A"), telling.organisation("Hợp tác xã A")
    went(event(), first, second)
    assert value("fair_participations") == 2
    telling.unite(second, first, date(2017, 3, 1))
    assert (value("fair_cooperatives"), value("fair_participations")) == (1, 1)
    assert reconcile().sound


def test_contracts_and_memoranda_stand_apart(today):
    [number] = went(event(), telling.organisation("HTX A"))
    told = results.Told(date(2022, 4, 1), sales=300_000_000, contracts=2, contract_value=10**9, memoranda=3)
    results.record_result(participation_id=number, told=told, by=None, seen=None)
    assert value("trade_contracts") == 5
    assert cells("trade_contracts", "agreement_kind") == {"contract": 2, "memorandum": 3}


def test_funds_and_enterprises_are_no_coops_at_fairs(today):
    fund = telling.organisation("QTDND", kind="credit_fund")
    went(event(), fund, telling.organisation("Công ty", kind="enterprise"), telling.organisation("HTX A"))
    assert value("fair_cooperatives") == 1


def test_another_reading_is_a_row_and_what_was_known_before_stays(today):
    who = telling.organisation("HTX A")
    went(event("Hội chợ nước ngoài", scope="ABROAD"), who)
    went(event("Phiên chợ", type="MARKET_DAY", on=date(2022, 5, 1)), who, day=date(2022, 5, 1))
    known = newest()
    readings.choose_reading(
        code=FAIRS,
        valid_from=date(2022, 4, 1),
        parameters={"types": ["MARKET_DAY"], "scopes": ["OUT_PROVINCE"]},
        document="Quyết định (minh họa)",
        by=None,
    )
    assert (value("fair_participations"), value("fair_participations", known_at=known)) == (2, 1)
    went(event("Hội chợ sau", on=date(2022, 5, 2)), who, day=date(2022, 5, 2))
    assert value("fair_participations") == 2
    assert reconcile().sound


def test_fit_for_an_international_fair_while_everything_holds(today):
    who = telling.organisation("HTX A", sector="AGR")
    product = telling.product(who, "Gạo")
    make_fit(who, product, date(2021, 1, 1), date(2022, 1, 1))

    def on(day: date) -> object:
        return value("international_fair_ready_cooperatives", on=day)

    assert [on(date(2020, 12, 31)), on(date(2021, 1, 1)), on(date(2021, 12, 31)), on(date(2022, 1, 1))] == [0, 1, 1, 0]
    found = figure(
        "international_fair_ready_cooperatives", period=(date(2021, 1, 1), date(2022, 1, 31)), by="certificate_kind"
    )
    assert found.movement.inflow == {"entered": 1}
    assert found.movement.outflow == {"expired": 1}
    kinds = figure("international_fair_ready_cooperatives", on=date(2021, 6, 1), by="certificate_kind").breakdown
    assert {part.key for part in kinds if part.value} == {"haccp", "traceability", "trademark", "gtin"}
    telling.event(who, "dissolved", date(2021, 7, 1))
    assert on(date(2021, 8, 1)) == 0
    assert reconcile().sound


def test_an_open_violation_keeps_one_at_home(today):
    from nongcot.trade.actions.readiness import confirm

    who = telling.organisation("HTX A")
    make_fit(who, telling.product(who, "Gạo"))
    confirm(
        organisation_id=who.pk, kind="open_violation", since=date(2022, 2, 1), valid_until=date(2022, 2, 28), by=None
    )
    days = [date(2022, 1, 31), date(2022, 2, 1), date(2022, 2, 28), date(2022, 3, 1)]
    assert [value("international_fair_ready_cooperatives", on=day) for day in days] == [1, 0, 0, 1]


def test_another_checklist_is_a_row(today):
    who = telling.organisation("HTX A")
    product = telling.product(who, "Gạo")
    telling.certificate(who, scheme="ocop", stars=4, product_id=product, issued_on=date(2021, 1, 1))
    known = newest()
    readings.choose_reading(
        code=CHECKLIST,
        valid_from=date(2022, 1, 1),
        parameters={"items": [{"code": "ocop", "level": "must", "any_of": ["ocop"], "stars": 4}]},
        document="Quyết định (minh họa)",
        by=None,
    )
    days = [date(2021, 12, 31), date(2022, 1, 1)]
    assert [value("international_fair_ready_cooperatives", on=day) for day in days] == [0, 1]
    assert value("international_fair_ready_cooperatives", on=days[1], known_at=known) == 0
    assert reconcile().sound
    assert Participation.objects.count() == 0
