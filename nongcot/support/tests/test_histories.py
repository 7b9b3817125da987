"""Random courses of support: figures against a plain reading of the facts, undo against a replay."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions.undoing import undo
from nongcot.registry.models import Organisation, SameAs
from nongcot.registry.outcomes import NotNow
from nongcot.registry.tests import courses as played
from nongcot.registry.tests import telling
from nongcot.registry.tests.histories import trying
from nongcot.support.actions import courses, loans, supports
from nongcot.support.actions.loans import Paid
from nongcot.support.models import Coming, Course, LoanProject, Payout, Support
from nongcot.support.vocabulary import Holder, Lender, Role, SupportKind, Topic

pytestmark = pytest.mark.both_databases

COURSES = trying(0.025)
DAYS = [date(2020, 12, 31), date(2021, 1, 1), date(2021, 6, 30), date(2022, 2, 1)]
TODAY = date(2023, 1, 2)
ACTS = ("support", "hold", "come", "come", "lend", "pay", "pay", "change", "take_back", "unite", "end", "undo")


@dataclass
class World:
    """What was played: each byte says which."""

    organisations: list[Organisation] = field(default_factory=list)
    postings: list[int] = field(default_factory=list)

    def play(self, drawn: bytes) -> None:
        act, *rest = drawn
        try:
            getattr(self, ACTS[act % len(ACTS)])(*rest)
        except (NotNow, ValidationError):
            return
        self.postings.append(newest())

    def who(self, which: int) -> int:
        return self.organisations[which % len(self.organisations)].pk

    def on(self, when: int) -> PartialDate:
        day = DAYS[when % len(DAYS)]
        return PartialDate.year(day.year) if when % 5 == 4 else PartialDate.day(day)

    def some(self, model, which: int):
        rows = played.facts(model)
        if not rows:
            raise NotNow("nothing yet")
        return rows[which % len(rows)]

    def told(self, which: int, when: int, how: int) -> supports.Told:
        kind = SupportKind.values[how % len(SupportKind.values)]
        return supports.Told(kind, "advice", "việc", self.on(when), amount=how if how % 3 else None)

    def course(self, which: int, when: int, how: int) -> courses.Told:
        holder = Holder.values[how % len(Holder.values)]
        return courses.Told(f"Lớp {which} {when}", Topic.values[which % 5], self.on(when), holder=holder)

    def support(self, which: int, when: int, how: int) -> None:
        supports.give_support(organisation_id=self.who(which), told=self.told(which, when, how), by=None)

    def hold(self, which: int, when: int, how: int) -> None:
        courses.hold_course(told=self.course(which, when, how), by=None)

    def come(self, which: int, when: int, how: int) -> None:
        who = self.who(which) if how % 4 else courses.NOBODY
        came = courses.Came(who, {Role.values[how % len(Role.values)]: how % 9})
        number = self.some(Course, when).course_id
        courses.record_coming(course_id=number, came=came, by=None, seen=None)

    def lend(self, which: int, when: int, how: int) -> None:
        told = loans.Told(Lender.values[how % 2], "vay", self.on(when))
        loans.approve_loan(organisation_id=self.who(which), told=told, by=None)

    def pay(self, which: int, when: int, how: int) -> None:
        paid = Paid(self.on(when), amount=how % 7, turns=how % 3)
        loans.pay_out(loan_id=self.some(LoanProject, which).loan_id, paid=paid, by=None)

    def change(self, which: int, when: int, how: int) -> None:
        if how % 2:
            told = self.course(which, when, how)
            courses.change_course(key=self.some(Course, which).key, told=told, by=None, seen=None)
        else:
            told = self.told(which, when, how)
            supports.change_support(key=self.some(Support, which).key, told=told, by=None, seen=None)

    def take_back(self, which: int, when: int, how: int) -> None:
        model, act = (
            (Course, courses.withdraw_course),
            (Coming, courses.withdraw_coming),
            (Support, supports.withdraw_support),
            (LoanProject, loans.withdraw_loan),
            (Payout, loans.withdraw_payout),
        )[how % 5]
        asks = {"confirmed": ["relent_too_early"]} if model is Payout else {}
        act(key=self.some(model, which).key, by=None, seen=None, reason="nhầm", **asks)

    def unite(self, which: int, when: int, how: int) -> None:
        telling.unite(self.organisations[1], self.organisations[0], date(2017, 3, 1), void=bool(how % 2))

    def end(self, which: int, when: int, how: int) -> None:
        telling.event(self.organisations[which % 3], "dissolved", DAYS[when % len(DAYS)])

    def undo(self, which: int, when: int, how: int) -> None:
        if not self.postings:
            raise NotNow("nothing yet")
        undo(n=self.postings[which % len(self.postings)], by=None, reason="nhầm", confirmed=None)


class Oracle:
    """The figures by a plain reading of the facts that stand."""

    def __init__(self) -> None:
        self.keep = {link.organisation_id: link.keep_id for link in played.facts(SameAs)}
        self.courses = {c.course_id: c for c in played.facts(Course) if c.holder != "others"}
        self.coming = [c for c in played.facts(Coming) if c.course_id in self.courses]
        self.loans = {loan.loan_id: loan for loan in played.facts(LoanProject)}
        self.paid = [p for p in played.facts(Payout) if p.loan_id in self.loans]
        self.supports = played.facts(Support)

    def of(self, facts, year: int):
        return [f for f in facts if date(year, 1, 1) <= f.earliest and f.latest <= date(year, 12, 31)]

    def training_courses(self, year: int) -> int:
        return len(self.of(self.courses.values(), year))

    def training_attendances(self, year: int) -> int:
        held = {course.course_id for course in self.of(self.courses.values(), year)}
        return sum(sum(one.numbers.values()) for one in self.coming if one.course_id in held)

    def supported_organisations(self, year: int) -> int:
        held = {course.course_id for course in self.of(self.courses.values(), year)}
        found = {one.organisation_id for one in self.of(self.supports, year)}
        found |= {one.organisation_id for one in self.coming if one.course_id in held and one.organisation_id > 0}
        found |= {one.organisation_id for one in self.of(self.paid, year)}
        return len({self.keep.get(one, one) for one in found})

    def support_amount(self, year: int) -> int:
        return sum(one.amount or 0 for one in self.of(self.supports, year))

    def loan_projects(self, year: int) -> int:
        return len(self.of(self.loans.values(), year))

    def loan_member_turns(self, year: int) -> int:
        return sum(one.turns for one in self.of(self.paid, year))

    def loan_turnover(self, year: int) -> int:
        return sum(one.amount for one in self.of(self.paid, year))


FLOWS = (
    "training_courses", "training_attendances", "supported_organisations", "support_amount", "loan_projects",
    "loan_member_turns", "loan_turnover",
)  # fmt: skip


def answers(n: int) -> dict[tuple[str, int], object]:
    return {
        (code, year): figure(code, period=(date(year, 1, 1), date(year, 12, 31)), known_at=n).value
        for code in FLOWS
        for year in (2020, 2021, 2022)
    }


COURSE = st.lists(st.binary(min_size=4, max_size=4), min_size=4, max_size=12)


@pytest.fixture
def begun(ledger):
    """Three organisations of several kinds."""
    with clock.at(TODAY):
        kinds = ("coop", "coop", "credit_fund")
        return World([telling.organisation(f"TC {number}", kind=kind) for number, kind in enumerate(kinds)])


def test_figures_are_those_of_a_plain_reading(begun):
    @COURSES
    @given(COURSE, st.integers(0, 10))
    def try_it(course, pause):
        with transaction.atomic(), clock.at(TODAY):
            world = deepcopy(begun)
            for drawn in course[:pause]:
                world.play(drawn)
            known = newest()
            told = answers(known)
            for drawn in course[pause:]:
                world.play(drawn)
            assert answers(known) == told
            oracle = Oracle()
            for (code, year), found in answers(newest()).items():
                assert found == getattr(oracle, code)(year), (code, year)
            whole = figure("training_attendances", period=(date(2020, 1, 1), date(2022, 12, 31)), by="role")
            assert sum(part.value for part in whole.breakdown) == whole.value
            assert reconcile().sound
            transaction.set_rollback(True)

    try_it()


def test_an_undo_is_a_replay_without_the_act(begun):
    @COURSES
    @given(COURSE, st.integers(0, 20))
    def try_it(course, which):
        played.undo_is_a_replay(lambda: deepcopy(begun), course, which, TODAY)

    try_it()
