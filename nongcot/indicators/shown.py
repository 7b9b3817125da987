"""What one figure page shows, and the texts and addresses its template writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Page
from django.utils.translation import gettext as _

from nongcot.indicators import breakdowns, disclosure, quoted, wording
from nongcot.indicators.answers import Figure, Record, Value
from nongcot.indicators.asking import Asked
from nongcot.indicators.bridge import Bridge, Change, Step
from nongcot.indicators.checks import Check
from nongcot.indicators.declare import Computed, UnitsWithout
from nongcot.indicators.models import Quoted
from nongcot.indicators.questions import source
from nongcot.indicators.records import Line
from nongcot.indicators.tables import Grid
from nongcot.indicators.trends import STEPS, Comparison, Trend
from nongcot.indicators.units import Scale, of_figure, qualified, scale
from nongcot.kernel.dates import format_partial
from nongcot.places import describe
from nongcot.ui import charts

#: Queries whose records come with the figure.
LISTED = (UnitsWithout, Computed)

Tab = tuple[str, str, int | None, bool]


class Quotation(NamedTuple):
    """A source's statement in its own words."""

    said: str
    as_of: str
    scope: str
    title: str
    url: str
    note: str


class Newest(NamedTuple):
    """The figure as known now, beside an older knowledge."""

    text: str
    url: str


