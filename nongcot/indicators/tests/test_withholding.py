"""Cells of a table are held back until what is hidden together is safe."""

from hypothesis import given
from hypothesis import strategies as st

from nongcot.indicators.withholding import Contribution, is_safe, together, withheld


def cell(key, *amounts):
    return Contribution(key, len(amounts), max(amounts, default=0), sum(amounts))


amounts = st.lists(st.integers(min_value=1, max_value=10**12), max_size=6)
tables = st.lists(amounts, min_size=1, max_size=12).map(
    lambda rows: [cell(str(index), *row) for index, row in enumerate(rows)]
)


def test_three_of_a_size_are_safe():
    assert is_safe(cell("a", 10, 20, 30))


def test_two_are_not():
    assert not is_safe(cell("a", 10, 20))


def test_one_that_makes_up_more_than_four_fifths_is_not():
    assert not is_safe(cell("a", 81, 10, 9))
    assert is_safe(cell("a", 80, 11, 9))


def test_nobody_tells_nothing():
    assert is_safe(cell("a"))
    assert withheld([cell("a"), cell("b", 1, 1, 1)]) == set()


def test_one_hidden_cell_takes_the_smallest_other_with_it():
    table = [cell("alone", 50), cell("small", 10, 10, 10), cell("great", 1000, 1000, 1000)]
    assert withheld(table) == {"alone", "small"}


@given(tables)
def test_every_unsafe_cell_is_hidden(table):
    assert {c.key for c in table if not is_safe(c)} <= withheld(table)


@given(tables)
def test_what_subtraction_leaves_is_safe_or_everything_is_hidden(table):
    hidden = withheld(table)
    told = [c for c in table if c.organisations and c.key not in hidden]
    rest = together(c for c in table if c.key in hidden)
    if hidden and told:
        assert len(hidden) > 1
        assert is_safe(rest)


@given(tables)
def test_a_table_of_safe_cells_hides_nothing(table):
    safe = [c for c in table if is_safe(c)]
    assert withheld(safe) == set()
