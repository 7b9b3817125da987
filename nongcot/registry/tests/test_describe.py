"""How records behind a figure are named."""

from datetime import date

import pytest

from nongcot.indicators import ledger
from nongcot.indicators.figures import figure
from nongcot.kernel import clock
from nongcot.registry import queries
from nongcot.registry.describe import describe_organisations, describe_products
from nongcot.registry.precision import partial_days
from nongcot.registry.tests import telling

pytestmark = pytest.mark.both_databases


@pytest.fixture
def coop(ledger):
    with clock.at(date(2018, 5, 2)):
        return telling.organisation("HTX Cũ", born=date(2017, 3, 1))


def label(coop, on: date, n: int | None = None) -> str:
    return describe_organisations([coop.pk], on, n or ledger.newest())[coop.pk].label


def test_bears_the_name_of_the_day_as_known_then(coop):
    n = ledger.newest()
    with clock.at(date(2019, 5, 2)):
        telling.say(coop, date(2019, 1, 1), name="HTX Mới")
        telling.event(coop, "dissolved", date(2019, 4, 1))
    assert label(coop, date(2018, 12, 31)) == "HTX Cũ"
    assert label(coop, date(2019, 1, 1)) == "HTX Mới"
    assert label(coop, date(2019, 1, 1), n) == "HTX Cũ"
    assert label(coop, date(2016, 1, 1)) == "HTX Cũ", "before its birth the first name"
    assert label(coop, date(2020, 1, 1)) == "HTX Mới", "after its end the last one"


def test_leads_to_the_page_at_the_same_point(coop):
    n = ledger.newest()
    assert describe_organisations([coop.pk], date(2018, 6, 1), n)[coop.pk].url == "/to-chuc/TC000001/?on=2018-06-01"
    with clock.at(date(2019, 5, 2)):
        telling.organisation("HTX Khác")
    assert describe_organisations([coop.pk], date(2018, 6, 1), n)[coop.pk].url.endswith(f"?on=2018-06-01&known={n}")


def test_products_bear_the_name_known_then(coop):
    with clock.at(date(2019, 5, 2)):
        product = telling.product(coop, "Gạo")
        n = ledger.newest()
        telling.product(coop, "Gạo nếp", product_id=product)
    assert describe_products([product], date(2019, 6, 1), n)[product].label == "Gạo"
    assert describe_products([product], date(2019, 6, 1), n + 1)[product].label == "Gạo nếp"
    assert describe_products([product], date(2019, 6, 1), n + 1)[product].url == f"/san-pham/{product}/?on=2019-06-01"


def test_every_record_of_a_figure_is_named(coop):
    found = figure("operating_cooperatives", on=date(2018, 6, 1), records=True)
    assert [(record.label, record.url) for record in found.records] == [("HTX Cũ", "/to-chuc/TC000001/?on=2018-06-01")]


def test_nobody_asked_is_nobody_named(ledger):
    assert describe_organisations([], date(2018, 6, 1), 1) == {}
    assert describe_products([], date(2018, 6, 1), 1) == {}


def test_more_can_be_named_than_a_statement_takes_variables(coop):
    """SQLite takes 250,000 of them."""
    many = range(-260_000, coop.pk + 1)
    assert queries.keys(many) == {coop.pk: "TC000001"}
    assert describe_products(many, date(2018, 6, 1), ledger.newest()) == {}
    assert coop.pk in partial_days(many, ledger.newest())
