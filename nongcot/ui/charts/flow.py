"""A flow: things standing in stages one after another, tied where goods pass between them. Empty stages are gaps."""

from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.ui.charts.pen import FONT, NARROW, Pen, Theme
from nongcot.ui.charts.scale import text_width, wrap
from nongcot.ui.charts.table import Cell, Column, Table, table

WIDE, HEAD, TALL, GAP, BETWEEN = 1080.0, 30.0, 40.0, 8.0, 36.0
PAD = 9.0
LETTERS = 12.9
"""The size that names in boxes are measured by: they are set in 12 and a heavier weight, which is wider."""
MOST = 12
"""So many of one stage are drawn; the rest are counted, and stand in the table."""
Look = Literal["lead", "held", "loose"]


@dataclass(frozen=True)
class Node:
    """Something that stands in a stage. `note` says by what; one that is `loose` stands there by nothing."""

    key: str
    label: str
    note: str = ""
    look: Look = "held"
    url: str = ""


@dataclass(frozen=True)
class Step:
    """A stage with what stands in it; one that is a gap should hold something and does not."""

    label: str
    nodes: tuple[Node, ...] = ()
    is_gap: bool = False


@dataclass(frozen=True)
class Tie:
    """What joins two nodes of different stages; `label` names it."""

    one: str
    other: str
    label: str = ""


@dataclass(frozen=True)
class Flow:
    """Stages in their order, and what ties their nodes."""

    title: str
    steps: tuple[Step, ...]
    ties: tuple[Tie, ...] = ()
    description: str = ""

    note = ""

    def table(self) -> Table:
        """Every node with its stage and by what it stands there; a gap is told as one."""
        rows: list[tuple[Cell | str, ...]] = []
        for step in self.steps:
            if not step.nodes:
                rows.append((step.label, Cell(_("chưa có ai") if step.is_gap else "–"), ""))
            for node in step.nodes:
                rows.append((step.label, Cell(node.label, node.url), node.note))
        columns = (Column(_("Khâu"), False), Column(_("Ai giữ"), False), Column(_("Theo"), False))
        return table(self.title, columns, *rows)


_ROLES: dict[Look, tuple[str, str]] = {
    "lead": ("span", "inside"),
    "held": ("span-2", "inside-2"),
    "loose": ("span-pause", "inside-2"),
}


def flow(chart: Flow, *, theme: Theme = "page", font: str = FONT, narrow: bool = False) -> SafeString:
    """Draw the stages: side by side, on a telephone one under another."""
    field = _Field(chart, narrow)
    links = any(node.url for step in chart.steps for node in step.nodes)
    pen = Pen(
        field.width,
        field.height,
        title=chart.title,
        description=chart.description,
        kind="nc-life",
        theme=theme,
        font=font,
        links=links,
    )
    for tie in chart.ties:
        field.draw_tie(pen, tie)
    for index, step in enumerate(chart.steps):
        field.draw_step(pen, index, step)
    return pen.svg()


class _Field:
    """Where the nodes stand."""

    def __init__(self, chart: Flow, narrow: bool) -> None:
        self.chart, self.narrow = chart, narrow
        count = max(len(chart.steps), 1)
        self.width = NARROW if narrow else WIDE
        self.each = NARROW if narrow else (WIDE - BETWEEN * (count - 1)) / count
        self.tops: list[float] = []
        top = 0.0
        for step in chart.steps:
            self.tops.append(top if narrow else 0.0)
            top += HEAD + self._rows(step) * (TALL + GAP) + GAP
        tallest = max((HEAD + self._rows(step) * (TALL + GAP) for step in chart.steps), default=HEAD)
        self.height = top if narrow else tallest + 2
        self.places: dict[str, tuple[int, float, float]] = {}
        for index, step in enumerate(chart.steps):
            for row, node in enumerate(step.nodes[:MOST]):
                self.places[node.key] = (index, self._left(index), self._top(index, row))

    def _rows(self, step: Step) -> int:
        return max(min(len(step.nodes), MOST) + (len(step.nodes) > MOST), 1)

    def _left(self, index: int) -> float:
        return 0.0 if self.narrow else index * (self.each + BETWEEN)

    def _top(self, index: int, row: int) -> float:
        return self.tops[index] + HEAD + row * (TALL + GAP)

    def draw_step(self, pen: Pen, index: int, step: Step) -> None:
        left = self._left(index)
        pen.text(f"{index + 1}. {step.label}", "label", x=left, y=self.tops[index] + 18)
        for row, node in enumerate(step.nodes[:MOST]):
            self._draw_node(pen, node, left, self._top(index, row))
        if len(step.nodes) > MOST:
            more = _("và %(n)s nữa, xem bảng") % {"n": len(step.nodes) - MOST}
            pen.text(more, "label", x=left + 8, y=self._top(index, MOST) + 24)
        if not step.nodes:
            self._draw_gap(pen, step, left, self._top(index, 0))

    def _draw_node(self, pen: Pen, node: Node, left: float, top: float) -> None:
        role, text_role = _ROLES[node.look]
        tip = f"{node.label}: {node.note}" if node.note else node.label
        into = pen.link(node.url)
        pen.mark("rect", role, x=left + 0.5, y=top, width=self.each - 1, height=TALL, rx=3, into=into, tip=tip)
        lines = wrap(node.label, self.each - 2 * PAD, LETTERS)
        first = top + TALL / 2 + 4 - 7 * (len(lines) - 1)
        for number, text in enumerate(lines):
            pen.text(text, text_role, x=left + PAD, y=first + 14 * number, into=into)

    def _draw_gap(self, pen: Pen, step: Step, left: float, top: float) -> None:
        if not step.is_gap:
            pen.text("–", "label", x=left + 8, y=top + 24)
            return
        pen.mark("rect", "gap", x=left + 0.5, y=top, width=self.each - 1, height=TALL, rx=3)
        text = _("chưa có ai")
        pen.text(text, "label", x=left + (self.each - text_width(text)) / 2, y=top + 24)

    def draw_tie(self, pen: Pen, tie: Tie) -> None:
        if self.narrow or tie.one not in self.places or tie.other not in self.places:
            return
        (at, left, top), (to, right, low) = sorted((self.places[tie.one], self.places[tie.other]))
        if at == to:
            return
        x, end, y, foot = left + self.each, right, top + TALL / 2, low + TALL / 2
        if to == at + 1:
            path = f"M{x:.1f} {y:.1f} {_bend(x, y, end, foot)}"
        else:
            lane = self._lane(y, foot)
            path = f"M{x:.1f} {y:.1f} {_bend(x, y, x + BETWEEN, lane)} H{end - BETWEEN:.1f} "
            path += _bend(end - BETWEEN, lane, end, foot)
        pen.mark("path", "flow", d=path, tip=tie.label)

    def _lane(self, one: float, other: float) -> float:
        """Between two rows of boxes, where a line passes stages without running under what stands in them."""
        rows = max(map(self._rows, self.chart.steps))
        lanes = (HEAD + row * (TALL + GAP) - GAP / 2 for row in range(rows, -1, -1))
        return min(lanes, key=lambda lane: abs(lane - one) + abs(lane - other))


def _bend(x: float, y: float, end: float, foot: float) -> str:
    """From where the pen stands to a point right of it, leaving and arriving level."""
    middle = (x + end) / 2
    return f"C{middle:.1f} {y:.1f} {middle:.1f} {foot:.1f} {end:.1f} {foot:.1f}"
