"""What the room counts, case by case."""

from datetime import date
from decimal import Decimal

import pytest

from nongcot.indicators.figures import figure
from nongcot.indicators.questions import NotAskable
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.actions import contracts, deliveries, readings, terms, ventures
from nongcot.linkage.tests.book import DAY, agreed, chain, count, enterprise, number, parts, sign, venture
from nongcot.registry.actions import certificates, duplicates, events, main_products, products
from nongcot.registry.actions.undoing import undo
from nongcot.registry.cautions import ALL
from nongcot.registry.tests.book import enter

pytestmark = pytest.mark.both_databases


@pytest.fixture
def coop(ledger, today, yen_my) -> int:
    return enter("HTX Lúa Vàng", place=yen_my, sector="AGR")


@pytest.fixture
def other(ledger, today, yen_luong) -> int:
    return enter("HTX Dệt Sông Xanh", place=yen_luong, sector="IND")


@pytest.fixture
def company(ledger, today) -> int:
    return enterprise()


def test_a_coop_with_a_contract_with_an_enterprise_is_linked_while_the_contract_holds(coop, company):
    sign(coop, company, "2019-01-01", until="2019-12-31")
    assert [count("linked_cooperatives", on) for on in ("2018-12-31", "2019-01-01", "2019-12-31", "2020-01-01")] == [
        0, 1, 1, 0,
    ]  # fmt: skip
    period = (date(2018, 12, 1), date(2020, 2, 1))
    movement = figure("linked_cooperatives", period=period).movement
    assert (movement.inflow, movement.outflow) == ({"entered": 1}, {"expired": 1})
    assert reconcile().sound


def test_two_contracts_of_one_coop_count_once_and_its_forms_stand_side_by_side(coop, company):
    sign(coop, company)
    sign(coop, company, covers=15)
    assert count("linked_cooperatives") == 1
    assert count("linkage_contracts") == 2
    assert count("linkage_enterprises") == 1
    assert parts("linked_cooperatives", "form") == {"LK1": 1, "LK3": 1}
    assert parts("linkage_contracts", "form") == {"LK1": 1, "LK3": 1}


@pytest.mark.parametrize(
    ("since", "covers", "form"),
    [
        ("2019-01-01", 15, "LK1"), ("2019-01-01", 9, "LK2"), ("2019-01-01", 10, "LK3"), ("2019-01-01", 11, "LK4"),
        ("2019-01-01", 14, "LK5"), ("2019-01-01", 13, "LK6"), ("2019-01-01", 12, "LK7"), ("2019-01-01", 8, "unknown"),
        ("2019-01-01", 7, "unknown"), ("2018-08-19", 15, "D62"), ("2018-08-20", 15, "LK1"),
        ("2013-01-01", 15, "unknown"),
    ],
)  # fmt: skip
def test_the_form_follows_from_the_stages_and_the_rule_of_the_day(coop, company, since, covers, form):
    sign(coop, company, since, covers=covers)
    assert parts("linkage_contracts", "form") == {form: 1}


def test_agricultural_ones_are_a_cell_under_the_default_reading(coop, other, company):
    sign(coop, company)
    sign(other, company)
    assert count("linked_cooperatives") == 2
    assert count("linked_agricultural_cooperatives") == 1
    assert parts("linked_cooperatives", "sector_group")["agricultural"] == 1


def test_every_rule_stands_side_by_side(coop, other, company):
    sign(coop, company, "2019-01-01", until="2021-12-31", cycle="lt1y")
    sign(other, company, "2019-06-01", until="2020-05-31")
    assert parts("linked_cooperatives", "rule") == {"ANY_ACTIVE": 2, "CONTRACT_36M": 1, "DECREE98_TERM": 1}


def test_a_share_of_what_is_sold_counts_from_the_season_that_says_so(coop, company):
    key = sign(coop, company)
    for year, sold in ((2019, 120), (2020, 150)):
        deliveries.record_delivery(
            key=key,
            told=deliveries.Told(
                "spring", date(year, 2, 1), date(year, 6, 30), "tấn", Decimal(100), Decimal(90), Decimal(sold)
            ),
            by=None,
        )
    found = [
        parts("linked_cooperatives", "rule", on).get("OCOP_SHARE") for on in ("2019-01-31", "2019-02-01", "2020-02-01")
    ]
    assert found == [None, 1, None]


def test_another_reading_changes_figures_and_no_publication(coop, other, company):
    sign(coop, company, "2019-01-01", until="2021-12-31")
    sign(other, company, "2019-06-01", until="2020-05-31")
    before = figure("linked_cooperatives", on=DAY)
    readings.choose_reading(
        code="linkage_linked",
        valid_from=date(2020, 1, 1),
        parameters={"rule": "CONTRACT_36M"},
        document="Quyết định 5/QĐ-LMHTX",
        by=None,
    )
    assert count("linked_cooperatives") == 1
    assert count("linked_cooperatives", "2019-12-31") == 2
    assert figure("linked_cooperatives", on=DAY, known_at=before.posting).value == 2
    movement = figure("linked_cooperatives", period=(date(2019, 12, 1), DAY)).movement
    assert movement.outflow == {"changed": 1}
    assert parts("linked_cooperatives", "rule") == {"ANY_ACTIVE": 2, "CONTRACT_36M": 1}
    assert reconcile().sound


