"""A cohort that is to be kept: judged over those that there were, without a number in the plan."""

from datetime import date
from decimal import Decimal

import pytest

from nongcot.exemplars.tests.telling import reviewed
from nongcot.indicators import figures
from nongcot.indicators.ledger import newest
from nongcot.kernel import clock
from nongcot.plans import plan, screen, wording
from nongcot.plans.standing import Standing, Status, in_term

pytestmark = pytest.mark.both_databases

MIDST, END = date(2022, 12, 31), date(2025, 12, 31)


@pytest.fixture
def kept(promise):
    return promise("kept_exemplary_cooperatives", "maintain", period_kind="term", low=None)


def stands(key: str, on: date) -> Standing:
    return in_term(plan.target(key, newest()), plan.term(6, newest()), on, newest())


def row(one: Standing) -> screen.Row:
    return screen.Row(one.target, one, (one,))


def test_all_of_them_are_kept(exemplars, kept):
    exemplars(3)
    assert stands(kept, MIDST).status == Status.ON_TRACK
    ended = stands(kept, END)
    assert (ended.status, ended.value, ended.keeps) == (Status.MET, 3, 3)
    assert wording.fulfilment(ended) == "giữ 3 trên 3"


def test_one_that_was_lost_is_missed_at_the_end_and_told_before(exemplars, kept):
    first, *_others = exemplars(3)
    with clock.at(MIDST):
        reviewed(first, date(2022, 3, 1), "withdrawn", "Không còn hoạt động hiệu quả")
    before = stands(kept, date(2022, 2, 28))
    assert (before.status, wording.fulfilment(before)) == (Status.ON_TRACK, "giữ 3 trên 3")
    midst = row(stands(kept, MIDST))
    assert (midst.now.status, midst.reached, midst.verdict) == (Status.AT_RISK, "giữ 2 trên 3", "Chưa đạt")
    assert midst.remark == "Không còn giữ được 1 HTX"
    assert midst.gauge is not None
    ended = stands(kept, END)
    assert (ended.status, round(float(ended.share), 1)) == (Status.MISSED, 66.7)
    due = figures.figure("targets_due", on=END, by="target_status")
    assert {part.key: part.value for part in due.breakdown} == {"missed": 1}


def test_of_nobody_nothing_is_judged(term, kept):
    ended = stands(kept, END)
    assert (ended.status, ended.value, ended.is_due) == (Status.UNJUDGED, 0, False)
    assert row(ended).reached == "–"


def test_a_number_that_was_promised_comes_first(exemplars, promise):
    exemplars(3)
    key = promise("kept_exemplary_cooperatives", "maintain", period_kind="term", low=None, baseline_value=Decimal(2))
    ended = stands(key, END)
    assert (ended.status, ended.keeps, wording.fulfilment(ended)) == (Status.MET, None, "đạt 150\u00a0% kế hoạch")


def test_a_figure_of_no_cohort_gives_no_number_to_keep(promise, found):
    key = promise("cooperative_members", "maintain", period_kind="term", low=None)
    found(2, date(2021, 3, 1))
    assert stands(key, END).status == Status.BASELINE_NOT_KNOWN


def test_the_page_says_it_in_words(exemplars, kept, visitor):
    first, *_others = exemplars(3)
    with clock.at(MIDST):
        reviewed(first, date(2022, 3, 1), "withdrawn", "Không còn hoạt động hiệu quả")
        page = visitor.get("/ke-hoach/?term=6&on=2022-12-31").content.decode()
    assert page.count("giữ 2 trên 3") == 2  # in the year's table and in that of the term
    assert "Không còn giữ được 1 HTX" in page
    assert "Chưa rõ số gốc" not in page
