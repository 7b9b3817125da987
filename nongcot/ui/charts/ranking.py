"""Comparing sizes: horizontal bars and stacked bars. Both begin at zero, always."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.kernel.numbers import format_percent
from nongcot.ui.charts.pen import FONT, NARROW, Pen, Theme
from nongcot.ui.charts.scale import text_width, wrap
from nongcot.ui.charts.table import Cell, Column, Table, table
from nongcot.ui.charts.words import amount

WIDE, ROW, THICK = 500.0, 28.0, 15.0
#: From line to line of a name.
PITCH = 16.0
PARTS = 5


@dataclass(frozen=True)
class Bar:
    """A named size; None is shown as not known."""

    label: str
    value: float | None
    url: str = ""


#: The unit of shares: a whole bar is 100 of them, and each number says it.
PERCENT = "%"


@dataclass(frozen=True)
class Bars:
    """A ranking, in the order given."""

    title: str
    bars: tuple[Bar, ...]
    description: str = ""
    unit: str = ""
    decimals: int = 0

    note = ""

    def table(self) -> Table:
        """Name and size."""
        return table(
            self.title,
            (Column(_("Tên"), False), Column(self.unit or _("Giá trị"))),
            *((bar.label, Cell(amount(bar.value, self.decimals), bar.url)) for bar in self.bars),
        )


def _said(value: float | None, chart: Bars) -> str:
    if chart.unit == PERCENT and value is not None:
        return format_percent(value, chart.decimals)
    return amount(value, chart.decimals)


def bars(chart: Bars, *, theme: Theme = "page", font: str = FONT, narrow: bool = False) -> SafeString:
    """Draw the ranking: name, bar, number."""
    is_share = chart.unit == PERCENT
    texts = [_said(bar.value, chart) for bar in chart.bars]
    width = NARROW if narrow else WIDE
    left = _label_width(width, [bar.label for bar in chart.bars])
    room = width - left - max([text_width(text, 13) for text in texts], default=0) - 10
    most = max([bar.value or 0 for bar in chart.bars], default=0) or 1
    if is_share:
        most = max(most, 100)
    middles, height = _rows([bar.label for bar in chart.bars], left, 2)
    pen = Pen(
        width,
        height,
        title=chart.title,
        description=chart.description,
        theme=theme,
        font=font,
        links=any(bar.url for bar in chart.bars),
    )
    for bar, text, middle in zip(chart.bars, texts, middles, strict=True):
        _draw_label(pen, bar.label, left, middle)
        length = room * (bar.value or 0) / most
        into = pen.link(bar.url, f"{bar.label}: {text} {'' if is_share else chart.unit}".strip())
        if length > 0:
            pen.mark("rect", "stock", x=left, y=middle - THICK / 2, width=length, height=THICK, rx=2, into=into)
        pen.text(text, "value", x=left + length + 7, y=middle + 4.5, into=into)
    return pen.svg()


@dataclass(frozen=True)
class Stack:
    """A named row of parts, in the order of the chart's part names."""

    label: str
    values: tuple[float, ...]
    url: str = ""


@dataclass(frozen=True)
class Stacks:
    """Rows split into the same two to five parts, each with its total."""

    title: str
    parts: tuple[str, ...]
    stacks: tuple[Stack, ...]
    description: str = ""
    decimals: int = 0

    note = ""

    def table(self) -> Table:
        """Every part and the total."""
        return table(
            self.title,
            (Column(_("Tên"), False), *(Column(part) for part in self.parts), Column(_("Tổng"))),
            *(
                (
                    stack.label,
                    *(amount(value, self.decimals) for value in stack.values),
                    Cell(amount(sum(stack.values), self.decimals), stack.url),
                )
                for stack in self.stacks
            ),
        )


def stacks(chart: Stacks, *, theme: Theme = "page", font: str = FONT, narrow: bool = False) -> SafeString:
    """Draw the rows with a key above them; ValueError for more than five parts."""
    if len(chart.parts) > PARTS:
        raise ValueError(f"a stacked bar takes at most {PARTS} parts; group the small ones")
    texts = [amount(sum(stack.values), chart.decimals) for stack in chart.stacks]
    width = NARROW if narrow else WIDE
    left = _label_width(width, [stack.label for stack in chart.stacks])
    room = width - left - max([text_width(text, 13) for text in texts], default=0) - 10
    most = max([sum(stack.values) for stack in chart.stacks], default=0) or 1
    key, top = _key_places(chart.parts, width)
    middles, height = _rows([stack.label for stack in chart.stacks], left, top)
    pen = Pen(
        width,
        height,
        title=chart.title,
        description=chart.description,
        theme=theme,
        font=font,
        links=any(stack.url for stack in chart.stacks),
    )
    for number, (part, (x, y)) in enumerate(zip(chart.parts, key, strict=True), 1):
        pen.mark("rect", f"part-{number}", x=x, y=y - 9, width=12, height=10, rx=2)
        pen.text(part, "tick", x=x + 18, y=y)
    for stack, text, middle in zip(chart.stacks, texts, middles, strict=True):
        _draw_label(pen, stack.label, left, middle)
        x = left
        for number, (part, value) in enumerate(zip(chart.parts, stack.values, strict=True), 1):
            length = room * value / most
            if length > 0:
                tip = f"{stack.label}, {part}: {amount(value, chart.decimals)}"
                pen.mark("rect", f"part-{number}", x=x, y=middle - THICK / 2, width=length, height=THICK, tip=tip)
            x += length
        into = pen.link(stack.url, f"{stack.label}: {text}")
        pen.text(text, "value", x=x + 7, y=middle + 4.5, into=into)
    return pen.svg()


def _label_width(width: float, labels: list[str]) -> float:
    return min(max([text_width(label) for label in labels], default=0) + 12, 0.36 * width)


def _rows(labels: list[str], left: float, top: float) -> tuple[list[float], float]:
    """The middle of each row, as tall as its name asks for, and the height of the whole."""
    middles = []
    for label in labels:
        tall = max(ROW, PITCH * len(wrap(label, left - 12)) + 8)
        middles.append(top + tall / 2)
        top += tall
    return middles, top + 2


def _draw_label(pen: Pen, label: str, left: float, middle: float) -> None:
    lines = wrap(label, left - 12)
    first = middle + 4 - PITCH / 2 * (len(lines) - 1)
    for index, text in enumerate(lines):
        pen.text(text, "label", x=0, y=first + PITCH * index)


def _key_places(parts: tuple[str, ...], width: float) -> tuple[list[tuple[float, float]], float]:
    """Where each entry of the key stands, and where the rows begin."""
    places, x, y = [], 0.0, 14.0
    for part in parts:
        length = 18 + text_width(part) + 18
        if x and x + length > width:
            x, y = 0.0, y + 18
        places.append((x, y))
        x += length
    return places, y + 12
