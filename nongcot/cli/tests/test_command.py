"""How the command answers: help at once, one line and a non-zero exit when something is wrong."""

import os
import subprocess
import sys

import click
import pytest

from nongcot.cli.main import COMMANDS, nongcot

NAMES = [name for section in COMMANDS.values() for name in section]


def run(*words, **options):
    return subprocess.run(
        [sys.executable, "-m", "nongcot.cli", *words], capture_output=True, text=True, check=False, **options
    )


def test_help_names_every_command_and_imports_none():
    code = (
        "import sys\nsys.argv = ['nongcot', '--help']\n"
        "from nongcot.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print([name for name in sys.modules if name.startswith(('django.', 'granian'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    for name in NAMES:
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_every_command_stands_where_the_list_says_and_explains_itself(name):
    with click.Context(nongcot) as ctx:
        command = nongcot.get_command(ctx, name)
        assert command.get_short_help_str()
        assert command.callback.__doc__


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["figures"], 2, "No such command 'figures'"),
        (["user", "add", "lan", "--role", "boss"], 2, "'boss' is not one of"),
        (["restore", "khong-co.zip"], 2, "'khong-co.zip' does not exist"),
        (["backup"], 2, "Missing argument 'FILE'"),
        (["serve", "--port", "99999"], 2, "99999 is not in the range"),
    ],
)
def test_a_wrong_question_gets_one_line(words, code, told):
    done = run(*words)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("nongcot: ")
    assert told in done.stderr


def test_an_installation_that_was_never_set_up_says_so(empty):
    for words in (["serve"], ["backup", "so.zip"], ["user", "list"], ["check"]):
        done = empty.nongcot(*words)
        assert done.returncode == 1, words
        assert done.stderr.startswith("nongcot: "), done.stderr
        assert done.stderr.count("\n") == 1
        assert "nongcot setup" in done.stderr or "migrations wait" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["figure", "operating_cooperatives"], ["place", "xã Yên Thắng"], ["undo", "1"], ["serve"],
        ["report", "congress", "--term", "6", "--on", "2020-10-15", "--out", "x.docx"],
        ["backup", "so.zip"], ["user", "list"], ["check"], ["reconcile"], ["upgrade"],
    ],
)  # fmt: skip
def test_a_mistyped_home_is_told_and_nothing_is_made(words, tmp_path):
    mistyped = tmp_path / "khong-co"
    done = run(*words, env={"PATH": os.environ["PATH"], "NONGCOT_HOME": str(mistyped)})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"nongcot: there is no book in {mistyped} (NONGCOT_HOME): ")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["figure", "--help"], ["user", "add", "--help"], ["backup"]])
def test_what_asks_nothing_of_a_book_makes_nothing_either(words, tmp_path):
    done = run(*words, env={"PATH": os.environ["PATH"], "NONGCOT_HOME": str(tmp_path / "khong-co")})
    assert done.returncode == (0 if "--help" in words else 2)
    assert list(tmp_path.iterdir()) == []


def test_nonsense_in_the_surroundings_gets_one_line(empty):
    empty.surroundings["PUBLIC_URL"] = "http://so.example.vn"
    done = empty.nongcot("check")
    assert done.returncode == 1
    assert done.stderr == (
        "nongcot: PUBLIC_URL must begin with https:// (http:// is for this machine alone): http://so.example.vn\n"
    )
