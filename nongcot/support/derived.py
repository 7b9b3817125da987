"""Rows that follow from facts of courses, support and loans, brought in line at each posting."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models

from nongcot.indicators.bearers import bearer, borne
from nongcot.registry import derived, holdings, keyed, standing
from nongcot.registry.facts import Timeline, timelines
from nongcot.registry.holdings import Slice
from nongcot.registry.slices import DERIVED
from nongcot.support.models import Coming, Course, Given, Lent, LoanProject, Payout, Support, Taught
from nongcot.support.vocabulary import LENT_AS, Holder, Lender, Programme, SupportKind

COURSE = "course"
DAY = timedelta(days=1)

Row = tuple[Any, ...]

TABLES: tuple[tuple[type[models.Model], Sequence[str]], ...] = (
    (Taught, (*DERIVED, "code", "course_id", "topic", "programme", "role", "number")),
    (Given, (*DERIVED, "code", "support_id", "support_kind", "programme", "women_managed", "amount")),
    (Lent, (*DERIVED, "code", "loan_id", "lender", "turns", "amount")),
)


def prepare(n: int, touched: Collection[int]) -> set[int]:
    """Bring the room's rows of the touched organisations and courses in line with their facts, at posting `n`.

    Returns all whose rows were looked at. Called by the engine before spans are worked out.
    """
    reached = reach(touched)
    if not (borne(COURSE, reached) or keyed.anything_of(reached, Support, LoanProject)):
        return set()
    wanted = worked_out(reached)
    for (model, columns), rows in zip(TABLES, wanted, strict=True):
        derived.replace(model, columns, rows, n, reached)
    return reached


def differences() -> int:
    """How many rows are not what the facts give, over the whole book; for `reconcile`."""
    everyone = set[int]()
    for model in (Course, Coming, Support, LoanProject):
        everyone |= set(model._default_manager.values_list("organisation_id", flat=True))
    wanted = worked_out(reach(everyone))
    return sum(derived.differences(model, columns, rows) for (model, columns), rows in zip(TABLES, wanted, strict=True))


def reach(touched: Collection[int]) -> set[int]:
    """Whose rows follow when facts of these changed: they, the courses they ever came to, and of courses that changed
    all that came, with the records united with any of them."""
    courses = borne(COURSE, touched)
    organisations = {one for one in touched if one > 0}
    organisations |= {one for one in keyed.ids("organisation_id", (Coming, "course_id", courses)) if one > 0}
    as_one = holdings.roots(organisations)
    organisations |= {*as_one, *as_one.values()}
    courses |= keyed.ids("course_id", (Coming, "organisation_id", organisations))
    return organisations | {bearer(COURSE, one) for one in courses}


@dataclass
class _Told:
    """What stands of the organisations and courses in hand, each organisation under the record it is counted as."""

    lives: dict[int, list[Slice]]
    women: dict[int, Timeline]
    roots: dict[int, int]
    courses: dict[int, Course]

    def where(self, organisation: int, day: date) -> tuple[int, Slice] | None:
        """Under which record it is counted, and what is known of it on a day; None without a life."""
        root = self.roots.get(organisation, organisation)
        there = holdings.on(self.lives.get(root, ()), day)
        return None if there is None else (root, there)

    def women_managed(self, root: int, day: date) -> str:
        """What the register says of that day: yes, no, "" for not known."""
        line = self.women.get(root)
        return str(line.at(day) or "") if line else ""


def worked_out(reached: Collection[int]) -> tuple[list[Row], ...]:
    """The rows of each of `TABLES` that the facts of these organisations and courses give."""
    asked = {one for one in reached if one > 0}
    numbers = borne(COURSE, reached)
    of_courses = keyed.of_many(Coming, numbers, by="course_id")
    coming = keyed.of_many(Coming, asked)
    loans = {loan.loan_id: loan for loan in keyed.of_many(LoanProject, asked)}
    attended = numbers | {one.course_id for one in coming}
    told = _Told(
        lives=holdings.lives(asked),
        women={o: lines["women_managed"] for o, lines in _lines(asked, coming, loans) if "women_managed" in lines},
        roots=dict(holdings.roots(asked)),
        courses={course.course_id: course for course in keyed.of_many(Course, attended, by="course_id")},
    )
    paid = [(loans[p.loan_id], p) for p in keyed.of_many(Payout, asked) if p.loan_id in loans]
    given = [*_supports(told, asked), *_from_courses(told, coming), *_from_loans(told, paid)]
    lent = [*_projects(told, loans.values()), *_payouts(told, paid)]
    return list(_taught(told, numbers, of_courses)), _told_apart(given), _told_apart(lent)


def _lines(asked: set[int], *present: Collection[Any]) -> Iterator[tuple[int, dict[str, Timeline]]]:
    """Fields of the organisations over time, where the room has anything to say of one of them."""
    if any(present) or keyed.anything_of(asked, Support):
        for organisation, facts in standing.of(asked).items():
            yield organisation, timelines(facts.statements)


def _taught(told: _Told, numbers: set[int], coming: Collection[Coming]) -> Iterator[Row]:
    """Courses that the alliance held or helped to hold, and those who came to them, role by role."""
    came: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in coming:
        for role, number in one.numbers.items():
            came[one.course_id][role] += number
    for number in numbers & told.courses.keys():
        course = told.courses[number]
        if course.holder != Holder.OTHERS:
            where = (bearer(COURSE, number), *_days(course), course.place_id, "", "")
            yield (*where, "course", number, course.topic, course.programme, "", 1)
            for role, people in came[number].items():
                if people:
                    yield (*where, "coming", number, course.topic, course.programme, role, people)


def _supports(told: _Told, asked: set[int]) -> Iterator[Row]:
    for one in keyed.of_many(Support, asked):
        found = told.where(one.organisation_id, one.earliest)
        if found:
            kind = (one.kind, one.programme, told.women_managed(found[0], one.earliest))
            yield (*_row(one, *found), "support", one.support_id, *kind, one.amount)


def _from_courses(told: _Told, coming: Collection[Coming]) -> Iterator[Row]:
    """Who came to a course that the alliance held was supported by it, without an amount of its own."""
    for one in coming:
        course = told.courses.get(one.course_id)
        if course is not None and course.holder != Holder.OTHERS and any(one.numbers.values()):
            found = told.where(one.organisation_id, course.earliest)
            if found:
                kind = (SupportKind.PEOPLE.value, course.programme, told.women_managed(found[0], course.earliest))
                yield (*_row(course, *found), "course", course.course_id, *kind, None)


def _from_loans(told: _Told, paid: Collection[tuple[LoanProject, Payout]]) -> Iterator[Row]:
    for loan, one in paid:
        found = told.where(loan.organisation_id, one.earliest)
        if found:
            kind = LENT_AS[Lender(loan.lender)].value
            women = told.women_managed(found[0], one.earliest)
            yield (*_row(one, *found), "loan", loan.loan_id, kind, Programme.OWN.value, women, None)


def _projects(told: _Told, loans: Collection[LoanProject]) -> Iterator[Row]:
    for loan in loans:
        found = told.where(loan.organisation_id, loan.earliest)
        if found:
            yield (*_row(loan, *found), "project", loan.loan_id, loan.lender, 0, loan.amount or 0)


def _payouts(told: _Told, paid: Collection[tuple[LoanProject, Payout]]) -> Iterator[Row]:
    """Payouts of one loan on one day are one row: rows that are alike would be taken for the same one."""
    sums: dict[Row, list[int]] = defaultdict(lambda: [0, 0])
    for loan, one in paid:
        found = told.where(loan.organisation_id, one.earliest)
        if found:
            sums[(*_row(one, *found), "payout", loan.loan_id, loan.lender)][0] += one.turns
            sums[(*_row(one, *found), "payout", loan.loan_id, loan.lender)][1] += one.amount
    for row, (turns, amount) in sums.items():
        yield (*row, turns, amount)


def _row(fact: Any, root: int, there: Slice) -> Row:
    """The columns `DERIVED` of what happened to an organisation on the fact's day."""
    return (root, *_days(fact), there.place_id, there.sector, there.kind)


def _days(fact: Any) -> tuple[date, date]:
    return fact.earliest, fact.latest + DAY


def _told_apart(rows: Collection[Row]) -> list[Row]:
    """Rows that say the same are one."""
    return list(dict.fromkeys(rows))
