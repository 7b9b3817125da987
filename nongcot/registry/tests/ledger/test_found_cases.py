"""Cases that histories found, told as what happened."""

from datetime import date

import pytest

from nongcot.indicators.figures import figure
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel.dates import PartialDate
from nongcot.places.models import Unit
from nongcot.registry.actions.duplicates import unite_records
from nongcot.registry.actions.events import correct_event, record_event
from nongcot.registry.actions.memberships import join_union
from nongcot.registry.actions.organisations import Newborn, state_fields
from nongcot.registry.actions.products import add_product, end_product
from nongcot.registry.actions.reorganisations import divide
from nongcot.registry.cautions import ALL
from nongcot.registry.tests.book import day, enter

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("today")]

ANYHOW = {"by": None, "steps_missing": True, "confirmed": ALL}
YEAR = (date(2019, 1, 1), date(2019, 12, 31))


def members_of_unions() -> object:
    return figure("union_member_cooperatives", on=date(2019, 12, 31)).value


@pytest.fixture
def union(yen_my):
    return enter("Liên hiệp Một", kind="union", place=yen_my)


@pytest.fixture
def member(yen_my, union):
    found = enter("HTX Thành viên", place=yen_my)
    join_union(organisation_id=found, union_id=union, on=day("2018-06-01"), **ANYHOW)
    return found


def test_a_union_that_was_divided_has_no_members(member, union, yen_my):
    born = [Newborn("union", f"Liên hiệp {name}", day("2019-01-01"), place=yen_my) for name in ("Hai", "Ba")]
    assert members_of_unions() == 1
    divide(organisation_id=union, successors=born, on=day("2019-01-01"), **ANYHOW)
    assert members_of_unions() == 0


def test_a_corrected_end_of_a_union_is_no_end(member, union):
    end = record_event(organisation_id=union, kind="dissolved", on=day("2019-03-01"), **ANYHOW).keys[0]
    assert members_of_unions() == 0
    correct_event(key=end, kind="suspended", on=day("2019-03-01"), seen=None, **ANYHOW)
    assert members_of_unions() == 1
    assert reconcile().sound


def test_members_of_a_united_record_leave_with_the_one_it_is_counted_as(member, union, yen_my):
    kept = enter("Liên hiệp Một (bản khác)", kind="union", place=yen_my)
    unite_records(organisation_id=union, keep_id=kept, since=date(2019, 1, 1), by=None)
    assert members_of_unions() == 1
    assert [p.key for p in figure("union_member_cooperatives", on=YEAR[1], by="union").breakdown] == [str(kept)]
    record_event(organisation_id=kept, kind="dissolved", on=day("2019-03-01"), **ANYHOW)
    assert members_of_unions() == 0
    assert reconcile().sound


def test_an_end_that_both_united_records_tell_is_one(yen_my):
    first, second = enter("HTX Một", place=yen_my), enter("HTX Một (bản khác)", place=yen_my)
    for record, on in ((first, "2019-05-01"), (second, "2019-05-03")):
        record_event(organisation_id=record, kind="dissolved", on=day(on), **ANYHOW)
    assert figure("dissolved_cooperatives", period=YEAR).value == 2
    unite_records(organisation_id=second, keep_id=first, since=date(2019, 6, 1), by=None)
    assert figure("dissolved_cooperatives", period=YEAR).value == 1


def test_an_end_told_of_a_time_before_the_founding_is_none(yen_my):
    late = enter("HTX Muộn", on=PartialDate.day(date(2019, 8, 1)), place=yen_my)
    record_event(organisation_id=late, kind="dissolved", on=day("2019-02-01"), **ANYHOW)
    assert figure("dissolved_cooperatives", period=YEAR).value == 0
    assert figure("cooperatives", on=YEAR[1]).value == 1


def test_naming_the_town_that_absorbed_a_commune_is_no_move(ledger):
    """Yên Xá went into Thị trấn Lâm, which was there before, on 1 February 2020 (861/NQ-UBTVQH14)."""
    yen_xa = Unit.objects.get(code="13837", valid_from=date(2016, 1, 1)).pk
    lam = Unit.objects.get(code="13795", valid_from=date(2016, 1, 1)).pk
    stays, moves = enter("HTX Ở lại", place=yen_xa), enter("HTX Chuyển đi", place=yen_xa)
    for who, on in ((stays, date(2020, 2, 15)), (moves, date(2019, 12, 1))):
        state_fields(organisation_id=who, day=on, said={"place": lam}, seen=None, by=None, confirmed=ALL)
    period = (date(2019, 7, 1), date(2020, 3, 1))
    told = figure("cooperatives", period=period, by="place:commune", geography_on=date(2019, 7, 1)).movements
    town = next(row.movement for row in told if row.key == "13795")
    assert town.inflow == {"changed": 1, "moved": 1}


def test_a_product_ends_by_itself_also_on_a_day_of_another_change(yen_my, yen_luong):
    maker = enter("HTX Gạo", place=yen_my)
    rice = add_product(organisation_id=maker, name="Gạo", by=None).keys[0]
    state_fields(organisation_id=maker, day=date(2019, 5, 1), said={"place": yen_luong}, seen=None, by=None)
    end_product(key=rice, offered_until=date(2019, 4, 30), by=None, seen=None)
    found = figure("registered_products", period=YEAR).movement
    assert found is not None
    assert found.outflow == {"left": 1}


def test_moves_cancel_out_also_where_the_amount_changes_with_the_move(yen_my, yen_luong):
    who = enter("HTX Rau", place=yen_my, members=20)
    said = {"place": yen_luong, "members": 25}
    state_fields(organisation_id=who, day=date(2019, 5, 1), said=said, seen=None, by=None)
    found = figure("cooperative_members", period=YEAR, by="place:commune")
    assert found.movement is not None
    assert found.movement.inflow == {"changed": 5}
    assert sum(m.movement.inflow.get("moved", 0) - m.movement.outflow.get("moved", 0) for m in found.movements) == 0
    counted = figure("cooperatives", period=YEAR, by="place:commune").movements
    assert [m.movement.outflow for m in counted if m.movement.outflow] == [{"moved": 1}]
