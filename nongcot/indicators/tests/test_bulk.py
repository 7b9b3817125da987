"""A temporary table that is filled again holds what it was filled with last."""

import pytest
from django.db import connection

from nongcot.indicators import bulk


@pytest.mark.both_databases
@pytest.mark.parametrize("before", [0, 3, 20_000])
def test_a_table_is_empty_before_it_is_filled(db, before):
    for numbers in (range(before), range(2)):
        bulk.temporary("nc_tried", "number bigint", ((number,) for number in numbers))
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM nc_tried ORDER BY number")
        assert cursor.fetchall() == [(0,), (1,)]
