"""The pages of `docs/reference` that follow from the code.

python -m nongcot.cli.reference    write them (make docs); a test compares them with the code
"""

from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path

import click

from nongcot.cli.main import COMMANDS, nongcot, open_house

FOLDER = Path(__file__).resolve().parents[2] / "docs/reference"
NOTE = "<!-- Written from the code by `make docs`; changes made here are lost. -->"


def commands() -> str:
    """What `nongcot COMMAND --help` says, command by command."""
    parts = ["# Commands", NOTE, "```text\n" + _help(nongcot, "nongcot", None) + "\n```"]
    for title, section in COMMANDS.items():
        parts.append(f"## {title}")
        for name in section:
            with _context(nongcot, "nongcot", None) as context:
                command = nongcot.get_command(context, name)
                assert command is not None
                for path, each, parent in _with_children(command, f"nongcot {name}", context):
                    parts.append(f"### {path}\n\n```text\n{_help(each, path.rpartition(' ')[2], parent)}\n```")
    return "\n\n".join(parts) + "\n"


def _with_children(
    command: click.Command, path: str, parent: click.Context
) -> Iterator[tuple[str, click.Command, click.Context]]:
    yield path, command, parent
    if isinstance(command, click.Group):
        context = _context(command, path.rpartition(" ")[2], parent)
        for name, child in command.commands.items():
            yield f"{path} {name}", child, context


def _help(command: click.Command, name: str, parent: click.Context | None) -> str:
    # A command keeps the help option of whichever context asked for it first, be it one without a parent.
    fresh = copy(command)
    fresh._help_option = None
    return fresh.get_help(_context(fresh, name, parent))


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    """As the command line makes it, as wide as the page."""
    settings = command.context_settings | {"terminal_width": 100, "max_content_width": 100}
    return click.Context(command, info_name=name, parent=parent, **settings)


def roles() -> str:
    """The table of capabilities and roles."""
    from nongcot.accounts.roles import CAPABILITIES, VISITOR, Role

    columns = [(VISITOR, "Visitor"), *((role.value, str(role.label)) for role in Role)]
    rows = [
        "| capability | what it allows | " + " | ".join(label for _, label in columns) + " |",
        "|---|---|" + "---|" * len(columns),
    ]
    for code, capability in CAPABILITIES.items():
        marks = " | ".join("yes" if role in capability.roles else "" for role, _ in columns)
        rows.append(f"| `{code}` | {capability.sentence} | {marks} |")
    return "\n\n".join(["# Roles", NOTE, "A visitor is anybody who has not signed in.", "\n".join(rows)]) + "\n"


def doors() -> str:
    """Every address with the capability that opens it; of a namespace with one door, its first address alone."""
    from nongcot.accounts.door import addresses, door_to

    rows: dict[str, str] = {}
    for path, name in addresses():
        door = door_to(name)
        more = "…" if door.name.endswith(":*") else ""
        rows.setdefault(door.name, f"| `{path}{more}` | `{door.name}` | `{door.capability}` |")
    text = (
        "Every address of the book and the capability that opens it ([roles](roles.md)). A visitor who lacks it is\n"
        "sent to the sign-in page; for somebody who is signed in, what is not theirs is not there (404)."
    )
    table = "\n".join(["| address | name | opened by |", "|---|---|---|", *rows.values()])
    return "\n\n".join(["# Doors", NOTE, text, table]) + "\n"


def moves() -> str:
    """The table of moves of organisations."""
    from nongcot.registry import reference

    text = (
        "Which event an organisation may meet in which legal status, and where it leads: Decree 92/2024/NĐ-CP\n"
        "a.27–28, a.47–64. Other moves are refused with a sentence, unless the officer says that steps were never\n"
        "recorded."
    )
    return "\n\n".join(["# Moves", NOTE, text, reference.moves()]) + "\n"


def figures() -> str:
    """Every figure."""
    from nongcot.indicators import reference

    text = (
        "What the book counts, written from the declarations of its rooms. The words on the page are Vietnamese; the\n"
        "keys of the breakdowns stand [apart](breakdown-keys.md). How figures are kept is told in\n"
        "[the ledger](../explanation/ledger.md)."
    )
    return "\n\n".join(["# Figures", NOTE, text, reference.figures()]) + "\n"


def breakdown_keys() -> str:
    """Every key of every breakdown."""
    from nongcot.indicators import reference

    text = (
        "Names for `--by` and `by=`, and the keys their cells bear in JSON, in workbooks and in addresses\n"
        "(`c.sector=AGR`). A place is fixed by `--place` or `place=` instead. Where a value is not known, the key is\n"
        "`unknown`."
    )
    return "\n\n".join(["# Breakdown keys", NOTE, text, reference.keys()]) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "roles.md": roles,
    "doors.md": doors,
    "moves.md": moves,
    "indicators.md": figures,
    "breakdown-keys.md": breakdown_keys,
}


def page(name: str) -> str:
    """The written page of that file name, in English."""
    from django.utils import translation

    with translation.override("en"):
        return PAGES[name]()


def main() -> None:
    """Write the pages."""
    open_house()
    for name in PAGES:
        (FOLDER / name).write_text(page(name), encoding="utf-8")


if __name__ == "__main__":
    main()
