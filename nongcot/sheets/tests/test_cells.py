import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.sheets.cells import address, column_name, column_number, position


@pytest.mark.parametrize(
    ("row", "col", "written"),
    [(0, 0, "A1"), (8, 4, "E9"), (9, 25, "Z10"), (0, 26, "AA1"), (2**20 - 1, 16383, "XFD1048576")],
)
def test_addresses(row, col, written):
    assert address(row, col) == written
    assert position(written) == (row, col)


@given(st.integers(0, 16383))
def test_columns_and_their_letters(col):
    assert column_number(column_name(col)) == col


@pytest.mark.parametrize("written", ["", "A", "1", "A0", "ABCD1", "A1:B2", "É1"])
def test_what_is_no_address(written):
    with pytest.raises(ValueError, match="no cell address"):
        position(written)
