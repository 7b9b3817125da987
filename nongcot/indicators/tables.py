"""The breakdown of a figure as a table: of a stock opening, causes, closing by cell; every number a door."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from nongcot.indicators import causes, series, wording
from nongcot.indicators.answers import Figure, Movement, Value
from nongcot.indicators.asking import Asked
from nongcot.indicators.causes import Term
from nongcot.indicators.questions import DAY
from nongcot.indicators.trends import YEARS_BACK
from nongcot.indicators.units import Scale, of_figure, scale
from nongcot.kernel import numbers, text
from nongcot.kernel.dates import format_day
from nongcot.places import tree
from nongcot.ui import charts

#: Longer breakdowns are looked up in, not compared: they get no small trends.
MOST_SPARKS = 60


@dataclass(frozen=True)
class Column:
    """A heading; `sort` is the parameter that sorts by it ("" for none), `css` its classes."""

    label: str
    sort: str = ""
    css: str = "n"


@dataclass(frozen=True)
class Cell:
    """A number as written, the page that opens it, its classes."""

    text: str
    url: str
    css: str = "n"


@dataclass(frozen=True)
class Row:
    """A cell of the breakdown: its name, the figure narrowed to it, its numbers, its small trend.

    `opening` and `closing` are what the row is sorted by.
    """

    label: str
    url: str
    cells: tuple[Cell, ...]
    opening: Value = None
    closing: Value = None
    spark: charts.Sparkline | None = None
    sub: str = ""


@dataclass(frozen=True)
class Grid:
    """The whole table; `total` is missing where cells do not add up."""

    caption: str
    heading: str
    groups: tuple[tuple[str, int], ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None
    unit: str
    empty_rows: int
    spark_label: str


def grid(asked: Asked, found: Figure, sort: str, when: str, *, withheld: Collection[str] = ()) -> Grid | None:
    """The breakdown asked for by `by`; None without one.

    `when` is the page's day or period in words; `withheld` are the keys whose number is held back, and not unknown.
    """
    if not found.by:
        return None
    if found.movements:
        return _movements(asked, found, sort)
    return _values(asked, found, sort, when, withheld)


def heading(asked: Asked, found: Figure) -> str:
    """What the table shows, by what."""
    name = wording.breakdown(found.by)
    if found.movements:
        return _("Đầu kỳ, vào, ra, cuối kỳ theo %(breakdown)s") % {"breakdown": name}
    return _("Phân tổ theo %(breakdown)s") % {"breakdown": name}


def _movements(asked: Asked, found: Figure, sort: str) -> Grid:
    assert found.movement is not None
    year = asked.question.last_day.year
    terms = causes.terms(asked.question.indicator, [part.movement for part in found.movements])
    shown = [part for part in found.movements if _moves(part.movement)]
    values = [n for part in shown for n in (part.movement.opening, part.movement.closing)]
    written = scale(found.unit, values)
    share = not found.overlapping and isinstance(found.value, int) and found.value > 0
    trends = _sparks(asked, found, written)
    rows = []
    for part in shown:
        moved = part.movement
        cells = _movement_cells(asked, moved, terms, written, by=found.by, key=part.key)
        if share:
            cells.append(_share(moved.closing, found.value))
        row = Row(part.label, asked.cell(found.by, part.key), tuple(cells), moved.opening, moved.closing)
        rows.append(replace(row, spark=trends.get(part.key), sub=_holder(asked, found.by, part.key)))
    total = None
    if not found.overlapping:
        whole = _movement_cells(asked, found.movement, terms, written)
        total = Row(_("Tổng cộng"), asked.address(by=""), (*whole, *([Cell("100", "", "n")] if share else [])))
    return Grid(
        caption=_caption(asked, found),
        heading=heading(asked, found),
        groups=_groups(terms, share),
        columns=(
            Column(_head(found.by), "name", "pin"),
            Column(_("Đầu kỳ"), "open"),
            *(Column(term.label, "", _css(term, terms)) for term in terms),
            Column(_("Cuối kỳ"), "close", "n gl"),
            *([Column(_("Tỷ trọng, %"))] if share else []),
        ),
        rows=_sorted(rows, sort),
        total=total,
        unit=written.unit,
        empty_rows=max(0, len(found.breakdown) - len(shown)),
        spark_label=f"{year - YEARS_BACK}–{year}" if trends else "",
    )


def _movement_cells(
    asked: Asked, movement: Movement, terms: list[Term], written: Scale, *, by: str = "", key: str = ""
) -> list[Cell]:
    """Opening, terms, closing; each number narrowed to the cell it stands in."""
    start, _end = asked.span

    def door(**changes: object) -> str:
        return asked.cell(by, key, **changes) if by else asked.address(by="", **changes)

    cells = [Cell(written.text(movement.opening), door(on=start - DAY), _tone(movement.opening))]
    for term in terms:
        n = term.of(movement)
        sign = n if term.way == "in" else -n
        url = door(period=asked.span, cause=term.code, anchor="ban-ghi") if n else ""
        cells.append(Cell(written.signed(sign) if n else "0", url, f"{_css(term, terms)}{'' if n else ' nc-zero'}"))
    cells.append(Cell(written.text(movement.closing), door(), "n gl nc-strong"))
    return cells


def _values(asked: Asked, found: Figure, sort: str, when: str, withheld: Collection[str]) -> Grid:
    ratio = found.numerator is not None and found.denominator is not None
    # What sources state of parts does not add up to what they state of the whole, no more than ratios do.
    apart = ratio or found.is_stated
    shown = [part for part in found.breakdown if part.value != 0 or apart]
    written = of_figure(found, [found.value, *(part.value for part in shown)])
    share = not found.overlapping and not apart and isinstance(found.value, int) and found.value > 0
    rows = []
    for part in shown:
        url = asked.cell(found.by, part.key)
        text_of = _("giữ kín") if part.key in withheld else written.text(part.value)
        cells = [*_ratio_cells(asked, found, part.key), Cell(text_of, url, "n gl nc-strong")]
        if share:
            cells.append(_share(part.value, found.value) if part.value is not None else Cell("–", "", "n"))
        row = Row(part.label, url, tuple(cells), closing=part.value)
        rows.append(replace(row, sub=_holder(asked, found.by, part.key)))
    total = None
    if not found.overlapping:
        whole = [*_ratio_cells(asked, found, None), Cell(written.text(found.value), asked.address(by=""), "n gl")]
        total = Row(
            _("Chung") if apart else _("Tổng cộng"),
            asked.address(by=""),
            (*whole, *([Cell("100", "", "n")] if share else [])),
        )
    return Grid(
        caption=f"{found.label}, {when}",
        heading=heading(asked, found),
        groups=(),
        columns=(
            Column(_head(found.by), "name", "pin"),
            *(Column(_part_heading(part)) for part in (found.numerator, found.denominator) if part is not None),
            Column(written.unit[:1].upper() + written.unit[1:], "close", "n gl"),
            *([Column(_("Tỷ trọng, %"))] if share else []),
        ),
        rows=_sorted(rows, sort),
        total=total,
        unit=written.unit,
        empty_rows=len(found.breakdown) - len(shown),
        spark_label="",
    )


def _ratio_cells(asked: Asked, found: Figure, key: str | None) -> list[Cell]:
    """Numerator and denominator of one cell, or of the total (`key` None)."""
    cells = []
    for part in (found.numerator, found.denominator):
        if part is None:
            continue
        written = _part_scale(part)
        value: Value = part.value
        url = asked.address(code=part.code, by="")
        if key is not None:
            value = next((one.value for one in part.breakdown if one.key == key), 0)
            url = asked.cell(found.by, key, code=part.code)
        cells.append(Cell(written.text(value), url, "n"))
    return cells


def _part_scale(part: Figure) -> Scale:
    return scale(part.unit, [part.value, *(one.value for one in part.breakdown)])


def _part_heading(part: Figure) -> str:
    return f"{part.label}, {_part_scale(part).unit}"


def _sparks(asked: Asked, found: Figure, written: Scale) -> dict[str, charts.Sparkline]:
    """Year ends and the asked day of each cell, for breakdowns short enough to be read as a whole."""
    if len(found.breakdown) > MOST_SPARKS:
        return {}
    year = asked.question.last_day.year
    years = range(year - YEARS_BACK, year)
    past = series.cells_at_year_ends(asked.question, found.by, years)
    trends = {}
    for part in found.breakdown:
        values = [*past.get(part.key, [0] * len(years)), part.value]
        ends = {"label": part.label, "first": written.text(values[0]), "last": written.text(part.value)}
        title = _("%(label)s: %(first)s thành %(last)s") % ends
        trends[part.key] = charts.Sparkline(title, tuple(written.number(value) for value in values))
    return trends


def _holder(asked: Asked, by: str, key: str) -> str:
    """The district of a commune: names of communes repeat."""
    if by != "place:commune":
        return ""
    unit = tree.current(asked.question.n).at(key, asked.question.geography)
    holder = unit.parent if unit is not None else None
    return holder.full_name if holder is not None and holder.level == "district" else ""


def _moves(movement: Movement) -> bool:
    return bool(movement.opening or movement.closing or any(movement.inflow.values()))


def _share(value: Value, total: Value) -> Cell:
    assert value is not None
    assert total
    return Cell(numbers.format_number(float(value) / float(total) * 100, 1), "", "n")


def _tone(value: Value) -> str:
    return "n" if value else "n nc-zero"


def _css(term: Term, terms: list[Term]) -> str:
    """A line stands before the first term of each group."""
    first = next(one for one in terms if one.group == term.group)
    return "n gl" if term == first else "n"


def _groups(terms: list[Term], share: bool) -> tuple[tuple[str, int], ...]:
    """Headings over the columns: label ("" for none) and how many columns."""
    found = [("", 2)]
    for group in ("in", "out", "re"):
        count = sum(term.group == group for term in terms)
        if count:
            found.append((causes.group_label(group), count))
    return (*found, ("", 2 if share else 1))


def _sorted(rows: list[Row], sort: str) -> tuple[Row, ...]:
    """By name, opening or closing; in the breakdown's own order where nothing else is asked."""
    name, falling = sort.removeprefix("-"), sort.startswith("-")
    if name == "name":
        rows = sorted(rows, key=lambda row: text.sort_key(row.label), reverse=falling)
    elif name == "open":
        rows = sorted(rows, key=lambda row: row.opening or 0, reverse=falling)
    elif name == "close":
        rows = sorted(rows, key=lambda row: row.closing or 0, reverse=falling)
    return tuple(rows)


def _head(by: str) -> str:
    name = wording.breakdown(by)
    return name[:1].upper() + name[1:]


def _caption(asked: Asked, found: Figure) -> str:
    start, end = asked.span
    days = {"label": found.label, "start": format_day(start), "end": format_day(end)}
    return _("%(label)s, %(start)s đến %(end)s") % days
