"""The demonstration book for tests; the root `conftest.py` names this module in `pytest_plugins`.

Building it takes minutes. Where `make setup` has just built it and nobody has touched it since, it is copied from
there, or carried into PostgreSQL. Otherwise it is built once a session, in a copy of the test database; on PostgreSQL
always where everything is required (NONGCOT_REQUIRE_ALL=1). A test that asks for `example_book` works in that copy and
leaves it as it was; of several workers one has all these tests (see the root `conftest.py`).
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nongcot.registry.testing import SOURCES, connected_to, copied


@pytest.fixture(scope="session")
def example_database(
    base_database: str, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The name of a copy of the test database in which the example was built."""
    from django.conf import settings
    from django.db import connection

    from nongcot.example.seal import is_sealed

    with django_db_blocker.unblock(), copied("example", of=base_database) as name:
        if connection.vendor == "sqlite" and is_sealed(settings.DEMONSTRATION):
            shutil.copyfile(settings.DEMONSTRATION, name)
        elif os.environ.get("NONGCOT_REQUIRE_ALL") != "1" and is_sealed(settings.DEMONSTRATION):
            _carry(settings.DEMONSTRATION, tmp_path_factory.mktemp("carried") / "book.sqlite3", name)
        else:
            _build(name)
        yield name


def _carry(book: Path, copy: Path, name: str) -> None:
    """What was built on SQLite, into PostgreSQL. From a copy: a book that is only looked at stays under its seal."""
    from nongcot.kernel import carrying

    shutil.copyfile(book, copy)
    with connected_to(name), carrying.source(copy):
        carrying.carry()


def _build(name: str) -> None:
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    from nongcot.example.build import build

    with connected_to(name):
        if connection.vendor == "postgresql":
            # Earlier tests drew numbers and rolled back; the book's records would be numbered otherwise than elsewhere.
            with connection.cursor() as cursor:
                for statement in connection.ops.sequence_reset_sql(
                    no_style(), apps.get_models(include_auto_created=True)
                ):
                    cursor.execute(statement)
        build()


SOURCES["example_book"] = "example_database"


@pytest.fixture
def example_book(_where_the_test_works: None, db: None) -> None:
    """The demonstration book of Nam Định, as `nongcot setup` builds it."""
