"""`nongcot bench`: how fast this machine keeps a register of a given size."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _

from nongcot.bench import table
from nongcot.bench.home import own_home
from nongcot.kernel.numbers import format_number


@click.command()
@click.option("--organisations", default=1_000, show_default=True, type=click.IntRange(min=20), help="How many.")
@click.option("--years", default=10, show_default=True, type=click.IntRange(1, 10), help="Years of events.")
@click.option("--rows", default=10_000, show_default=True, type=click.IntRange(min=1), help="Rows of a workbook.")
@click.option("--seldom", default=5, show_default=True, type=click.IntRange(1, 20), help="Runs of what takes long.")
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same register.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--told",
    "earlier",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Measure nothing; print one table of what --json told earlier. May be repeated.",
)
@click.option("--keep", is_flag=True, help="Leave the temporary home (and database) behind and say where it is.")
def bench(
    organisations: int,
    years: int,
    rows: int,
    seldom: int,
    seed: int,
    as_json: bool,
    earlier: tuple[Path, ...],
    keep: bool,
) -> None:
    """Measure this machine with a made-up register.

    Works in a temporary home; with DATABASE_URL in a database of its own beside the named one (its name and "_bench",
    dropped if it is there). The user's book is never touched. 1,000 organisations take a minute, 100,000 half an hour.
    """
    if earlier:
        click.echo(table.markdown([_told_earlier(path) for path in earlier]))
        return
    with own_home(os.environ.get("DATABASE_URL", ""), keep=keep) as environment:
        asked = {
            "organisations": organisations,
            "years": years,
            "rows": rows,
            "seldom": seldom,
            "seed": seed,
        }
        words = [word for name, value in asked.items() for word in (f"--{name}", str(value))]
        done = subprocess.run(
            [sys.executable, "-m", "nongcot.bench.run", *words],
            env=environment, stdout=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
        if keep:
            click.echo(_("Giữ lại: %(home)s") % {"home": environment["NONGCOT_HOME"]}, err=True)
    if done.returncode:
        raise click.ClickException(_("Tiến trình đo không xong; lý do ở trên."))
    found: dict[str, Any] = json.loads(done.stdout)
    if as_json:
        click.echo(done.stdout)
        return
    said = _(
        "%(machine)s, %(cores)s lõi; Python %(python)s, Django %(django)s, %(database)s %(database_version)s; "
        "bảng tính %(rows)s dòng"
    )
    click.echo(said % {**found, "rows": format_number(found["workbook_rows"])})
    click.echo(table.markdown([found]))
    for what in table.missed(found):
        click.echo(_("quá mục tiêu: %(what)s") % {"what": what})


def _told_earlier(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        told = None
    if not isinstance(told, dict) or not table.is_run(told):
        said = _("%(file)s không phải thứ mà nongcot bench --json đã in ra.") % {"file": path}
        raise click.BadParameter(said, param_hint="--told")
    return told
