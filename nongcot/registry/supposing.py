"""What an act would come to, without anybody writing it: its facts stand for this connection alone, for a while.

Everything here is temporary: the facts lie in tables of the connection, and views of the same names as the book's
tables show both together, so that each room works its rows out of them as at a posting. No writer is held up, and
nothing can be written by mistake, for a view takes no rows.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.db import connection, models

from nongcot.indicators import bulk, engine, ledger
from nongcot.indicators.ledger import Entry
from nongcot.kernel import clock, memory
from nongcot.registry import derived

#: Above every number that the book gives: of rows, and of organisations that are not in the book.
BEYOND = 2**60

ASKED = "nc_supposed_of"


class Supposed(Entry):
    """A posting that is not one: what is asserted in it is read as if it stood, until the block ends."""

    def __init__(self) -> None:
        super().__init__(ledger.newest() + 1, clock.now())
        self._over: set[str] = set()
        self._numbers = count(BEYOND)

    def write(self, model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Suppose many rows."""
        table = model._meta.db_table
        if table not in self._over:
            self._lay_over(table)
        self._add(table, columns, rows)

    def replace(
        self,
        model: type[models.Model],
        columns: Sequence[str],
        wanted: Sequence[Sequence[Any]],
        organisations: Collection[int],
    ) -> None:
        """Suppose these derived rows in place of the live ones of these organisations."""
        table = model._meta.db_table
        redone = f"nc_redone_{table}"
        if table not in self._over:
            bulk.temporary(redone, "organisation_id bigint")
            self._lay_over(
                table, f"NOT (retracted IS NULL AND organisation_id IN (SELECT organisation_id FROM {redone}))"
            )
        bulk.insert(redone, ["organisation_id"], ((number,) for number in organisations))
        whose = bulk.among("organisation_id", organisations, ASKED)
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM nc_over_{table} WHERE {whose} AND retracted IS NULL")
        self._add(table, columns, wanted)

    def follow(self) -> set[int]:
        """Work out the rows of everybody touched; gives all whose rows were looked at."""
        return engine.prepare(self.n, self.touched, self.lived)

    def _add(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        numbered = [(next(self._numbers), *row, self.n) for row in rows]
        bulk.insert(f"nc_over_{table}", ["id", *columns, "posted"], numbered)

    def _lay_over(self, table: str, kept: str = "1 = 1") -> None:
        bulk.temporary_like(f"nc_over_{table}", "*", table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TEMPORARY VIEW {table} AS SELECT * FROM {_schema()}.{table} WHERE {kept} "
                f"UNION ALL SELECT * FROM nc_over_{table}"
            )
        self._over.add(table)

    def lift(self) -> None:
        """Let the book's own tables be read again."""
        with connection.cursor() as cursor:
            for table in self._over:
                cursor.execute(f"DROP VIEW IF EXISTS {_temporary()}.{table}")


@contextmanager
def supposing() -> Iterator[Supposed]:
    """A posting that is only supposed; inside the block derived rows are supposed too (`derived.replace`)."""
    supposed = Supposed()
    token = derived.INSTEAD.set(supposed.replace)
    try:
        with memory.apart():  # what is supposed is no knowledge of the page around it
            yield supposed
    finally:
        derived.INSTEAD.reset(token)
        supposed.lift()


def _schema() -> str:
    """Where the book's own tables are."""
    if connection.vendor != "postgresql":
        return "main"
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return str(cursor.fetchone()[0])


def _temporary() -> str:
    return "pg_temp" if connection.vendor == "postgresql" else "temp"
