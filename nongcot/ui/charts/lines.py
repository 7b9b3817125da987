"""Trends: a line chart with direct labels, and the sparkline of a table cell."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.ui.charts.pen import FONT, NARROW, Pen, Theme
from nongcot.ui.charts.scale import Axis, along, axis, text_width
from nongcot.ui.charts.table import Cell, Column, Table, table
from nongcot.ui.charts.words import amount, signed

WIDE, HEIGHT, TOP, BOTTOM = 600.0, 280.0, 26.0, 246.0
INDENT = 14.0
#: What a label needs in height, and half of a number in width.
ROOM = 15.0
"""The first point stands a little off the axis."""
MANY = 13


@dataclass(frozen=True)
class Point:
    """A value at a place of the axis; `at` sets it in proportion to time, None as value leaves a gap."""

    label: str
    value: float | None
    at: date | None = None
    url: str = ""


@dataclass(frozen=True)
class Series:
    """A named line."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Goal:
    """A dashed straight path from `start` to `end`, the value promised for the end of the axis."""

    label: str
    start: float
    end: float


@dataclass(frozen=True)
class Line:
    """One to three trends over the same axis.

    `period` widens the axis beyond the points, as when the year is not over; `marks` are then the labels below the
    axis. Every point is labelled when there is one series of at most a dozen points, otherwise the last one alone.
    """

    title: str
    series: tuple[Series, ...]
    description: str = ""
    unit: str = ""
    decimals: int = 0
    from_zero: bool = False
    goal: Goal | None = None
    period: tuple[date, date] | None = None
    marks: tuple[tuple[date, str], ...] = ()

    @property
    def values(self) -> list[float]:
        """Every value the axis must hold."""
        found = [point.value for line in self.series for point in line.points if point.value is not None]
        return found + ([self.goal.start, self.goal.end] if self.goal else [])

    @property
    def axis(self) -> Axis:
        """The vertical axis."""
        return axis(self.values, from_zero=self.from_zero, whole=self.decimals == 0)

    @property
    def note(self) -> str:
        """What the picture must confess: where a cut axis begins."""
        if not self.axis.is_cut:
            return ""
        return _("Trục đứng bắt đầu từ %(low)s.") % {"low": amount(self.axis.low, self.decimals)}

    def table(self) -> Table:
        """Every point; for a single series also the change from the one before."""
        if len(self.series) > 1:
            columns = (Column(_("Thời điểm"), False), *(Column(line.label) for line in self.series))
            rows = zip(*(line.points for line in self.series), strict=True)
            return table(
                self.title,
                columns,
                *((row[0].label, *(Cell(amount(p.value, self.decimals), p.url) for p in row)) for row in rows),
            )
        points = self.series[0].points
        before = (None, *(point.value for point in points))
        return table(
            self.title,
            (Column(_("Thời điểm"), False), Column(self.unit or self.series[0].label), Column(_("Thay đổi"))),
            *(
                (
                    point.label,
                    Cell(amount(point.value, self.decimals), point.url),
                    "" if was is None or point.value is None else signed(point.value - was, self.decimals),
                )
                for point, was in zip(points, before, strict=False)
            ),
        )


def line(chart: Line, *, theme: Theme = "page", font: str = FONT, narrow: bool = False) -> SafeString:
    """Draw the trends; ValueError for more than three, which nobody can follow."""
    if not 1 <= len(chart.series) <= 3:
        raise ValueError("a line chart takes one to three series")
    links = any(point.url for series in chart.series for point in series.points)
    width = NARROW if narrow else WIDE
    pen = Pen(width, HEIGHT, title=chart.title, description=chart.description, theme=theme, font=font, links=links)
    plot = _Plot(chart, width)
    plot.draw_axes(pen)
    if chart.goal:
        pen.mark(
            "path",
            "goal",
            d=_path([(plot.left + INDENT, plot.y(chart.goal.start)), (plot.right, plot.y(chart.goal.end))]),
        )
        pen.text(chart.goal.label, "goal-text", x=plot.right + 6, y=plot.beside_goal(chart.goal))
    for index, series in reversed(list(enumerate(chart.series, 1))):
        plot.draw_series(pen, series, index)
    return pen.svg()


