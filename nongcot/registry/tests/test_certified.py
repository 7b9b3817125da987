"""Who and what is certified on a day: quality certificates, products covered by them, VietGAP as a cell."""

from datetime import date

import pytest

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import posting
from nongcot.indicators.reconcile import reconcile
from nongcot.registry import writing
from nongcot.registry.actions import certificates, events, products
from nongcot.registry.cautions import ALL
from nongcot.registry.models import Certified
from nongcot.registry.tests.book import day, enter
from nongcot.registry.writing import Said

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("today")]

ON = date(2020, 3, 1)


@pytest.fixture
def coop(yen_my) -> int:
    return enter("HTX Rau sạch", place=yen_my, sector="AGR")


def certify(coop: int, scheme: str, *, until: date | None = None, since: str = "2019-05-01", **more) -> str:
    told = {"scheme": scheme, "issued": day(since), "valid_until": until, "by": None}
    return certificates.add_certificate(organisation_id=coop, **told | more).keys[0]


def count(code: str, on: date = ON, **more) -> object:
    return figure(code, on=on, **more).value


def test_vietgap_is_the_cell_of_certified_coops(coop, yen_my):
    certify(coop, "vietgap", until=date(2020, 6, 30))
    other = enter("HTX Mắm", place=yen_my)
    certify(other, "haccp")
    assert (count("certified_cooperatives"), count("vietgap_cooperatives")) == (2, 1)
    by = {part.key: part.value for part in figure("certified_cooperatives", on=ON, by="certificate_kind").breakdown}
    assert by == {"vietgap": 1, "haccp": 1}
    assert count("certified_cooperatives", cells={"certificate_kind": "vietgap"}) == count("vietgap_cooperatives")
    moved = figure("vietgap_cooperatives", period=(date(2020, 1, 1), date(2020, 12, 31))).movement
    assert (moved.opening, moved.outflow["expired"], moved.closing) == (1, 1, 0)
    assert reconcile().sound


def test_a_coop_that_stopped_is_not_counted_until_it_resumes(coop):
    certify(coop, "vietgap")
    for kind, on in (("suspended", "2019-09-01"), ("resumed", "2020-01-10")):
        events.record_event(organisation_id=coop, kind=kind, on=day(on), by=None, steps_missing=True, confirmed=ALL)
    days = (date(2019, 8, 31), date(2019, 12, 1), date(2020, 2, 1))
    assert [count("certified_cooperatives", on) for on in days] == [1, 0, 1]
    moved = figure("certified_cooperatives", period=(date(2019, 9, 1), date(2020, 2, 1))).movement
    assert (moved.outflow["suspended"], moved.inflow["resumed"]) == (1, 1)


def test_products_are_covered_by_their_own_and_their_makers_certificates(coop):
    first, second = (
        int(products.add_product(organisation_id=coop, name=name, by=None).keys[0][1:]) for name in ("Rau", "Dưa")
    )
    certify(coop, "trademark", product_id=first)
    assert (count("certified_products"), count("certified_cooperatives")) == (1, 0)
    whole = certify(coop, "food_safety")
    assert (count("certified_products"), count("certified_cooperatives")) == (2, 1)
    products.end_product(key=f"p{second}", offered_until=date(2020, 1, 31), by=None, seen=None)
    assert count("certified_products") == 1
    certificates.withdraw_certificate(key=whole, by=None, seen=None, reason="nhầm")
    certify(coop, "planting_area_code")
    assert (count("certified_products"), count("certified_cooperatives")) == (1, 0)
    assert reconcile().sound


def test_a_product_is_traceable_by_its_own_record_and_by_its_makers(coop):
    first, second = (
        int(products.add_product(organisation_id=coop, name=name, by=None).keys[0][1:]) for name in ("Rau", "Dưa")
    )
    certify(coop, "traceability", product_id=first, until=date(2020, 2, 29))
    assert (count("traceable_products", date(2020, 2, 1)), count("traceable_products")) == (1, 0)
    certify(coop, "traceability", since="2020-02-10")
    assert count("traceable_products") == 2
    products.end_product(key=f"p{second}", offered_until=date(2020, 2, 20), by=None, seen=None)
    assert count("traceable_products") == 1
    assert (count("certified_products"), count("certified_cooperatives")) == (0, 0)
    moved = figure("traceable_products", period=(date(2020, 1, 1), date(2020, 3, 1))).movement
    assert (moved.opening, moved.inflow["entered"], moved.outflow["expired"]) == (1, 1, 1)
    assert reconcile().sound


def test_a_planting_area_code_counts_its_coop_while_it_operates(coop, yen_my):
    certify(coop, "planting_area_code", until=date(2020, 6, 30))
    group = enter("Tổ hợp tác rau", kind="group", event="notified", place=yen_my)
    certify(group, "planting_area_code")
    assert (count("planting_area_code_cooperatives"), count("planting_area_code_cooperatives", place="13831")) == (1, 1)
    assert (count("certified_products"), count("certified_cooperatives")) == (0, 0)
    events.record_event(organisation_id=coop, kind="suspended", on=day("2020-02-01"), by=None, confirmed=ALL)
    assert count("planting_area_code_cooperatives") == 0
    assert reconcile().sound


def test_groups_are_not_coops(yen_my):
    group = enter("Tổ hợp tác rau", kind="group", event="notified", place=yen_my)
    certify(group, "vietgap")
    assert (count("certified_cooperatives"), count("vietgap_cooperatives")) == (0, 0)


def test_what_does_not_turn_the_life_leaves_its_rows_as_they_are(coop):
    certify(coop, "vietgap")
    rows = list(Certified.objects.values_list("pk", "valid_from", "valid_to", "retracted"))
    with posting("test", by=None) as entry:
        writing.say(entry, [Said(coop, date(2020, 5, 1), {"members": 30})])
    assert list(Certified.objects.values_list("pk", "valid_from", "valid_to", "retracted")) == rows
    assert reconcile().sound
