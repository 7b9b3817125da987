"""Random courses of titles, confirmations and investments: figures against a plain reading of the facts, undo against a
replay."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from nongcot.exemplars.actions import designations, honours, recognitions
from nongcot.exemplars.models import Award, Designation, Investment, Recognition, Replication, Reviewed
from nongcot.exemplars.tests.telling import TERM, awarded, confirmed, designated, invested, partial, reviewed
from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel import clock, memory
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.registry.actions.undoing import undo
from nongcot.registry.models import Organisation, SameAs
from nongcot.registry.outcomes import NotNow
from nongcot.registry.tests import courses, telling
from nongcot.registry.tests.histories import trying

pytestmark = pytest.mark.both_databases

COURSES = trying(0.025)
DAYS = [
    date(2019, 12, 31),
    date(2020, 10, 15),
    date(2020, 10, 16),
    date(2021, 1, 1),
    date(2022, 1, 1),
    date(2022, 7, 1),
]
TODAY = date(2023, 1, 2)
ACTS = (
    "designate", "designate", "review", "review", "confirm", "confirm", "invest", "award", "replicate", "take back",
    "event of life", "unite", "undo",
)  # fmt: skip


@dataclass
class World:
    """What was played: each byte says which."""

    organisations: list[Organisation] = field(default_factory=list)
    postings: list[int] = field(default_factory=list)

    def begin(self) -> None:
        for number, kind in enumerate(("coop", "coop", "credit_fund")):
            self.organisations.append(
                telling.organisation(f"TC {number}", kind=kind, sector=("AGR", "TRA")[number % 2])
            )

    def play(self, drawn: bytes) -> None:
        act, *rest = drawn
        try:
            getattr(self, ACTS[act % len(ACTS)].replace(" ", "_"))(*rest)
        except (NotNow, ValidationError):
            return
        self.postings.append(newest())

    def who(self, which: int) -> Organisation:
        return self.organisations[which % 3]

    def _some(self, model, which: int):
        rows = courses.facts(model)
        if not rows:
            raise NotNow("nothing yet")
        return rows[which % len(rows)]

    def designate(self, which: int, when: int, how: int) -> None:
        day = DAYS[when % len(DAYS)]
        since = PartialDate.year(day.year) if how % 5 == 4 else PartialDate.day(day)
        more = {"title": "model", "programme": "PROVINCE"} if how % 4 == 3 else {}
        until = DAYS[how % len(DAYS)]
        fields = ("production", "ocop", "chain")
        designated(
            self.who(which),
            since,
            field=fields[how % 3],
            valid_until=until if until >= since.earliest else None,
            **more,
        )

    def review(self, which: int, when: int, how: int) -> None:
        one = self._some(Designation, which)
        reviewed(one.designation_id, DAYS[when % len(DAYS)], ("withdrawn", "kept")[how % 2], "lý do")

    def confirm(self, which: int, when: int, how: int) -> None:
        day = DAYS[when % len(DAYS)]
        more = {"legal_title": "zone"} if how % 7 == 6 else {}
        until = DAYS[how % len(DAYS)] if how % 3 == 2 else None
        technologies = ["GREENHOUSE", "IRRIGATION"][: 1 + how % 2]
        confirmed(self.who(which), day.year - (how % 4 == 3), day, technologies=technologies, valid_until=until, **more)

    def invest(self, which: int, when: int, how: int) -> None:
        kind = ("machinery", "technology", "area")[how % 3]
        funds = {"own": 1_000_000, "bank": None if how % 2 else 5_000_000}
        invested(self.who(which), DAYS[when % len(DAYS)], funds, spent_on=kind)

    def award(self, which: int, when: int, how: int) -> None:
        awarded(self.who(which), DAYS[when % len(DAYS)], ("COOPSTAR", "BK_UBND_TINH")[how % 2])

    def replicate(self, which: int, when: int, how: int) -> None:
        honours.replicate(
            organisation_id=self.who(which).pk, exemplar_id=self.who(which + 1).pk, field="ocop",
            on=partial(DAYS[when % len(DAYS)]), by=None,
        )  # fmt: skip

    def take_back(self, which: int, when: int, how: int) -> None:
        if how % 2:
            key = self._some(Designation, which).key
            designations.withdraw_designation(key=key, by=None, seen=None, reason="nhầm")
        else:
            key = self._some(Recognition, which).key
            recognitions.withdraw_recognition(key=key, by=None, seen=None, reason="nhầm")

    def event_of_life(self, which: int, when: int, how: int) -> None:
        telling.event(self.who(which), ("suspended", "resumed", "dissolved")[how % 3], DAYS[when % len(DAYS)])

    def unite(self, which: int, when: int, how: int) -> None:
        telling.unite(self.organisations[1], self.organisations[0], date(2017, 3, 1), void=bool(how % 2))

    def undo(self, which: int, when: int, how: int) -> None:
        if not self.postings:
            raise NotNow("nothing yet")
        undo(n=self.postings[which % len(self.postings)], by=None, reason="nhầm", confirmed=None)


class Oracle:
    """The figures by a plain reading of the facts that stand, day by day."""

    def __init__(self) -> None:
        self.keep = {link.organisation_id: link.keep_id for link in courses.facts(SameAs)}
        self.lives = {o: courses.life(o) for o in Organisation.objects.values_list("pk", flat=True)}
        self.roots = {o for o in self.lives if o not in self.keep and self.lives[o]}

    def of(self, model, root: int) -> list:
        return [row for row in courses.facts(model) if self.keep.get(row.organisation_id, row.organisation_id) == root]

    def operates(self, root: int, day: date, kinds: tuple[str, ...] = ("coop",)) -> bool:
        there = next((one for one in self.lives[root] if one.valid_from <= day < one.valid_to), None)
        return there is not None and there.kind in kinds and bool(there.operating)

    def bears(self, root: int, day: date, title: str) -> bool:
        gone = {
            r.designation_id
            for r in sorted(courses.facts(Reviewed), key=lambda r: r.on)
            if r.outcome == "withdrawn" and r.on <= day
        }
        return self.operates(root, day) and any(
            one.title == title and one.valid_from <= day < one.valid_to and one.designation_id not in gone
            for one in self.of(Designation, root)
        )

    def exemplary_cooperatives(self, day: date) -> int:
        return sum(self.bears(root, day, "exemplar") for root in self.roots)

    def effective_model_cooperatives(self, day: date) -> int:
        return sum(self.bears(root, day, "model") for root in self.roots)

    def kept_exemplary_cooperatives(self, day: date) -> int | None:
        if day < TERM:
            return None
        # A day on which something begins or ends is enough: between two of them nothing changes.
        turns = {TERM, day} | {turn for one in self.lives.values() for s in one for turn in (s.valid_from, s.valid_to)}
        turns |= {d for one in courses.facts(Designation) for d in (one.valid_from, one.valid_to)}
        turns |= {one.on for one in courses.facts(Reviewed)}
        asked = [turn for turn in turns if TERM <= turn <= day]
        return sum(all(self.bears(root, turn, "exemplar") for turn in asked) for root in self.roots)

    def high_tech_cooperatives(self, day: date) -> int:
        return sum(self.operates(root, day) and self.is_confirmed(root, day) for root in self.roots)

    def is_confirmed(self, root: int, day: date) -> bool:
        told = self.of(Recognition, root)
        for one in told:
            if not one.earliest <= day < one.valid_to:
                continue
            later = any(not o.legal_title and one.earliest < o.earliest <= day for o in told)
            if one.legal_title or (not later and day.year <= one.year + 1):
                return True
        return False

    def kind(self, root: int) -> str:
        return self.lives[root][0].kind

    def inside(self, one, year: int) -> bool:
        return date(year, 1, 1) <= one.earliest and one.latest <= date(year, 12, 31)

    def new_exemplary_cooperatives(self, year: int) -> int:
        found = 0
        for root in self.roots:
            told = [d for d in self.of(Designation, root) if d.title == "exemplar"]
            first = min(told, key=lambda d: (d.valid_from, d.latest, d.designation_id), default=None)
            if first and self.kind(root) == "coop":
                found += date(year, 1, 1) <= first.valid_from and first.latest <= date(year, 12, 31)
        return found

    def machinery_investment(self, year: int) -> int:
        return sum(
            amount or 0
            for root in self.roots
            if self.kind(root) == "coop"
            for one in self.of(Investment, root)
            if self.inside(one, year) and one.spent_on != "area"
            for amount in one.funds.values()
        )

    def machinery_investing_cooperatives(self, year: int) -> int:
        return sum(
            self.kind(root) == "coop"
            and any(self.inside(one, year) and one.spent_on != "area" for one in self.of(Investment, root))
            for root in self.roots
        )

    def awarded_cooperatives(self, year: int) -> int:
        return sum(
            self.kind(root) == "coop" and any(self.inside(one, year) for one in self.of(Award, root))
            for root in self.roots
        )

    def exemplar_replications(self, year: int) -> int:
        return sum(self.inside(one, year) for root in self.roots for one in self.of(Replication, root))


STOCKS = (
    "exemplary_cooperatives", "effective_model_cooperatives", "kept_exemplary_cooperatives", "high_tech_cooperatives",
)  # fmt: skip
FLOWS = (
    "new_exemplary_cooperatives", "machinery_investment", "machinery_investing_cooperatives", "awarded_cooperatives",
    "exemplar_replications",
)  # fmt: skip


def answers(n: int) -> dict[object, object]:
    found: dict[object, object] = {}
    with memory.remembering():
        for year in (2019, 2020, 2021):
            for code in FLOWS:
                found[code, year] = figure(code, period=(date(year, 1, 1), date(year, 12, 31)), known_at=n).value
        for day in (*DAYS[1:], date(2023, 6, 1)):
            for code in STOCKS:
                found[code, day] = figure(code, on=day, known_at=n).value
    return found


COURSE = st.lists(st.binary(min_size=4, max_size=4), min_size=3, max_size=9)


def test_figures_are_those_of_a_plain_reading(ledger, term):
    @COURSES
    @given(COURSE)
    def try_it(course):
        with transaction.atomic(), clock.at(TODAY):
            world = World()
            world.begin()
            half = len(course) // 2
            for drawn in course[:half]:
                world.play(drawn)
            n, before = newest(), answers(newest())
            for drawn in course[half:]:
                world.play(drawn)
            oracle = Oracle()
            for (code, when), found in answers(newest()).items():
                assert found == getattr(oracle, code)(when), (code, when)
            assert answers(n) == before
            for code in ("exemplary_cooperatives", "high_tech_cooperatives"):
                whole = figure(code, period=(date(2019, 1, 1), date(2022, 12, 31))).movement
                moved = sum(whole.inflow.values()) - sum(whole.outflow.values())
                assert whole.opening + moved == whole.closing
            assert reconcile().sound
            transaction.set_rollback(True)

    try_it()


def test_an_undo_is_a_replay_without_the_act(ledger):
    @COURSES
    @given(COURSE, st.integers(0, 20))
    def try_it(course, which):
        courses.undo_is_a_replay(begun, course, which, TODAY)

    try_it()


def begun() -> World:
    world = World()
    world.begin()
    return world


def test_no_end_is_open(today):
    who = telling.organisation("HTX A")
    designated(who)
    assert Designation.objects.get().valid_to == FAR
