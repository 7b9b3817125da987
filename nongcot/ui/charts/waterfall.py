"""Why a stock changed: opening, causes, closing."""

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.ui.charts.pen import FONT, NARROW, Pen, Theme
from nongcot.ui.charts.scale import round_step, text_width, wrap
from nongcot.ui.charts.table import Cell, Column, Table, table
from nongcot.ui.charts.words import amount, signed

WIDE, TOP, BOTTOM, LINE = 620.0, 52.0, 226.0, 15.0
MOST_CAUSES = 7
Way = Literal["in", "out", "re"]


@dataclass(frozen=True)
class Stand:
    """A stock at one end of the period."""

    label: str
    value: float
    url: str = ""


@dataclass(frozen=True)
class Cause:
    """A signed change: came in (> 0), went out (< 0), or was reclassified (either)."""

    label: str
    change: float
    way: Way
    url: str = ""


@dataclass(frozen=True)
class Waterfall:
    """Opening + causes = closing; ValueError when they do not add up."""

    title: str
    opening: Stand
    causes: tuple[Cause, ...]
    closing: Stand
    description: str = ""
    decimals: int = 0

    def __post_init__(self) -> None:
        total = self.opening.value + sum(cause.change for cause in self.causes)
        if abs(total - self.closing.value) > 1e-6:
            raise ValueError(f"opening and causes make {total}, closing is {self.closing.value}")

    @property
    def steps(self) -> tuple[Cause, ...]:
        """The causes to draw: those that happened; the smallest of a way are joined when there are too many."""
        steps = [cause for cause in self.causes if cause.change]
        while len(steps) > MOST_CAUSES:
            sizes = [abs(step.change) for step in steps]
            places = [[i for i, step in enumerate(steps) if step.way == way] for way in ("in", "out", "re")]
            pairs = [sorted(sorted(of_way, key=sizes.__getitem__)[:2]) for of_way in places if len(of_way) > 1]
            first, last = min(pairs, key=lambda pair: sizes[pair[0]] + sizes[pair[1]])
            joined = Cause(_("Nguyên nhân khác"), steps[first].change + steps[last].change, steps[first].way)
            steps = [*steps[:first], *steps[first + 1 : last], joined, *steps[last + 1 :]]
        return tuple(steps)

    @property
    def foot(self) -> float:
        """Where the vertical axis begins: 0, or a round number when the changes would be too small to see."""
        levels = _levels(self)
        low, high = min(levels), max(levels)
        if low <= 0 or high - low > low / 2:
            return 0
        step = round_step((high - low or 1) / 2)
        return max((low - 0.4 * (high - low or low / 50)) // step * step, 0)

    @property
    def note(self) -> str:
        """What the picture must confess: that the outer columns are cut."""
        if not self.foot:
            return ""
        return _("Hai cột ngoài cùng bị cắt chân ở %(foot)s.") % {"foot": amount(self.foot, self.decimals)}

    def table(self) -> Table:
        """Every term, also those that are 0."""
        ways = {"in": _("Vào"), "out": _("Ra"), "re": _("Phân loại lại")}
        return table(
            self.title,
            (Column(_("Khoản"), False), Column(_("Nhóm"), False), Column(_("Số"))),
            (self.opening.label, "", Cell(amount(self.opening.value, self.decimals), self.opening.url)),
            *((c.label, ways[c.way], Cell(signed(c.change, self.decimals), c.url)) for c in self.causes),
            (self.closing.label, "", Cell(amount(self.closing.value, self.decimals), self.closing.url)),
        )


def _levels(chart: Waterfall) -> list[float]:
    levels = [chart.opening.value]
    for cause in chart.causes:
        levels.append(levels[-1] + cause.change)
    return levels


def waterfall(chart: Waterfall, *, theme: Theme = "page", font: str = FONT, narrow: bool = False) -> SafeString:
    """Draw the columns in the order given: grey opening, green in, red out, blue reclassified, dark closing."""
    ends = (chart.opening.url, chart.closing.url)
    links = any(ends) or any(cause.url for cause in chart.causes)
    width = NARROW if narrow else WIDE
    columns = _Columns(chart, width)
    height = BOTTOM + 8 + LINE * columns.label_lines
    pen = Pen(width, height, title=chart.title, description=chart.description, theme=theme, font=font, links=links)
    pen.mark("line", "base", x1=4, x2=width - 4, y1=BOTTOM, y2=BOTTOM)
    columns.stand(pen, 0, chart.opening, "opening")
    level = chart.opening.value
    for index, step in enumerate(chart.steps, 1):
        columns.step(pen, index, step, level)
        level += step.change
    columns.join(pen, len(chart.steps), level)
    columns.stand(pen, len(chart.steps) + 1, chart.closing, "stock")
    columns.groups(pen)
    return pen.svg()


class _Columns:
    """Where the columns of one waterfall stand."""

    def __init__(self, chart: Waterfall, width: float) -> None:
        self.chart, self.foot, self.high = chart, chart.foot, max(_levels(chart))
        self.pitch = (width - 16) / (len(chart.steps) + 2)
        self.thick = min(self.pitch * 0.7, 72)
        labels = [chart.opening.label, *(step.label for step in chart.steps), chart.closing.label]
        self.labels = [wrap(label, self.pitch - 4, lines=4) for label in labels]

    @property
    def label_lines(self) -> int:
        return max(len(lines) for lines in self.labels)

    def left(self, index: int) -> float:
        return 8 + self.pitch * (index + 0.5) - self.thick / 2

    def y(self, value: float) -> float:
        return BOTTOM - (value - self.foot) / ((self.high - self.foot) or 1) * (BOTTOM - TOP)

    def stand(self, pen: Pen, index: int, stand: Stand, role: str) -> None:
        top, left = self.y(stand.value), self.left(index)
        text = amount(stand.value, self.chart.decimals)
        into = pen.link(stand.url, f"{stand.label}: {text}")
        pen.mark("rect", role, x=left, y=top, width=self.thick, height=BOTTOM - top, rx=1.5, into=into)
        if self.foot:
            half, low = self.thick / 2 + 3, BOTTOM - 9
            pen.mark(
                "path",
                "notch",
                d=f"M{left - 3:.1f} {low:.1f}l{half:.1f} -7l{half:.1f} 7v5l{-half:.1f} -7l{-half:.1f} 7z",
            )
        pen.text(text, "value", x=left + self.thick / 2, y=top - 7, anchor="middle", into=into)
        self.label(pen, index)

    def step(self, pen: Pen, index: int, step: Cause, level: float) -> None:
        self.join(pen, index - 1, level)
        high, low = max(level, level + step.change), min(level, level + step.change)
        top, left = self.y(high), self.left(index)
        text = signed(step.change, self.chart.decimals)
        into = pen.link(step.url, f"{step.label}: {text}")
        height = max(self.y(low) - top, 1.5)
        pen.mark("rect", step.way, x=left, y=top, width=self.thick, height=height, rx=1.5, into=into)
        pen.text(text, "value", x=left + self.thick / 2, y=top - 7, anchor="middle", into=into)
        self.label(pen, index)

    def join(self, pen: Pen, index: int, level: float) -> None:
        height = self.y(level)
        pen.mark("line", "join", x1=self.left(index) + self.thick, x2=self.left(index + 1), y1=height, y2=height)

    def label(self, pen: Pen, index: int) -> None:
        middle = self.left(index) + self.thick / 2
        for number, text in enumerate(self.labels[index], 1):
            pen.text(text, "label", x=middle, y=BOTTOM + 3 + LINE * number, anchor="middle")

    def groups(self, pen: Pen) -> None:
        """A bracket with a word over each run of one way, where the word fits."""
        words = {"in": _("Vào"), "out": _("Ra"), "re": _("Phân loại lại")}
        numbered = enumerate(self.chart.steps, 1)
        for way, run in groupby(numbered, key=lambda pair: pair[1].way):
            indexes = [index for index, _step in run]
            if text_width(words[way]) > self.pitch * len(indexes):
                continue
            first, last = self.left(indexes[0]), self.left(indexes[-1]) + self.thick
            pen.mark("line", "base", x1=first, x2=last, y1=20, y2=20)
            pen.text(words[way], "tick", x=(first + last) / 2, y=14, anchor="middle")
