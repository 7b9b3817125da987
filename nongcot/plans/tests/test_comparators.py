"""Golden cases of every comparator: the table and the targets of the vocabulary's page."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.plans.comparators import Comparator, Goal, Outcome

MET, EXCEEDED, UNMET, NO_BASE = Outcome.MET, Outcome.EXCEEDED, Outcome.UNMET, Outcome.BASELINE_NOT_KNOWN


def goal(comparator: str, low: str | None = None, high: str | None = None, base: str | None = None) -> Goal:
    low_, high_, base_ = (None if text is None else Decimal(text) for text in (low, high, base))
    return Goal(Comparator(comparator), low_, high_, base_)


@pytest.mark.parametrize(
    ("promised", "value", "outcome"),
    [
        (goal("at_least", "10"), "9", UNMET),
        (goal("at_least", "10"), "10", MET),
        (goal("at_least", "10"), "11", EXCEEDED),
        (goal("at_most", "5"), "6", UNMET),
        (goal("at_most", "5"), "5", MET),
        (goal("at_most", "5"), "0", MET),
        (goal("between", "10", "15"), "9", UNMET),
        (goal("between", "10", "15"), "10", MET),
        (goal("between", "10", "15"), "15", MET),
        (goal("between", "10", "15"), "16", EXCEEDED),
        (goal("between", "20", "25"), "25", MET),  # new co-ops a year, old Ninh Bình 2023
        (goal("exactly", "1"), "0", UNMET),
        (goal("exactly", "1"), "1", MET),
        (goal("exactly", "1"), "2", UNMET),  # told, not called exceeded
        (goal("maintain", base="12"), "11", UNMET),
        (goal("maintain", base="12"), "12", MET),
        (goal("maintain", base="12"), "13", MET),
        (goal("maintain"), "12", NO_BASE),
        (goal("growth", "20", base="1000"), "1199", UNMET),  # members, old Ninh Bình 2023
        (goal("growth", "20", base="1000"), "1200", MET),
        (goal("growth", "20", base="1000"), "1201", EXCEEDED),
        (goal("growth", "20"), "1201", NO_BASE),
        (goal("growth", "20", base="0"), "5", NO_BASE),
        (goal("multiple", "1.5", base="40"), "59.99", UNMET),
        (goal("multiple", "1.5", base="40"), "60", MET),
        (goal("multiple", "1.5", base="40"), "60.01", EXCEEDED),
        (goal("multiple", "1.5"), "60", NO_BASE),
        (goal("share", "70"), "70", MET),
        (goal("share", "50"), "50.01", EXCEEDED),
    ],
)
def test_met_and_exceeded(promised: Goal, value: str, outcome: Outcome):
    assert promised.outcome(Decimal(value)) is outcome


def test_a_share_short_by_less_than_a_hundredth_is_not_met():
    assert goal("share", "70").outcome(Fraction(69_999_999, 1_000_000)) is UNMET


@pytest.mark.parametrize(
    ("promised", "value", "share"),
    [
        (goal("at_least", "15"), 31, Fraction(620, 3)),  # the "207 %" of 2024
        (goal("between", "10", "15"), 12, Fraction(120)),
        (goal("at_most", "5"), 4, Fraction(80)),
        (goal("maintain", base="12"), 12, Fraction(100)),
        (goal("growth", "20", base="1000"), 1200, Fraction(100)),
        (goal("multiple", "1.5", base="40"), 30, Fraction(50)),
        (goal("share", "50"), 25, Fraction(50)),
        (goal("multiple", "1.5"), 30, None),
    ],
)
def test_the_reached_share_of_the_plan(promised: Goal, value: int, share: Fraction | None):
    assert promised.fulfilment(value) == share


def test_to_keep_a_cohort_is_to_keep_all_of_it():
    assert goal("maintain").over(12) == goal("maintain", base="12")
    assert goal("maintain", base="9").over(12) == goal("maintain", base="9")
    assert goal("maintain").over(None) == goal("maintain")
    assert goal("growth", "20").over(12) == goal("growth", "20")


@given(
    st.sampled_from([c for c in Comparator if c not in (Comparator.AT_MOST, Comparator.EXACTLY)]),
    st.integers(1, 500),
    st.integers(0, 500),
    st.integers(1, 500),
    st.integers(0, 2000),
)
def test_more_is_never_worse(comparator: Comparator, low: int, wider: int, base: int, value: int):
    promised = Goal(comparator, Decimal(low), Decimal(low + wider), Decimal(base))
    order = (UNMET, MET, EXCEEDED)
    assert order.index(promised.outcome(value)) <= order.index(promised.outcome(value + 1))
