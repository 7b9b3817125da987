"""From an address to a definite question, and from a question to the addresses of its neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from nongcot.indicators import addresses, breakdowns, causes, periods, quoted
from nongcot.indicators.causes import Term
from nongcot.indicators.declare import Computed, Ratio, UnitsWithout, Words, vocabulary
from nongcot.indicators.periods import Days
from nongcot.indicators.questions import NotAskable, Question, ask, source
from nongcot.indicators.reading import Row
from nongcot.places import geography
from nongcot.places.models import COMMUNE, DISTRICT

#: Parameters that change how the page shows its answer, not what is asked.
SHOWING = ("page", "sort", "step")


@dataclass(frozen=True)
class Asked:
    """The question of a page, and what of it stood in the address (None: the page's default)."""

    question: Question
    on: date | None
    period: Days | None
    known: int | None
    by: str
    term: Term | None
    #: The level at which only what lies in no known unit is asked for ("" for everything).
    unplaced: str = ""

    @property
    def moving(self) -> Question:
        """The same question over a period: the address's own, else from 1 January."""
        if self.question.period is not None:
            return self.question
        return replace(self.question, on=None, period=periods.year_to(self.question.last_day))

    @property
    def span(self) -> Days:
        """The period of `moving`."""
        period = self.moving.period
        assert period is not None
        return period

    @property
    def cells(self) -> dict[str, str]:
        """The fixed cells as an address holds them."""
        return dict(self.question.cells) | ({self.unplaced: breakdowns.UNKNOWN} if self.unplaced else {})

    def address(self, **changes: Any) -> str:
        """The address of this page with something changed; a changed day or period keeps the page's geography."""
        parts: dict[str, Any] = {
            "on": self.on,
            "period": self.period,
            "place": self.question.place,
            "by": self.by,
            "known": self.known,
            "geography": self.question.geography,
            "funds": self.question.funds,
            "cells": self.cells,
            "cause": self.term.code if self.term else "",
        }
        if "on" in changes or "period" in changes:
            parts |= {"on": None, "period": None, "cause": ""}
        parts |= changes
        day = parts["period"][1] if parts["period"] else parts["on"] or self.question.last_day
        if parts["geography"] == day:
            parts["geography"] = None
        code = parts.pop("code", self.question.indicator.code)
        return addresses.address(code, **parts)

    @property
    def permanent(self) -> str:
        """The address that gives this same answer whenever it is opened: with its day and its posting."""
        fixed: dict[str, Any] = {"known": self.question.n}
        if self.on is None and self.period is None:
            fixed |= {"on": self.question.last_day, "cause": self.term.code if self.term else ""}
        return self.address(**fixed)

    def cell(self, by: str, key: str, **changes: Any) -> str:
        """The address of the figure narrowed to one cell of a breakdown."""
        if by in breakdowns.PLACE_LEVELS and key != breakdowns.UNKNOWN:
            narrowed: dict[str, Any] = {"place": key, "cells": dict(self.question.cells)}
        else:
            narrowed = {"cells": self.cells | {by: key}}
        return self.address(**({"by": ""} | narrowed | changes))


def read(code: str, answers: Mapping[str, Any], query: QueryDict, today: date, known: int | None) -> Asked:
    """The question of an address, from the cleaned answers of `AskForm` and the rest of the query.

    Raises `questions.NotAskable` for what the figure cannot be asked, `ledger.NoSuchKnowledge`, and
    `places.geography.UnknownPlace`.
    """
    period = answers.get("period")
    # A period given with another day than its last is an old one: the day was asked for later.
    on = answers.get("on") if period is None or answers.get("on") not in (None, period[1]) else None
    period = None if on is not None else period
    cells, unplaced = _cells(query)
    asked = period or (periods.year_to(on or today) if _needs_period(code) else None)
    question = ask(
        code,
        on=None if asked else on or today,
        period=asked,
        place=answers.get("place") or None,
        geography_on=answers.get("geo"),
        known_at=known,
        funds=bool(answers.get("funds")),
        cells=cells,
    )
    if unplaced:
        question = replace(question, units=_without_unit(question, unplaced))
    _check(question)
    by = query.get("by", "")
    if by:
        check_breakdown(question, by)
    return Asked(question, on, period, known, by, _term(question, query.get("cause", "")), unplaced)


def tabs(question: Question) -> list[str]:
    """The breakdowns that this question can be shown by, in the order of the vocabulary."""
    declared = question.indicator.breakdowns
    found: list[str] = []
    level = geography.at(question.place, question.geography, question.n).level if question.place else ""
    if "place" in declared and level != COMMUNE:
        if level != DISTRICT and breakdowns.units_within(question, DISTRICT):
            found.append("place:district")
        found.append("place:commune")
    if question.indicator.words.kind == "quoted":
        return quoted.levels_told(question, found)
    return found + [name for name in declared if name != "place" and _fits(question, name)]


def check_breakdown(question: Question, by: str) -> None:
    """Raise `NotAskable` for a breakdown that the figure, narrowed as it is, does not have."""
    breakdowns.require(question, by)
    if by not in breakdowns.PLACE_LEVELS and not _fits(question, by):
        raise NotAskable(_("Đã chọn một ô của phân tổ chồng lấn nên không phân tổ tiếp theo cách này được."))


def _fits(question: Question, by: str) -> bool:
    """Rows of an axis know place, sector and kind alone: neither another axis nor the cells of main rows."""
    if not any(_axis(question, name) for name in question.cells):
        return True
    return by in ("sector", "sector_group", "kind") or (by in question.cells and _axis(question, by))


def _axis(question: Question, name: str) -> bool:
    return not isinstance(question.indicator.query, Ratio | Computed) and source(question).axis(name) is not None


def _check(question: Question) -> None:
    indicator = question.indicator
    if isinstance(indicator.query, Computed):
        return  # its own room says what it can be asked
    for name in question.cells:
        breakdowns.require(question, name)
    if isinstance(indicator.query, UnitsWithout) and question.cells.keys() - {"unit_kind"}:
        raise NotAskable(_("“%(label)s” chỉ hỏi được theo địa bàn.") % {"label": called(indicator.words)})
    if any(_axis(question, name) for name in question.cells) and not all(_fits(question, n) for n in question.cells):
        raise NotAskable(_("Không ghép một phân tổ chồng lấn với phân tổ khác được."))


def called(words: Words) -> str:
    """What a figure is called in the reader's language."""
    return breakdowns.in_language(words.label_vi, words.label_en)


def _needs_period(code: str) -> bool:
    words = vocabulary().get(code)
    return words is not None and words.in_a_period


def _cells(query: QueryDict) -> tuple[dict[str, str], str]:
    """Fixed cells, and the level at which only what has no known unit is asked."""
    found = {name.removeprefix(addresses.CELL): key for name, key in query.items() if name.startswith(addresses.CELL)}
    levels = [name for name in breakdowns.PLACE_LEVELS if found.get(name) == breakdowns.UNKNOWN]
    unplaced = levels[0] if levels else ""
    return {name: str(key) for name, key in found.items() if name not in levels}, unplaced


def _without_unit(question: Question, level: str) -> frozenset[int]:
    """Of the question's communes of all times those that lie in no one unit of the asked geography."""
    key = breakdowns.key_of(question, level)
    named = {unit.code for unit in breakdowns.units_within(question, breakdowns.PLACE_LEVELS[level])}
    return frozenset(unit for unit in question.units if key(Row(unit, "", "", "", 0, 0)) not in named)


def _term(question: Question, code: str) -> Term | None:
    if not code:
        return None
    try:
        found = causes.parse(question.indicator, code)
    except ValueError:
        raise NotAskable(_("Không có nguyên nhân nào mang mã “%(code)s”.") % {"code": code}) from None
    if question.indicator.words.kind != "stock":
        raise NotAskable(_("Chỉ số thời điểm mới có nguyên nhân vào, ra."))
    return found
