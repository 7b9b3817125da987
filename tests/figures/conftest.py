"""A small book for figure pages."""

import pytest

from tests.figures.book import Example, tell_example, tell_sums


@pytest.fixture
def example(ledger) -> Example:
    """The worked example of the ledger; see `book.tell_example`."""
    return tell_example()


@pytest.fixture
def sums(ledger) -> int:
    """Co-ops with charter capital; see `book.tell_sums`."""
    return tell_sums()
