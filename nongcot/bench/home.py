"""A place of its own for what is measured: the user's book and database are never touched."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

#: What the name of a PostgreSQL database is followed by; such a database is dropped without asking.
SUFFIX = "_bench"


@contextmanager
def own_home(database_url: str, *, keep: bool) -> Iterator[dict[str, str]]:
    """The environment of a process that works in an empty home, and in an empty PostgreSQL database when one is named.

    Both are removed afterwards unless `keep`.
    """
    home = Path(mkdtemp(prefix="nongcot-bench-"))
    taken_over = {k: v for k, v in os.environ.items() if k not in ("PUBLIC_URL", "DATABASE_URL")}
    environment = taken_over | {"NONGCOT_HOME": str(home), "DJANGO_SETTINGS_MODULE": "nongcot.config.settings"}
    if database_url:
        environment["DATABASE_URL"] = _fresh(database_url)
    try:
        yield environment
    finally:
        if not keep:
            shutil.rmtree(home)
            if database_url:
                _drop(database_url)


def _fresh(url: str) -> str:
    _drop(url)
    parts = urlsplit(url)
    name = parts.path.lstrip("/") + SUFFIX
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name))
        )
    return parts._replace(path=f"/{name}").geturl()


def _drop(url: str) -> None:
    name = urlsplit(url).path.lstrip("/") + SUFFIX
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
