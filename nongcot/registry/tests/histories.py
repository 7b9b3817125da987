"""How many random histories the tests of a room try, and which ones."""

import os
from collections.abc import Callable
from typing import TypeVar

from django.db import connection
from hypothesis import HealthCheck, seed, settings

T = TypeVar("T")

#: The histories of the whole ledger; each room tries its share of them. Two thousand in CI (`.ci/run`).
COUNT = int(os.environ.get("NONGCOT_HISTORIES", "200"))
#: On PostgreSQL a tenth, but never fewer than these: the same is read there by the same code.
FEWEST = 5
#: The same in every run, so that a red run can be repeated; `NONGCOT_SEED` draws others.
SEED = int(os.environ.get("NONGCOT_SEED", "0"))


def trying(share: float) -> settings:
    """Settings for a share of all histories; the book is put back after each, so that one fixture serves them all."""
    count = COUNT * share / (10 if connection.vendor == "postgresql" else 1)
    return settings(
        max_examples=max(FEWEST, round(count)),
        deadline=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def chunk(number: int) -> Callable[[T], T]:
    """Each chunk of a test draws histories of its own."""
    return seed(SEED * 1000 + number)
