"""A target: the range that must be reached, what is done, and where the calendar stands."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.ui.charts.pen import FONT, Pen, Theme
from nongcot.ui.charts.table import Column, Table, table
from nongcot.ui.charts.words import amount

WIDTH, HEIGHT = 320.0, 28.0
SMALLEST_PACED = 3


@dataclass(frozen=True)
class Gauge:
    """`done` against `low` … `high`.

    "At least 10" has no `high`, "at most 5" no `low`, "exactly 3" has both equal. `pace` is what the calendar asks for
    today; it is not drawn for targets of three or less, where a share of one means nothing.
    """

    title: str
    done: float | None
    low: float | None = None
    high: float | None = None
    pace: float | None = None
    is_late: bool = False
    decimals: int = 0

    note = ""

    @property
    def end(self) -> float:
        """The value at the right end of the track."""
        ends = [(self.high or 0) * 1.2, (self.low or 0) * (1.2 if self.high else 1.6), (self.done or 0) * 1.05]
        return max(*ends, 1)

    def table(self) -> Table:
        """Done, asked for, pace."""
        return table(
            self.title,
            (Column(_("Khoản"), False), Column(_("Giá trị"))),
            (_("đã thực hiện"), amount(self.done, self.decimals)),
            (_("thấp nhất"), amount(self.low, self.decimals)),
            (_("cao nhất"), amount(self.high, self.decimals)),
            (_("mốc tiến độ"), amount(self.pace, 1)),
        )


def gauge(chart: Gauge, *, theme: Theme = "page", font: str = FONT) -> SafeString:
    """Draw the track 28 high; on the page it stretches with its cell, so places are given in percent."""
    pen = Pen(WIDTH, HEIGHT, title=chart.title, kind="nc-gauge", theme=theme, font=font)
    if theme == "page":
        del pen.root.attrib["viewBox"]
        pen.root.set("width", "100%")
        pen.root.set("height", "28")

    def place(value: float) -> str:
        return f"{min(max(value / chart.end, 0), 1) * 100:.1f}%"

    pen.mark("rect", "track", x=0, y=2, width="100%", height=12, rx=2)
    first, last = chart.low or 0, chart.end if chart.high is None else chart.high
    length = max((last - first) / chart.end * 100, 0.8)
    pen.mark("rect", "range", x=place(first), y=2, width=f"{length:.1f}%", height=12, rx=1)
    if chart.done:
        pen.mark("rect", "late" if chart.is_late else "done", x=0, y=5, width=place(chart.done), height=6, rx=1)
    if chart.pace is not None and max(chart.low or 0, chart.high or 0) > SMALLEST_PACED:
        pen.mark("line", "pace", x1=place(chart.pace), x2=place(chart.pace), y1=0, y2=16)
    near = chart.low is not None and chart.high is not None and (chart.high - chart.low) / chart.end < 0.08
    for bound in (chart.high,) if near else (chart.low, chart.high):
        if bound is not None:
            text = amount(bound, chart.decimals)
            if near and chart.low != chart.high:
                text = f"{amount(chart.low, chart.decimals)}–{text}"
            pen.text(text, "tick", x=place(bound), y=27, anchor="middle")
    return pen.svg()
