"""Writing many rows fast, the same on both databases: `executemany` on SQLite, COPY on PostgreSQL."""

import json
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

#: So many numbers stand in a statement itself, which costs less than a temporary table.
FEW = 100
#: So large (bytes) a temporary table of PostgreSQL may have become where its rows are deleted to empty it.
DELETED = 65_536
#: So many values one statement of SQLite takes.
PARAMETERS = 32_000


def insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, at_once: bool = False) -> None:
    """Append `rows` to `table`; values must already be what the columns store (JSON as text).

    `at_once`: many in one statement, for a table with triggers: SQLite closes its index of words after each statement.
    """
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        elif at_once:
            waiting = iter(rows)
            while some := list(islice(waiting, PARAMETERS // len(columns))):
                marks = ", ".join(["(" + ", ".join(["?"] * len(columns)) + ")"] * len(some))
                values = [value for row in some for value in row]
                cursor.cursor.connection.execute(f'INSERT INTO "{table}" ({names}) VALUES {marks}', values)
        else:
            marks = ", ".join(["?"] * len(columns))
            # Past Django's wrapper on purpose: its %s translation costs more than the insert itself.
            cursor.cursor.connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)


def temporary(table: str, columns: str, rows: Iterable[Sequence[Any]] = (), index: str = "") -> None:
    """An empty temporary table of this connection, filled with `rows`.

    `columns` is its SQL definition (portable types); `index` the columns of an index, without which a join against many
    unchanged rows becomes quadratic. The table outlives its use and is only emptied: dropping it would change the
    schema, after which SQLite prepares every statement anew (half of the time of a small posting) and PostgreSQL's
    catalogues swell.
    """
    with connection.cursor() as cursor:
        _empty(table, f"CREATE TEMPORARY TABLE IF NOT EXISTS {table} ({columns})")
        if index:
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {table}_key ON {table} ({index})")
        insert(table, [part.split()[0] for part in columns.split(",")], rows)
        if index:
            analyse(table)


def temporary_numbers(table: str, column: str, numbers: Iterable[int]) -> None:
    """A temporary table of these numbers, each once, found by them."""
    # SQLite keeps a table under such a key without an index beside it.
    kind = "bigint" if connection.vendor == "postgresql" else "integer"
    temporary(table, f"{column} {kind} PRIMARY KEY", zip(sorted(set(numbers)), strict=True))
    analyse(table)


def among(column: str, numbers: Collection[int], table: str) -> str:
    """SQL that holds for rows whose `column` is one of `numbers`, however many (`one_of`)."""
    return f"{column} IN {one_of(numbers, table)}"


def one_of(numbers: Iterable[int], table: str) -> str:
    """What follows `IN` in SQL for these numbers, however many.

    Many of them stand in the temporary `table`: run the statement before another one is asked about there.
    """
    told = set(map(int, numbers))
    if len(told) <= FEW:
        return f"({', '.join(map(str, told)) or 'NULL'})"
    temporary_numbers(table, "number", told)
    return f"(SELECT number FROM {table})"


def within(numbers: Iterable[int]) -> RawSQL:
    """What a query's `…__in` takes for these numbers, however many: they are one parameter, of which a statement of
    SQLite takes 250,000 at most (32,766 as most machines build it).
    """
    told = sorted(set(map(int, numbers)))
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [told])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(told)])


def temporary_like(table: str, columns: str, source: str) -> None:
    """An empty temporary table with these columns of another table."""
    _empty(table, f"CREATE TEMPORARY TABLE IF NOT EXISTS {table} AS SELECT {columns} FROM {source} WHERE 1 = 0")


def is_there(table: str) -> bool:
    """Whether this connection, to SQLite, has that temporary table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM sqlite_temp_master WHERE name = %s)", [table])
        return bool(cursor.fetchone()[0])


def analyse(table: str) -> None:
    """Tell PostgreSQL's planner how much a temporary table holds; SQLite plans these queries well without."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {table}")


def _empty(table: str, create: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(create)
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_relation_size(%s::regclass)", [f"pg_temp.{table}"])
            size = cursor.fetchone()[0]
            # Truncating takes milliseconds, whatever the table holds; deleted rows keep their place until then.
            if size > DELETED:
                cursor.execute(f"TRUNCATE {table}")
            elif size:
                cursor.execute(f"DELETE FROM {table}")
        else:
            cursor.execute(f"DELETE FROM {table}")


def next_id(table: str) -> int:
    """The id after the greatest one of `table`; safe only under the ledger's lock."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COALESCE(MAX(id), 0) + 1 FROM "{table}"')
        return int(cursor.fetchone()[0])
