"""Unions of co-ops: joining, leaving, and ending with the union."""

from datetime import date

import pytest

from nongcot.registry.actions.events import record_event
from nongcot.registry.actions.memberships import join_alliance, join_union, leave_alliance, leave_union
from nongcot.registry.outcomes import NotNow
from nongcot.registry.tests.book import day, enter, slice_on, written

pytestmark = pytest.mark.both_databases


@pytest.fixture
def union(today, yen_my) -> int:
    return enter("Liên hiệp HTX Ý Yên", kind="union", on=day("2018-06-01"), place=yen_my)


def test_a_coop_joins_and_leaves(union, yen_my):
    coop = enter(place=yen_my)
    join_union(organisation_id=coop, union_id=union, on=day("2019-01-01"), by=None)
    leave_union(organisation_id=coop, union_id=union, on=day("2019-07-01"), by=None)
    found = [slice_on(coop, date(*on)).unions for on in ((2018, 12, 31), (2019, 1, 1), (2019, 6, 30), (2019, 7, 1))]
    assert found == ["", str(union), str(union), ""]


def test_what_cannot_be_is_refused(union, yen_my):
    coop, other = enter(place=yen_my), enter("HTX Khác", place=yen_my)
    before = written()
    with pytest.raises(NotNow, match="không phải liên hiệp"):
        join_union(organisation_id=coop, union_id=other, on=day("2019-01-01"), by=None)
    with pytest.raises(NotNow, match="không phải liên hiệp"):
        join_union(organisation_id=coop, union_id=union, on=day("2018-05-31"), by=None)
    with pytest.raises(NotNow, match="không là thành viên"):
        leave_union(organisation_id=coop, union_id=union, on=day("2019-01-01"), by=None)
    with pytest.raises(NotNow, match="không áp dụng"):
        join_union(organisation_id=union, union_id=union, on=day("2019-01-01"), by=None)
    assert written() == before
    join_union(organisation_id=coop, union_id=union, on=day("2019-01-01"), by=None)
    with pytest.raises(NotNow, match="đã là thành viên"):
        join_union(organisation_id=coop, union_id=union, on=day("2019-02-01"), by=None)


def test_membership_ends_with_the_union(union, yen_my):
    coop = enter(place=yen_my)
    join_union(organisation_id=coop, union_id=union, on=day("2019-01-01"), by=None)
    record_event(organisation_id=union, kind="dissolved", on=day("2019-10-01"), by=None, steps_missing=True)
    assert slice_on(coop, date(2019, 9, 30)).unions == str(union)
    assert slice_on(coop, date(2019, 10, 1)).unions == ""
    with pytest.raises(NotNow, match="không là thành viên"):
        leave_union(organisation_id=coop, union_id=union, on=day("2019-11-01"), by=None)


def test_the_alliance(union, yen_my):
    join_alliance(organisation_id=union, on=day("2019-01-01"), membership="associate", by=None)
    assert slice_on(union, date(2019, 1, 1)).alliance == "associate"
    leave_alliance(organisation_id=union, on=day("2019-02-01"), by=None)
    assert slice_on(union, date(2019, 2, 1)).alliance == ""
