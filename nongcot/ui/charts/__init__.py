"""Pictures drawn on the server as SVG, each with its table.

A picture is a plain dataclass (`Line`, `Bars`, `Stacks`, `Waterfall`, `Gauge`, `Lifeline`, `Flow`,
`Map`) with a `title`, a
`note` (what it must confess) and a `table()`; a `Sparkline` has none, the row it stands in is its table. `svg(picture)`
draws it, as does the function of its kind:

    svg(picture)                                             # for the page, coloured by pictures.css
    svg(picture, theme="document", font="Times New Roman")   # for paper: fixed colours, nothing outside the file

In a template `{% chart picture %}` gives the figure with note, legend and table, `{% picture picture %}` the bare SVG.
"""

from collections.abc import Callable

from django.utils.safestring import SafeString

from nongcot.ui.charts.atlas import Area, Map, Name, Projection, choropleth
from nongcot.ui.charts.flow import Flow, Look, Node, Step, Tie, flow
from nongcot.ui.charts.gauge import Gauge, gauge
from nongcot.ui.charts.life import Lifeline, Row, Span, lifeline
from nongcot.ui.charts.lines import Goal, Line, Point, Series, Sparkline, line, sparkline
from nongcot.ui.charts.pen import FONT, Theme
from nongcot.ui.charts.ranking import Bar, Bars, Stack, Stacks, bars, stacks
from nongcot.ui.charts.table import Cell, Column, Table
from nongcot.ui.charts.waterfall import Cause, Stand, Waterfall, waterfall

Chart = Line | Sparkline | Bars | Stacks | Waterfall | Gauge | Lifeline | Flow | Map

_DRAWN_BY: dict[type, Callable[..., SafeString]] = {
    Line: line,
    Sparkline: sparkline,
    Bars: bars,
    Stacks: stacks,
    Waterfall: waterfall,
    Gauge: gauge,
    Lifeline: lifeline,
    Flow: flow,
    Map: choropleth,
}


_HAS_NARROW = (Line, Bars, Stacks, Waterfall, Lifeline, Flow)


def svg(chart: Chart, *, theme: Theme = "page", font: str = FONT) -> SafeString:
    """Draw any picture."""
    return _DRAWN_BY[type(chart)](chart, theme=theme, font=font)


def narrow_svg(chart: Chart) -> SafeString | None:
    """The same picture drawn anew for a telephone; None where the wide one does for both."""
    return _DRAWN_BY[type(chart)](chart, narrow=True) if isinstance(chart, _HAS_NARROW) else None


__all__ = [
    "FONT",
    "Area",
    "Bar",
    "Bars",
    "Cause",
    "Cell",
    "Chart",
    "Column",
    "Flow",
    "Gauge",
    "Goal",
    "Lifeline",
    "Line",
    "Look",
    "Map",
    "Name",
    "Node",
    "Point",
    "Projection",
    "Row",
    "Series",
    "Span",
    "Sparkline",
    "Stack",
    "Stacks",
    "Stand",
    "Step",
    "Table",
    "Theme",
    "Tie",
    "Waterfall",
    "bars",
    "choropleth",
    "flow",
    "gauge",
    "lifeline",
    "line",
    "narrow_svg",
    "sparkline",
    "stacks",
    "svg",
    "waterfall",
]
