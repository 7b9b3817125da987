"""The list of commands, and how they answer: one line on stderr and a non-zero exit when something is wrong."""

import os
import secrets
import sys
from copy import copy
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from nongcot.cli import helps, usage
from nongcot.kernel import machine, spoken
from nongcot.kernel.spoken import gettext as _

# Where each command lives, and its line in `nongcot --help`. Modules are imported only when their command is called, so
# that `--help` answers at once and no command pays for another.
COMMANDS = {
    "Questions": {
        "figure": ("nongcot.indicators.command:figure", "A figure, its breakdown, movement and records."),
        "place": (
            "nongcot.places.command:place",
            "Which unit a text means: old and new names, with or without accents.",
        ),
        "report": ("nongcot.reports.command:report", "Write a report as a Word document."),
    },
    "Work": {
        "import": ("nongcot.intake.command:import_", "Read a workbook, show its effect, apply it."),
        "undo": ("nongcot.intake.command:undo", "Withdraw what an applied workbook stated."),
    },
    "The book": {
        "setup": ("nongcot.cli.book:setup", "Prepare this installation and open the demonstration book."),
        "init": ("nongcot.cli.book:init", "Begin a real, empty book."),
        "serve": ("nongcot.cli.serve:serve", "Serve the pages and work off the waiting tasks."),
        "backup": ("nongcot.cli.backup:backup", "Write the whole book into one file."),
        "restore": ("nongcot.cli.backup:restore", "Put a backup in the place of the present book."),
        "user": ("nongcot.cli.users:user", "Open, list and close accounts."),
    },
    "Upkeep": {
        "check": ("nongcot.cli.upkeep:check", "Look for what is wrong with this installation."),
        "reconcile": ("nongcot.indicators.command:reconcile", "Prove the ledger against the facts."),
        "upgrade": ("nongcot.cli.book:upgrade", "Bring the book in line with a newer program."),
        "repost": ("nongcot.indicators.command:repost", "Post the ledger again under changed definitions."),
        "upkeep": ("nongcot.intake.command:upkeep", "Erase uploaded files that were kept long enough."),
        "bench": ("nongcot.bench.command:bench", "Measure this machine with a register of N organisations."),
        "manage": ("nongcot.cli.upkeep:manage", "Run one of Django's own commands."),
    },
}
#: Commands that begin a book, or measure one of their own, and Django's; every other one asks for a book that is there.
WITHOUT_BOOK = ("setup", "init", "restore", "bench", "manage")
_PLACES = {name: path for section in COMMANDS.values() for name, (path, _) in section.items()}


