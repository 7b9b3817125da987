"""Fixtures for tests of whatever stands on a ledger; the root `conftest.py` names this module in `pytest_plugins`.

Opening a ledger states all units of the country and takes about a second, and finding places by name takes another.
So it is opened once a session, in a copy of the test database; a test that asks for `ledger` works in that copy and
leaves it as it was. What many tests of a module look at is told once, in a copy of their own: see `told_once`.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

OPENED_ON = date(2016, 1, 4)
PROVINCE, SCOPE_FROM = "36", date(2016, 1, 1)

#: Fixtures with which a test commits what it writes.
COMMITTING = {"transactional_db", "live_server"}
#: Where a test begins: by what it asks for, the fixture that names the database. The first that fits; otherwise in the
#: test database, in which nothing stands.
SOURCES = {"told_once": "told_database", "ledger": "opened_database", "own_ledger": "opened_database"}
#: The name of the test database, once a connection may have been led away from it.
HOME = pytest.StashKey[str]()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Lead back for a test that asks for no other database: a mark opens its transaction before any fixture of ours."""
    home = item.session.stash.get(HOME, "")
    if home and not SOURCES.keys() & set(getattr(item, "fixturenames", ())):
        lead_to(home)


@pytest.fixture(scope="session")
def base_database(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[str]:
    """The name of the test database."""
    from django.db import connection

    name = request.session.stash[HOME] = str(connection.settings_dict["NAME"])
    yield name
    lead_to(name)


@pytest.fixture(scope="session")
def opened_database(base_database: str, django_db_blocker: Any) -> Iterator[str]:
    """The name of a copy of the test database in which the ledger of old Nam Định was opened."""
    from nongcot.kernel import clock
    from nongcot.registry.actions.opening import open_ledger

    with django_db_blocker.unblock(), copied("opened", of=base_database) as name:
        with connected_to(name), clock.at(OPENED_ON):
            open_ledger(province_code=PROVINCE, scope_from=SCOPE_FROM, by=None)
        yield name


@pytest.fixture(autouse=True)
def _where_the_test_works(request: pytest.FixtureRequest) -> Iterator[None]:
    """Before anything touches the database: in the one that its fixtures ask for, or in a copy of the test's own.

    What a test commits stands in a copy that is thrown away; to empty all tables after it would take seconds. The
    connection stays for the next test, which mostly works in the same database: to connect anew costs more than a short
    test.
    """
    from nongcot.indicators import engine

    source = next((name for asked, name in SOURCES.items() if asked in request.fixturenames), "")
    if source:
        lead_to(request.getfixturevalue(source))
    if not COMMITTING & set(request.fixturenames):
        if source:
            # Most tests post something, and take it back with what was made for it.
            with request.getfixturevalue("django_db_blocker").unblock():
                engine.lay_out()
        yield
        return
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock(), copied("own") as own, connected_to(own):
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


@pytest.fixture(scope="module")
def told_by_the_module() -> dict[str, Any]:
    """What the module's `tell()` gave, by the database in which it told."""
    return {}


@pytest.fixture(scope="module")
def told_database(
    request: pytest.FixtureRequest, opened_database: str, django_db_blocker: Any, told_by_the_module: dict[str, Any]
) -> Iterator[str]:
    """The name of a copy of the open ledger in which the module's `tell()` has told what its tests look at."""
    with django_db_blocker.unblock(), copied("told", of=opened_database) as name:
        with connected_to(name):
            told_by_the_module[name] = request.module.tell()
        yield name


@pytest.fixture
def told_once(_where_the_test_works: None, db: None, told_database: str, told_by_the_module: dict[str, Any]) -> Any:
    """An open ledger in which the module's `tell()` was called, once for all its tests; gives what it gave.

    What a test writes besides is taken back after it, as everywhere.
    """
    return told_by_the_module[told_database]


@pytest.fixture
def own_ledger(_where_the_test_works: None, transactional_db: None) -> str:
    """An open ledger of the test's own, to which several connections may write and commit; the database's name."""
    from django.db import connection

    return str(connection.settings_dict["NAME"])


def lead_to(name: str) -> str:
    """Let the default connection lead to another database of the same kind; gives where it led before."""
    from django.db import connection

    before = str(connection.settings_dict["NAME"])
    if before != name:
        assert not connection.in_atomic_block, "`ledger` must be asked for as a fixture, not by a mark or from a test"
        connection.close()
        connection.settings_dict["NAME"] = name
    return before


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """The default connection leads to another database for a while."""
    before = lead_to(name)
    try:
        yield
    finally:
        lead_to(before)


@contextmanager
def copied(suffix: str, of: str = "") -> Iterator[str]:
    """A copy of a database (`of`, or the default connection's), gone afterwards."""
    from django.db import connection

    source = of or str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        with connected_to(source), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        copy = Path(f"{source}.{suffix}")
        shutil.copyfile(source, copy)
        yield str(copy)
        for left in copy.parent.glob(f"{copy.name}*"):
            # A thread of the live server that ends just then takes its own away.
            left.unlink(missing_ok=True)
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
