"""The room's tests share a day that stands still, a few communes of old Nam Định, two co-ops and an enterprise."""

import pytest

from nongcot.linkage.tests.book import enterprise
from nongcot.registry.tests.book import enter
from nongcot.registry.tests.conftest import today, yen_luong, yen_my

__all__ = ["today", "yen_luong", "yen_my"]


@pytest.fixture
def coop(ledger, book, today, yen_my) -> int:
    return enter("HTX Lúa Vàng", place=yen_my, sector="AGR", tax_code="")


@pytest.fixture
def other(coop, yen_my) -> int:
    return enter("HTX Bên Sông", place=yen_my, sector="AGR", tax_code="")


@pytest.fixture
def company(coop) -> int:
    return enterprise()
