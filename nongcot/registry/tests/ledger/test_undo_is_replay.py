"""After an undo the spans are those of a ledger in which the undone act never happened."""

import pytest
from django.db import transaction
from hypothesis import assume, given
from hypothesis import strategies as st

from nongcot.indicators.reconcile import reconcile
from nongcot.registry.actions.undoing import undo
from nongcot.registry.tests.histories import chunk, trying
from nongcot.registry.tests.ledger.facts import Rows
from nongcot.registry.tests.ledger.histories import HISTORIES, REPLAYED_CHUNKS
from nongcot.registry.tests.ledger.playing import World
from nongcot.registry.tests.ledger.replaying import replay, standing

pytestmark = [pytest.mark.both_databases, pytest.mark.long]


@pytest.mark.parametrize("number", range(REPLAYED_CHUNKS))
def test_an_undo_is_a_replay_without_the_act(ledger, number):
    @chunk(number)
    @trying(0.1 / REPLAYED_CHUNKS)
    @given(history=HISTORIES, which=st.integers(0, 11))
    def try_it(history, which):
        with transaction.atomic():
            world = World.empty()
            for act in history:
                world.play(act)
            undone = set(Rows().undone)
            doable = [n for n in world.postings if n not in undone and n not in Rows().undone.values()]
            if doable:
                n = doable[which % len(doable)]
                undo(n=n, by=None, reason="nhầm")
            rows, found = Rows(), standing()
            transaction.set_rollback(True)
        assume(doable)
        with transaction.atomic():
            replay(rows, without=set(rows.undone))
            assert standing() == found
            assert reconcile().sound
            transaction.set_rollback(True)

    try_it()
