"""Random histories of acts: every figure equals an oracle that knows only the recorded acts, then and now.

`NONGCOT_HISTORIES=20000 .venv/bin/python -m pytest nongcot/ocop/tests/test_histories.py` tries more of them.
"""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel import clock
from nongcot.ocop.tests.oracle import FLOWS, STOCKS, Oracle
from nongcot.ocop.tests.playing import ACTS, DAYS, Act, World
from nongcot.places.models import Unit
from nongcot.registry.tests import courses
from nongcot.registry.tests.histories import trying

pytestmark = pytest.mark.both_databases

TODAY = date(2026, 6, 15)
FREQUENT = ("enter", "open", "open", "result", "recognise", "recognise", "history", "history", "certificate", "undo")
NAMES = (*FREQUENT, *ACTS)


def act(drawn: bytes, name: str = "") -> Act:
    what, who, when, pick, other = drawn
    return Act(name or NAMES[what % len(NAMES)], who, DAYS[when % len(DAYS)], pick, other)


def history(drawn: list[bytes]) -> list[Act]:
    return [act(one, "enter" if index < 2 else "") for index, one in enumerate(drawn)]


HISTORIES = st.lists(st.binary(min_size=5, max_size=5), min_size=5, max_size=14).map(history)
# A history is short as it is; shrinking one takes minutes.
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)


def begun() -> World:
    found = Unit.objects.filter(parent__name="Huyện Ý Yên", valid_from=date(2016, 1, 1), kind="commune")
    return World([*found.order_by("pk").values_list("pk", flat=True)[:3]])


def played(acts: list[Act]) -> World:
    world = begun()
    for one in acts:
        with clock.at(TODAY):
            world.play(one)
    return world


def said(code: str, by: str, n: int | None = None, **when: Any) -> Counter[str]:
    """A figure by one of its breakdowns; "" where it has none that adds up."""
    found = figure(code, known_at=n, by=by or None, **when)
    cells = Counter({part.key: int(part.value or 0) for part in found.breakdown}) if by else Counter({"": found.value})
    assert sum(cells.values()) == found.value
    return +cells


YEARS = ((date(2020, 1, 1), date(2022, 12, 31)), (date(2023, 1, 1), date(2026, 12, 31)))
DATES = (DAYS[1], DAYS[5], TODAY)
QUESTIONS = [
    *((code, by, day) for code, ways in STOCKS.items() for by in ways for day in DATES),
    *((code, by, year) for code, ways in FLOWS.items() for by in ways for year in YEARS),
]
ASKED = st.lists(st.sampled_from(QUESTIONS), min_size=4, max_size=6, unique=True)

Question = tuple[str, str, Any]


def answers(asked: list[Question], n: int | None = None) -> list[Counter[str]]:
    """Figures as known at a posting."""
    return [said(code, by, n, **({"on": when} if code in STOCKS else {"period": when})) for code, by, when in asked]


def truth(asked: list[Question], n: int) -> list[Counter[str]]:
    """The same by the oracle."""
    oracle = Oracle(n)
    return [+(oracle.stock(code, on) if code in STOCKS else oracle.flow(code, by, *on)) for code, by, on in asked]


def test_figures_are_what_the_acts_say(ledger):
    @settings(trying(0.03), phases=UNSHRUNK)
    @given(HISTORIES, ASKED)
    def try_it(acts, asked):
        with transaction.atomic():
            half = len(acts) // 2
            world = played(acts[:half])
            n, known = newest(), answers(asked)
            for one in acts[half:]:
                with clock.at(TODAY):
                    world.play(one)
            assert answers(asked) == truth(asked, newest())
            assert answers(asked, n) == known == truth(asked, n)
            for code, _by, _when in asked:
                if code in STOCKS:
                    moved = figure(code, period=(date(2020, 6, 1), TODAY)).movement
                    assert moved is not None
                    assert moved.opening + sum(moved.inflow.values()) - sum(moved.outflow.values()) == moved.closing
            assert reconcile().sound, reconcile()
            transaction.set_rollback(True)

    try_it()


def test_an_undo_is_a_replay_without_the_act(ledger):
    @settings(trying(0.005), phases=UNSHRUNK)
    @given(HISTORIES, st.integers(0, 20))
    def try_it(acts, which):
        courses.undo_is_a_replay(begun, acts, which, TODAY)

    try_it()
