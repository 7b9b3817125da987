"""What holds of an organisation, cut along its life: every day compared with the plain reading of that day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nongcot.kernel.dates import FAR
from nongcot.registry.holdings import Held, Slice, along, on, while_there

FIRST = date(2020, 1, 1)
DAYS = 60


def day(number: int) -> date:
    return FIRST + timedelta(days=number) if number < DAYS else FAR


@st.composite
def lives(draw) -> list[Slice]:
    """A life of a few slices, with at most one gap in it."""
    edges = sorted(draw(st.sets(st.integers(0, DAYS), min_size=2, max_size=6)))
    gap = draw(st.integers(0, len(edges)))
    found = []
    for number, (since, until) in enumerate(pairwise(edges)):
        if number == gap and number:
            continue
        begins = not found or found[-1].valid_to != day(since)
        found.append(Slice(1, day(since), day(until), number, "AGR", "coop", begins_by="entered" if begins else ""))
    return [
        one._replace(ends_by="left")
        if (not after or after[0].valid_from != one.valid_to) and one.valid_to < FAR
        else one
        for index, one in enumerate(found)
        for after in [found[index + 1 : index + 2]]
    ]


@st.composite
def things(draw) -> list[Held]:
    pairs = draw(st.lists(st.tuples(st.integers(0, DAYS), st.integers(0, DAYS)), max_size=4))
    return [Held(day(min(pair)), day(max(pair)), number) for number, pair in enumerate(pairs)]


@given(lives(), things())
def test_on_every_day_exactly_what_holds_then_holds(life, held):
    stretches = along(life, held)
    for number in range(DAYS):
        today = day(number)
        there = next((one for one in life if one.valid_from <= today < one.valid_to), None)
        expected = [h.what for h in held if h.valid_from <= today < h.valid_to] if there else []
        found = [s for s in stretches if s.slice.valid_from <= today < s.slice.valid_to]
        assert [list(s.held) for s in found] == ([expected] if expected else [])
        if found and there:
            assert found[0].slice.place_id == there.place_id


@given(lives(), things())
def test_causes_stand_exactly_where_something_begins_or_ends_to_hold(life, held):
    stretches = along(life, held)
    for index, stretch in enumerate(stretches):
        cut = stretch.slice
        went_on = index > 0 and stretches[index - 1].slice.valid_to == cut.valid_from
        goes_on = index + 1 < len(stretches) and stretches[index + 1].slice.valid_from == cut.valid_to
        assert bool(cut.begins_by) == (not went_on)
        assert bool(cut.ends_by) == (not goes_on and cut.valid_to < FAR)
        if cut.ends_by == "expired":
            assert any(h.valid_to == cut.valid_to for h in held)


def test_a_contract_ends_with_its_partner():
    partner = [Slice(2, day(0), day(20), 0, "", "enterprise", ends_by="left")]
    [part] = while_there(Held(day(10), day(40), "hợp đồng"), partner)
    assert (part.valid_from, part.valid_to, part.ends_by) == (day(10), day(20), "left")


def test_what_happened_outside_the_life_counts_where_it_was_nearest():
    life = [Slice(1, day(5), day(9), 7, "AGR", "coop"), Slice(1, day(9), day(12), 8, "AGR", "coop")]
    assert [on(life, day(n)).place_id for n in (0, 6, 30)] == [7, 7, 8]
    assert on([], day(1)) is None
