"""What the tests of the room share: a day that stands still."""

from collections.abc import Iterator
from datetime import date

import pytest

from nongcot.exemplars.tests import telling
from nongcot.kernel import clock

TODAY = date(2022, 6, 15)


@pytest.fixture
def today(ledger) -> Iterator[date]:
    """15 June 2022, in an open book."""
    with clock.at(TODAY):
        yield TODAY


@pytest.fixture
def term(settings) -> date:
    """The first day of the term, 15 October 2020: a term has begun."""
    settings.TERM_BEGAN = f"{telling.__name__}.began"
    return telling.TERM
