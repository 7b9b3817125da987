"""`nongcot backup` and `nongcot restore`: the whole book in one file, and back."""

import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from nongcot.cli.main import open_house


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write the whole book into FILE (a zip archive).

    May run while the book is being served: the database is copied as of one moment. The file holds the database, the
    uploaded files and a manifest with the hash of each; the secret key and nongcot.env are not in it.
    """
    open_house()
    from django.conf import settings
    from django.utils.translation import gettext as _

    from nongcot.accounts.book import current
    from nongcot.cli import archive, database
    from nongcot.kernel import clock
    from nongcot.kernel.numbers import format_number

    book = current()
    with tempfile.TemporaryDirectory(dir=settings.HOME, prefix=".backup-") as folder:
        copy = Path(folder) / database.file_name(database.vendor())
        rows = database.dump(copy)
        members = {copy.name: copy} | uploads(settings.MEDIA_ROOT)
        manifest = {
            "program": version("nongcot"),
            "database": database.vendor(),
            "book": book.name,
            "is_demonstration": book.is_demonstration,
            "made": clock.now().isoformat(timespec="seconds"),
            "posting": rows.pop("posting"),
            "rows": rows,
        }
        archive.write(file, manifest, members)
    told = {"file": file, "book": book.name, "files": len(members) - 1, "size": format_number(file.stat().st_size)}
    click.echo(_("%(file)s: %(book)s, %(files)s tệp đã gửi, %(size)s byte") % told)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite a real book.")
def restore(file: Path, force: bool) -> None:
    """Put the backup FILE in the place of the present book.

    The file is checked against its manifest before anything is touched, and the restored book against it afterwards. A
    demonstration book is overwritten, a real one only with --force. "nongcot serve" must not be running. Migrations
    that are newer than the backup are applied, and what pages need beside the book is made ready.

    A book of SQLite goes into PostgreSQL as well, where DATABASE_URL names it; not the other way.
    """
    open_house(begins=True)
    from django.conf import settings
    from django.core.management import call_command
    from django.utils.translation import gettext as _

    from nongcot.cli import archive, assets, database
    from nongcot.cli.demonstration import state
    from nongcot.cli.serve import sole_server
    from nongcot.cli.upkeep import faults

    settings.HOME.mkdir(parents=True, exist_ok=True)
    with sole_server(settings.HOME / "serve.lock"), tempfile.TemporaryDirectory(dir=settings.HOME) as folder:
        manifest = archive.read(file, Path(folder))
        came_from = manifest["database"]
        if came_from == "postgresql" and database.vendor() == "sqlite":
            said = _("%(file)s là bản sao lưu của sổ PostgreSQL, chỉ đưa về PostgreSQL được.")
            raise click.ClickException(said % {"file": file})
        found = state()
        if found and found[0] == "real" and not force:
            raise click.ClickException(_("Ở đây đang mở một sổ thật; --force ghi đè nó (hãy sao lưu trước)."))
        copy = Path(folder) / database.file_name(came_from)
        if came_from == database.vendor():
            database.load(copy)
            verify(manifest)
        else:
            database.carry_into_postgresql(copy)
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        if (Path(folder) / "uploads").is_dir():
            shutil.move(Path(folder) / "uploads", settings.MEDIA_ROOT)
        for path in uploads(settings.MEDIA_ROOT).values():
            # An archive does not keep whom files were for.
            path.chmod(settings.FILE_UPLOAD_PERMISSIONS)
    call_command("migrate", verbosity=0, interactive=False)
    assets.furnish()
    if found := faults():
        raise click.ClickException(" ".join(found))
    click.echo(_("%(book)s: đã khôi phục như lúc %(made)s, lần ghi %(posting)s.") % manifest)


def uploads(folder: Path) -> dict[str, Path]:
    """The uploaded files by their names in the archive."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {f"uploads/{path.relative_to(folder).as_posix()}": path for path in files}


def verify(manifest: dict[str, Any]) -> None:
    """Compare the book with a manifest. Raises ClickException naming the tables that differ."""
    from django.utils.translation import gettext as _

    from nongcot.cli import database

    expected, found = manifest["rows"], database.count()
    tables = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    if tables:
        words = ", ".join(f"{name} {found.get(name)}/{expected.get(name)}" for name in tables)
        said = _("Sổ khôi phục khác bản kê của bản sao lưu về số dòng (có/phải có): %(words)s.")
        raise click.ClickException(said % {"words": words})
