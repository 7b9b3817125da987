"""How the house is kept: rooms, requirements, and what must never stand in a tracked file."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.urls import resolve, reverse
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from nongcot.accounts.door import door_to
from nongcot.accounts.roles import CAPABILITIES
from nongcot.ui.icons import shapes

ROOT = Path(__file__).resolve().parents[1]
ROOMS = sorted(path.parent.name for path in (ROOT / "nongcot").glob("*/__init__.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"(?m)^([a-z0-9-]+)==(\S+)")
JUNK = {"utils", "util", "common", "helpers", "misc", "shared", "lib"}


def tracked() -> list[Path]:
    """Files that git knows, or would take up: new ones that are not ignored count too."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def texts(*suffixes: str) -> list[tuple[str, str]]:
    found = []
    for path in tracked():
        if not suffixes or path.suffix in suffixes:
            try:
                found.append((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")))
            except UnicodeDecodeError:
                continue
    return found


def lines_with(pattern: str, *suffixes: str) -> list[str]:
    wanted = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts(*suffixes)
        for number, line in enumerate(text.splitlines(), 1)
        if wanted.search(line)
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_explains_itself(room):
    readme = ROOT / "nongcot" / room / "README.md"
    assert readme.exists()
    assert readme.read_text(encoding="utf-8").startswith(f"# {room}\n")


def test_nothing_is_called_utils():
    junk = [path.relative_to(ROOT).as_posix() for path in tracked() if path.stem in JUNK and path.suffix == ".py"]
    assert junk == []


def test_every_room_stands_in_the_order():
    (contract,) = PROJECT["tool"]["importlinter"]["contracts"]
    listed = [name.strip() for layer in contract["layers"] for name in re.split(r"[|:]", layer)]
    there = [name for name in listed if not name.startswith("(") or name.strip("()") in ROOMS]
    assert sorted(name.strip("()") for name in there) == [room for room in ROOMS if room != "locale"]


def test_every_act_is_typed_strictly():
    checked = set(PROJECT["tool"]["mypy"]["files"])
    acts = {path.relative_to(ROOT).as_posix() for path in (ROOT / "nongcot").glob("*/actions*")}
    assert acts - checked == {"nongcot/indicators/actions.py"}, "list them in pyproject.toml: mypy.files"


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        ("requirements-dev.txt", [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]),
    ],
)
def test_requirements_agree_with_what_is_asked(name, asked):
    pinned = pins(name)
    for line in asked:
        requirement = Requirement(line)
        version = pinned.get(canonicalize_name(requirement.name))
        assert version, f"{line} is not in {name}: make lock"
        assert requirement.specifier.contains(version), f"{line}, but {name} has {version}: make lock"


def test_the_two_lists_agree():
    runtime, tools = pins("requirements.txt"), pins("requirements-dev.txt")
    assert runtime.items() <= tools.items()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_names_versions_and_hashes_alone(name):
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line), line


def test_no_file_names_a_registry_or_a_machine():
    hosts = ["py" + "pi.org", "python" + "hosted", "npm" + "js.", "deb." + "debian"]
    folders = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/[a-z]"]
    assert lines_with("|".join(map(re.escape, hosts))) == []
    assert lines_with(r"(?<![\w.])(" + "|".join(folders) + ")") == []


def test_nothing_is_left_unfinished_or_silenced():
    words = ["TO" + "DO", "FIX" + "ME", "HA" + "CK"]
    assert lines_with(rf"\b({'|'.join(words)})\b", ".py", ".html", ".js", ".css", ".toml", "") == []
    assert lines_with(r"raise NotImplemented" + "Error", ".py") == []
    assert lines_with(r"except( Exception)?:\s*(pass)?\s*$", ".py") == []
    assert lines_with(r"#\s*(type: ignore|no" + r"qa)\s*$", ".py") == []


def test_pages_hold_nothing_inline():
    for name, text in texts(".html"):
        assert not re.search(r"\sstyle\s*=", text), f"{name}: an inline style, which browsers refuse here"
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), f"{name}: an inline script, which browsers refuse here"
        assert not re.search(r"\son[a-z]+\s*=", text), f"{name}: an inline handler, which browsers refuse here"


def test_no_dot_follows_a_badge():
    """A badge is a thing of its own; where the line breaks after it, the dot stood alone."""
    assert lines_with(r"\{% badge [^%]*%\}(\{% endif %\})? · ", ".html") == []


def test_every_line_of_the_table_of_contents_leads_somewhere_the_reader_may_go():
    for label, name, icon, capability, _group in settings.NAVIGATION:
        assert resolve(reverse(name)).view_name == name
        assert icon in shapes(), f"{label}: no icon {icon}"
        assert set(CAPABILITIES[capability].roles) <= set(CAPABILITIES[door_to(name).capability].roles), label


def test_every_template_can_be_read():
    for path in tracked():
        _, found, name = path.relative_to(ROOT).as_posix().partition("/templates/")
        if found and path.suffix == ".html":
            get_template(name)


def test_a_file_s_tests_go_to_one_worker_where_there_are_several(request):
    """What a module tells once stands in one worker's database; pytest-xdist may let go of groups without a word."""
    assert request.node.nodeid.endswith(f"@{request.node.path}") == ("PYTEST_XDIST_WORKER" in os.environ)
