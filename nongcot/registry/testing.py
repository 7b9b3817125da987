"""Fixtures for tests of whatever stands on a ledger; the root `conftest.py` names this module in `pytest_plugins`.

Opening a ledger states all units of the country and takes about a second, and finding places by name takes another.
So it is opened once a session, in a copy of the test database; a test that asks for `ledger` works in that copy and
leaves it as it was.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

OPENED_ON = date(2016, 1, 4)
PROVINCE, SCOPE_FROM = "36", date(2016, 1, 1)

#: Fixtures with which a test commits what it writes.
COMMITTING = {"transactional_db", "live_server"}


@pytest.fixture(scope="session")
def base_database(django_db_setup: None) -> str:
    """The name of the test database, in which nothing stands."""
    from django.db import connection

    return str(connection.settings_dict["NAME"])


@pytest.fixture(scope="session")
def opened_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The name of a copy of the test database in which the ledger of old Nam Định was opened."""
    from nongcot.kernel import clock
    from nongcot.registry.actions.opening import open_ledger

    with django_db_blocker.unblock(), copied() as name:
        with connected_to(name), clock.at(OPENED_ON):
            open_ledger(province_code=PROVINCE, scope_from=SCOPE_FROM, by=None)
        yield name


@pytest.fixture(autouse=True)
def _where_the_test_works(request: pytest.FixtureRequest) -> Iterator[None]:
    """Before anything touches the database: in the copy with the open ledger, or in a copy of the test's own.

    What a test commits stands in a copy that is thrown away; to empty all tables after it would take seconds.
    """
    asked = request.fixturenames
    if "ledger" not in asked and not COMMITTING & set(asked):
        yield
        return
    source = request.getfixturevalue("opened_database" if {"ledger", "own_ledger"} & set(asked) else "base_database")
    with request.getfixturevalue("django_db_blocker").unblock(), ExitStack() as stack:
        stack.enter_context(connected_to(source))
        if COMMITTING & set(asked):
            stack.enter_context(connected_to(stack.enter_context(copied("own"))))
        yield


@pytest.fixture(scope="session", autouse=True)
def _copies_are_not_emptied() -> Iterator[None]:
    """Django empties all tables after a test that committed; here their database is thrown away whole."""
    from django.test import TransactionTestCase

    empty = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda _case: None
    yield
    TransactionTestCase._fixture_teardown = empty


@pytest.fixture
def ledger(_where_the_test_works: None, db: None) -> None:
    """An open ledger: posting 1 was made on 4 January 2016; its scope is old Nam Định and what became of it."""


@pytest.fixture
def own_ledger(_where_the_test_works: None, transactional_db: None) -> str:
    """An open ledger of the test's own, to which several connections may write and commit; the database's name."""
    from django.db import connection

    return str(connection.settings_dict["NAME"])


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """The default connection leads to another database of the same kind."""
    from django.db import connection

    assert not connection.in_atomic_block, "`ledger` must be asked for as a fixture, not by a mark or from a test"
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def copied(suffix: str = "opened") -> Iterator[str]:
    """A copy of the default connection's database, gone afterwards."""
    from django.db import connection

    source = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        copy = Path(f"{source}.{suffix}")
        shutil.copyfile(source, copy)
        yield str(copy)
        for left in copy.parent.glob(f"{copy.name}*"):
            left.unlink()
        return
    name = f"{source}_{suffix}"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    yield name
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')