class _Plot:
    """Where things stand on one line chart."""

    def __init__(self, chart: Line, width: float) -> None:
        self.chart = chart
        self.axis = chart.axis
        ticks = [amount(value, chart.decimals) for value in self.axis.ticks]
        self.left = max(text_width(text) for text in ticks) + 14
        ends = [series.label for series in chart.series] if len(chart.series) > 1 else []
        ends += [chart.goal.label] if chart.goal else []
        last = chart.marks[-1][1] if chart.marks else chart.series[0].points[-1].label
        self.right = width - max([text_width(text) + 18 for text in ends] + [text_width(last) / 2 + 2])
        days = [point.at for series in chart.series for point in series.points if point.at]
        self.period = chart.period or ((min(days), max(days)) if days else None)

    def x(self, point: Point, index: int, count: int) -> float:
        share = along(point.at, *self.period) if self.period and point.at else index / max(count - 1, 1)
        return self.left + INDENT + share * (self.right - self.left - INDENT)

    def y(self, value: float) -> float:
        return self.axis.at(value, BOTTOM, TOP)

    def beside_goal(self, goal: Goal) -> float:
        """The line on which the goal's label stands: off that of a last value that ends beside it."""
        stands = self.y(goal.end) + 4
        for series in self.chart.series:
            known = [(i, point) for i, point in enumerate(series.points) if point.value is not None]
            if not known or self.x(known[-1][1], known[-1][0], len(series.points)) < self.right - ROOM:
                continue
            written = self.y(known[-1][1].value or 0) - 11
            if abs(stands - written) < ROOM:
                stands = written - ROOM if goal.end >= (known[-1][1].value or 0) else written + 2 * ROOM
        return stands

    def draw_axes(self, pen: Pen) -> None:
        for value in self.axis.ticks:
            height = self.y(value)
            role = "base" if value == self.axis.low else "grid"
            pen.mark("line", role, x1=self.left, x2=self.right, y1=height, y2=height)
            pen.text(amount(value, self.chart.decimals), "tick", x=self.left - 8, y=height + 4, anchor="end")
        if self.chart.marks and self.period:
            places = [
                (self.left + INDENT + along(at, *self.period) * (self.right - self.left - INDENT), text)
                for at, text in self.chart.marks
            ]
        else:
            points = self.chart.series[0].points
            places = [(self.x(point, i, len(points)), point.label) for i, point in enumerate(points)]
        taken = -1.0
        for x, text in _last_first(places):
            half = text_width(text) / 2
            if taken >= 0 and x + half + 8 > taken:
                continue
            taken = x - half
            pen.text(text, "label", x=x, y=BOTTOM + 20, anchor="middle")

    def draw_series(self, pen: Pen, series: Series, number: int) -> None:
        places = [
            (self.x(point, i, len(series.points)), self.y(point.value), point)
            for i, point in enumerate(series.points)
            if point.value is not None
        ]
        if not places:
            return
        for run in _runs(series.points, places):
            if number == 1 and len(self.chart.series) == 1 and not self.chart.goal and len(run) > 1:
                pen.mark("path", "area", d=f"{_path(run)}L{run[-1][0]:.1f} {BOTTOM:.1f}L{run[0][0]:.1f} {BOTTOM:.1f}z")
            pen.mark("path", "line" if number == 1 else f"line-{number}", d=_path(run))
        few = len(self.chart.series) == 1 and len(places) < MANY and not self.chart.goal
        for x, y, point in places if few else places[-1:]:
            self.draw_point(pen, x, y, point, number, is_last=point is places[-1][2])
        if len(self.chart.series) > 1:
            x, y, _point = places[-1]
            pen.text(series.label, "label", x=x + 10, y=y + 4)

    def draw_point(self, pen: Pen, x: float, y: float, point: Point, number: int, *, is_last: bool) -> None:
        role = f"point-{number}" if number > 1 else "point-now" if is_last else "point"
        tip = f"{point.label}: {amount(point.value, self.chart.decimals)} {self.chart.unit}".strip()
        into = pen.link(point.url, tip)
        pen.mark("circle", role, cx=x, cy=y, r=5 if is_last else 4, into=into, tip=tip)
        if len(self.chart.series) == 1 or is_last:
            text = amount(point.value, self.chart.decimals)
            pen.text(text, "value", x=x, y=y - 11, anchor="middle", into=into)


def _last_first(places: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Labels from the right, so that the newest is the one that is never dropped."""
    return sorted(places, reverse=True)


def _runs(points: tuple[Point, ...], places: list[tuple[float, float, Point]]) -> list[list[tuple[float, float]]]:
    """The line in pieces, broken where a value is not known."""
    runs: list[list[tuple[float, float]]] = [[]]
    at = {id(point): (x, y) for x, y, point in places}
    for point in points:
        if id(point) in at:
            runs[-1].append(at[id(point)])
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _path(places: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)


@dataclass(frozen=True)
class Sparkline:
    """A trend of a few points for a tile or a table cell; `title` says it in words ("402 lên 456")."""

    title: str
    values: tuple[float | None, ...]


def sparkline(chart: Sparkline, *, theme: Theme = "page", font: str = FONT) -> SafeString:
    """Draw a trend 76 × 28: nothing but the line and its last point."""
    pen = Pen(76, 28, title=chart.title, kind="nc-spark", theme=theme, font=font)
    known = [value for value in chart.values if value is not None]
    if not known:
        return pen.svg()
    low, high = min(known), max(known)
    places = [
        (2 + index * 70 / max(len(chart.values) - 1, 1), 24 - (value - low) / (high - low or 1) * 19)
        for index, value in enumerate(chart.values)
        if value is not None
    ]
    pen.mark("path", "line", d=_path(places))
    pen.mark("circle", "point-now", cx=places[-1][0], cy=places[-1][1], r=2.6)
    return pen.svg()