def test_partners_that_are_coops_link_only_where_the_reading_says_so(coop, other):
    sign(coop, other)
    assert count("linked_cooperatives") == 0
    assert count("linkage_contracts") == 1
    readings.choose_reading(
        code="linkage_linked",
        valid_from=date(2019, 1, 1),
        parameters={"rule": "ANY_ACTIVE", "partners": ["enterprise", "coop"]},
        document="Quyết định 6/QĐ-LMHTX",
        by=None,
    )
    assert count("linked_cooperatives") == 2


def test_a_contract_of_a_dissolved_party_counts_no_more(coop, other, company):
    sign((coop, other), company)
    assert (count("linked_cooperatives"), count("linkage_contracts")) == (2, 1)
    events.record_event(
        organisation_id=coop, kind="dissolved", on=PartialDate.day(date(2020, 1, 10)), by=None, confirmed=ALL,
        steps_missing=True,
    )  # fmt: skip
    assert (count("linked_cooperatives"), count("linkage_contracts")) == (1, 1)
    assert reconcile().sound
    movement = figure("linkage_contracts", period=(date(2020, 1, 2), DAY)).movement
    assert (movement.opening, movement.inflow, movement.outflow, movement.closing) == (1, {}, {}, 1)
    events.record_event(
        organisation_id=company, kind="ended", on=PartialDate.day(date(2020, 1, 12)), by=None, confirmed=ALL,
        steps_missing=True,
    )  # fmt: skip
    assert (count("linked_cooperatives"), count("linkage_contracts"), count("linkage_enterprises")) == (0, 0, 0)
    assert reconcile().sound


def test_united_records_are_linked_as_one(coop, yen_my, company):
    twin = enter("HTX Lúa vàng", place=yen_my, sector="AGR")
    sign(twin, company)
    sign(coop, company, "2019-05-01")
    assert count("linked_cooperatives") == 2
    duplicates.unite_records(organisation_id=twin, keep_id=coop, since=date(2019, 1, 1), by=None)
    assert (count("linked_cooperatives"), count("linkage_contracts")) == (1, 2)
    duplicates.separate_records(organisation_id=twin, by=None)
    assert count("linked_cooperatives") == 2
    assert reconcile().sound


def test_extended_and_ended_early(coop, company):
    key = sign(coop, company, "2019-01-01", until="2019-12-31")
    done = terms.extend_contract(key=key, on=date(2019, 12, 1), last_day=date(2021, 12, 31), by=None, seen=None)
    assert count("linked_cooperatives") == 1
    assert parts("linked_cooperatives", "rule")["CONTRACT_36M"] == 1
    assert "CONTRACT_36M" not in parts("linked_cooperatives", "rule", "2019-11-30")
    terms.end_contract(key=key, on=date(2020, 1, 10), ground="price", by=None, seen=None)
    assert [count("linked_cooperatives", on) for on in ("2020-01-10", "2020-01-11")] == [1, 0]
    undo(n=done.n + 1, by=None, reason="nhầm")
    assert count("linked_cooperatives", "2020-01-11") == 1


def test_a_chain_counts_with_two_stages_held_by_contracts(coop, other, company):
    one, two = (
        sign(coop, company, "2019-01-01", until="2021-12-31"),
        sign(other, company, "2019-06-01", until="2020-05-31"),
    )
    chain(company, (coop, "production", one), (other, "processing", two), (company, "trade", None))
    assert [count("value_chains", on) for on in ("2019-05-31", "2019-06-01", "2020-05-31", "2020-06-01")] == [
        0,
        1,
        1,
        0,
    ]
    assert count("value_chain_cooperatives") == 2
    assert parts("value_chain_cooperatives", "stage") == {"production": 1, "processing": 1}
    assert parts("value_chains", "leader_kind") == {"enterprise": 1}
    assert len(parts("value_chains", "member_place")) == 2
    assert count("durable_value_chains") == 0
    assert figure("new_value_chains", period=(date(2019, 1, 1), date(2019, 12, 31))).value == 1
    assert reconcile().sound


def test_a_stage_without_a_contract_is_a_gap(coop, company):
    one = sign(coop, company)
    chain(coop, (coop, "production", one), (company, "trade", None))
    assert (count("value_chains"), count("value_chain_cooperatives")) == (0, 0)


def test_chain_coops_need_not_be_linked_where_the_reading_says_so(coop, other, company):
    one, two = sign(coop, company), sign(other, coop)
    chain(coop, (coop, "production", one), (other, "processing", two))
    assert count("value_chain_cooperatives") == 1
    readings.choose_reading(
        code="linkage_chain_cooperatives",
        valid_from=date(2019, 1, 1),
        parameters={"within_linked": False},
        document="Quyết định 7/QĐ-LMHTX",
        by=None,
    )
    assert count("value_chain_cooperatives") == 2


