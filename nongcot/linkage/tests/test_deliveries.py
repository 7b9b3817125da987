"""Seasons of contracts, recorded and said anew: each once, in its contract's time and unit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.linkage.actions import deliveries
from nongcot.linkage.actions.deliveries import Told
from nongcot.linkage.models import Delivery
from nongcot.linkage.tests.book import enterprise, number, sign
from nongcot.linkage.tests.test_corrections import act_on, typed
from nongcot.linkage.tests.test_pages import record
from nongcot.registry import queries
from nongcot.registry.outcomes import NotNow
from nongcot.registry.tests.book import enter

pytestmark = pytest.mark.both_databases

SPRING = Told("spring", date(2019, 2, 1), date(2019, 6, 30), delivered_value=100)
SUMMER = Told("summer", date(2019, 7, 1), date(2019, 11, 30), delivered_value=70)


@pytest.fixture
def coop(ledger, book, today, yen_my) -> int:
    return enter("HTX Lúa Vàng", place=yen_my, sector="AGR", tax_code="")


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
