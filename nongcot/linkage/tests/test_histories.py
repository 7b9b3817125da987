"""Random histories of acts: every figure equals a plain reading of the recorded acts, on any day, then and later.

`NONGCOT_HISTORIES=20000 .venv/bin/python -m pytest nongcot/linkage/tests/test_histories.py` tries more of them.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel import memory
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.actions import chains, contracts, terms
from nongcot.linkage.actions.contracts import Agreed
from nongcot.linkage.cautions import STAGES_LEFT
from nongcot.linkage.models import Chain, Contract, Member, Term
from nongcot.linkage.tests.book import enterprise
from nongcot.linkage.tests.oracle import Truth
from nongcot.registry import keyed
from nongcot.registry.actions import duplicates, events
from nongcot.registry.actions.undoing import undo
from nongcot.registry.cautions import ALL
from nongcot.registry.outcomes import NotNow
from nongcot.registry.tests import courses
from nongcot.registry.tests.book import enter
from nongcot.registry.tests.histories import chunk, trying

pytestmark = pytest.mark.both_databases

FIRST = date(2019, 1, 1)
STEP = timedelta(days=73)
DAYS = 20
ASKED = (1, 6, 11, 16, 19)
TODAY = FIRST + STEP * DAYS

#: Of a world's postings the last one.
LAST = -1

CODES = ("linked_cooperatives", "linkage_contracts", "value_chains", "value_chain_cooperatives")


def day(number: int) -> date:
    return FIRST + STEP * (number % DAYS)


class Play:
    """Acts upon four co-ops and two enterprises; what an action refuses is no part of the history."""

    def __init__(self, places: tuple[int, int]) -> None:
        sectors = ("AGR", "IND", "FIS", "AGR")
        self.coops = [
            enter(f"HTX {n} Sông Xanh", place=places[n % 2], sector=sector) for n, sector in enumerate(sectors)
        ]
        self.companies = [enterprise(f"Công ty Số {n}") for n in range(2)]
        self.postings: list[int] = []

    def play(self, drawn: bytes) -> None:
        what, one, two, when, length, pick = drawn
        acts = (self.sign, self.sign, self.sign, self.extend, self.end, self.chain, self.chain, self.leave, self.life,
                self.change, self.correct, self.withdraw, self.undo, self.unite)  # fmt: skip
        before = newest()
        try:
            with transaction.atomic():
                acts[what % len(acts)](one, two, day(when), length, pick)
        except (NotNow, ValidationError):
            return
        if newest() > before:
            self.postings.append(newest())

    def _agreed(self, one: int, two: int, since: date, length: int, pick: int) -> Agreed:
        everyone = [*self.companies, *self.coops]
        mine = (self.coops[one % 4], self.coops[(one // 4) % 4])
        besides = ("credit", "science", "authority")[length % 3], everyone[since.toordinal() % len(everyone)]
        return Agreed(
            collective=tuple(dict.fromkeys(mine[: 1 + pick % 2])),
            partners=(everyone[two % len(everyone)],),
            starts=PartialDate.day(since),
            commodity="Lúa",
            commodity_sector="non_farm" if pick % 7 == 0 else "crop",
            covers=10,
            further=(besides,) if pick % 3 == 0 else (),
            last_day=None if length % 5 == 0 else since + timedelta(days=180 * (1 + length % 9)),
        )

    def sign(self, *drawn: Any) -> None:
        contracts.sign_contract(agreed=self._agreed(*drawn), by=None)

    def _some(self, model: Any, number: int) -> Any:
        keys = list(dict.fromkeys(model.objects.order_by("pk").values_list("key", flat=True)))
        if not keys:
            raise NotNow("nothing there")
        return keys[number % len(keys)]

    def extend(self, one: int, _two: int, on: date, length: int, _pick: int) -> None:
        last = on + timedelta(days=100 * (1 + length % 9))
        terms.extend_contract(key=self._some(Contract, one), on=on, last_day=last, by=None, seen=None)

    def end(self, one: int, _two: int, on: date, _length: int, _pick: int) -> None:
        terms.end_contract(key=self._some(Contract, one), on=on, ground="price", by=None, seen=None)

    def change(self, one: int, two: int, on: date, length: int, pick: int) -> None:
        agreed = self._agreed(one, two, on, length, pick)
        contracts.change_contract(
            key=self._some(Contract, pick), agreed=agreed, by=None, seen=None, confirmed=[STAGES_LEFT]
        )

    def withdraw(self, one: int, *_drawn: Any) -> None:
        contracts.withdraw_contract(
            key=self._some(Contract, one), by=None, seen=None, reason="nhầm", confirmed=[STAGES_LEFT]
        )

    def chain(self, one: int, two: int, on: date, length: int, pick: int) -> None:
        numbers = sorted(set(Contract.objects.values_list("contract_id", flat=True)))
        number = numbers[length % len(numbers)] if numbers else None
        stage = ("production", "processing", "trade")[pick % 3]
        everyone = [*self.coops, *self.companies]
        member = chains.Holding(everyone[one % len(everyone)], stage, on, number)
        if Chain.objects.exists() and two % 3:
            chains.join_chain(key=self._some(Chain, two), member=member, by=None)
            return
        told = chains.Told("Chuỗi lúa", everyone[two % len(everyone)], "Lúa", "crop", on)
        chains.begin_chain(told=told, members=[member], by=None)

    def leave(self, one: int, _two: int, on: date, _length: int, pick: int) -> None:
        if pick % 2:
            chains.withdraw_member(key=self._some(Member, one), by=None, seen=None, reason="nhầm")
        else:
            chains.leave_chain(key=self._some(Member, one), last_day=on, by=None, seen=None)

    def correct(self, one: int, two: int, on: date, length: int, pick: int) -> None:
        """An extension, an early end or a member said anew."""
        last = on + timedelta(days=100 * (1 + length % 9))
        key = self._some(Member if pick % 3 == 0 else Term, two)
        if pick % 3 == 0:
            everyone = [*self.coops, *self.companies]
            who, stage = everyone[one % len(everyone)], ("production", "processing", "trade")[length % 3]
            number = keyed.standing(Member, key).contract_id
            member = chains.Holding(who, stage, on, number, last_day=last if length % 2 else None)
            chains.change_member(key=key, member=member, by=None, seen=None)
        elif keyed.standing(Term, key).kind == "extended":
            terms.change_extension(key=key, on=on, last_day=last, by=None, seen=None)
        else:
            terms.change_early_end(key=key, on=on, ground="other", by=None, seen=None)

    def life(self, one: int, _two: int, on: date, _length: int, pick: int) -> None:
        everyone = [*self.coops, *self.companies]
        who = everyone[one % len(everyone)]
        kind = "ended" if who in self.companies else ("dissolved", "suspended", "resumed")[pick % 3]
        events.record_event(
            organisation_id=who, kind=kind, on=PartialDate.day(on), by=None, confirmed=ALL, steps_missing=True
        )

    def undo(self, one: int, *_drawn: Any) -> None:
        if not self.postings:
            raise NotNow("nothing was done")
        undo(n=self.postings[one % len(self.postings)], by=None, reason="nhầm", confirmed=None)

    def unite(self, one: int, two: int, *_drawn: Any) -> None:
        pair = self.coops[one % 4], self.coops[two % 4]
        if one % 2:
            duplicates.separate_records(organisation_id=pair[0], by=None)
        else:
            duplicates.unite_records(organisation_id=pair[0], keep_id=pair[1], since=FIRST, by=None)


def said(known_at: int | None = None) -> list[Any]:
    with memory.remembering():
        return [(code, on, figure(code, on=day(on), known_at=known_at).value) for code in CODES for on in ASKED]


def compare(n: int) -> None:
    truth = Truth(n)
    for number in ASKED:
        on = day(number)
        wanted = {
            "linked_cooperatives": len(truth.linked(on)),
            "linkage_contracts": len(truth.running(on)),
            "value_chains": len(truth.value_chains(on)),
            "value_chain_cooperatives": len(truth.chain_coops(on)),
        }
        found = {code: figure(code, on=on, known_at=n).value for code in CODES}
        assert found == wanted, on
        rules = {p.key: p.value for p in figure("linked_cooperatives", on=on, by="rule", known_at=n).breakdown}
        assert rules.get("CONTRACT_36M", 0) == len(truth.linked(on, months=36)), on


def identity() -> None:
    """Opening + Σ causes = closing; what moved cancels out."""
    for code in CODES:
        movement = figure(code, period=(day(2), day(14))).movement
        come, gone = sum(movement.inflow.values()), sum(movement.outflow.values())
        assert movement.opening + come - gone == movement.closing, code
        assert movement.inflow.get("moved", 0) == movement.outflow.get("moved", 0)
        assert movement.closing == figure(code, on=day(14)).value


@pytest.mark.parametrize("number", range(4))
def test_figures_are_what_the_acts_say(ledger, yen_my, yen_luong, number):
    @chunk(number)
    @trying(0.025)
    @given(st.lists(st.binary(min_size=6, max_size=6), min_size=4, max_size=12))
    def try_it(history: list[bytes]) -> None:
        with transaction.atomic():
            play = Play((yen_my, yen_luong))
            for step, drawn in enumerate(history):
                play.play(drawn)
                if step == len(history) // 2:
                    n, then = newest(), said()
            assert said(n) == then
            compare(newest())
            identity()
            assert reconcile().sound, reconcile()
            transaction.set_rollback(True)

    try_it()


def test_an_undo_is_a_replay_without_the_act(ledger, yen_my, yen_luong):
    @trying(0.01)
    @given(st.lists(st.binary(min_size=6, max_size=6), min_size=4, max_size=9), st.integers(0, 20))
    def try_it(history: list[bytes], which: int) -> None:
        for number in (LAST, which):
            courses.undo_is_a_replay(lambda: Play((yen_my, yen_luong)), history, number, TODAY)

    try_it()
