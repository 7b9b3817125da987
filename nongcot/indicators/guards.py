"""The database itself refuses to change what was written.

A model that names `written_once` (a column that may go from empty to filled, once) gets triggers: no row is deleted,
and nothing else of a row ever changes. They are installed after every migration, because SQLite drops triggers silently
when Django rebuilds a table, and checked at start.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import connection, models

FUNCTION = "nongcot_only_grows"


def guarded() -> Iterator[tuple[type[models.Model], str]]:
    """Models whose rows only grow, each with the one column that may be filled later (empty: none)."""
    for model in apps.get_models():
        column = getattr(model, "written_once", None)
        if column is not None:
            yield model, column


def install(**_: Any) -> None:
    """Put the triggers in place; called after migrations."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for model, column in guarded():
            table = model._meta.db_table
            if table in present:
                for statement in _statements(table, column, [str(f.column) for f in model._meta.concrete_fields]):
                    cursor.execute(statement)


def missing() -> list[str]:
    """Names of triggers that should stand and do not."""
    tables = set(connection.introspection.table_names())
    expected = [n for model, _ in guarded() if model._meta.db_table in tables for n in _names(model._meta.db_table)]
    query = (
        "SELECT tgname FROM pg_trigger"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in expected if name not in present]


def check(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """A start-up check (`indicators.E001`): the ledger is not served unguarded."""
    if not databases or "indicators_span" not in connection.introspection.table_names():
        return []
    gone = missing()
    if not gone:
        return []
    return [
        Error(f"Triggers are missing: {', '.join(gone)}.", hint="Run: nongcot manage migrate", id="indicators.E001")
    ]


def _names(table: str) -> list[str]:
    names = [f"{table}_no_delete", f"{table}_no_change"]
    if connection.vendor == "postgresql":
        return [*names, f"{table}_no_truncate"]
    return names


def _statements(table: str, column: str, columns: list[str]) -> Iterator[str]:
    if connection.vendor == "postgresql":
        for suffix, event, level in (
            ("no_delete", "DELETE", "ROW"),
            ("no_change", "UPDATE", "ROW"),
            ("no_truncate", "TRUNCATE", "STATEMENT"),
        ):
            yield f"DROP TRIGGER IF EXISTS {table}_{suffix} ON {table}"
            yield (
                f"CREATE TRIGGER {table}_{suffix} BEFORE {event} ON {table} "
                f"FOR EACH {level} EXECUTE FUNCTION {FUNCTION}('{column}')"
            )
        return
    others = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns if name != column)
    refused = f'({others}) OR OLD."{column}" IS NOT NULL OR NEW."{column}" IS NULL' if column else "1"
    yield f"DROP TRIGGER IF EXISTS {table}_no_delete"
    yield f"DROP TRIGGER IF EXISTS {table}_no_change"
    yield (
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    )
    yield (
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} WHEN {refused} "
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    )


_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE once text := TG_ARGV[0];
BEGIN
    IF TG_OP = 'UPDATE' AND once <> ''
       AND to_jsonb(OLD) - once = to_jsonb(NEW) - once
       AND to_jsonb(OLD) ->> once IS NULL AND to_jsonb(NEW) ->> once IS NOT NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME;
END $$
"""
