"""A chain whose lead product is a main product of the province says so, on its page and in the list."""

from datetime import date

import pytest
from django.urls import reverse

from nongcot.linkage.models import Chain
from nongcot.linkage.tests import book as told
from nongcot.registry.actions import main_products
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import text

pytestmark = pytest.mark.both_databases

SINCE = date(2019, 2, 1)


def designate(product: int, last_day: date | None = None) -> None:
    main_products.designate_main_products(
        products=[product],
        commodity="Lúa",
        decision_no="1/QĐ",
        decided_on=SINCE,
        since=SINCE,
        last_day=last_day,
        by=None,
    )


def test_a_chain_of_a_main_product_says_so_while_it_is_one(ledger, book, today, officer):
    leader = telling.organisation("HTX Lúa Vàng")
    named, ended, plain = (telling.product(leader, name) for name in ("Gạo tám", "Gạo nếp", "Rơm cuộn"))
    designate(named), designate(ended, date(2019, 6, 30))
    keys = [told.chain(leader.pk, product_id=product) for product in (named, ended, plain)]
    numbers = [Chain.objects.get(key=key).chain_id for key in keys]
    address = reverse("linkage:chains")
    shown = officer.get(address).context["page"]
    assert {line.fact.chain_id for line in shown if line.is_main} == {numbers[0]}
    assert text(officer.get(address)).split("<tbody>")[1].count("Sản phẩm chủ lực") == 1
    assert [line.fact.chain_id for line in officer.get(address, {"main": "yes"}).context["page"]] == [numbers[0]]
    early = officer.get(address, {"main": "yes", "on": "2019-03-01"}).context["page"]
    assert {line.fact.chain_id for line in early} == set(numbers[:2])
    page, other = (text(officer.get(reverse("linkage:chain", args=[n]))) for n in (numbers[0], numbers[2]))
    rows = [line.split(";") for line in text(officer.get(reverse("linkage:chains_file", args=["csv"]))).splitlines()]
    head = next(row for row in rows if row[0] == "STT")
    told_in_file = [dict(zip(head, row, strict=True))["Sản phẩm chủ lực"] for row in rows[rows.index(head) + 1 :]]
    assert sorted(told_in_file) == ["", "", "có"]
    form = officer.get(reverse("linkage:act_on", args=["change-chain", keys[0]])).context["form"]
    assert dict(form.fields["product_id"].choices) == {
        "": "–", str(named): "Gạo tám (sản phẩm chủ lực)", str(ended): "Gạo nếp", str(plain): "Rơm cuộn",
    }  # fmt: skip
    assert "Sản phẩm chủ lực" in page
    assert "Sản phẩm chủ lực" not in other
