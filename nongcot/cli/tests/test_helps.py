"""What `--help` says stands in both languages, and is told in the one that is asked for."""

from collections.abc import Iterator
from inspect import cleandoc

import click
import pytest
from click.testing import CliRunner
from django.utils import translation

from nongcot.cli import helps
from nongcot.cli.main import COMMANDS, nongcot


@pytest.fixture(autouse=True)
def _the_language_after_it() -> Iterator[None]:
    """A command that is looked up takes the language it is asked in."""
    with translation.override(translation.get_language()):
        yield


def commands(group: click.Group) -> Iterator[click.Command]:
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield command
            if isinstance(command, click.Group):
                yield from commands(command)


def spoken() -> Iterator[str]:
    """Every line and paragraph of a help, and every question a command asks, as the code has them."""
    yield from ("Usage:", "Options", "Commands", "Show the version and exit.", "Show this message and exit.", *COMMANDS)
    yield from (line for section in COMMANDS.values() for _place, line in section.values())
    for command in (nongcot, *commands(nongcot)):
        paragraphs = cleandoc(command.help or "").split("\n\n")
        yield from (" ".join(one.split()) for one in paragraphs if not one.startswith("\b"))
        if isinstance(command, click.Group) and command is not nongcot:
            # As wide as a line of eighty letters leaves them: one that is cut short is found in no table.
            yield from (child.get_short_help_str(limit=65) for child in command.commands.values())
        for option in command.params:
            if isinstance(option, click.Option):
                yield from filter(None, [option.prompt])
                yield from filter(None, [option.help])
                yield from [option.show_default] if isinstance(option.show_default, str) else []


def test_every_help_stands_in_vietnamese_and_no_other(monkeypatch):
    monkeypatch.setenv("NONGCOT_LANGUAGE", "en")
    assert {*spoken()} ^ helps.table().keys() == set()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", ["Cách dùng: ", "Tùy chọn:", "Số tiến trình web. [mặc định: 2; x>=1]", "[biến môi trường: PORT; mặc"]),
        ("en", ["Usage: ", "Options:", "Web processes. [default: 2; x>=1]", "[env var: PORT; default"]),
    ],
)
def test_a_help_is_told_in_the_language_of_the_command_line(language, said, monkeypatch):
    monkeypatch.setenv("NONGCOT_LANGUAGE", language)
    told = " ".join(CliRunner().invoke(nongcot, ["serve", "--help"], terminal_width=200).output.split())
    assert [one for one in said if one.strip() not in told] == []


def test_what_a_command_asks_for_is_asked_in_the_language_of_the_command_line(monkeypatch):
    monkeypatch.setenv("NONGCOT_LANGUAGE", "vi")
    with click.Context(nongcot) as context:
        command = nongcot.get_command(context, "init")
        assert [option.prompt for option in command.params if option.prompt][:2] == [
            "Tỉnh (tên hoặc mã)",
            "Tên Liên minh",
        ]
