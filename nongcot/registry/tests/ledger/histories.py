"""Histories: what hypothesis draws, and the questions put to the book after each."""

from datetime import date, timedelta

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
_FREQUENT = ("enter", "say", "say", "event", "event", "event", "rumour", "correct event", "undo", "union", "alliance")
NAMES = (*_FREQUENT, *ACTS)
PLACES = (*ground.NAMES, "yen_my", "lam", "nam_my", "yen_xa")
PRECISIONS = ("day", "day", "day", "day", "month", "year")
WAITS = (0, 1, 30, 200, 400, -50)
FIRST, SPAN = date(2015, 1, 1), 3833


def day(byte: int, fine: int) -> date:
    """Mostly one of the named days, sometimes any from 2015 to June 2025."""
    named = (*ORDINARY, *BOUNDARIES, *EVES)
    if byte % 4 < 3:
        return named[(byte // 4) % len(named)]
    return FIRST + timedelta(days=(byte * 256 + fine) % SPAN)


def act(drawn: bytes, name: str = "") -> Act:
    """An act out of ten bytes, so that drawing one is cheap and evenly spread, and shrinks byte by byte."""
    what, when, fine, who, other, pick, place, precision, wait, _spare = drawn
    return Act(
        name=name or NAMES[what % len(NAMES)],
        day=day(when, fine),
        who=who,
        other=other,
        pick=pick,
        place=PLACES[place % len(PLACES)],
        precision=PRECISIONS[precision % len(PRECISIONS)],
        wait=WAITS[wait % len(WAITS)],
    )


def history(drawn: list[bytes]) -> list[Act]:
    """Three organisations enter, then other things happen."""
    return [act(one, "enter" if index < 3 else "") for index, one in enumerate(drawn)]


HISTORIES = st.lists(st.binary(min_size=10, max_size=10), min_size=5, max_size=13).map(history)

#: The histories are cut into chunks for several processes. A tenth of them is undone and replayed, in fewer chunks.
CHUNKS, REPLAYED_CHUNKS = 8, 4
