"""The book's database as a file: copied as of one moment, and put back wholly or not at all."""

import os
import sqlite3
import subprocess
from pathlib import Path

import click
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import gettext as _

from nongcot.indicators import ledger
from nongcot.kernel import carrying


def vendor() -> str:
    """`sqlite` or `postgresql`."""
    return connection.vendor


def file_name(of: str) -> str:
    """What the copy of a database of that vendor is called inside a backup."""
    return {"sqlite": "book.sqlite3", "postgresql": "book.sql"}[of]


def dump(target: Path) -> dict[str, int]:
    """Copy the database as of one moment; returns the rows of each table at that moment, and the newest `posting`.

    Raises ClickException when PostgreSQL's pg_dump is missing or refuses.
    """
    if connection.vendor == "sqlite":
        with (
            transaction.atomic(),
            sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True) as book,
        ):
            # The open transaction keeps writers out, so what is copied is what is counted.
            with sqlite3.connect(target) as copy:
                book.backup(copy)
            copy.close()
            return count() | {"posting": ledger.newest()}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        options = ["--no-owner", "--no-privileges", "--clean", "--if-exists", "--snapshot", snapshot]
        run_postgresql("pg_dump", *options, "--file", str(target))
        return count() | {"posting": ledger.newest()}


def load(source: Path) -> None:
    """Put a copied database in the place of the present one. Raises ClickException when it is damaged or refused."""
    if connection.vendor == "sqlite":
        _check(source)
        connection.close()
        target = Path(connection.settings_dict["NAME"])
        for suffix in ("-wal", "-shm"):
            Path(f"{target}{suffix}").unlink(missing_ok=True)
        source.replace(target)
        return
    connection.close()
    run_postgresql("psql", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1", "--file", str(source))


def carry_into_postgresql(source: Path) -> None:
    """Put the copied SQLite database, brought up to date, in the place of the present book, wholly or not at all.

    Raises ClickException when it is damaged.
    """
    _check(source)
    with carrying.source(source):
        call_command("migrate", database=carrying.SOURCE, verbosity=0, interactive=False)
        with transaction.atomic():
            drop_tables()
            call_command("migrate", verbosity=0, interactive=False)
            carrying.carry()


def drop_tables() -> None:
    """Empty the database: the SQLite file goes; in PostgreSQL, where the database may not be ours, its tables do."""
    if connection.vendor == "sqlite":
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{suffix}").unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")


def _check(file: Path) -> None:
    """Raises ClickException when a SQLite database is damaged."""
    with sqlite3.connect(file) as copy:
        (answer,) = copy.execute("PRAGMA integrity_check").fetchone()
    copy.close()
    if answer != "ok":
        raise click.ClickException(_("Cơ sở dữ liệu trong bản sao lưu bị hỏng: %(answer)s") % {"answer": answer})


def run_postgresql(program: str, *options: str) -> None:
    """Run one of PostgreSQL's programs on the book's database. Raises ClickException with what it said last."""
    args, extra = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    environment = os.environ | (extra or {})
    try:
        done = subprocess.run(
            [program, *options, *args[1:]], env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        said = _("Máy chưa cài %(program)s; nó thuộc các chương trình khách của PostgreSQL.") % {"program": program}
        raise click.ClickException(said) from None
    if done.returncode:
        raise click.ClickException(f"{program}: {done.stderr.strip().splitlines()[-1]}")


def count() -> dict[str, int]:
    """Rows of every table."""
    counts = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute("SELECT count(*) FROM " + connection.ops.quote_name(table))
            (counts[table],) = cursor.fetchone()
    return counts
