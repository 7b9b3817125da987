"""What the tests of the room share: a day that stands still."""

from collections.abc import Iterator
from datetime import date

import pytest

from nongcot.kernel import clock

TODAY = date(2022, 6, 15)


@pytest.fixture
def today(ledger) -> Iterator[date]:
    """15 June 2022, in an open book."""
    with clock.at(TODAY):
        yield TODAY
