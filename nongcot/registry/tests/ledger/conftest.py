"""What the ledger's tests share."""

import pytest

from nongcot.registry.testing import connected_to, copied


@pytest.fixture
def own_ledger(opened_database, django_db_blocker):
    """An open ledger of the test's own, to which several connections may write and commit; thrown away afterwards."""
    with (
        django_db_blocker.unblock(),
        connected_to(opened_database),
        copied("own") as name,
        connected_to(name),
    ):
        yield name
