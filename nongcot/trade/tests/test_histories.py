"""Random courses of things at fairs: figures against a plain reading of the facts, undo against a replay."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from nongcot.basis import rules
from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions.undoing import undo
from nongcot.registry.models import Certificate, Gtin, Organisation, Product, SameAs
from nongcot.registry.outcomes import NotNow
from nongcot.registry.tests import courses, telling
from nongcot.registry.tests.histories import trying
from nongcot.trade.actions import events, participations, readiness, results
from nongcot.trade.models import Confirmation, Participation, Result, TradeEvent
from nongcot.trade.tests.telling import make_fit
from nongcot.trade.vocabulary import EventType, Scope, Step

pytestmark = pytest.mark.both_databases

COURSES = trying(0.025)
DAYS = [date(2020, 12, 31), date(2021, 1, 1), date(2021, 6, 30), date(2021, 7, 1), date(2022, 2, 1)]
ACTS = ("go", "go", "go", "event", "move", "change", "cancel", "result", "proof", "event of life", "unite", "undo")
TODAY = date(2023, 1, 2)


@dataclass
class World:
    """What was played: each byte says which."""

    organisations: list[Organisation] = field(default_factory=list)
    products: dict[int, int] = field(default_factory=dict)
    fairs: list[int] = field(default_factory=list)
    postings: list[int] = field(default_factory=list)

    def begin(self) -> None:
        for number, kind in enumerate(("coop", "coop", "group")):
            self.organisations.append(telling.organisation(f"TC {number}", kind=kind, sector="AGR"))
            self.products[number] = telling.product(self.organisations[-1], f"Gạo {number}")
        make_fit(self.organisations[0], self.products[0], date(2020, 6, 1), date(2021, 7, 1))
        self.event(0, 0, 0)

    def play(self, drawn: bytes) -> None:
        act, *rest = drawn
        try:
            getattr(self, ACTS[act % len(ACTS)].replace(" ", "_"))(*rest)
        except (NotNow, ValidationError):
            return
        self.postings.append(newest())

    def told(self, which: int, when: int, how: int) -> events.Told:
        day = DAYS[when % len(DAYS)]
        opens = PartialDate.year(day.year) if how % 5 == 4 else PartialDate.day(day)
        kinds, scopes = EventType.values, Scope.values
        return events.Told(f"Sự kiện {which}", kinds[which % len(kinds)], scopes[how % len(scopes)], opens)

    def event(self, which: int, when: int, how: int) -> None:
        done = events.plan_event(told=self.told(which, when, how), by=None)
        self.fairs.append(int(done.keys[0][2:]))

    def go(self, which: int, when: int, how: int) -> None:
        who = self.organisations[which % 3]
        step = Step.values[when % len(Step.values)] if how % 3 == 0 else Step.ATTENDED
        invited = date(2020, 1, 1) if how % 2 else None
        taking = participations.Taking(who.pk, step, date(2023, 1, 1), invited_on=invited)
        event_id = self.fairs[how % len(self.fairs)]
        participations.enter_participations(event_id=event_id, taking=[taking], by=None)

    def _some(self, model, which: int):
        rows = courses.facts(model)
        if not rows:
            raise NotNow("nothing yet")
        return rows[which % len(rows)]

    def move(self, which: int, when: int, how: int) -> None:
        one = self._some(Participation, which)
        steps = {one.participation_id: Step.values[how % len(Step.values)]}
        participations.move(event_id=one.event_id, steps=steps, day=TODAY, by=None, seen=None)

    def change(self, which: int, when: int, how: int) -> None:
        one = self._some(TradeEvent, which)
        events.change_event(
            key=one.key, told=self.told(which, when, how), by=None, seen=None, confirmed=["before_opening"]
        )

    def cancel(self, which: int, when: int, how: int) -> None:
        act = (events.cancel_event, events.withdraw_event)[how % 2]
        act(key=self._some(TradeEvent, which).key, by=None, seen=None, reason="hủy")

    def result(self, which: int, when: int, how: int) -> None:
        told = results.Told(TODAY, contracts=when % 3, memoranda=how % 3)
        one = self._some(Participation, which)
        results.record_result(participation_id=one.participation_id, told=told, by=None, seen=None)

    def proof(self, which: int, when: int, how: int) -> None:
        who, day = self.organisations[which % 3], DAYS[when % len(DAYS)]
        if how % 3 == 0:
            kind = ("open_violation", "capacity", "bilingual_label")[how // 3 % 3]
            readiness.confirm(organisation_id=who.pk, kind=kind, since=day, by=None)
        else:
            scheme = ("haccp", "iso22000", "traceability", "trademark")[how // 3 % 4]
            telling.certificate(who, scheme=scheme, issued_on=day, valid_to=day + timedelta(days=100 * (how % 7 + 1)))

    def event_of_life(self, which: int, when: int, how: int) -> None:
        kind = ("suspended", "resumed", "dissolved")[how % 3]
        telling.event(self.organisations[which % 3], kind, DAYS[when % len(DAYS)])

    def unite(self, which: int, when: int, how: int) -> None:
        telling.unite(self.organisations[1], self.organisations[0], date(2017, 3, 1), void=bool(how % 2))

    def undo(self, which: int, when: int, how: int) -> None:
        if not self.postings:
            raise NotNow("nothing yet")
        undo(n=self.postings[which % len(self.postings)], by=None, reason="nhầm", confirmed=None)


class Oracle:
    """The figures by a plain reading of the facts that stand."""

    def __init__(self) -> None:
        self.keep = {link.organisation_id: link.keep_id for link in courses.facts(SameAs)}
        self.events = {e.event_id: e for e in courses.facts(TradeEvent) if not e.cancelled}
        self.parts = [p for p in courses.facts(Participation) if p.event_id in self.events]
        self.lives = {o: courses.life(o) for o in Organisation.objects.values_list("pk", flat=True)}

    def root(self, organisation: int) -> int:
        return self.keep.get(organisation, organisation)

    def kind(self, organisation: int) -> str:
        life = self.lives[self.root(organisation)]
        return life[0].kind if life else ""

    def inside(self, event: TradeEvent, year: int) -> bool:
        return date(year, 1, 1) <= event.earliest and event.latest <= date(year, 12, 31)

    def fairs(self, year: int) -> list[Participation]:
        return [
            p
            for p in self.parts
            if p.step == "ATTENDED"
            and self.kind(p.organisation_id) == "coop"
            and self.inside(self.events[p.event_id], year)
            and self.events[p.event_id].type in ("FAIR", "EXHIBITION")
            and self.events[p.event_id].scope != "ONLINE"
        ]

    def fair_participations(self, year: int) -> int:
        return len({(self.root(p.organisation_id), p.event_id) for p in self.fairs(year)})

    def fair_cooperatives(self, year: int) -> int:
        return len({self.root(p.organisation_id) for p in self.fairs(year)})

    def trade_events(self, year: int) -> int:
        with_us = {
            p.event_id
            for p in self.parts
            if (p.step == "ATTENDED" or "INVITED" in p.steps) and self.kind(p.organisation_id) in ("coop", "group")
        }
        return sum(self.inside(self.events[one], year) for one in with_us)

    def trade_contracts(self, year: int) -> int:
        told = {r.participation_id: r for r in courses.facts(Result)}
        return sum(
            told[p.participation_id].contracts + told[p.participation_id].memoranda
            for p in self.parts
            if p.step == "ATTENDED" and p.participation_id in told and self.inside(self.events[p.event_id], year)
            if self.kind(p.organisation_id)
        )

    def international_fair_ready_cooperatives(self, day: date) -> int:
        return sum(self.is_fit(root, day) for root in set(map(self.root, self.lives)))

    def is_fit(self, root: int, day: date) -> bool:
        there = next((s for s in self.lives[root] if s.valid_from <= day < s.valid_to), None)
        if there is None or there.kind != "coop" or not there.operating:
            return False
        mine = [o for o in self.lives if self.root(o) == root]
        proofs = [
            (getattr(p, "scheme", getattr(p, "kind", "gtin")), p.product_id)
            for model in (Certificate, Gtin, Confirmation)
            for p in courses.facts(model)
            if p.organisation_id in mine and getattr(p, "issued_on", getattr(p, "valid_from", None)) <= day < p.valid_to
        ]
        items = rules.on("international_fair_checklist", day).parameters["items"]
        for product in courses.facts(Product):
            if product.organisation_id in mine:
                held = {kind for kind, of in proofs if of in (None, product.product_id)}
                if all(_met(item, held) for item in items if item["level"] == "must"):
                    return True
        return False


def _met(item, held: set[str]) -> bool:
    if "operating" in item:
        return True
    return not held & set(item["none_of"]) if "none_of" in item else bool(held & set(item["any_of"]))


FLOWS = ("fair_participations", "fair_cooperatives", "trade_events", "trade_contracts")
STOCK = "international_fair_ready_cooperatives"


def answers(n: int) -> dict[object, object]:
    found: dict[object, object] = {}
    for year in (2020, 2021, 2022):
        for code in FLOWS:
            found[code, year] = figure(code, period=(date(year, 1, 1), date(year, 12, 31)), known_at=n).value
    for day in DAYS:
        found[STOCK, day] = figure(STOCK, on=day, known_at=n).value
    return found


COURSE = st.lists(st.binary(min_size=4, max_size=4), min_size=3, max_size=9)


@pytest.fixture
def begun(ledger):
    """Three organisations, one of them fit, and a fair: courses begin here, and the book is put back after each."""
    with clock.at(TODAY):
        world = World()
        world.begin()
    return world


def test_figures_are_those_of_a_plain_reading(begun):
    early = newest()

    @COURSES
    @given(COURSE, st.integers(0, 8))
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
            for (code, when), found in answers(newest()).items():
                assert found == getattr(oracle, code)(when), (code, when)
            whole = figure(STOCK, period=(date(2020, 1, 1), date(2022, 12, 31))).movement
            moved = sum(whole.inflow.values()) - sum(whole.outflow.values())
            assert whole.opening + moved == whole.closing
            assert known >= early
            assert reconcile().sound
            transaction.set_rollback(True)

    try_it()


def test_an_undo_is_a_replay_without_the_act(begun):
    @COURSES
    @given(COURSE, st.integers(0, 20))
    def try_it(course, which):
        courses.undo_is_a_replay(lambda: deepcopy(begun), course, which, TODAY)

    try_it()
