"""All rows of a SQLite database into one of PostgreSQL, as they stand: a book begun in a file goes on in a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, connections, models, transaction

#: The connection to what is carried, while it is.
SOURCE = "carried"
AT_ONCE = 2_000


@contextmanager
def source(file: Path) -> Iterator[None]:
    """Inside the block the SQLite database `file` answers as the connection `SOURCE`."""
    connections.databases[SOURCE] = connections.databases["default"] | {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {},
    }
    try:
        yield
    finally:
        connections[SOURCE].close()
        del connections[SOURCE]
        del connections.databases[SOURCE]


def carry() -> dict[str, int]:
    """Every row of `SOURCE` into the default database, where nothing stands; returns how many went into each table.

    Both have had the same migrations; what those wrote in the default database gives way. In one transaction, at whose
    end PostgreSQL looks whether every row that another one names is there.
    """
    tables = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    with transaction.atomic():
        with connection.cursor() as cursor:
            # A migration of the same transaction may have asked for the opposite.
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for model in tables:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
        carried = {model._meta.db_table: _carry_table(model) for model in tables}
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), tables):
                cursor.execute(statement)
    # Kept by Django under the numbers that gave way.
    ContentType.objects.clear_cache()
    return carried


def _carry_table(model: type[models.Model]) -> int:
    rows = model._base_manager.using(SOURCE).order_by("pk").iterator(AT_ONCE)
    carried = 0
    while batch := list(islice(rows, AT_ONCE)):
        model._base_manager.using("default").bulk_create(batch)
        carried += len(batch)
    return carried
