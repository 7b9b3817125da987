"""Shops on the net and confirmations are said anew under their keys; what was wrong need not be taken back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from nongcot.indicators.ledger import newest
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.registry import keyed
from nongcot.registry.outcomes import ChangedSince
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import check, record, text
from nongcot.trade.actions import online, readiness
from nongcot.trade.models import Confirmation, OnlineShop
from nongcot.trade.tests.telling import make_fit, value

pytestmark = pytest.mark.both_databases

DAY = date(2022, 3, 10)


@pytest.fixture
def who(today, book):
    return telling.organisation("HTX A", sector="AGR")


def test_a_shop_is_said_anew_on_its_page(who, officer):
    done = online.open_shop(organisation_id=who.pk, platform="Postmar", since=PartialDate.month(2021, 5), by=None)
    [key] = done.keys
    assert reverse("trade:act_on", args=["change_shop", key]) in text(officer.get(reverse("trade:shops")))
    address = reverse("trade:act_on", args=["change_shop", key])
    asked = text(officer.get(address))
    assert 'value="Postmar"' in asked
    assert 'value="05/2021"' in asked
    typed = {"platform": "Postmart", "link": "https://postmart.vn/a", "on": "2020", "reason": "ghi nhầm"}
    assert record(officer, address, check(officer, address, **typed)).status_code == 302
    shop = keyed.standing(OnlineShop, key)
    assert (shop.platform, shop.link, shop.valid_from, shop.precision, shop.valid_to) == (
        "Postmart", "https://postmart.vn/a", date(2020, 1, 1), "year", FAR,
    )  # fmt: skip


def test_a_shop_that_was_closed_by_mistake_is_opened_again(who):
    [key] = online.open_shop(organisation_id=who.pk, platform="Postmart", since=PartialDate.day(DAY), by=None).keys
    seen = newest()
    online.close_shop(key=key, valid_until=date(2022, 4, 1), by=None, seen=None)
    told = {"key": key, "platform": "Postmart", "since": PartialDate.day(DAY), "by": None, "reason": "nhầm"}
    with pytest.raises(ChangedSince):
        online.change_shop(**told, seen=seen)
    with pytest.raises(ValidationError) as refused:
        online.change_shop(**told, seen=None, valid_until=date(2022, 3, 9))
    assert list(refused.value.message_dict) == ["valid_until"]
    online.change_shop(**told, seen=None)
    assert keyed.standing(OnlineShop, key).valid_to == FAR


def test_a_confirmation_is_said_anew_and_the_figure_follows(who, officer):
    product = telling.product(who, "Gạo")
    make_fit(who, product)
    day = date(2022, 6, 1)
    assert value("international_fair_ready_cooperatives", on=day) == 1
    [label] = Confirmation.objects.filter(kind="bilingual_label")
    address = reverse("trade:act_on", args=["change_confirmation", label.key])
    assert address in text(officer.get(reverse("trade:confirmations")))
    typed = {"kind": "bilingual_label", "product_id": str(product), "day": "02/06/2022", "reason": "sai ngày"}
    assert record(officer, address, check(officer, address, **typed)).status_code == 302
    assert keyed.standing(Confirmation, label.key).valid_from == date(2022, 6, 2)
    assert value("international_fair_ready_cooperatives", on=day) == 0
    assert value("international_fair_ready_cooperatives", on=date(2022, 6, 2)) == 1


def test_a_confirmation_is_of_ones_own_product(who):
    [key] = readiness.confirm(organisation_id=who.pk, kind="capacity", since=DAY, by=None).keys
    other = telling.product(telling.organisation("HTX B"), "Mắm")
    with pytest.raises(ValidationError) as refused:
        readiness.change_confirmation(
            key=key, kind="capacity", since=DAY, product_id=other, by=None, seen=None, reason="nhầm"
        )
    assert list(refused.value.message_dict) == ["product_id"]
