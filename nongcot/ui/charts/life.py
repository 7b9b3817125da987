"""A life line: what held from when to when, in several rows over the same years."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.ui.charts.pen import FONT, NARROW, Pen, Theme
from nongcot.ui.charts.scale import along, text_width, wrap
from nongcot.ui.charts.table import Cell, Column, Table, table
from nongcot.ui.charts.words import day

WIDE, TOP, THICK = 1080.0, 26.0, 24.0
YEAR = 62.0
"""The least room of a year's number on the axis."""
Look = Literal["main", "other", "pause", "end"]


@dataclass(frozen=True)
class Span:
    """Something that held in [start, end); no `end` while it lasts. `dates` and `ends` are the words for a start and an
    end that are partial.
    """

    label: str
    start: date
    end: date | None = None
    look: Look = "main"
    dates: str = ""
    url: str = ""
    ends: str = ""

    @property
    def began(self) -> str:
        """The start in words."""
        return self.dates or day(self.start)

    @property
    def ended(self) -> str:
        """The end in words; "" while it lasts."""
        return self.ends or (day(self.end) if self.end else "")


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
                    span.began,
                    span.ended,
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


def lifeline(chart: Lifeline, *, theme: Theme = "page", font: str = FONT, narrow: bool = False) -> SafeString:
    """Draw the rows; a span too short for its words keeps them as its tip and in the table."""
    field = _Field(chart, narrow)
    links = any(span.url for row in chart.rows for span in row.spans)
    pen = Pen(
        field.width,
        field.foot + 22,
        title=chart.title,
        description=chart.description,
        kind="nc-life",
        theme=theme,
        font=font,
        links=links,
    )
    field.draw_years(pen)
    for index, row in enumerate(chart.rows):
        field.draw_row(pen, index, row)
    field.draw_view(pen)
    return pen.svg()


class _Field:
    """Where things stand on one life line: names left of the rows, on a telephone above them."""

    def __init__(self, chart: Lifeline, narrow: bool) -> None:
        self.chart, self.narrow, self.period = chart, narrow, chart.period
        self.width, self.left, self.row = (NARROW, 0.0, 46.0) if narrow else (WIDE, 150.0, 32.0)
        self.foot = TOP + self.row * len(chart.rows) + 4

    def x(self, at: date) -> float:
        return self.left + along(at, *self.period) * (self.width - self.left - 12)

    def draw_years(self, pen: Pen) -> None:
        first, last = self.period[0].year, self.period[1].year
        every = max(round(YEAR * (last - first) / (self.width - self.left) + 0.49), 1)
        for year in range(first, last + 1, every):
            x = self.x(date(year, 1, 1))
            pen.mark("line", "grid", x1=x, x2=x, y1=TOP - 6, y2=self.foot)
            if year < last:
                pen.text(str(year), "tick", x=x + 5, y=14)

    def draw_row(self, pen: Pen, index: int, row: Row) -> None:
        bottom = TOP + self.row * (index + 1)
        if self.narrow:
            pen.text(row.label, "label", x=0, y=bottom - THICK - 8)
        else:
            lines = wrap(row.label, self.left - 12)
            first = bottom - self.row / 2 + 4 - 6.5 * (len(lines) - 1)
            for number, text in enumerate(lines):
                pen.text(text, "label", x=0, y=first + 13 * number)
        for span in row.spans:
            self.draw_span(pen, span, bottom - THICK - (0 if self.narrow else (self.row - THICK) / 2))

    def draw_span(self, pen: Pen, span: Span, top: float) -> None:
        first, last = self.x(span.start), self.x(span.end or self.chart.viewed)
        role, text_role = _ROLES[span.look]
        tip = f"{span.label}: {span.began} – {span.ended or _('nay')}"
        into = pen.link(span.url, tip)
        width = max(last - first - 1, 2)
        pen.mark("rect", role, x=first, y=top, width=width, height=THICK, rx=2, into=into, tip=tip)
        if text_width(span.label) + 14 < width:
            pen.text(span.label, text_role, x=first + 8, y=top + 16.5, into=into)

    def draw_view(self, pen: Pen) -> None:
        x, text = self.x(self.chart.viewed), _("ngày xem %(day)s") % {"day": day(self.chart.viewed)}
        pen.mark("line", "now", x1=x, x2=x, y1=TOP - 6, y2=self.foot + 4)
        if x + text_width(text) / 2 < self.width - 4:
            pen.text(text, "label", x=x, y=self.foot + 18, anchor="middle")
        else:
            pen.text(text, "label", x=self.width, y=self.foot + 18, anchor="end")
