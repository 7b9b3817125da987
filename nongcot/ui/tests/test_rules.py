"""Rules that hold for the templates and stylesheets of every room."""

import itertools
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
SHEETS = sorted((PACKAGE / "ui/static/ui").glob("*.css"))
TOKENS = (PACKAGE / "ui/static/ui/tokens.css").read_text(encoding="utf-8")

INLINE = {
    "style attribute": re.compile(r"<[^<>]*\sstyle\s*=", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "script without src": re.compile(r"<script\b(?![^>]*\bsrc=)", re.I),
    "event handler": re.compile(r"<[^<>]*\son[a-z]+\s*=", re.I),
    "script address": re.compile(r"javascript:", re.I),
    "evaluated by htmx": re.compile(r"\bhx-(on|vals\s*=\s*.js:|trigger=\"[^\"]*\[)", re.I),
    "address elsewhere": re.compile(r"(src|href)=\"(https?:)?//", re.I),
}


def test_there_are_templates_to_judge():
    assert len(TEMPLATES) > 30
    assert len(SHEETS) == 8


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_template_needs_what_the_content_security_policy_refuses(template):
    text = template.read_text(encoding="utf-8")

    assert [name for name, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color:red">',
        "<style>",
        "<script>alert(1)</script>",
        "<script defer>",
        '<a href="#" onclick="x()">',
        '<a href="javascript:x()">',
        '<b hx-on:click="x()">',
        '<img src="https://example.org/a.png">',
    ],
)
def test_the_rules_see_what_they_should(markup):
    assert any(pattern.search(markup) for pattern in INLINE.values())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_browsers_of_2021_understand_the_stylesheets(sheet):
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)

    younger = (
        "oklch(",
        "oklab(",
        "color-mix(",
        "light-dark(",
        "@layer",
        "@container",
        ":has(",
        "@scope",
        "@property",
        "&",
    )
    assert [word for word in younger if word in css] == []
    assert css.count("{") == css.count("}")


def test_every_named_value_is_defined_and_every_defined_value_is_used():
    css = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    defined, used = set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", css)), set(re.findall(r"var\((--[\w-]+)\)", css))

    assert used - defined == set()
    assert defined - used == set()


def value_of(name: str) -> str:
    """The colour behind a token, on the screen."""
    found = re.search(rf"{name}:\s*([^;]+);", TOKENS)
    assert found, name
    inner = re.fullmatch(r"var\((--[\w-]+)\)", found[1].strip())
    return value_of(inner[1]) if inner else found[1].strip()


def luminance(colour: str) -> float:
    channels = [int(colour.lstrip("#")[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(value_of(one)), luminance(value_of(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("--nc-bg", "--nc-surface", "--nc-surface-2")
TEXTS = [
    *((text, ground) for text in ("--nc-text", "--nc-text-2", "--nc-muted", "--nc-link") for ground in GROUNDS),
    ("--nc-text-2", "--nc-surface-3"),
    ("--nc-primary-ink", "--nc-primary"),
    ("--nc-primary-ink", "--nc-primary-hover"),
    ("--nc-primary-text", "--nc-primary-soft"),
    ("--nc-accent-text", "--nc-accent-soft"),
    ("--nc-danger-text", "--nc-danger-soft"),
    ("--nc-danger-text", "--nc-surface"),
    ("--nc-info-text", "--nc-info-soft"),
    ("--nc-chart-axis", "--nc-surface"),
    ("--ma-950", "--nc-chart-2"),
    ("--nc-surface", "--nc-chart-1"),
]
LINES = [
    ("--nc-control-line", "--nc-surface"),
    ("--nc-accent-strong", "--nc-surface"),
    ("--nc-danger-line", "--nc-surface"),
    ("--nc-chart-1", "--nc-surface"),
    ("--nc-chart-in", "--nc-surface"),
    ("--nc-chart-out", "--nc-surface"),
    ("--nc-chart-re", "--nc-surface"),
    ("--nc-focus", "--nc-bg"),
    ("--nc-focus", "--nc-primary-soft"),
]


@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read_on_its_ground(text, ground):
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_that_carry_meaning_are_seen(line, ground):
    assert contrast(line, ground) >= 3


def test_map_classes_darken_step_by_step():
    light = [luminance(value_of(f"--nc-map-{number}")) for number in range(6)]

    assert light == sorted(light, reverse=True)
    assert all(first / second > 1.15 for first, second in itertools.pairwise(light))
