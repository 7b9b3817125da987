"""What `--help` says, in the language of the command line.

Helps are written in English where the commands are, as the reference prints them; `helps.vi.tsv` holds each paragraph
and line in Vietnamese, apart from the catalogues of the book: `--help` answers before any book is looked for.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from copy import copy
from functools import cache
from pathlib import Path

import click

from nongcot.kernel.spoken import language

TABLE = Path(__file__).parent / "helps.vi.tsv"
#: What stands in brackets behind an option's help: how it begins, and the same in Vietnamese.
EXTRAS = {"default: ": "mặc định: ", "env var: ": "biến môi trường: ", "required": "bắt buộc"}


def speaking(command: click.Command) -> click.Command:
    """The command, and each of a group, with helps in the language of the command line."""
    spoken = copy(command)
    spoken.context_class = Context
    spoken.params = [_asking(parameter) for parameter in spoken.params]
    if isinstance(spoken, click.Group):
        spoken.commands = {name: speaking(one) for name, one in spoken.commands.items()}
    return spoken


def told(text: str) -> str:
    """A paragraph or line of a help in the language of the command line; what the table does not hold as it is."""
    if language() == "en":
        return text
    return table().get(" ".join(text.split()), text)


@cache
def table() -> dict[str, str]:
    """Each English paragraph or line, and the same in Vietnamese."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


class Formatter(click.HelpFormatter):
    """Writes a help down as click does, told paragraph by paragraph and line by line."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, f"{told(prefix or 'Usage:')} ")

    def section(self, name: str) -> AbstractContextManager[None]:
        return super().section(told(name))

    def write_text(self, text: str) -> None:
        super().write_text("\n\n".join(told(paragraph) for paragraph in text.split("\n\n")))

    def write_dl(self, rows: Sequence[tuple[str, str]], *args: int, **options: int) -> None:
        super().write_dl([(name, _line(line)) for name, line in rows], *args, **options)


class Context(click.Context):
    """A context whose helps are told in the language of the command line."""

    formatter_class = Formatter


def _asking(parameter: click.Parameter) -> click.Parameter:
    """A parameter that asks for what was not given, in the language of the command line."""
    if not isinstance(parameter, click.Option) or not parameter.prompt:
        return parameter
    asking = copy(parameter)
    asking.prompt = told(parameter.prompt)
    return asking


def _line(line: str) -> str:
    """The help of an option or command, with what stands in brackets behind it."""
    words, bracket, extra = line.rpartition("[") if line.endswith("]") else (line, "", "")
    if not bracket:
        return told(line)
    extras = "; ".join(_extra(item) for item in extra.removesuffix("]").split("; "))
    return f"{told(words.strip())}  [{extras}]".strip()


def _extra(item: str) -> str:
    if language() == "en":
        return item
    begun = next((begun for begun in EXTRAS if item.startswith(begun)), "")
    return EXTRAS.get(begun, "") + told(item.removeprefix(begun))
