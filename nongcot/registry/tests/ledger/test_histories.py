"""Random histories of acts: every figure, cell and cause equals an oracle that knows only the recorded acts.

`NONGCOT_HISTORIES=20000 NONGCOT_SEED=1 .venv/bin/python -m pytest nongcot/registry/tests/ledger -n 2` tries more of
them, and others.
"""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import given

from nongcot.indicators import reading
from nongcot.indicators.ledger import newest
from nongcot.indicators.questions import ask as put
from nongcot.indicators.reconcile import reconcile
from nongcot.registry.tests.histories import chunk, trying
from nongcot.registry.tests.ledger import spans
from nongcot.registry.tests.ledger.asking import ASKS, Ask, compare
from nongcot.registry.tests.ledger.facts import Rows
from nongcot.registry.tests.ledger.histories import CHUNKS, HISTORIES
from nongcot.registry.tests.ledger.oracle import STOCKS, Oracle
from nongcot.registry.tests.ledger.playing import Act, World

pytestmark = [pytest.mark.both_databases, pytest.mark.long]


class Tried:
    """One history on an open ledger, taken back afterwards."""

    def __init__(self, history: list[Act], asks: list[Ask]) -> None:
        self.history, self.asks = history, asks
        self.world = World.empty()
        self.answers: list[tuple[Ask, int, Any]] = []

    def run(self) -> None:
        for step, act in enumerate(self.history):
            if self.world.play(act) and step % 3 == 2:
                self._ask_as_of_now(self.asks[step % len(self.asks)])
        rows = Rows()
        self._answers_are_the_oracles(rows)
        self._nothing_known_changed(rows)
        self._records_add_up()
        self._total_is_the_sum_of_spans()
        assert reconcile().sound, reconcile()

    def _ask_as_of_now(self, ask: Ask) -> None:
        n = newest()
        self.answers.append((ask, n, _said(ask.answer(), n)))

    def _answers_are_the_oracles(self, rows: Rows) -> None:
        truth = Oracle(rows, newest(), self.world.places)
        spans.compare(truth, self.world.places)
        for ask in self.asks:
            compare(ask, ask.answer(), truth)

    def _nothing_known_changed(self, rows: Rows) -> None:
        """As known at a posting: answered then, answered now, and by the oracle."""
        for ask, n, answered in self.answers:
            again = ask.answer(n)
            assert _said(again, n) == answered
            compare(ask, again, Oracle(rows, n, self.world.places))

    def _records_add_up(self) -> None:
        found = self.asks[0].answer(records=True)
        assert sum(record.amount for record in found.records) == (found.value or 0)
        assert len({record.id for record in found.records}) == len(found.records)

    def _total_is_the_sum_of_spans(self) -> None:
        """With and without roll-ups the same, on any day inside a month."""
        for ask in self.asks:
            if ask.code in STOCKS:
                question = put(ask.code, on=ask.start, funds=ask.funds)
                assert reading.rolled(question)
                summed = sum(row.amount for row in reading.held_on(question, ask.start))
                assert reading.total(question, ask.start) == summed


def _said(found: Any, n: int) -> tuple[Any, ...]:
    """All of an answer that may never change."""
    return found.value, found.why_null, found.qualifier, found.breakdown, found.movement, found.movements, n


@pytest.mark.parametrize("number", range(CHUNKS))
def test_figures_are_what_the_acts_say(ledger, number):
    @chunk(number)
    @trying(0.9 / CHUNKS)
    @given(history=HISTORIES, asks=ASKS)
    def try_it(history: list[Act], asks: list[Ask]) -> None:
        with transaction.atomic():
            Tried(history, asks).run()
            transaction.set_rollback(True)

    try_it()
