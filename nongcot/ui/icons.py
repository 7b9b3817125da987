"""The house's icons: line drawings on a 24-unit square, kept as one sprite and written into the page."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SPRITE = Path(__file__).parent / "static/ui/icons.svg"
SVG = "{http://www.w3.org/2000/svg}"


@cache
def shapes() -> dict[str, SafeString]:
    """The inner markup of every icon by its name."""
    found = {}
    for symbol in ElementTree.parse(SPRITE).getroot().iter(f"{SVG}symbol"):
        for element in symbol.iter():
            element.tag = element.tag.removeprefix(SVG)
        inner = "".join(ElementTree.tostring(child, encoding="unicode").strip() for child in symbol)
        found[symbol.attrib["id"]] = mark_safe(inner)  # our own file, not input
    return found


def icon(name: str) -> SafeString:
    """The icon as inline SVG, hidden from screen readers: the word beside it carries the meaning.

    Raises `KeyError` for a name that the sprite does not hold.
    """
    return format_html('<svg class="nc-icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', shapes()[name])
