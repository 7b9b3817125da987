"""Lifecycle events: recorded in any order, corrected with the first telling readable, taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from nongcot.indicators import ledger, rollups
from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions.events import correct_event, record_event, withdraw_event
from nongcot.registry.details import Paper
from nongcot.registry.models import Happening, LifeEvent, Organisation
from nongcot.registry.outcomes import ChangedSince, NotNow, ToConfirm
from nongcot.registry.tests.book import day, enter, now_of, slice_on, statuses, written
from nongcot.registry.tests.pages import text

pytestmark = pytest.mark.both_databases


def tell(organisation_id, kind, on, **more):
    return record_event(organisation_id=organisation_id, kind=kind, on=day(on), by=None, **more)


def test_a_suspension_and_a_resumption(today, yen_my, lan):
    pk = enter(place=yen_my)
    done = record_event(
        organisation_id=pk,
        kind="suspended",
        on=day("2019-02-01"),
        by=lan,
        paper=Paper(date(2019, 1, 28), "05/TB-HTX", "HTX"),
        told={"until": date(2019, 8, 1)},
    )
    tell(pk, "resumed", "2019-05-01")
    assert statuses(pk) == [("2018-03-10", "active"), ("2019-02-01", "suspended"), ("2019-05-01", "active")]
    event = LifeEvent.objects.get(key=done.keys[0])
    assert (event.paper_date, event.document_no, event.details) == (
        date(2019, 1, 28),
        "05/TB-HTX",
        {"until": "2019-08-01"},
    )
    assert Posting.objects.get(pk=done.n).act == "registry.record_event.suspended"


def test_the_day_itself_is_the_first_day_of_the_new_status(today, yen_my):
    pk = enter(place=yen_my)
    tell(pk, "dissolution_resolved", "2019-06-01")
    tell(pk, "dissolved", "2019-09-01", told={"reason": "voluntary"})
    assert slice_on(pk, date(2019, 8, 31)).legal_status == "dissolving_or_reorganising"
    assert slice_on(pk, date(2019, 9, 1)) is None
    assert Happening.objects.get(code="ended", retracted=None).detail == "voluntary"


def test_a_move_that_the_law_does_not_know_is_refused_with_a_sentence(today, yen_my):
    pk = enter(place=yen_my)
    before = written()
    with pytest.raises(NotNow, match="“Giải thể”: vào ngày ấy tình trạng pháp lý là “Đang hoạt động”"):
        tell(pk, "dissolved", "2019-09-01")
    with pytest.raises(NotNow, match="chưa có trong sổ"):
        tell(pk, "suspended", "2017-01-01")
    with pytest.raises(NotNow, match="không áp dụng cho hợp tác xã"):
        tell(pk, "notified", "2019-09-01", steps_missing=True)
    assert written() == before
    assert tell(pk, "dissolved", "2017", steps_missing=True, confirmed={"breaks_later_events"}).n


def test_what_is_told_late_is_ordered_by_its_own_day(today, yen_my):
    pk = enter(place=yen_my)
    tell(pk, "not_at_address", "2019-09-01")
    tell(pk, "resumed", "2018-12-01", steps_missing=True, confirmed={"breaks_later_events"})
    tell(pk, "suspended", "2018-06-01")
    assert statuses(pk) == [
        ("2018-03-10", "active"),
        ("2018-06-01", "suspended"),
        ("2018-12-01", "active"),
        ("2019-09-01", "not_at_address"),
    ]


def test_a_late_word_that_breaks_later_ones_is_confirmed_first(today, yen_my):
    pk = enter(place=yen_my)
    tell(pk, "not_at_address", "2019-09-01")
    with pytest.raises(ToConfirm, match="Không hoạt động tại địa chỉ đã đăng ký") as refusal:
        tell(pk, "suspended", "2018-06-01")
    assert [caution.code for caution in refusal.value.cautions] == ["breaks_later_events"]


def test_an_end_before_the_birth_is_confirmed_first(today, yen_my):
    pk = enter(place=yen_my)
    with pytest.raises(ToConfirm, match=r"Đăng ký thành lập \(10/03/2018\)") as refusal:
        tell(pk, "dissolved", "2017", steps_missing=True)
    assert [caution.code for caution in refusal.value.cautions] == ["breaks_later_events"]
    tell(pk, "dissolved", "2017", steps_missing=True, confirmed={"breaks_later_events"})
    assert statuses(pk) == [("2018-03-10", "active")]


@pytest.mark.parametrize(
    ("later", "told"),
    [("operating_again", "Ghi nhận hoạt động trở lại"), ("stopped", "Ghi nhận ngừng hoạt động"),
     ("change_registered", "Đăng ký thay đổi"), ("joined_alliance", "Kết nạp vào Liên minh")],
)  # fmt: skip
def test_an_end_before_what_was_told_of_the_living_is_confirmed_first(today, yen_my, later, told):
    pk = enter(place=yen_my)
    tell(pk, later, "2019-06-08", told={"note": "theo xã"})
    with pytest.raises(ToConfirm, match=rf"{told} \(08/06/2019\)") as refusal:
        tell(pk, "dissolved", "2019", steps_missing=True)
    assert [caution.code for caution in refusal.value.cautions] == ["breaks_later_events"]
    assert tell(pk, "dissolved", "2020-01-10", steps_missing=True).n, "nothing is told of it afterwards"


def test_what_follows_an_end_is_confirmed_first(today, yen_my):
    pk = enter(place=yen_my)
    tell(pk, "dissolved", "2019-01-01", steps_missing=True)
    with pytest.raises(NotNow, match="chấm dứt tồn tại"):
        tell(pk, "suspended", "2019-06-01")
    with pytest.raises(ToConfirm, match=r"“Tạm ngừng kinh doanh”.*: Giải thể \(01/01/2019\)") as refusal:
        tell(pk, "suspended", "2019-06-01", steps_missing=True)
    assert [caution.code for caution in refusal.value.cautions] == ["contradicts_earlier_events"]


def test_a_birth_after_what_was_told_of_the_living_is_confirmed_first(today, yen_my):
    pk = enter(place=yen_my, event="", on=day("2018-01-01"))
    tell(pk, "stopped", "2018-03-01", told={"note": "theo xã"})
    with pytest.raises(ToConfirm, match=r"Ghi nhận ngừng hoạt động \(01/03/2018\)") as refusal:
        tell(pk, "registered", "2019-01-01")
    assert [caution.code for caution in refusal.value.cautions] == ["contradicts_earlier_events"]
    [key] = tell(pk, "registered", "2017-05-01").keys
    with pytest.raises(ToConfirm, match=r"Ghi nhận ngừng hoạt động \(01/03/2018\)"):
        correct_event(key=key, on=day("2019-01-01"), by=None, seen=ledger.newest())


def test_the_lives_of_old_lists_are_taken_without_a_word(today, yen_my):
    """Steps that were never recorded are no contradiction: a founders' meeting, a year of stopping, an end."""
    pk = enter(place=yen_my, on=PartialDate.year(2012))
    tell(pk, "founding_meeting", "2011")
    tell(pk, "stopped", "2015", told={"note": "theo danh sách"})
    tell(pk, "charter_conformed", "2013")
    assert tell(pk, "dissolved", "2016", steps_missing=True).n


