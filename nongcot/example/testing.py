"""The demonstration book for tests; the root `conftest.py` names this module in `pytest_plugins`.

Building it takes a minute or two. It is built once a session, in a copy of the test database; a test that asks for
`example_book` works in that copy and leaves it as it was. Such tests go to one of several workers (`conftest.py`).
"""

from collections.abc import Iterator
from typing import Any

import pytest

from nongcot.registry.testing import connected_to, copied


@pytest.fixture(scope="session")
def example_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The name of a copy of the test database in which the example was built."""
    from nongcot.example.build import build

    with django_db_blocker.unblock(), copied("example") as name:
        with connected_to(name):
            build()
        yield name


@pytest.fixture(autouse=True)
def _where_the_example_is(request: pytest.FixtureRequest) -> Iterator[None]:
    """Before anything touches the database: a test that asks for `example_book` gets the copy."""
    if "example_book" not in request.fixturenames:
        yield
        return
    name = request.getfixturevalue("example_database")
    with request.getfixturevalue("django_db_blocker").unblock(), connected_to(name):
        yield


@pytest.fixture
def example_book(_where_the_example_is: None, db: None) -> None:
    """The demonstration book of Nam Định, as `nongcot setup` builds it."""
