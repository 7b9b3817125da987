"""The process that measures: builds the register in the home it was given and prints one JSON object.

Started by `command.bench`, because a process that has loaded the settings of one book cannot turn to another.
"""

import json
import os
import platform
import sqlite3
import sys
import time
from typing import Any

import click
import django


@click.command()
@click.option("--organisations", type=int, required=True)
@click.option("--years", type=int, required=True)
@click.option("--seed", type=int, required=True)
@click.option("--rows", type=int, required=True)
@click.option("--seldom", type=int, required=True)
def run(organisations: int, years: int, seed: int, rows: int, seldom: int) -> None:
    """Build, measure, tell."""
    django.setup()
    from django.core.management import call_command

    from nongcot.bench import measures, programmes, register
    from nongcot.config import catalogues

    catalogues.compile_all()
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    built = register.build(organisations, years, seed)
    told_of = programmes.tell(built)
    building = time.perf_counter() - started
    _settle()
    watch = measures.measure(built, told_of, rows, seldom)
    told = {
        "organisations": organisations,
        "years": years,
        "seed": seed,
        "workbook_rows": rows,
        "build_s": round(building, 1),
        "memory_mb": round(measures.memory()),
        **_book(),
        **_machine(),
        "timings": watch.timings(),
    }
    json.dump(told, sys.stdout, ensure_ascii=False)


def _settle() -> None:
    """What PostgreSQL does by itself minutes after much was written: count what stands, and sort it into indexes."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _book() -> dict[str, Any]:
    from nongcot.indicators.models import Posting, Span
    from nongcot.registry.models import Profile

    return {"postings": Posting.objects.count(), "spans": Span.objects.count(), "slices": Profile.objects.count()}


def _machine() -> dict[str, Any]:
    from django.db import connection

    version = sqlite3.sqlite_version
    if connection.vendor == "postgresql":
        version = str(connection.pg_version // 10_000)  # type: ignore[attr-defined]  # of Django's PostgreSQL backend
    return {
        "database": connection.vendor,
        "database_version": version,
        "python": platform.python_version(),
        "django": django.get_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
    }


if __name__ == "__main__":
    run()
