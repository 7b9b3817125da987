"""A map of areas in at most five classes of one hue."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.ui.charts.pen import FONT, Pen, Theme
from nongcot.ui.charts.scale import text_width
from nongcot.ui.charts.table import Cell, Column, Table, table
from nongcot.ui.charts.words import amount

CLASSES = 5
LEGEND = 54.0


@dataclass(frozen=True)
class Area:
    """A unit: its outline as SVG path data, and its value (None: not known or outside the scope)."""

    label: str
    value: float | None
    path: str
    url: str = ""
    group: str = ""


@dataclass(frozen=True)
class Name:
    """A word on the map."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """Areas on a drawing of `width` × `height`; `context` are outlines shown grey, `edges` thick borders.

    `limits` are the upper ends of the classes but the last; left out, they are found from the values.
    """

    title: str
    areas: tuple[Area, ...]
    width: float
    height: float
    unit: str = ""
    description: str = ""
    context: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    limits: tuple[float, ...] = ()
    decimals: int = 0
    group_label: str = ""

    note = ""

    @property
    def classes(self) -> tuple[float, ...]:
        """The upper ends of the classes but the last, ascending."""
        return self.limits or class_limits([area.value for area in self.areas if area.value])

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """(role, words) of every class that the map shows: zero, the classes with their limits, no value."""
        known = [area.value for area in self.areas if area.value]
        entries = [("m0", "0")] if any(area.value == 0 for area in self.areas) else []
        low = min(known, default=0)
        for high in (*self.classes, max(known)) if known else ():
            first, last = amount(low, self.decimals), amount(high, self.decimals)
            entries.append((_role(high, self.classes), first if first == last else f"{first}–{last}"))
            low = high + 10**-self.decimals
        if self.context or any(area.value is None for area in self.areas):
            entries.append(("mx", _("không có số")))
        return tuple(entries)

    def table(self) -> Table:
        """Every area, the greatest first."""
        columns = (Column(_("Đơn vị"), False), Column(self.unit or _("Giá trị")))
        ordered = sorted(self.areas, key=lambda area: (-(area.value if area.value is not None else -1), area.label))
        rows = [(area.label, Cell(amount(area.value, self.decimals), area.url)) for area in ordered]
        if self.group_label:
            columns = (columns[0], Column(self.group_label, False), columns[1])
            return table(
                self.title, columns, *((a.label, a.group, row[1]) for a, row in zip(ordered, rows, strict=True))
            )
        return table(self.title, columns, *rows)


def class_limits(values: Sequence[float]) -> tuple[float, ...]:
    """Upper ends of up to five classes of about the same number of areas, none of them empty."""
    ordered = sorted(values)
    limits = [
        ordered[len(ordered) * part // CLASSES - 1] for part in range(1, CLASSES) if len(ordered) * part >= CLASSES
    ]
    return tuple(limit for limit in sorted(set(limits)) if limit < ordered[-1])


def choropleth(chart: Map, *, theme: Theme = "page", font: str = FONT) -> SafeString:
    """Draw the map; zero is a class of its own, not known is grey. A document's map carries its legend, on the page
    the legend is text beside it, where a telephone does not shrink it."""
    links = any(area.url for area in chart.areas)
    pen = Pen(
        chart.width,
        chart.height + (LEGEND if theme == "document" else 0),
        title=chart.title,
        description=chart.description,
        kind="nc-map",
        theme=theme,
        font=font,
        links=links,
    )
    for outline in chart.context:
        pen.mark("path", "mx", d=outline)
    classes = chart.classes
    for area in chart.areas:
        tip = f"{area.label}: {amount(area.value, chart.decimals)} {chart.unit}".strip()
        pen.mark("path", _role(area.value, classes), d=area.path, into=pen.link(area.url, tip), tip=tip)
    for edge in chart.edges:
        pen.mark("path", "edge", d=edge)
    for name in chart.names:
        _draw_name(pen, name)
    if theme == "document":
        _draw_legend(pen, chart)
    return pen.svg()


def _role(value: float | None, classes: Sequence[float]) -> str:
    if value is None:
        return "mx"
    if value == 0:
        return "m0"
    number = sum(value > limit for limit in classes)
    return f"m{number + CLASSES - len(classes)}" if len(classes) < CLASSES - 1 and number else f"m{number + 1}"


def _draw_name(pen: Pen, name: Name) -> None:
    """A word with a paper-white edge, so that it can be read on any class."""
    text = pen.text(name.text, "place", x=name.x, y=name.y, anchor="middle")
    for attribute, value in (("stroke", "#ffffff"), ("stroke-width", "4"), ("paint-order", "stroke")):
        text.set(attribute, value)


def _draw_legend(pen: Pen, chart: Map) -> None:
    x, top = 0.0, chart.height + 16
    for role, text in chart.legend:
        width = max(58.0, text_width(text) + 10)
        pen.mark("rect", role, x=x, y=top, width=width - 2, height=11)
        pen.text(text, "tick", x=x, y=top + 27)
        x += width


class Projection:
    """Turns GeoJSON geometries (longitude, latitude) into path data of a drawing of a given width.

    An equirectangular projection with the scale true in the middle of the area: right to a fraction of a percent over a
    province.
    """

    def __init__(self, geometries: Iterable[Mapping[str, Any]], width: float) -> None:
        points = [point for geometry in geometries for ring in _rings(geometry) for point in ring]
        self.west = min(point[0] for point in points)
        self.north = max(point[1] for point in points)
        south, east = min(point[1] for point in points), max(point[0] for point in points)
        self.squeeze = math.cos(math.radians((south + self.north) / 2))
        self.scale = width / ((east - self.west) * self.squeeze)
        self.width = width
        self.height = (self.north - south) * self.scale

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """A point of the drawing."""
        return (longitude - self.west) * self.squeeze * self.scale, (self.north - latitude) * self.scale

    def path(self, geometry: Mapping[str, Any]) -> str:
        """The outline of a Polygon or MultiPolygon as path data, to half a unit."""
        return "".join(self._ring(ring) for ring in _rings(geometry))

    def _ring(self, ring: Sequence[Sequence[float]]) -> str:
        steps: list[str] = []
        for longitude, latitude, *_height in ring[:-1]:
            x, y = self.place(longitude, latitude)
            step = f"{round(x * 2) / 2:g} {round(y * 2) / 2:g}"
            if not steps or steps[-1] != step:
                steps.append(step)
        return f"M{'L'.join(steps)}z"


def _rings(geometry: Mapping[str, Any]) -> list[Any]:
    if geometry["type"] == "Polygon":
        return list(geometry["coordinates"])
    return [ring for polygon in geometry["coordinates"] for ring in polygon]
