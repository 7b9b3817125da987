"""Verdicts and pace on days of a year."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from nongcot.indicators import figures
from nongcot.indicators.addresses import address
from nongcot.indicators.answers import Movement
from nongcot.indicators.ledger import newest
from nongcot.plans import actions, plan, screen, wording
from nongcot.plans.models import Target
from nongcot.plans.standing import Status, all_periods, in_term, in_year
from nongcot.registry.actions.organisations import state_fields
from nongcot.registry.models import Organisation


def stands(key: str, year: int, on: date):
    target, term = plan.target(key, newest()), plan.term(6, newest())
    return in_year(target, term, year, on, newest())


def test_behind_the_calendar_is_told_in_whole_cooperatives(promise, found):
    key = promise(low=15)
    found(9, date(2021, 3, 1))
    standing = stands(key, 2021, date(2021, 10, 15))  # 288 of 365 days: 11,8 are due
    assert (standing.status, standing.value, standing.behind) == (Status.AT_RISK, 9, 3)
    assert round(float(standing.pace), 1) == 11.8
    assert wording.verdict(standing) == "Chậm 3 HTX"


def test_less_than_one_whole_behind_is_on_track(promise, found):
    key = promise(low=10)
    found(7, date(2021, 3, 1))
    assert stands(key, 2021, date(2021, 10, 15)).status == Status.ON_TRACK  # 7,9 are due


def test_on_the_first_day_of_a_year_nobody_is_late(promise):
    assert stands(promise(low=50), 2021, date(2021, 1, 1)).status == Status.ON_TRACK


@pytest.mark.parametrize(("low", "status"), [(10, Status.EXCEEDED), (12, Status.MET), (13, Status.MISSED)])
def test_at_the_end_of_a_year_it_is_judged(promise, found, low, status):
    key = promise(low=low)
    found(12, date(2021, 3, 1))
    assert stands(key, 2021, date(2022, 5, 5)).status == status


def test_what_is_reached_within_the_year_is_met_at_once(promise, found):
    key = promise(low=3)
    found(3, date(2021, 2, 1))
    assert stands(key, 2021, date(2021, 2, 1)).status == Status.MET


def test_a_ceiling_is_met_only_when_the_year_is_over(promise, found):
    key = promise(comparator="at_most", low=2)
    found(2, date(2021, 2, 1))
    assert stands(key, 2021, date(2021, 12, 30)).status == Status.ON_TRACK
    assert stands(key, 2021, date(2021, 12, 31)).status == Status.MET


def test_the_year_in_which_the_term_began_is_shown_without_a_verdict(promise, found):
    key = promise(low=1)
    found(2, date(2020, 3, 1))
    standing = stands(key, 2020, date(2020, 12, 31))
    assert (standing.status, standing.value, standing.is_due) == (Status.UNJUDGED, 2, False)


def test_what_is_not_judged_is_not_drawn_as_late(promise, found):
    key = promise(low=15)
    found(9, date(2020, 3, 1))
    assert stands(key, 2020, date(2020, 12, 31)).behind == 0


def test_a_year_to_come_has_not_started(promise):
    assert stands(promise(), 2022, date(2021, 12, 31)).status == Status.NOT_STARTED


def test_given_up_for_lack_of_funding(promise):
    assert stands(promise(cancelled_years=[2021]), 2021, date(2021, 5, 1)).status == Status.CANCELLED


def test_without_a_baseline_nothing_is_judged(promise):
    key = promise("cooperative_members", "multiple", period_kind="term", low=Decimal("1.5"))
    target, term = plan.target(key, newest()), plan.term(6, newest())
    assert in_term(target, term, date(2025, 12, 31), newest()).status == Status.BASELINE_NOT_KNOWN


def test_a_programme_that_is_not_there_is_waited_for(promise):
    key = promise("jobs_created", "between", low=5, high=Decimal(10))
    standing = stands(key, 2021, date(2021, 12, 31))
    assert (standing.status, standing.value) == (Status.WAITING, None)


def test_known_then_is_not_known_now(promise, found):
    key = promise(low=10)
    then = newest()
    found(10, date(2021, 3, 1))
    target, term = plan.target(key, then), plan.term(6, then)
    assert in_year(target, term, 2021, date(2021, 12, 31), then).status == Status.MISSED
    assert stands(key, 2021, date(2021, 12, 31)).status == Status.MET


def test_a_corrected_target_stays_readable_as_it_was(promise):
    key = promise(low=10)
    then = newest()
    promise(key=key, low=12)
    assert plan.target(key, then).low == 10
    assert plan.target(key, newest()).low == 12
    actions.withdraw_target(key=key, by=None, reason="Nhầm văn bản")
    assert plan.target(key, newest()) is None
    assert Target.objects.filter(key=key).count() == 2


def test_targets_due_open_into_years_and_verdicts(promise, found):
    promise(low=2)
    found(3, date(2021, 3, 1))
    asked = figures.figure("targets_due", on=date(2022, 12, 31), by="target_status", records=True)
    assert asked.value == 2
    assert {part.key: part.value for part in asked.breakdown} == {"exceeded": 1, "missed": 1}
    assert sum(record.amount for record in asked.records) == 2
    assert all("/ke-hoach/?term=6&year=202" in record.url for record in asked.records)


def test_over_a_period_targets_come_in_as_they_fall_due(promise, found, officer):
    promise(low=2)
    found(3, date(2021, 3, 1))
    year = (date(2022, 1, 1), date(2022, 12, 31))
    asked = figures.figure("targets_due", period=year)
    assert asked.movement == Movement(1, {"entered": 1}, {}, 2)
    none = figures.figure("targets_due", period=(date(2022, 1, 1), date(2022, 12, 30))).movement
    assert none == Movement(1, {}, {}, 1)
    page = officer.get(address("targets_due", period=year)).content.decode()
    assert "Đến hạn trong kỳ" in page
    term = officer.get(address("targets_due", period=year, cause="in.entered")).content.decode()
    assert "1 bản ghi làm nên số này" in term
    assert ("năm 2022" in term, "năm 2021" in term) == (True, False)


def test_a_share_keeps_its_hundredths(promise, found):
    """66,67 % is less than the 67 % that were promised."""
    key = promise("new_law_share", low=67)
    found(3, date(2017, 3, 1))
    for number, pk in enumerate(Organisation.objects.values_list("pk", flat=True)):
        said = {"governing_law": "2003" if number == 0 else "2012"}
        state_fields(organisation_id=pk, day=date(2018, 1, 1), said=said, by=None, seen=None)
    now = stands(key, 2021, date(2021, 10, 1))
    row = screen.Row(now.target, now, (now,))
    assert (row.value, row.verdict) == ("66,67", "Chưa đạt")
    assert row.remark.startswith("Còn thiếu 0,33 %")


def test_the_book_under_the_name_of_its_province_is_the_book(promise, found):
    promise(low=2)
    asked = {"on": date(2022, 12, 31), "geography_on": date(2020, 10, 15)}
    assert [figures.figure("targets_due", place=place, **asked).value for place in (None, "36", "360")] == [2, 2, 0]


def test_a_term_of_a_movement_that_there_is_not_is_refused(promise, exemplars, officer):
    exemplars(2)
    asked = address("kept_exemplary_cooperatives", period=(date(2022, 1, 1), date(2022, 12, 31)), cause="in.entered")
    answer = officer.get(asked)
    assert (answer.status_code, "hãy hỏi tại ngày đầu và ngày cuối" in answer.content.decode()) == (400, True)


def test_a_waiting_target_is_due_only_for_judged_years(promise):
    promise("jobs_created", "between", low=5, high=Decimal(10))
    asked = figures.figure("targets_due", on=date(2022, 12, 31), by="target_status")
    assert {part.key: part.value for part in asked.breakdown} == {"waiting": 2}


def test_plan_fulfilment_is_of_one_target(promise, found):
    key = promise(low=15)
    found(31, date(2024, 3, 1))
    asked = figures.figure("plan_fulfilment", on=date(2024, 12, 31), cells={"target": key}, records=True)
    assert asked.value == Decimal("206.67")
    assert [record.amount for record in asked.records] == [asked.value]
    assert figures.figure("plan_fulfilment", on=date(2024, 12, 31)).why_null


def test_the_carried_plan_of_the_sixth_term(ledger):
    actions.load_plan(by=None)
    n = newest()
    term = plan.term(6, n)
    held = plan.targets(6, n)
    assert [t.indicator for t in held][:2] == ["established_cooperatives", "new_notified_cooperative_groups"]
    assert [(t.comparator, int(t.low)) for t in held[:2]] == [("at_least", 10), ("at_least", 50)]
    assert plan.targets(5, n) == []
    judged = [one.year for one in all_periods(held[0], term, date(2025, 12, 31), n) if one.is_due]
    assert judged == [2021, 2022, 2023, 2024, 2025]


def test_what_is_kept_needs_no_unit(promise):
    key = promise("cooperative_members", "maintain", period_kind="term", low=None)
    assert wording.promised_when(plan.target(key, newest())) == "giữ bằng số hiện có, cả nhiệm kỳ"


def test_the_way_through_a_year_is_cumulative(promise, found):
    key = promise(low=12)
    found(2, date(2021, 1, 20))
    found(3, date(2021, 4, 5))
    standing = stands(key, 2021, date(2021, 6, 15))
    row = screen.Row(standing.target, standing, (standing,))
    path = row.path_of_months
    points = path.series[0].points
    assert [(point.label, point.value) for point in points] == [
        ("01/01/2021", 0),
        ("31/01/2021", 2),
        ("28/02/2021", 2),
        ("31/03/2021", 2),
        ("30/04/2021", 5),
        ("31/05/2021", 5),
        ("15/06/2021", 5),
    ]
    assert (path.goal.start, path.goal.end) == (0, 12)
    assert path.period == (date(2021, 1, 1), date(2021, 12, 31))
    assert "2021-01-01..2021-04-30" in points[4].url


def test_a_running_year_is_no_point_among_full_ones(promise, found):
    key = promise(low=12)
    found(2, date(2021, 1, 20))
    target, term = plan.target(key, newest()), plan.term(6, newest())
    periods = tuple(all_periods(target, term, date(2022, 6, 30), newest()))
    labels = [p.label for p in screen.Row(target, periods[2], periods).path_of_years.series[0].points]
    assert labels == ["2020", "2021"]


@pytest.mark.parametrize(
    ("verdicts", "says"),
    [("MM", "đạt cả 2 năm"), ("MU", "đạt 1 trong 2 năm"), ("M", "đạt 1 trong 1 năm"), ("", "–")],
)
def test_years_that_were_all_met_are_told_as_all(verdicts, says):
    status = {"M": Status.MET, "U": Status.MISSED}
    ended = [SimpleNamespace(year=2021 + at, is_due=True, status=status[one]) for at, one in enumerate(verdicts)]
    assert wording.met_years(ended) == says