@dataclass(frozen=True)
class FigurePage:
    """Everything a page says of one question. `value` is the figure's, or that of the asked term of its movement."""

    asked: Asked
    figure: Figure
    value: Value
    scale: Scale
    when: str
    comparisons: Sequence[Comparison]
    trend: Trend | None
    tabs: Sequence[Tab]
    grid: Grid | None
    waterfall: charts.Waterfall | None
    checks: Sequence[Check]
    records: "Page[Line] | Page[Record] | None"
    shows_amounts: bool
    quoted: Sequence[Quoted]
    quoted_count: int
    bridge: Bridge | None
    is_withheld: bool
    hides_cells: bool

    @property
    def text(self) -> str:
        """The value as written, without its unit."""
        return qualified(self.figure.word, self.scale.text(self.value))

    @property
    def chips(self) -> list[tuple[str, str, str]]:
        """What narrows the figure: label, value, the address without it."""
        asked, found = self.asked, []
        if self.figure.place:
            found.append((_("Địa bàn"), self.figure.place_label, asked.address(place=None, by="")))
        for name, key in asked.cells.items():
            label = wording.breakdown(name)
            rest = {one: kept for one, kept in asked.cells.items() if one != name}
            shown = breakdowns.label(name, key)
            found.append((label[:1].upper() + label[1:], shown, asked.address(cells=rest)))
        if asked.question.funds:
            found.append((_("Quỹ tín dụng nhân dân"), _("kể cả"), self.other_funds))
        return found

    @property
    def without_term(self) -> str:
        """The address of the figure whose movement the term belongs to."""
        return self.asked.address(cause="")

    @property
    def whole(self) -> str:
        """The address of the figure of the whole book."""
        return self.asked.address(place=None, cells={}, by="", cause="")

    @property
    def narrowed(self) -> str:
        """What the page is narrowed to, as the last crumb."""
        return ", ".join(value for _label, value, _url in self.chips)

    @property
    def workbook(self) -> str:
        """The address of the same as a workbook."""
        return self.asked.address(suffix=".xlsx")

    @property
    def json(self) -> str:
        """The address of the same as JSON; of a term of a movement that of the whole movement."""
        if self.asked.term is not None:
            return self.asked.address(suffix=".json", period=self.asked.span)
        return self.asked.address(suffix=".json")

    @property
    def other_funds(self) -> str:
        """The address with credit funds in, or out again."""
        return self.asked.address(funds=not self.asked.question.funds)

    @property
    def to_date(self) -> str:
        """The address of the page's own default period: from 1 January to the day."""
        return self.asked.address(on=self.asked.question.last_day)

    @property
    def bar_steps(self) -> list[tuple[str, str, str, bool]]:
        """Bars by year or by month: step, address, word, is the present one."""
        words = {"year": _("theo năm"), "month": _("theo tháng")}
        present = self.trend.step if self.trend else ""
        mark = "&" if "?" in self.asked.address() else "?"
        return [(step, f"{self.asked.address()}{mark}step={step}", words[step], step == present) for step in STEPS]

    @property
    def compared(self) -> list[tuple[Comparison, str, str]]:
        """Each comparison with its value and its difference as written."""
        return [
            (one, self._written(one.value), self._scaled(one.value).signed(one.difference)) for one in self.comparisons
        ]

    @property
    def parts(self) -> list[tuple[str, str, str, str]]:
        """Of a ratio: role, name, value with its unit, address of numerator and denominator over the same question."""
        roles = ((_("tử số"), self.figure.numerator), (_("mẫu số"), self.figure.denominator))
        return [
            (role, part.label, _with_unit(part), self.asked.address(code=part.code, by="", cells=part.cells))
            for role, part in roles
            if part is not None
        ]

    @property
    def newest(self) -> Newest | None:
        """The figure as known now, where an older knowledge is shown."""
        if self.bridge is None:
            return None
        return Newest(self.now_text, self.bridge.url)

    @property
    def scope(self) -> str:
        """Which part of the country the book keeps, as of the page's geography."""
        question = self.asked.question
        return describe.scope(question.geography, question.n)

    @property
    def withheld_note(self) -> str:
        """Why sums are missing on this page."""
        return disclosure.reason()

    @property
    def quotations(self) -> list[Quotation]:
        """What sources state, nearest in time first."""
        return [quotation(row) for row in self.quoted]

    @property
    def quoted_more(self) -> int:
        """How many statements are not shown."""
        return self.quoted_count - len(self.quoted)

    @property
    def is_listed(self) -> bool:
        """Whether the records are no spans: units of a geography, targets."""
        return isinstance(self.asked.question.indicator.query, LISTED)

    @property
    def subject(self) -> str:
        """What a record is."""
        query = self.asked.question
        words = query.indicator.words if self.is_listed else source(query).words
        return str(wording.SUBJECTS["quoted" if words.kind == "quoted" else words.subject])

    @property
    def since_label(self) -> str:
        """What the day of a record means: since when it counts, or when it happened."""
        is_stock = self.asked.question.indicator.stands and self.asked.term is None
        return _("Được tính từ ngày") if is_stock else _("Ngày")

    @property
    def amount_unit(self) -> str:
        """The unit of the records' amounts."""
        return self._amounts.unit

    @property
    def lines(self) -> list[tuple[Line, str, str]]:
        """The records of this page with their day and amount as written."""
        written = self._amounts
        found = [line for line in self.records or () if isinstance(line, Line)]
        return [(line, format_partial(line.since), written.text(line.amount)) for line in found]

    @property
    def then_text(self) -> str:
        """The value as known at the asked posting."""
        return self._written(self.bridge.then) if self.bridge else ""

    @property
    def now_text(self) -> str:
        """The value as known now."""
        return self._written(self.bridge.now) if self.bridge else ""

    @property
    def steps_of_bridge(self) -> list[tuple[Step, str, list[tuple[Change, str]]]]:
        """Each posting between, its change and those of its records as written."""
        if self.bridge is None:
            return []
        return [
            (
                step,
                self._scaled(None).signed(step.change),
                [(record, self._scaled(None).signed(record.amount)) for record in step.records],
            )
            for step in self.bridge.steps
        ]

    @property
    def _amounts(self) -> Scale:
        lines = [line.amount for line in self.records or () if isinstance(line, Line)]
        return scale(self.figure.unit, lines)

    def _written(self, value: Value) -> str:
        return self._scaled(value).text(value)

    def _scaled(self, value: Value) -> Scale:
        return of_figure(self.figure, [self.value, value])


def _with_unit(part: Figure) -> str:
    if part.value is None:
        return "–"
    written = scale(part.unit, [part.value])
    return f"{written.text(part.value)} {written.unit}"


def quotation(row: Quoted) -> Quotation:
    return Quotation(quoted.said(row), quoted.when(row), row.scope, row.source_title, row.source_url, row.note)
