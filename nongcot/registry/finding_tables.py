"""The index over the words of `Findable`, which Django's models cannot name.

SQLite: an FTS5 table over the model's own rows, kept by triggers, so that emptying the model empties it too; all is
installed after every migration, because SQLite drops triggers silently when Django rebuilds a table. PostgreSQL: a GIN
index.
"""

from typing import Any

from django.db import connection

from nongcot.registry.models import Findable

TABLE = Findable._meta.db_table
WORDS = "registry_words"

# `detail=none`: neither phrases nor positions are asked for, and the index is a third of the size.
_SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {WORDS} USING fts5(words, content='{TABLE}', content_rowid='id', "
    "tokenize='unicode61', prefix='1 2 3', detail='none')",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_found AFTER INSERT ON {TABLE} BEGIN "
    f"INSERT INTO {WORDS} (rowid, words) VALUES (new.id, new.words); END",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_lost AFTER DELETE ON {TABLE} BEGIN "
    f"INSERT INTO {WORDS} ({WORDS}, rowid, words) VALUES ('delete', old.id, old.words); END",
)
_POSTGRESQL = (f"CREATE INDEX IF NOT EXISTS {WORDS} ON {TABLE} USING gin (to_tsvector('simple', words))",)


def install(**_: Any) -> None:
    """Put the index in place; called after migrations."""
    if TABLE in connection.introspection.table_names():
        with connection.cursor() as cursor:
            for statement in _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE:
                cursor.execute(statement)
