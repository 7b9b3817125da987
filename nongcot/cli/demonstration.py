"""The demonstration book: built when there is none, built anew when what it is made of has changed."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

import nongcot
from nongcot.accounts.models import Book
from nongcot.cli.database import drop_tables
from nongcot.example.seal import seal

PACKAGE = Path(nongcot.__file__).parent
# What decides how the demonstration book turns out.
INGREDIENTS = ("example/**/*", "*/migrations/*.py", "*/data/**/*", "*/indicators.py", "indicators/*.py")


def prepare(*, build: Callable[[], object], say: Callable[[str], object]) -> None:
    """Leave a finished demonstration book behind, unless a real book is open here.

    `build` fills an empty, migrated database; `say` is told what is done and why.
    """
    wanted = fingerprint()
    found = state()
    if found == ("real", ""):
        say(_("%(book)s: đây là sổ thật; setup không đụng đến.") % {"book": Book.objects.get()})
        if waiting := migrations_waiting():
            said = _("Còn %(n)s thay đổi cấu trúc bảng. Hãy sao lưu (nongcot backup), rồi chạy: nongcot upgrade")
            say(said % {"n": waiting})
        return
    if found == ("demonstration", wanted):
        return
    if found:
        say(_("Đang dựng lại sổ mẫu: kịch bản, sổ cái, cấu trúc bảng hay dữ liệu của nó đã đổi."))
        clear()
    else:
        say(_("Đang dựng sổ mẫu."))
    settings.HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    build()
    # Last: a book whose building was broken off has no hash and is built again.
    Book.objects.update(example_hash=wanted)
    if connection.vendor == "sqlite":
        connection.close()
        seal(Path(connection.settings_dict["NAME"]))


def state() -> tuple[str, str] | None:
    """("real", ""), ("demonstration", hash of what it was made of), or None when no book is open.

    Asks for two columns alone, so that it can read books of other versions.
    """
    if Book._meta.db_table not in connection.introspection.table_names():
        return None
    row = Book.objects.values_list("is_demonstration", "example_hash").first()
    if row is None:
        return None
    return ("demonstration", row[1]) if row[0] else ("real", "")


def fingerprint() -> str:
    """A hash of what the demonstration book is made of."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in INGREDIENTS for path in PACKAGE.glob(pattern)}):
        if path.is_file() and not {"tests", "__pycache__"} & set(path.parts):
            digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def migrations_waiting() -> int:
    """How many migrations the database has not seen."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def clear() -> None:
    """Remove the demonstration book's database and uploads. Raises RuntimeError before a real book."""
    found = state()
    if found is None or found[0] != "demonstration":
        raise RuntimeError("only a demonstration book is ever removed")
    drop_tables()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
