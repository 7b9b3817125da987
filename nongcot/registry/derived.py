"""Derived rows follow facts: those of some organisations are replaced where they differ from what the facts give.

Every room that works out rows from its facts keeps them by this road; each table is a `models.Derived`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import connection, models

from nongcot.indicators import bulk, engine
from nongcot.kernel import rows
from nongcot.registry.models import Derived
from nongcot.registry.slices import FROM, TO

ASKED = "nc_derived_of"

#: Who takes derived rows instead of their tables, where they are only supposed (`supposing`).
Instead = Callable[[type[models.Model], Sequence[str], Sequence[Sequence[Any]], Collection[int]], None]
INSTEAD: ContextVar[Instead | None] = ContextVar("derived_rows_instead", default=None)


Row = tuple[Any, ...]


def replace(
    model: type[models.Model],
    columns: Sequence[str],
    wanted: Iterable[Sequence[Any]],
    n: int,
    organisations: Collection[int],
) -> tuple[Collection[Row], Collection[Row]]:
    """Retract live rows of these organisations that are not wanted any more, add wanted ones that are not there.

    `columns` begin with organisation and days (`slices.DERIVED`); `wanted` rows are in their order. Gives the rows
    before and after, days as text; where they are only supposed, nothing is known of those before.
    """
    after = dict.fromkeys(map(_comparable, wanted))
    instead = INSTEAD.get()
    if instead is not None:
        instead(model, columns, list(after), organisations)
        return (), after
    table = model._meta.db_table
    names = ", ".join(
        f"CAST({column} AS varchar(10))" if column in ("valid_from", "valid_to") else column for column in columns
    )
    whose = bulk.among("organisation_id", organisations, ASKED)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {names} FROM {table} WHERE {whose} AND retracted IS NULL")
        before = {row[1:]: row[0] for row in cursor.fetchall()}
    gone = [pk for row, pk in before.items() if row not in after]
    fresh = [(*row, n) for row in after if row not in before]
    if gone or fresh:
        engine.row_changed(table)
    if gone:
        those = bulk.among("id", gone, "nc_gone")
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET retracted = %s WHERE {those}", [n])
    if fresh:
        bulk.insert(table, [*columns, "posted"], fresh)
    return before, after


def differences(model: type[models.Model], columns: Sequence[str], wanted: Iterable[Sequence[Any]]) -> int:
    """How many live rows of the whole table are not the wanted ones, or are missing among them."""
    live = rows.values(model, columns, "retracted IS NULL")
    return len({_comparable(row) for row in wanted} ^ {_comparable(row) for row in live})


def tables() -> Iterator[type[Derived]]:
    """Every table of derived rows, of whatever room."""
    for model in apps.get_models():
        if issubclass(model, Derived):
            yield model


def _comparable(row: Sequence[Any]) -> tuple[Any, ...]:
    """A derived row with its days as ISO text, as rows are read back."""
    return (row[0], row[FROM].isoformat(), row[TO].isoformat(), *row[TO + 1 :])
