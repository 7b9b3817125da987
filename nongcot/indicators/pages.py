"""A figure page put together: what the HTML, the workbook and the JSON of one question show."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from nongcot.indicators import (
    asking,
    bridge,
    causes,
    checks,
    disclosure,
    figures,
    policies,
    quoted,
    records,
    tables,
    trends,
    wording,
)
from nongcot.indicators.answers import Figure, Record, beyond
from nongcot.indicators.asking import Asked
from nongcot.indicators.kept import kept
from nongcot.indicators.policies import Sight
from nongcot.indicators.questions import DAY, NotAskable
from nongcot.indicators.records import Line
from nongcot.indicators.shown import LISTED, FigurePage, Tab
from nongcot.indicators.units import of_figure, scale
from nongcot.kernel import clock
from nongcot.kernel.dates import Period, format_day
from nongcot.ui import charts


def build(asked: Asked, user: Any, *, sort: str = "", step: str = "", number: str = "1") -> FigurePage:
    """Put the page together as this person may see it."""
    return _build(asked, policies.sight(user), sort, step, number, clock.today())


@kept(128)
def _build(asked: Asked, sight: Sight, sort: str, step: str, number: str, _today: date) -> FigurePage:
    """As it is on one day: what has not come yet is another thing every day."""
    question = asked.question
    found, allowed = _answer(asked, sight)
    term = asked.term
    value = term.of(found.movement) if term and found.movement else found.value
    page = None if question.is_outside else _records(asked, found, number, sight)
    stands = allowed.history and term is None and not question.is_outside
    shown, count = quoted.beside(question.indicator.code, question.last_day, question.n, question.place)
    return FigurePage(
        asked=asked,
        figure=found,
        value=value,
        scale=of_figure(found, [value]),
        when=when(asked),
        comparisons=trends.comparisons(asked, found) if stands else (),
        trend=trends.trend(asked, found, step) if stands else None,
        tabs=_tabs(asked, found.by, page) if term is None and not question.is_outside else (),
        grid=None if term else tables.grid(asked, found, sort, when(asked), withheld=allowed.hidden),
        waterfall=_waterfall(asked, found) if term is None else None,
        checks=checks.checks(asked, found, page) if term is None else (),
        records=page,
        shows_amounts=disclosure.is_sum(question.indicator) and sight.every_amount,
        quoted=shown,
        quoted_count=count,
        bridge=bridge.build(asked) if sight.any_knowledge and not question.is_outside else None,
        is_withheld=not allowed.value,
        hides_cells=bool(allowed.hidden) or not allowed.cells,
    )


def _answer(asked: Asked, sight: Sight) -> tuple[Figure, disclosure.Told]:
    """The figure with the breakdown of its page and, of a stock, its movement, as far as it is told to this person.

    Raises `NotAskable` where a term is asked of a movement that there is not.
    """
    question = asked.question
    is_stock = question.indicator.stands
    by = asked.by or ("" if asked.term else next(iter(asking.tabs(question)), ""))
    found = figures.answer(
        asked.moving if is_stock else question, by=by, records=isinstance(question.indicator.query, LISTED)
    )
    if asked.term is not None and found.movement is None:
        raise NotAskable(found.why_no_movement or found.why_null)
    allowed = _told(asked, by, sight)
    return disclosure.public(figures.as_read(found, question), allowed), allowed


def _told(asked: Asked, by: str, sight: Sight) -> disclosure.Told:
    """What of the question may be told."""
    if sight.every_amount:
        return disclosure.EVERYTHING
    allowed = disclosure.told(asked.question, by)
    if allowed != disclosure.EVERYTHING and (asked.unplaced or asked.term):
        return disclosure.NOTHING
    return allowed


def when(asked: Asked) -> str:
    """The day or the period of the page's number, in words."""
    if asked.term is None and asked.question.on is not None:
        return _("tại ngày %(day)s") % {"day": format_day(asked.question.on)}
    start, end = asked.span
    if asked.term is None and not asked.question.indicator.words.in_a_period:
        return _("tại ngày %(day)s") % {"day": format_day(end)}
    return Period.inclusive(start, end).label()


def _records(asked: Asked, found: Figure, number: str, sight: Sight) -> "Page[Line] | Page[Record] | None":
    if isinstance(asked.question.indicator.query, LISTED):
        listed = found.records if asked.term is None else _came_or_went(asked, found)
        return Paginator(listed, records.PAGE).get_page(number)
    return records.page(asked, number, inside=sight.every_amount)


def _came_or_went(asked: Asked, found: Figure) -> Sequence[Record]:
    """Of a figure without spans the records that are there at one end of the movement alone."""
    assert asked.term is not None
    opening = replace(asked.moving, on=asked.span[0] - DAY, period=None)
    here, there = found.records, figures.answer(opening, records=True).records
    if asked.term.way == "out":
        here, there = there, here
    return beyond(here, there)


def _tabs(asked: Asked, by: str, page: "Page[Line] | Page[Record] | None") -> list[Tab]:
    found: list[Tab] = [
        (wording.tab(name), asked.address(by=name, anchor="phan-to"), None, name == by)
        for name in asking.tabs(asked.question)
    ]
    if page is not None:
        found.append((_("Bản ghi"), asked.address(anchor="ban-ghi"), page.paginator.count, False))
    return found


def _waterfall(asked: Asked, found: Figure) -> charts.Waterfall | None:
    moved = found.movement
    if moved is None or not (moved.inflow or moved.outflow):
        return None
    start, end = asked.span
    written = scale(found.unit, [moved.opening, moved.closing])
    terms = causes.terms(asked.question.indicator, [moved])
    steps = []
    for term in terms:
        change = term.of(moved) if term.way == "in" else -term.of(moved)
        url = asked.address(by="", period=asked.span, cause=term.code, anchor="ban-ghi")
        steps.append(charts.Cause(term.label, written.number(change) or 0, term.group, url))
    return charts.Waterfall(
        title=_("Biến động trong kỳ: %(label)s") % {"label": found.label},
        opening=charts.Stand(
            f"{_('Đầu kỳ')} {format_day(start)}",
            written.number(moved.opening) or 0,
            asked.address(by="", on=start - DAY),
        ),
        causes=tuple(steps),
        closing=charts.Stand(
            f"{_('Cuối kỳ')} {format_day(end)}", written.number(moved.closing) or 0, asked.address(by="")
        ),
        decimals=written.decimals,
    )


def as_asked(asked: Asked, user: Any, *, records: bool = False) -> Figure:
    """The figure as the command gives it: only the breakdown and the period that the address names."""
    found = figures.answer(asked.question, by=asked.by, records=records)
    return disclosure.public(figures.as_read(found, asked.question), _told(asked, asked.by, policies.sight(user)))
