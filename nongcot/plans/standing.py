"""Where a target stands on a day: its value, its verdict, its pace against the calendar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nongcot.indicators import addresses, figures, quoted, series
from nongcot.indicators.answers import Figure, Value
from nongcot.indicators.declare import Words, catalogue, vocabulary
from nongcot.indicators.questions import NotAskable, ask
from nongcot.plans import plan
from nongcot.plans.comparators import AT_THE_END, Comparator, Goal, Outcome
from nongcot.plans.models import Target, Term

#: Of so little a share of one means nothing: such targets have no pace.
SMALLEST_PACED = 3

#: Kinds of figures that grow from the period's first day to its last.
GROWING = ("flow", "distinct", "amount")


class Status(TextChoices):
    """Where a target stands; the last three are no verdicts."""

    MET = "met", _("Đạt")
    EXCEEDED = "exceeded", _("Đạt và vượt")
    MISSED = "missed", _("Không đạt")
    ON_TRACK = "on_track", _("Đúng tiến độ")
    AT_RISK = "at_risk", _("Chậm")
    NOT_STARTED = "not_started", _("Chưa đến kỳ")
    CANCELLED = "cancelled", _("Hủy vì thiếu kinh phí")
    BASELINE_NOT_KNOWN = "baseline_not_known", _("Chưa rõ số gốc")
    WAITING = "waiting", _("Chờ chương trình có số liệu")
    UNJUDGED = "unjudged", _("Không xét")


#: Verdicts that may say by how much: what is not judged is not called late either.
BEHIND = (Status.AT_RISK, Status.MISSED)


@dataclass(frozen=True)
class Standing:
    """One target in one period `[start, end]`, as told by its figure up to `upto`.

    `year` is None for a target of the whole term. `share` is `plan_fulfilment` in percent; `pace` what the calendar
    asks for by `upto`; `behind` by how many whole units the target is behind it (0: it is not, or is not judged).
    """

    target: Target
    term: Term
    year: int | None
    start: date
    end: date
    upto: date
    status: Status
    figure: Figure | None = None
    share: Fraction | None = None
    pace: Fraction | None = None
    behind: int = 0

    @property
    def words(self) -> Words:
        """The vocabulary's words for the promised indicator."""
        return vocabulary()[self.target.indicator]

    @property
    def goal(self) -> Goal | None:
        """What the value is held against: what was promised, and of what is to be kept the cohort of its figure."""
        goal = self.target.goal
        return goal and goal.over(self.figure.whole if self.figure else None)

    @property
    def keeps(self) -> int | None:
        """Of how many those that count are what is left, where all of a cohort are to be kept; else None."""
        promised, goal = self.target.goal, self.goal
        return None if goal is None or goal == promised or self.figure is None else self.figure.whole or None

    @property
    def value(self) -> Value:
        """What the register counts; None where it does not know."""
        return self.figure.value if self.figure else None

    @property
    def is_stated(self) -> bool:
        """Whether the value is a source's and not the book's."""
        return self.figure is not None and self.figure.is_stated

    @property
    def source(self) -> str:
        """The document that states the value; nothing of what the book counts, or of what nobody states."""
        return "" if self.figure is None else self.figure.source

    @property
    def is_due(self) -> bool:
        """Whether the period has ended and is one that is judged."""
        is_judged = self.year is None or self.term.judges(self.year)
        return is_judged and self.upto == self.end and self.status not in (Status.UNJUDGED, Status.NOT_STARTED)

    @property
    def url(self) -> str:
        """The page of the figure behind the value; empty where nothing is counted."""
        return "" if self.figure is None else address_of(self.figure)


def address_of(found: Figure) -> str:
    """The page of a figure as it was asked, as known at its posting."""
    return addresses.address(
        found.code, on=found.on, period=found.period, place=found.place or None, known=found.posting, cells=found.cells
    )


def in_year(target: Target, term: Term, year: int, on: date, n: int) -> Standing:
    """A yearly target in one of its years, as of the day `on` and known at posting `n`."""
    return _standing(target, term, year, (date(year, 1, 1), date(year, 12, 31)), on, n, term.judges(year))


def in_term(target: Target, term: Term, on: date, n: int) -> Standing:
    """A target of the whole term, as of the day `on` and known at posting `n`."""
    return _standing(target, term, None, (term.start, term.end), on, n, True)


def all_periods(target: Target, term: Term, on: date, n: int) -> list[Standing]:
    """Every period of a target: its years, or the term."""
    if target.is_yearly:
        return [in_year(target, term, year, on, n) for year in target.years]
    return [in_term(target, term, on, n)]


@dataclass(frozen=True)
class Reached:
    """What a period had come to by one of its days, and the page of that figure."""

    value: Value
    url: str