def test_an_event_recorded_after_a_later_effective_date_is_taken(today, yen_my):
    """bcgov/entity#6822: what took effect before something recorded earlier is accepted."""
    pk = enter(place=yen_my)
    with clock.at(date(2020, 5, 1)):
        tell(pk, "suspended", "2020-04-01")
    with clock.at(date(2020, 6, 1)):
        tell(pk, "change_registered", "2020-03-15", said={"members": 31})
    assert slice_on(pk, date(2020, 3, 15)).members == 31
    assert slice_on(pk, date(2020, 3, 15)).legal_status == "active"


def test_partial_days(today, yen_my):
    pk = enter(place=yen_my, on=PartialDate.year(2012))
    tell(pk, "dissolved", "2017", steps_missing=True)
    assert statuses(pk) == [("2012-01-01", "active"), ("2017-01-01", "ended")]
    row = Happening.objects.get(code="ended", retracted=None)
    assert (row.valid_from, row.valid_to) == (date(2017, 1, 1), date(2018, 1, 1))


def test_a_registered_change_brings_its_values_along(today, yen_my, yen_luong):
    pk = enter(place=yen_my, charter_capital=10**9)
    done = tell(pk, "change_registered", "2019-04-01", said={"charter_capital": 2 * 10**9, "place": yen_luong})
    assert (now_of(pk).charter_capital, now_of(pk).place_id) == (2 * 10**9, yen_luong)
    assert slice_on(pk, date(2019, 3, 31)).charter_capital == 10**9
    assert Posting.objects.latest("n").n == done.n
    assert Happening.objects.filter(code="expansion", detail="capital", retracted=None).count() == 1


