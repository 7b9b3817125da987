"""The carried units, loaded once for a module that only reads them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from nongcot.places import actions, tree
from nongcot.places.tree import Tree


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: Any) -> Iterator[Tree]:
    """All carried units stated at posting 1, old Nam Định as the book's scope at posting 2; undone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        actions.load_units(posted=1)
        actions.set_scope(province_code="36", valid_from=date(2016, 1, 1), posted=2)
        yield tree.current()
        transaction.set_rollback(True)
