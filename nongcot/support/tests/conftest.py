"""What the tests of the room share: a day that stands still."""

from collections.abc import Iterator
from datetime import date

import pytest

from nongcot.kernel import clock

TODAY = date(2022, 12, 31)


@pytest.fixture
def today(ledger) -> Iterator[date]:
    """31 December 2022, in an open book."""
    with clock.at(TODAY):
        yield TODAY
