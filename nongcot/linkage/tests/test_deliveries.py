"""Seasons of contracts, recorded and said anew: each once, in its contract's time and unit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.linkage.actions import deliveries, terms
from nongcot.linkage.actions.deliveries import Told
from nongcot.linkage.models import Delivery
from nongcot.linkage.tests.book import enterprise, number, sign
from nongcot.linkage.tests.test_corrections import act_on, typed
from nongcot.linkage.tests.test_pages import record
from nongcot.registry import queries
from nongcot.registry.actions.undoing import undo
from nongcot.registry.outcomes import NotNow, ToConfirm

pytestmark = pytest.mark.both_databases

SPRING = Told("spring", date(2019, 2, 1), date(2019, 6, 30), delivered_value=100)
SUMMER = Told("summer", date(2019, 7, 1), date(2019, 11, 30), delivered_value=70)


@pytest.fixture
def key(coop) -> str:
    return sign(coop, enterprise(), until="2020-12-31", volume=Decimal(40), volume_unit="tấn")


def told(key: str, season: Told, **more: Any) -> str:
    return deliveries.record_delivery(key=key, told=season, by=None, **more).keys[0]


def seasons() -> list[str]:
    return [row.season for row in queries.standing(Delivery, newest())]


def test_a_season_said_anew_is_none_that_another_entry_tells(key, officer):
    told(key, SPRING)
    summer = told(key, SUMMER)
    [fact] = [row for row in queries.standing(Delivery, newest()) if row.key == summer]
    address = act_on("change-delivery", fact)
    shown = typed(officer, address)
    twice = record(officer, address, **(shown | {"season": "spring", "starts": "01/02/2019", "ends": "30/06/2019"}))
    assert "Sổ đã có vụ này của hợp đồng, đến ngày 30/06/2019" in twice.content.decode()
    assert seasons() == ["spring", "summer"]
    assert figure("delivered_linkage_value", period=(date(2019, 1, 1), date(2019, 12, 31))).value == 170
    assert record(officer, address, **(shown | {"delivered_value": "80 đồng"})).status_code == 302
    assert figure("delivered_linkage_value", period=(date(2019, 1, 1), date(2019, 12, 31))).value == 180


def test_many_at_once_are_told_once_each(key):
    many = [(number(key), SPRING), (number(key), SUMMER)]
    deliveries.record_deliveries(told=many, by=None)
    with pytest.raises(NotNow):
        deliveries.record_deliveries(told=many[:1], by=None)
    new = replace(SPRING, season="batch")
    with pytest.raises(NotNow):
        deliveries.record_deliveries(told=[(number(key), new), (number(key), new)], by=None)
    with pytest.raises(NotNow):
        deliveries.record_deliveries(told=[(99, new)], by=None)
    assert seasons() == ["spring", "summer"]


def asked(key: str, season: Told) -> list[str]:
    """What has to be confirmed of a season before it is recorded."""
    try:
        told(key, season)
    except ToConfirm as unusual:
        return [caution.code for caution in unusual.cautions]
    return []


UNITED = {"agreed": Decimal(7), "delivered_value": None}


@pytest.mark.parametrize(
    ("season", "codes"),
    [
        (replace(SPRING, starts=date(2018, 8, 1), ends=date(2018, 12, 31)), ["before_contract"]),
        (replace(SPRING, starts=date(2018, 12, 1), ends=date(2019, 1, 1)), []),
        (replace(SPRING, starts=date(2021, 1, 1), ends=date(2021, 6, 30), **UNITED, unit="Tấn"), ["after_contract"]),
        (replace(SPRING, starts=date(2020, 12, 31), ends=date(2021, 6, 30), **UNITED, unit="Tấn"), []),
        (replace(SPRING, **UNITED, unit="kg"), ["other_unit"]),
        (replace(SPRING, starts=date(2018, 8, 1), ends=date(2018, 9, 1), **UNITED, unit="kg"),
         ["before_contract", "other_unit"]),
    ],
)  # fmt: skip
def test_a_season_outside_its_contract_or_in_another_unit_is_confirmed_first(key, season, codes):
    assert asked(key, season) == codes
    if codes:
        told(key, season, confirmed=codes)
    assert seasons() == ["spring"]


def test_the_time_of_a_contract_is_what_it_was_extended_to_or_ended_at(key):
    late = replace(SUMMER, starts=date(2021, 2, 1), ends=date(2021, 5, 31), delivered_value=None, agreed_value=5)
    assert asked(key, late) == ["after_contract"]
    n = terms.extend_contract(key=key, on=date(2020, 3, 1), last_day=date(2021, 12, 31), by=None, seen=None).n
    assert asked(key, late) == []
    undo(n=n, by=None, reason="nhầm")
    made = deliveries.record_delivery(key=key, told=SPRING, by=None).keys[0]
    terms.end_contract(key=key, on=date(2019, 3, 31), ground="price", by=None, seen=None)
    anew = {"key": made, "told": SUMMER, "by": None, "seen": None}
    with pytest.raises(ToConfirm):
        deliveries.change_delivery(**anew)
    heads = replace(SPRING, season="batch", unit="con")
    with pytest.raises(ToConfirm) as unusual:
        deliveries.record_deliveries(told=[(number(key), SUMMER), (number(key), heads)], by=None)
    assert [one.code for one in unusual.value.cautions] == ["after_contract", "other_unit"]
    deliveries.change_delivery(**anew, confirmed=["after_contract"])
    assert sorted(seasons()) == ["summer", "summer"]


def test_what_is_unusual_is_ticked_on_the_page(key, officer):
    typed_in = {"season": "spring", "starts": "01/02/2018", "ends": "30/06/2018", "agreed_value": "5 triệu"}
    address = f"/lien-ket/sua/delivery/{key}/"
    page = record(officer, address, **typed_in)
    assert "trước khi hợp đồng bắt đầu ngày 01/01/2019" in page.content.decode()
    assert seasons() == []
    state = page.context["state"]
    ticked = {"step": "record", "state": state, "confirm_before_contract": "on"}
    assert officer.post(address, ticked).status_code == 302
    assert seasons() == ["spring"]


@pytest.mark.parametrize("name", ["delivered", "sold", "delivered_value"])
def test_nothing_was_delivered_of_a_season_that_has_not_begun(key, officer, name):
    amount = {"delivered_value": "5 triệu"}.get(name, "5")
    ahead = {"season": "summer", "starts": "03/03/2020", "ends": "30/11/2020", "unit": "tấn", "agreed": "40"}
    address = f"/lien-ket/sua/delivery/{key}/"
    page = record(officer, address, **ahead, **{name: amount})
    assert "Vụ chưa bắt đầu" in " ".join(page.context["form"].errors[name])
    assert seasons() == []
    assert record(officer, address, **ahead).status_code == 302
    begun = {"season": "batch", "starts": "02/03/2020", "ends": "30/11/2020", "unit": "tấn", "agreed": "40"}
    assert record(officer, address, **begun, **{name: amount}).status_code == 302
