"""A life line: what held from when to when, in several rows over the same years."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.ui.charts.pen import FONT, Pen, Theme
from nongcot.ui.charts.scale import along, text_width, wrap
from nongcot.ui.charts.table import Cell, Column, Table, table
from nongcot.ui.charts.words import day

WIDTH, LEFT, TOP, ROW, THICK = 1080.0, 150.0, 26.0, 32.0, 24.0
MOST_YEARS = 14
Look = Literal["main", "other", "pause", "end"]


@dataclass(frozen=True)
class Span:
    """Something that held in [start, end); no `end` while it lasts. `dates` are the words for days that are partial."""

    label: str
    start: date
    end: date | None = None
    look: Look = "main"
    dates: str = ""
    url: str = ""


@dataclass(frozen=True)
class Row:
    """A named row of spans."""

    label: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Lifeline:
    """Rows over the years from the first span to the day of viewing."""

    title: str
    rows: tuple[Row, ...]
    viewed: date
    description: str = ""

    note = ""

    @property
    def period(self) -> tuple[date, date]:
        """Whole years that hold every dated end and the day of viewing."""
        spans = [span for row in self.rows for span in row.spans]
        first = min([span.start for span in spans] + [self.viewed])
        last = max([span.end for span in spans if span.end] + [self.viewed])
        last = min(last, date(self.viewed.year + 3, 1, 1))
        return date(first.year, 1, 1), date(last.year + (last > date(last.year, 1, 1)), 1, 1)

    def table(self) -> Table:
        """Every span with its days."""
        return table(
            self.title,
            (
                Column(_("Hàng"), False),
                Column(_("Nội dung"), False),
                Column(_("Từ"), False),
                Column(_("Đến trước"), False),
            ),
            *(
                (
                    row.label,
                    Cell(span.label, span.url),
                    span.dates or day(span.start),
                    day(span.end) if span.end else "",
                )
                for row in self.rows
                for span in row.spans
            ),
        )


_ROLES: dict[Look, tuple[str, str]] = {
    "main": ("span", "inside"),
    "other": ("span-2", "inside-2"),
    "pause": ("span-pause", "inside-2"),
    "end": ("span-end", "inside-2"),
}


def lifeline(chart: Lifeline, *, theme: Theme = "page", font: str = FONT) -> SafeString:
    """Draw the rows; a span too short for its words keeps them as its tip and in the table."""
    height = TOP + ROW * len(chart.rows) + 26
    links = any(span.url for row in chart.rows for span in row.spans)
    pen = Pen(
        WIDTH,
        height,
        title=chart.title,
        description=chart.description,
        kind="nc-life",
        theme=theme,
        font=font,
        links=links,
    )
    foot = TOP + ROW * len(chart.rows) + 4
    _draw_years(pen, chart.period, foot)
    for index, row in enumerate(chart.rows):
        top = TOP + ROW * index + (ROW - THICK) / 2
        lines = wrap(row.label, LEFT - 12)
        for number, text in enumerate(lines):
            pen.text(text, "label", x=0, y=top + 16 - 6.5 * (len(lines) - 1) + 13 * number)
        for span in row.spans:
            _draw_span(pen, chart, span, top)
    x = _x(chart.viewed, chart.period)
    pen.mark("line", "now", x1=x, x2=x, y1=TOP - 6, y2=foot + 4)
    half = text_width(text := _("ngày xem %(day)s") % {"day": day(chart.viewed)}) / 2
    pen.text(text, "label", x=min(max(x, LEFT + half), WIDTH - half), y=foot + 18, anchor="middle")
    return pen.svg()


def _x(at: date, period: tuple[date, date]) -> float:
    return LEFT + along(at, *period) * (WIDTH - LEFT - 12)


def _draw_years(pen: Pen, period: tuple[date, date], foot: float) -> None:
    first, last = period[0].year, period[1].year
    every = -(-(last - first) // MOST_YEARS)
    for year in range(first, last + 1, every):
        x = _x(date(year, 1, 1), period)
        pen.mark("line", "grid", x1=x, x2=x, y1=TOP - 6, y2=foot)
        if year < last:
            pen.text(str(year), "tick", x=x + 5, y=14)


def _draw_span(pen: Pen, chart: Lifeline, span: Span, top: float) -> None:
    first = _x(span.start, chart.period)
    last = _x(span.end or chart.viewed, chart.period)
    role, text_role = _ROLES[span.look]
    until = day(span.end) if span.end else _("nay")
    tip = f"{span.label}: {span.dates or day(span.start)} – {until}"
    into = pen.link(span.url, tip)
    width = max(last - first - 1, 2)
    pen.mark("rect", role, x=first, y=top, width=width, height=THICK, rx=2, into=into, tip=tip)
    if text_width(span.label) + 14 < width:
        pen.text(span.label, text_role, x=first + 8, y=top + 16.5, into=into)