class Commands(click.Group):
    """A group whose commands are named in `COMMANDS` and imported when called."""

    context_class = helps.Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _PLACES:
            return None
        module, _, attribute = _PLACES[cmd_name].partition(":")
        if not module.startswith("nongcot.cli."):
            open_house()
        command = helps.speaking(getattr(import_module(module), attribute))
        return command if cmd_name in WITHOUT_BOOK else _asking_for_book(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, section in COMMANDS.items():
            with formatter.section(title):
                formatter.write_dl([(name, line) for name, (_, line) in section.items()])


def _asking_for_book(command: click.Command) -> click.Command:
    """The command, or each of a group, looking for the book once it knows what it was asked."""
    asking = copy(command)
    if isinstance(asking, click.Group):
        asking.commands = {name: _asking_for_book(one) for name, one in asking.commands.items()}
        return asking
    answer = command.callback
    assert answer is not None

    @wraps(answer)
    def ask(*args: Any, **options: Any) -> Any:
        open_house()
        from django.conf import settings
        from django.db import connection

        # A database of its own name (PostgreSQL) answers for itself.
        if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
            said = _("Không có sổ ở %(home)s (NONGCOT_HOME): nongcot setup hay init mở sổ, restore đưa sổ về.")
            raise click.ClickException(said % {"home": settings.HOME})
        return answer(*args, **options)

    asking.callback = ask
    return asking


def _is_begun() -> bool:
    """Whether an installation was begun: its home holds something of one, or a database is named."""
    from nongcot.config.environment import read_home

    kept = ("nongcot.sqlite3", "nongcot.env", "secret-key")
    return bool(os.environ.get("DATABASE_URL")) or any((read_home() / name).exists() for name in kept)


def open_house(*, begins: bool = False) -> None:
    """Load the settings and the rooms; commands that talk to the book need them. Sentences are in NONGCOT_LANGUAGE.

    Where there is no book, nothing is made, unless one `begins`.
    """
    if not begins and not _is_begun():
        # The settings keep a key in the home; with one for this once they leave nothing behind.
        os.environ.setdefault("NONGCOT_SECRET_KEY", secrets.token_urlsafe(64))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nongcot.config.settings")
    import django
    from django.utils import translation

    django.setup()
    asked = os.environ.get("NONGCOT_LANGUAGE", spoken.language())
    if asked != spoken.language():
        raise click.UsageError(_("NONGCOT_LANGUAGE là vi hoặc en, không phải %(asked)s.") % {"asked": asked})
    translation.activate(spoken.language())


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="nongcot", prog_name="nongcot")
def nongcot() -> None:
    """Nòng Cốt: the working book of a provincial cooperative alliance.

    Facts come in as workbooks and forms; figures come out, each with the records behind it, as it was known on any day.

    \b
      nongcot figure operating_cooperatives --on 2020-10-15
      nongcot figure operating_cooperatives --on 2020-10-15 --by place:district --known-at 2020-10-15 --json
      nongcot place "TT Lâm, Ý Yên" --on 2020-06-01
      nongcot import danh-sach.xlsx --dry-run
      nongcot report congress --term 6 --on 2020-10-15 --out baocao.docx

    The book lives in NONGCOT_HOME (default ./var), or in PostgreSQL when DATABASE_URL names a database. Sentences and
    labels of the book are Vietnamese; NONGCOT_LANGUAGE=en makes them English. Days are written 2020-10-15.

    Where no book is, every command but setup, init, restore, bench and manage says so and makes nothing.

    "nongcot COMMAND --help" explains a command.
    """


def main() -> None:
    """Run the command that was asked for. Exits 0 when done, 1 when it could not be, 2 when it was asked wrongly."""
    try:
        sys.exit(nongcot.main(standalone_mode=False))
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(2)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "nongcot"
        _stop(usage.told(error.format_message(), path), 2)
    except click.ClickException as error:
        _stop(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _stop(_("đã dừng"), 130)
    except BrokenPipeError:
        # The reader (head, less) has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        _stop(sentence, 1)


def sentence_of(error: Exception) -> str | None:
    """What to tell a person about an error; None for a fault of the program, whose traceback is wanted.

    Exceptions that the rooms define carry a sentence for people; so do Django's ValidationError and
    ImproperlyConfigured. The rest are answers of the machine: a file, a disk, a database.
    """
    from django.core.exceptions import ImproperlyConfigured, ValidationError
    from django.core.management.base import CommandError
    from django.db import DatabaseError

    if isinstance(error, ValidationError):
        if hasattr(error, "error_dict"):
            return " ".join(f"{name}: {' '.join(sentences)}" for name, sentences in error.message_dict.items())
        return " ".join(error.messages)
    if isinstance(error, OSError):
        said = _("Không dùng được %(file)s: %(why)s.") if error.filename else _("Máy không làm được: %(why)s.")
        return said % {"file": error.filename, "why": machine.why(error)}
    if isinstance(error, DatabaseError):
        said = _("Cơ sở dữ liệu trả lời: %(answer)s (bản cài đặt mới: nongcot setup, hoặc init)")
        return said % {"answer": str(error).strip().splitlines()[0]}
    if isinstance(error, ImproperlyConfigured | CommandError) or type(error).__module__.startswith("nongcot."):
        return str(error)
    return None


def _stop(sentence: str, code: int) -> None:
    click.echo("nongcot: " + " ".join(sentence.split()), err=True)
    sys.exit(code)