def test_values_told_with_an_event_move_with_its_correction(today, yen_my):
    pk = enter(place=yen_my, charter_capital=10**9)
    [key] = tell(pk, "change_registered", "2019-04-01", said={"charter_capital": 2 * 10**9}).keys
    correct_event(key=key, on=day("2019-05-01"), by=None, seen=ledger.newest())
    assert slice_on(pk, date(2019, 4, 30)).charter_capital == 10**9
    assert slice_on(pk, date(2019, 5, 1)).charter_capital == 2 * 10**9


def test_a_corrected_founding_takes_what_was_told_with_it_along(today, yen_my):
    pk = enter(place=yen_my, members=20)
    key = LifeEvent.objects.get().key
    correct_event(key=key, on=day("2018-10-03"), by=None, seen=ledger.newest())
    assert slice_on(pk, date(2018, 10, 2)) is None
    assert slice_on(pk, date(2018, 10, 3)).members == 20
    assert Happening.objects.get(code="established", retracted=None).members == 20


def test_the_first_telling_stays_readable(today, yen_my, lan):
    pk = enter(place=yen_my)
    [key] = tell(pk, "suspended", "2019-02-01", paper=Paper(number="05/TB")).keys
    done = correct_event(
        key=key, on=day("2019-03-01"), by=lan, seen=ledger.newest(), paper=Paper(number="06/TB"), reason="sai số"
    )
    told = [(row.earliest, row.document_no) for row in LifeEvent.objects.filter(key=key).order_by("posted")]
    assert told == [(date(2019, 2, 1), "05/TB"), (date(2019, 3, 1), "06/TB")]
    assert statuses(pk)[-1] == ("2019-03-01", "suspended")
    posting = Posting.objects.get(pk=done.n)
    assert (posting.cause, posting.reason) == ("correction", "sai số")


def test_several_corrections_and_the_last_one_stands(today, yen_my):
    """bcgov/entity#17347: which of several corrections wins is defined."""
    pk = enter(place=yen_my)
    [key] = tell(pk, "suspended", "2019-02-01").keys
    for on in ("2019-05-01", "2019-03-01", "2019-04-01"):
        correct_event(key=key, on=day(on), by=None, seen=ledger.newest())
    assert statuses(pk)[-1] == ("2019-04-01", "suspended")


def test_the_kind_of_an_event_can_be_corrected(today, yen_my):
    pk = enter(place=yen_my)
    [key] = tell(pk, "suspended", "2019-02-01").keys
    correct_event(key=key, kind="not_at_address", on=day("2019-02-01"), by=None, seen=ledger.newest())
    assert statuses(pk)[-1] == ("2019-02-01", "not_at_address")
    with pytest.raises(NotNow):
        correct_event(key=key, kind="bankrupt", on=day("2019-02-01"), by=None, seen=ledger.newest())


def test_an_event_taken_back_never_happened(today, yen_my, lan):
    pk = enter(place=yen_my, charter_capital=10**9)
    [key] = tell(pk, "change_registered", "2019-04-01", said={"charter_capital": 2 * 10**9}).keys
    withdraw_event(key=key, by=lan, seen=ledger.newest(), reason="của HTX khác")
    assert now_of(pk).charter_capital == 10**9
    assert LifeEvent.objects.filter(key=key).count() == 2
    with pytest.raises(NotNow, match="đã được rút lại"):
        withdraw_event(key=key, by=lan, seen=ledger.newest(), reason="")
    with pytest.raises(NotNow, match="đã được rút lại"):
        correct_event(key=key, on=day("2019-05-01"), by=lan, seen=ledger.newest())


def test_taking_back_an_event_leaves_what_was_stated_since(today, yen_my):
    pk = enter(place=yen_my, charter_capital=10**9)
    [key] = tell(pk, "change_registered", "2019-04-01", said={"charter_capital": 2 * 10**9}).keys
    tell(pk, "change_registered", "2019-04-01", said={"charter_capital": 3 * 10**9})
    withdraw_event(key=key, by=None, seen=ledger.newest(), reason="")
    assert now_of(pk).charter_capital == 3 * 10**9


def test_the_second_of_two_recorders_is_told(today, yen_my, lan, minh):
    pk = enter(place=yen_my)
    seen = ledger.newest()
    [key] = record_event(organisation_id=pk, kind="suspended", on=day("2019-02-01"), by=lan, seen=seen).keys
    with pytest.raises(ChangedSince, match=r"Phạm Thị Lan đã ghi “Tạm ngừng kinh doanh” \(01/02/2019\)"):
        record_event(organisation_id=pk, kind="suspended", on=day("2019-02-01"), by=minh, seen=seen)
    with pytest.raises(ChangedSince):
        correct_event(key=key, on=day("2019-03-01"), by=minh, seen=seen)