def up_to(one: Standing, ends: Sequence[date]) -> list[Reached]:
    """What a counted period that grows had come to by each of these days, from one reading."""
    found = one.figure
    assert found is not None, "only counted periods are asked for their way"
    periods = [(one.start, end) for end in ends]
    narrowed: dict[str, Any] = {"place": found.place or None, "cells": found.cells}
    question = ask(found.code, period=periods[-1], known_at=found.posting, **narrowed)
    values = series.in_periods(question, periods)
    return [
        Reached(value, addresses.address(found.code, period=period, known=found.posting, **narrowed))
        for value, period in zip(values, periods, strict=True)
    ]


def due(on: date, n: int) -> Iterator[Standing]:
    """Every target period that has ended by `on`, of all terms known at posting `n`."""
    for term in plan.terms(n):
        for target in plan.targets(term.number, n):
            if target.goal is not None:
                yield from (one for one in all_periods(target, term, on, n) if one.is_due)


def _standing(
    target: Target, term: Term, year: int | None, days: tuple[date, date], on: date, n: int, judged: bool
) -> Standing:
    start, end = days
    found = Standing(target, term, year, start, end, min(on, end), Status.NOT_STARTED)
    if on < start:
        return found
    figure = _figure(target, start, found.upto, n)
    found = replace(found, figure=figure)
    value, goal = _exact(figure), found.goal
    pace = _pace(goal, figure, found)
    late = pace is not None and value is not None and value < floor(pace)
    status = _verdict(goal, figure, value, found, late)
    if not judged and status not in (Status.WAITING, Status.BASELINE_NOT_KNOWN):
        status = Status.UNJUDGED
    if (year or target.last_year) in target.cancelled_years:
        status = Status.CANCELLED
    return replace(
        found,
        status=status,
        share=goal.fulfilment(value) if goal is not None and value is not None else None,
        pace=pace,
        behind=ceil(pace - value) if late and status in BEHIND and pace is not None and value is not None else 0,
    )


def _figure(target: Target, start: date, upto: date, n: int) -> Figure | None:
    """The figure of the period so far; None while no room counts it and no source states it, or none did at posting
    `n`."""
    growing = vocabulary()[target.indicator].kind in GROWING
    if target.indicator not in catalogue():
        # What no room counts is judged by what sources state of it.
        period = (start, upto) if growing else None
        where = {"place": target.place, "cells": target.cells}
        return quoted.of_uncounted(target.indicator, on=upto, n=n, period=period, **where)
    try:
        return figures.figure(
            target.indicator,
            on=None if growing else upto,
            period=(start, upto) if growing else None,
            place=target.place or None,
            known_at=n,
            cells=target.cells,
        )
    except NotAskable:
        return None


def _exact(figure: Figure | None) -> Fraction | None:
    """The value without rounding: a percentage from its two parts."""
    if figure is None or figure.value is None:
        return None
    above, below = figure.numerator, figure.denominator
    if figure.unit == "percent" and above is not None and below is not None and above.value and below.value:
        return Fraction(above.value) * 100 / Fraction(below.value)
    return Fraction(figure.value)


def _pace(goal: Goal | None, figure: Figure | None, found: Standing) -> Fraction | None:
    """The elapsed share of the period of what is promised; only for what grows through the period."""
    if goal is None or figure is None or figure.kind not in GROWING or goal.comparator == Comparator.AT_MOST:
        return None
    if goal.bound is None or goal.bound <= SMALLEST_PACED:
        return None
    return goal.bound * ((found.upto - found.start).days + 1) / ((found.end - found.start).days + 1)


def _verdict(goal: Goal | None, figure: Figure | None, value: Fraction | None, found: Standing, late: bool) -> Status:
    """What may be said on the day: a verdict once it can no longer be lost, otherwise how it goes."""
    if goal is None:
        return Status.UNJUDGED if figure else Status.WAITING
    if goal.bound is None:
        # A cohort of nobody leaves nothing to keep: that is known, and nothing to judge.
        keeps_nobody = goal.comparator == Comparator.MAINTAIN and goal.baseline == 0
        return Status.UNJUDGED if keeps_nobody else Status.BASELINE_NOT_KNOWN
    if figure is None or value is None:
        return Status.WAITING
    outcome, ended = goal.outcome(value), found.upto == found.end
    if outcome is Outcome.EXCEEDED:
        return Status.EXCEEDED
    if outcome is Outcome.MET:
        return Status.MET if ended or goal.comparator not in AT_THE_END else Status.ON_TRACK
    if ended:
        return Status.MISSED
    grows_towards = figure.kind in GROWING and value < goal.bound
    return Status.ON_TRACK if grows_towards and not late else Status.AT_RISK
