"""Documents say what is so: links lead somewhere, commands exist, tables agree with the code."""

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from nongcot.cli import reference
from nongcot.cli.main import nongcot

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted(
    path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "nongcot").glob("*/**/*.md"))
)
LINK = re.compile(r"\]\(([^)\s#]+)(#[^)]*)?\)")
COMMAND = re.compile(r"(?m)^ {4}(?:[A-Z_]+=\S+ )*\.venv/bin/nongcot (.+)$")
MAKE = re.compile(r"(?m)(?:^ {4}(?:[A-Z_]+=\S+ )*|`)make ([a-z]+(?: [a-z]+)*)(?:`|$|\s+#)")

names = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())


@names
def test_links_lead_somewhere(path):
    for target, _ in LINK.findall(path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def commands() -> list[tuple[str, str]]:
    found = []
    for path in DOCUMENTS:
        for line in COMMAND.findall(path.read_text(encoding="utf-8")):
            found.append((path.relative_to(ROOT).as_posix(), line))
    return found


@pytest.mark.parametrize(("place", "line"), commands())
def test_commands_in_documents_are_understood(place, line):
    words = shlex.split(line.replace("\\%", "%"), comments=True)
    command: click.Command = nongcot
    context = click.Context(nongcot)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        name = words.pop(0)
        command = command.get_command(context, name)
        assert command is not None, f"{place}: no command {name}"
    known = {option for parameter in command.params for option in parameter.opts} | {"--help", "-h"}
    if not command.context_settings.get("ignore_unknown_options"):
        assert {word for word in words if word.startswith("--")} <= known


def test_make_targets_in_documents_exist():
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    for path in DOCUMENTS:
        for line in MAKE.findall(path.read_text(encoding="utf-8")):
            assert set(line.split()) <= targets, f"{path.name}: make {line}"


def test_every_page_of_the_documents_can_be_reached():
    linked = {
        (path.parent / target).resolve()
        for path in DOCUMENTS
        for target, _ in LINK.findall(path.read_text(encoding="utf-8"))
    }
    lonely = [path for path in (ROOT / "docs").rglob("*.md") if path.resolve() not in linked]
    assert [path.relative_to(ROOT).as_posix() for path in lonely] == []


@pytest.mark.parametrize("name", reference.PAGES)
def test_reference_agrees_with_the_code(name):
    written = (ROOT / "docs/reference" / name).read_text(encoding="utf-8")
    assert written == reference.page(name), "make docs"


def test_every_setting_is_told_and_every_told_setting_is_read():
    told = set(re.findall(r"(?m)^\| `([A-Z_]+)` \|", (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")))
    reads = re.compile(r"(?:env\.\w+\(|environ\.get\(|environ\[|envvar=|getenv\(|read_number\(env,)\s*\"([A-Z_]+)\"")
    code = [path for path in (ROOT / "nongcot").rglob("*.py") if "tests" not in path.parts]
    read = {name for path in (*code, ROOT / "conftest.py") for name in reads.findall(path.read_text(encoding="utf-8"))}
    not_ours = {"PATH", "DJANGO_ALLOW_ASYNC_UNSAFE", "PYTEST_XDIST_WORKER"}
    assert read - not_ours == told


def test_every_library_has_its_line():
    told = re.findall(r"(?m)^\| ([A-Za-z0-9-]+) \|(?! why)", (ROOT / "docs/decisions/0001-libraries.md").read_text())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    bare = {re.split(r"[^A-Za-z0-9-]", line, maxsplit=1)[0].lower() for line in asked}
    assert {name.lower() for name in told} - {"library"} == bare
