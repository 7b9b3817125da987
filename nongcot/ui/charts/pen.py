"""The pen that draws: SVG elements in one of two themes.

A mark is drawn by its *role* ("grid", "in", "value"). On the page the role becomes a class and the stylesheet
`pictures.css` colours it; in a document, where no stylesheet reaches, it becomes fixed presentation attributes. Nothing
carries a `style` attribute, and text is escaped by ElementTree.
"""

from typing import Literal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from django.utils.safestring import SafeString, mark_safe

Theme = Literal["page", "document"]
Attribute = str | int | float

INK = "#1c2620"
SECOND = "#3d4942"
MUTED = "#556058"
FONT = "Be Vietnam Pro"
NARROW = 340.0
"""The width of a picture drawn for a telephone; the page holds both and shows one."""

_TEXT = {"font-size": 12, "fill": MUTED}
ROLES: dict[str, dict[str, Attribute]] = {
    "ground": {"fill": "#ffffff"},
    "grid": {"stroke": "#e9e6d9", "stroke-width": 1},
    "base": {"stroke": MUTED, "stroke-width": 1},
    "join": {"stroke": MUTED, "stroke-width": 1, "stroke-dasharray": "2 3"},
    "line": {"fill": "none", "stroke": "#2f7a4a", "stroke-width": 2.25, "stroke-linejoin": "round"},
    "line-2": {"fill": "none", "stroke": "#7a8fa8", "stroke-width": 2.25, "stroke-linejoin": "round"},
    "line-3": {"fill": "none", "stroke": "#b0760a", "stroke-width": 2.25, "stroke-linejoin": "round"},
    "area": {"fill": "#e3f0e3", "fill-opacity": 0.7},
    "point": {"fill": "#ffffff", "stroke": "#2f7a4a", "stroke-width": 2},
    "point-now": {"fill": "#2f7a4a"},
    "point-2": {"fill": "#7a8fa8"},
    "point-3": {"fill": "#b0760a"},
    "goal": {"fill": "none", "stroke": "#c98a12", "stroke-width": 2, "stroke-dasharray": "5 4"},
    "stock": {"fill": "#2f7a4a"},
    "opening": {"fill": "#9aa39c"},
    "in": {"fill": "#4f9665"},
    "out": {"fill": "#c4523b"},
    "re": {"fill": "#7a8fa8"},
    "notch": {"fill": "#ffffff"},
    "part-1": {"fill": "#2f7a4a"},
    "part-2": {"fill": "#a9cfb0"},
    "part-3": {"fill": "#e0ab3f"},
    "part-4": {"fill": "#7a8fa8"},
    "part-5": {"fill": "#d8d4c3"},
    "track": {"fill": "#e9e6d9"},
    "range": {"fill": "#fbf0d5", "stroke": "#b0760a", "stroke-width": 1},
    "done": {"fill": "#2f7a4a"},
    "late": {"fill": "#c4523b"},
    "pace": {"stroke": INK, "stroke-width": 2},
    "span": {"fill": "#2f7a4a"},
    "span-2": {"fill": "#a9cfb0"},
    "span-pause": {"fill": "#fbf0d5", "stroke": "#e0ab3f", "stroke-width": 1},
    "span-end": {"fill": "#d8d4c3"},
    "flow": {"fill": "none", "stroke": "#7a8fa8", "stroke-width": 1.5},
    "gap": {"fill": "#ffffff", "stroke": "#c4523b", "stroke-width": 1.25, "stroke-dasharray": "4 3"},
    "now": {"stroke": INK, "stroke-width": 1.5, "stroke-dasharray": "3 3"},
    "m0": {"fill": "#f1f7f0", "stroke": "#c8d6c6", "stroke-width": 0.8},
    "m1": {"fill": "#cfe3cd", "stroke": "#ffffff", "stroke-width": 0.8},
    "m2": {"fill": "#a3caa8", "stroke": "#ffffff", "stroke-width": 0.8},
    "m3": {"fill": "#68a578", "stroke": "#ffffff", "stroke-width": 0.8},
    "m4": {"fill": "#2f7a4a", "stroke": "#ffffff", "stroke-width": 0.8},
    "m5": {"fill": "#164628", "stroke": "#ffffff", "stroke-width": 0.8},
    "mx": {"fill": "#eeece3", "stroke": "#ffffff", "stroke-width": 0.8},
    "edge": {"fill": "none", "stroke": INK, "stroke-width": 1.1, "stroke-opacity": 0.55},
    # text
    "tick": _TEXT,
    "label": {"font-size": 12, "fill": SECOND},
    "value": {"font-size": 13, "fill": INK, "font-weight": 600},
    "goal-text": {"font-size": 12, "fill": "#6b4400"},
    "inside": {"font-size": 12, "fill": "#ffffff", "font-weight": 500},
    "inside-2": {"font-size": 12, "fill": "#0f2a19", "font-weight": 500},
    "place": {"font-size": 17, "fill": INK, "font-weight": 600},
}


