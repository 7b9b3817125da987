"""What the tests of the room share: a day that stands still, an officer's hand, and a few communes."""

from collections.abc import Iterator
from datetime import date

import pytest

from nongcot.kernel import clock
from nongcot.places.models import Unit

TODAY = date(2020, 3, 2)


@pytest.fixture
def today() -> Iterator[date]:
    """2 March 2020, under the Law of 2012 and Decree 77/2019."""
    with clock.at(TODAY):
        yield TODAY


def commune(name: str) -> int:
    """The id of a commune of Ý Yên, as of 2016."""
    return Unit.objects.get(name=name, parent__name="Huyện Ý Yên", valid_from=date(2016, 1, 1)).pk


@pytest.fixture
def yen_my(ledger) -> int:
    return commune("Xã Yên Mỹ")


@pytest.fixture
def yen_luong(ledger) -> int:
    return commune("Xã Yên Lương")
