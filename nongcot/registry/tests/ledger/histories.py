"""Histories: what hypothesis draws, and the questions put to the book after each."""

import os
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from nongcot.registry.tests.ledger import ground
from nongcot.registry.tests.ledger.playing import ACTS, Act

#: Days on which a rule of law or a unit begins, their eves, and ordinary ones; few, so that facts meet on one day.
BOUNDARIES = (
    date(2019, 11, 25), date(2020, 4, 1), date(2024, 7, 1), date(2024, 7, 18), date(2024, 11, 1),
    ground.LAM_GROWS, ground.NAM_DIEN_IS_MADE, date(2013, 7, 1),
)  # fmt: skip
EVES = tuple(day - timedelta(days=1) for day in BOUNDARIES)
ORDINARY = (
    date(2018, 3, 10), date(2012, 5, 20), date(2019, 12, 31), date(2020, 1, 1), date(2020, 2, 29), date(2020, 3, 1),
    date(2021, 6, 15), date(2023, 2, 28), date(2025, 3, 3), date(2027, 1, 1),
)  # fmt: skip
DAYS = st.one_of(
    st.sampled_from(ORDINARY),
    st.sampled_from(BOUNDARIES + EVES),
    st.dates(date(2015, 1, 1), date(2025, 6, 30)),
)

_FREQUENT = ("enter", "enter", "enter", "say", "say", "event", "event", "event", "list", "correct event", "undo")
NAMES = (*_FREQUENT, *ACTS)

ACT = st.builds(
    Act,
    name=st.sampled_from(NAMES),
    day=DAYS,
    who=st.integers(0, 5),
    other=st.integers(0, 5),
    pick=st.integers(0, 47),
    place=st.sampled_from(ground.NAMES),
    precision=st.sampled_from(("day", "day", "day", "month", "year")),
    wait=st.sampled_from((0, 1, 30, 200, 400, -50)),
)
ENTRIES = st.builds(
    Act,
    name=st.just("enter"),
    day=DAYS,
    who=st.integers(0, 5),
    other=st.integers(0, 5),
    pick=st.integers(0, 9),
    place=st.sampled_from(ground.NAMES),
)
#: Two organisations to begin with, then one to ten acts.
HISTORIES = st.tuples(ENTRIES, ENTRIES, st.lists(ACT, min_size=1, max_size=10)).map(lambda h: [h[0], h[1], *h[2]])

#: How many histories are tried; in CI, and by default, two thousand. They are cut into chunks for several processes.
COUNT = int(os.environ.get("NONGCOT_HISTORIES", "2000"))
CHUNKS = 20

#: One chunk; the book is put back after each history, so that one fixture serves all of them.
chunk = settings(
    max_examples=max(1, COUNT // CHUNKS),
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
