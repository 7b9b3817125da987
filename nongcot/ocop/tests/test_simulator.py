"""The fewest steps to the next star, compared with trying everything on small sheets; and on the sheets of the law."""

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from nongcot.ocop import criteria, scoring, simulator
from nongcot.ocop.criteria import Criterion, Option, Sheet

BANDS = [(5, Fraction(14)), (4, Fraction(10)), (3, Fraction(6)), (2, Fraction(3)), (1, Fraction(0))]


@st.composite
def sheets(draw) -> Sheet:
    found = []
    for number in range(4):
        points = sorted(draw(st.sets(st.integers(0, 5), min_size=2, max_size=4)))
        marks = draw(st.lists(st.sampled_from((None, None, 3, 4, 5)), min_size=len(points), max_size=len(points)))
        options = tuple(Option(p, f"mức {p}", star) for p, star in zip(points, marks, strict=True))
        found.append(Criterion("A", f"{number + 1}", "x", "x", max(points), options))
    return Sheet("r", "s", 1, "x", "x", "I", "I.1", (), (), True, tuple(found))


def steps_between(criterion: Criterion, has: int, to: int) -> int:
    return len({option.points for option in criterion.options if has < option.points <= to})


@settings(max_examples=300, deadline=None)
@given(sheets(), st.lists(st.integers(0, 3), min_size=4, max_size=4), st.sampled_from((3, 4, 5)))
def test_no_way_is_cheaper(sheet, picks, star):
    now = {c.code: c.options[pick % len(c.options)].points for c, pick in zip(sheet.scored, picks, strict=True)}
    way = simulator.cheapest(sheet, now, BANDS, star)
    ways = []
    for chosen in product(
        *([now[c.code], *(o.points for o in c.options if o.points > now[c.code])] for c in sheet.scored)
    ):
        points = dict(zip(now, chosen, strict=True))
        reached = scoring.band(scoring.total(points), BANDS) >= star
        gates = sheet.gates.get(star, {})
        if reached and all(points[code] >= needs for code, needs in gates.items()):
            steps = sum(steps_between(c, now[c.code], points[c.code]) for c in sheet.scored)
            ways.append((steps, sum(points[code] > now[code] for code in now)))
    assert way.reachable == bool(ways)
    if ways:
        assert (way.cost, len(way.steps)) == min(ways)
        after = now | {step.criterion.code: step.option.points for step in way.steps}
        assert scoring.band(scoring.total(after), BANDS) >= star
        assert scoring.total(after) == way.total


def test_of_two_ways_that_which_goes_on_with_what_a_gate_asks_for_anyway():
    """Either criterion gives the one point that is missing behind the gate; the second one is touched already."""
    free = tuple(Option(points, f"mức {points}", None) for points in (0, 2, 3))
    gated = (Option(0, "mức 0", None), Option(2, "mức 2", 3), Option(3, "mức 3", None))
    told = (("1", free), ("2", gated))
    sheet = Sheet("r", "s", 1, "x", "x", "I", "I.1", (), (), True, tuple(
        Criterion("A", code, "x", "x", 3, options) for code, options in told
    ))  # fmt: skip
    bands = [(5, Fraction(9)), (4, Fraction(8)), (3, Fraction(5)), (2, Fraction(1)), (1, Fraction(0))]
    way = simulator.cheapest(sheet, {"1": 2, "2": 0}, bands, 3)
    assert [(step.criterion.code, step.option.points, step.steps) for step in way.steps] == [("2", 3, 2)]


def test_the_gate_comes_before_the_points():
    sheet = criteria.carried("QD26-2026")["QD26-09"]
    best = {c.code: max(o.points for o in c.options) for c in sheet.scored}
    bands = [(5, Fraction(90)), (4, Fraction(70)), (3, Fraction(50)), (2, Fraction(30)), (1, Fraction(0))]
    outcome = simulator.today(sheet, best | {"3.5": 1}, bands)
    assert (outcome.star, simulator.next_star(outcome)) == (3, 4)
    way = simulator.cheapest(sheet, best | {"3.5": 1}, bands, 4)
    assert [(step.criterion.code, step.option.points, step.by_gate) for step in way.steps] == [("3.5", 2, True)]
    assert simulator.next_star(simulator.today(sheet, best, bands)) is None
    assert simulator.next_star(simulator.today(sheet, best | {"5.3": 0}, bands)) == 3
