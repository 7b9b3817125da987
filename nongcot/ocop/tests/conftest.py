"""What the tests of the room share."""

from collections.abc import Iterator
from datetime import date

import pytest

from nongcot.kernel import clock
from nongcot.places.models import Unit

TODAY = date(2026, 6, 15)


@pytest.fixture
def today() -> Iterator[date]:
    """15 June 2026: two regimes run side by side."""
    with clock.at(TODAY):
        yield TODAY


@pytest.fixture
def yen_my(ledger) -> int:
    """The id of Xã Yên Mỹ, Ý Yên, as of 2016."""
    return Unit.objects.get(name="Xã Yên Mỹ", parent__name="Huyện Ý Yên", valid_from=date(2016, 1, 1)).pk
