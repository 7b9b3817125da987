"""Every day of a year, the longest one: roll-ups, spans and oracle agree on each."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from nongcot.indicators import reading
from nongcot.indicators.ledger import newest
from nongcot.indicators.questions import ask
from nongcot.kernel import memory
from nongcot.registry.tests.histories import COUNT, trying
from nongcot.registry.tests.ledger import ground
from nongcot.registry.tests.ledger.facts import Rows
from nongcot.registry.tests.ledger.histories import HISTORIES
from nongcot.registry.tests.ledger.oracle import STOCKS, Oracle
from nongcot.registry.tests.ledger.playing import World

pytestmark = [pytest.mark.both_databases, pytest.mark.long]

#: From the eve of 2020 to the first day of 2021: two turns of the year and 29 February.
DAYS = [date(2019, 12, 31) + timedelta(days=n) for n in range(368)]


@pytest.mark.parametrize("code", STOCKS)
def test_every_day_of_a_leap_year(ledger, code):
    # Few histories: three hundred and sixty-eight days are asked of each; on PostgreSQL of one, every fifth day.
    elsewhere = connection.vendor == "postgresql"
    days = DAYS[::5] if elsewhere else DAYS

    @settings(trying(1), max_examples=1 if elsewhere else max(1, COUNT // 500))
    @given(history=HISTORIES, funds=st.booleans())
    def try_it(history, funds):
        with transaction.atomic():
            world = World.empty()
            for act in history:
                world.play(act)
            oracle = Oracle(Rows(), newest(), world.places)
            question = ask(code, on=DAYS[0], funds=funds)
            assert reading.rolled(question)
            with memory.remembering():  # as every page and command asks
                for day in days:
                    truth = oracle.stock(code, day, lambda place: place != ground.OUTSIDE, lambda _state: "", funds)
                    spans = sum(row.amount for row in reading.held_on(question, day))
                    assert (day, reading.total(question, day)) == (day, spans) == (day, truth.total())
            transaction.set_rollback(True)

    try_it()
