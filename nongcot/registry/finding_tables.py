"""The indexes over the words of `Findable`, one a subject, which Django's models cannot name.

SQLite: FTS5 tables over the model's own rows, kept by triggers, so that emptying the model empties them too; all is
installed after every migration, because SQLite drops triggers silently when Django rebuilds a table. One that an older
program made otherwise is made anew. PostgreSQL: GIN indexes.
"""

from typing import Any

from django.db import connection

from nongcot.registry.models import Findable

TABLE = Findable._meta.db_table
SUBJECTS = tuple(Findable.Subject.values)


def words_of(subject: str) -> str:
    """The name of the index over the words of one subject."""
    return f"registry_words_{Findable.Subject(subject).value}"


#: `detail=none`: neither phrases nor positions are asked for, and the index is a third of the size. A beginning of a
#: length that `prefix` does not name is put together from all words that have it, which takes five times as long; few
#: syllables have more than six letters.
FTS5 = (
    f"USING fts5(words, content='{TABLE}', content_rowid='id', "
    "tokenize='unicode61', prefix='1 2 3 4 5 6', detail='none')"
)


def _sqlite(subject: str) -> tuple[str, ...]:
    words = words_of(subject)
    is_older = _is_of_an_older_program(words)
    fill = f"INSERT INTO {words} (rowid, words) SELECT id, words FROM {TABLE} WHERE subject = '{subject}'"
    return (
        *([f"DROP TABLE {words}"] if is_older else []),
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {words} {FTS5}",
        *([fill] if is_older else []),
        f"CREATE TRIGGER IF NOT EXISTS {words}_found AFTER INSERT ON {TABLE} WHEN new.subject = '{subject}' BEGIN "
        f"INSERT INTO {words} (rowid, words) VALUES (new.id, new.words); END",
        f"CREATE TRIGGER IF NOT EXISTS {words}_lost AFTER DELETE ON {TABLE} WHEN old.subject = '{subject}' BEGIN "
        f"INSERT INTO {words} ({words}, rowid, words) VALUES ('delete', old.id, old.words); END",
    )


def _is_of_an_older_program(words: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [words])
        found = cursor.fetchone()
    return found is not None and not found[0].endswith(FTS5)


def _postgresql(subject: str) -> tuple[str, ...]:
    return (
        f"CREATE INDEX IF NOT EXISTS {words_of(subject)} ON {TABLE} USING gin (to_tsvector('simple', words)) "
        f"WHERE subject = '{subject}'",
    )


def install(**_: Any) -> None:
    """Put the indexes in place; called after migrations."""
    if TABLE in connection.introspection.table_names():
        of_subject = _postgresql if connection.vendor == "postgresql" else _sqlite
        with connection.cursor() as cursor:
            for subject in SUBJECTS:
                for statement in of_subject(subject):
                    cursor.execute(statement)