def test_chains_of_main_products_and_of_ocop_products(coop, other, company):
    one, two = sign(coop, company), sign(other, company)
    product = int(products.add_product(organisation_id=coop, name="Gạo tám", sector="AGR", by=None).keys[0][1:])
    chain(company, (coop, "production", one), (other, "processing", two), product_id=product)
    assert (count("key_product_chain_cooperatives"), count("key_products"), count("ocop_value_chains")) == (0, 0, 0)
    main_products.designate_main_products(
        products=[product], commodity="Lúa gạo", decision_no="12/QĐ-UBND", decided_on=date(2019, 3, 1),
        since=date(2019, 3, 1), by=None,
    )  # fmt: skip
    assert (count("key_product_chain_cooperatives"), count("key_products")) == (2, 1)
    assert count("key_products", "2019-02-28") == 0
    certificates.add_certificate(
        organisation_id=coop, scheme="ocop", issued=PartialDate.day(date(2019, 9, 1)), product_id=product, stars=3,
        valid_until=date(2022, 8, 31), by=None,
    )  # fmt: skip
    assert (count("ocop_value_chains"), parts("ocop_value_chains", "star")) == (1, {"3": 1})
    assert count("ocop_value_chains", "2019-08-31") == 0
    assert reconcile().sound


def test_how_much_of_the_agreed_was_kept(coop, company):
    key = sign(coop, company)
    for start, agreed_value, delivered in ((date(2019, 2, 1), 200, 150), (date(2019, 7, 1), None, 80)):
        deliveries.record_delivery(
            key=key,
            told=deliveries.Told(
                "batch",
                start,
                start.replace(month=start.month + 3),
                agreed_value=agreed_value,
                delivered_value=delivered,
            ),
            by=None,
        )
    year = {"period": (date(2019, 1, 1), date(2019, 12, 31))}
    assert figure("agreed_linkage_value", **year).value == 200
    assert figure("delivered_linkage_value", **year).value == 230
    assert figure("linkage_fulfilment_share", **year).value == 75
    assert figure("agreed_linkage_value", period=(date(2019, 1, 1), date(2019, 4, 30))).value == 0


def test_households_are_counted_by_turns(coop, other, company):
    sign(coop, company, households=120)
    sign(other, company, households=None)
    assert count("linked_households") == 120


def test_a_joint_venture_is_no_linkage(coop, company):
    venture(coop, company)
    assert (count("joint_venture_cooperatives"), count("linked_cooperatives")) == (1, 0)
    assert reconcile().sound


def test_a_joint_venture_that_was_told_wrong_is_said_anew(coop, other, company):
    key = venture(coop, company)
    told = ventures.Told(other, company, "business", "Xưởng sấy ngô", date(2020, 6, 1))
    ventures.change_venture(key=key, told=told, by=None, seen=None)
    assert count("joint_venture_cooperatives") == 0
    assert count("joint_venture_cooperatives", "2020-07-01") == 1
    assert parts("joint_venture_cooperatives", "sector", "2020-07-01") == {"IND": 1}
    # What it said before comes back for nobody, when something else is told of one of them.
    sign(coop, enterprise("Công ty Khác"))
    assert count("joint_venture_cooperatives", "2020-07-01") == 1
    assert reconcile().sound
    ventures.withdraw_venture(key=key, by=None, seen=None, reason="nhầm")
    assert count("joint_venture_cooperatives", "2020-07-01") == 0
    assert reconcile().sound


def test_a_correction_of_the_parties_moves_what_hangs_on_them(coop, other, company):
    key = sign(coop, company, households=10)
    contracts.change_contract(key=key, agreed=agreed(other, company, households=10), by=None, seen=None)
    assert parts("linked_cooperatives", "sector") == {"IND": 1}
    assert number(key)
    assert reconcile().sound
    contracts.withdraw_contract(key=key, by=None, seen=None, reason="nhầm")
    assert (count("linked_cooperatives"), count("linkage_contracts"), count("linkage_enterprises")) == (0, 0, 0)
    assert reconcile().sound


def test_an_enterprise_stands_in_every_commune_of_its_coops_and_once_in_all(coop, other, company):
    sign(coop, company)
    sign(other, company)
    assert count("linkage_enterprises") == 1
    assert sorted(v for v in parts("linkage_enterprises", "place:commune").values() if v) == [1, 1]
    assert [v for v in parts("linkage_enterprises", "place:district").values() if v] == [1]
    found = figure("linkage_enterprises", on=DAY, place="360", records=True)
    assert (found.value, [record.amount for record in found.records]) == (1, [1])
    assert figure("linkage_enterprises", on=DAY, by="place:district").overlapping
    with pytest.raises(NotAskable):
        figure("linkage_enterprises", on=DAY, place="360", by="commodity_sector")
