"""Two records of one organisation, united and separated again."""

from datetime import date

import pytest

from nongcot.indicators import ledger, rollups
from nongcot.registry.actions.duplicates import separate_records, unite_records
from nongcot.registry.actions.events import record_event
from nongcot.registry.actions.organisations import state_fields
from nongcot.registry.outcomes import ChangedSince, NotNow
from nongcot.registry.tests.book import day, enter, figures, now_of

pytestmark = pytest.mark.both_databases

SINCE = date(2020, 1, 1)


@pytest.fixture
def pair(today, yen_my) -> tuple[int, int]:
    return enter("HTX Rau", place=yen_my, members=20), enter("Hợp tác xã rau", on=day("2018-04-01"), place=yen_my)


def test_united_records_count_once_and_separate_as_they_were(pair):
    one, other = pair
    state_fields(organisation_id=other, day=date(2019, 1, 1), said={"members": 33}, seen=None, by=None)
    before = figures()
    unite_records(organisation_id=other, keep_id=one, since=SINCE, by=None, seen=ledger.newest(), reason="cùng mã")
    assert now_of(other) is None
    assert now_of(one).members == 33
    separate_records(organisation_id=other, by=None, reason="không phải")
    assert figures() == before
    assert rollups.differences() == []


def test_what_is_united_is_written_to_the_kept_record_alone(pair):
    one, other = pair
    unite_records(organisation_id=other, keep_id=one, since=SINCE, by=None)
    with pytest.raises(NotNow, match=r"TC000002 đã gộp vào .* \(TC000001\)"):
        record_event(organisation_id=other, kind="suspended", on=day("2019-01-01"), by=None)
    with pytest.raises(NotNow, match="đã gộp"):
        unite_records(organisation_id=other, keep_id=one, since=SINCE, by=None)
    with pytest.raises(NotNow, match="đã gộp"):
        unite_records(organisation_id=one, keep_id=other, since=SINCE, by=None)


def test_a_record_is_not_united_with_itself_nor_behind_somebody_s_back(pair, lan):
    one, other = pair
    seen = ledger.newest()
    with pytest.raises(NotNow, match="khác nhau"):
        unite_records(organisation_id=one, keep_id=one, since=SINCE, by=None)
    with pytest.raises(NotNow, match="không gộp"):
        separate_records(organisation_id=one, by=None)
    record_event(organisation_id=one, kind="suspended", on=day("2019-01-01"), by=lan)
    with pytest.raises(ChangedSince):
        unite_records(organisation_id=other, keep_id=one, since=SINCE, by=None, seen=seen)
    unite_records(organisation_id=other, keep_id=one, since=SINCE, by=lan)
    with pytest.raises(ChangedSince):
        separate_records(organisation_id=other, by=None, seen=seen)