class Pen:
    """Draws one picture of `width` × `height` units.

    `kind` is the class of the picture on the page. `links` says whether marks may be links: a picture with links is a
    group for screen readers, one without is an image. `font` names the family of a document's text; our own font
    stands in where the machine that draws does not have it.
    """

    def __init__(
        self,
        width: float,
        height: float,
        *,
        title: str,
        description: str = "",
        kind: str = "nc-chart",
        theme: Theme = "page",
        font: str = FONT,
        links: bool = False,
    ) -> None:
        self.theme = theme
        self.links = links and theme == "page"
        self.root = Element("svg", {"viewBox": f"0 0 {_text(width)} {_text(height)}"})
        if theme == "page":
            self.root.set("class", kind)
            self.root.set("role", "group" if self.links else "img")
        else:
            self.root.set("xmlns", "http://www.w3.org/2000/svg")
            self.root.set("width", _text(width))
            self.root.set("height", _text(height))
            self.root.set("font-family", font if font == FONT else f"{font}, {FONT}")
        SubElement(self.root, "title").text = title
        if description:
            SubElement(self.root, "desc").text = description
        if theme == "document":
            # Pale lines over nothing turn grey where a drawing becomes a bitmap.
            self.mark("rect", "ground", width="100%", height="100%")

    def mark(self, tag: str, role: str, *, into: Element | None = None, tip: str = "", **where: Attribute) -> Element:
        """A shape of a role at a place; `tip` is its own title."""
        element = SubElement(self.root if into is None else into, tag)
        self._dress(element, role)
        for name, value in where.items():
            element.set(name.replace("_", "-"), _text(value))
        if tip:
            SubElement(element, "title").text = tip
        return element

    def text(
        self,
        content: str,
        role: str = "label",
        *,
        x: Attribute,
        y: Attribute,
        anchor: Literal["start", "middle", "end"] = "start",
        into: Element | None = None,
    ) -> Element:
        """A line of text."""
        element = self.mark("text", role, into=into, x=x, y=y)
        if anchor != "start":
            element.set("text-anchor", anchor)
        element.text = content
        return element

    def link(self, url: str, label: str = "") -> Element | None:
        """A link to draw into; None when there is nowhere to go or the picture is for paper."""
        if not (url and self.links):
            return None
        element = SubElement(self.root, "a", {"href": url})
        if label:
            element.set("aria-label", label)
        return element

    def svg(self) -> SafeString:
        """The finished picture."""
        return mark_safe(ElementTree.tostring(self.root, encoding="unicode"))  # escaped by ElementTree

    def _dress(self, element: Element, role: str) -> None:
        fixed = ROLES[role]
        if self.theme == "page":
            element.set("class", role)
            return
        for name, value in fixed.items():
            element.set(name, _text(value))


def _text(value: Attribute) -> str:
    """A coordinate with two decimals at most, or the text itself."""
    if isinstance(value, float):
        return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
    return str(value)