def test_papers_given_once_are_told_when_they_stand(today, yen_my):
    pk = enter(place=yen_my)
    with pytest.raises(ToConfirm) as refusal:
        tell(pk, "registered", "2019-01-01")
    assert [caution.code for caution in refusal.value.cautions] == ["already_recorded"]
    with pytest.raises(ToConfirm) as refusal:
        tell(pk, "charter_conformed", "2020-03-03")
    assert [caution.code for caution in refusal.value.cautions] == ["in_the_future"]


def test_details_are_checked(today, yen_my):
    pk = enter(place=yen_my)
    before = written()
    for told in ({"reason": "bored"}, {"colour": "green"}):
        with pytest.raises(ValidationError) as refusal:
            tell(pk, "suspended", "2019-01-01", told=told)
        assert set(refusal.value.error_dict) == set(told)
    with pytest.raises(ValidationError) as refusal:
        tell(pk, "suspended", "2019-01-01", paper=Paper(number="x" * 81))
    assert set(refusal.value.error_dict) == {"document_no"}
    assert written() == before


def test_a_notified_group_registers_later(today, yen_my):
    pk = enter("THT Rau", kind="group", event="notified", on=day("2020-01-10"), place=yen_my, members=5)
    assert now_of(pk).regime == "notified"
    with clock.at(date(2024, 9, 1)):
        tell(pk, "registered", "2024-08-20")
    assert slice_on(pk, date(2024, 8, 19)).regime == "notified"
    assert now_of(pk).regime == "registered"


def test_an_officer_overrides_what_statistics_say(today, yen_my):
    pk = enter(place=yen_my)
    tell(pk, "stopped", "2019-05-01", told={"note": "không hoạt động từ vụ xuân"})
    row = now_of(pk)
    assert (row.legal_status, row.statistical_status, row.operating) == ("active", "inactive", 0)
    tell(pk, "operating_again", "2019-09-01")
    assert now_of(pk).statistical_status == "operating"
    tell(pk, "awaiting_dissolution", "2020-01-01")
    assert now_of(pk).statistical_status == "awaiting_dissolution"


def test_membership_of_the_alliance(today, yen_my):
    pk = enter(place=yen_my)
    with pytest.raises(NotNow, match="không là thành viên Liên minh"):
        tell(pk, "left_alliance", "2019-01-01")
    tell(pk, "joined_alliance", "2018-06-01", told={"membership": "associate"})
    with pytest.raises(NotNow, match="đã là thành viên ấy"):
        tell(pk, "joined_alliance", "2018-07-01", told={"membership": "associate"})
    tell(pk, "joined_alliance", "2019-01-01", told={"membership": "official"})
    tell(pk, "left_alliance", "2019-12-01")
    seen = [slice_on(pk, date(*d)).alliance for d in ((2018, 6, 1), (2019, 1, 1), (2019, 12, 1))]
    assert seen == ["associate", "official", ""]


def test_rollups_agree_after_all_that(today, yen_my):
    pk = enter(place=yen_my, members=20)
    [key] = tell(pk, "suspended", "2019-02-01").keys
    correct_event(key=key, on=day("2018-07-15"), by=None, seen=None)
    tell(pk, "resumed", "2019-04-01")
    withdraw_event(key=key, by=None, seen=None, reason="")
    assert rollups.differences() == []
    assert statuses(pk) == [("2018-03-10", "active")]


def test_the_moment_of_a_posting_never_goes_back(today, yen_my):
    pk = enter(place=yen_my)
    with clock.at(today - timedelta(days=30)):
        done = tell(pk, "suspended", "2019-02-01")
    postings = Posting.objects.order_by("n")
    assert [p.moment for p in postings] == sorted(p.moment for p in postings)
    assert postings.last().n == done.n


def test_a_founding_meeting_begins_no_life(today, yen_my, visitor):
    pk = enter("HTX Rau", place=yen_my)
    before = statuses(pk)
    record_event(organisation_id=pk, kind="founding_meeting", on=day("2018-02-20"), told={"founders": 11}, by=None)
    assert statuses(pk) == before
    key = Organisation.objects.get(pk=pk).key
    page = text(visitor.get(f"/to-chuc/{key}/"))
    assert "Hội nghị thành lập" in page
    assert "11 sáng lập viên" in page
    with pytest.raises(ToConfirm, match="Sổ đã có"):
        record_event(organisation_id=pk, kind="founding_meeting", on=day("2018-02-21"), by=None)
