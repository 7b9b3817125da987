"""A question about a figure, made definite: which indicator, when, where, as known at which posting."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from nongcot.indicators import definitions, extent, ledger, since
from nongcot.indicators.declare import Cell, Events, Indicator, Ratio, Stock, UnitsWithout, catalogue, vocabulary
from nongcot.kernel.dates import EARLIEST_YEAR, LATEST_YEAR, is_conceivable

DAY = timedelta(days=1)

#: The axis of subjects that stand in several places.
PLACES = "place"

#: The roll-up of main sectors (`registry` reports); a sector group is never stored beside its sector.
SECTOR_GROUPS = {"agricultural": ("AGR", "FOR", "FIS", "SAL"), "credit": ("PCF",), "unknown": ("",)}


class NotAskable(ValueError):
    """The question has no answer as asked; holds the sentence that says what to ask instead."""


@dataclass(frozen=True)
class Question:
    """One figure asked: at a day (`on`) or in a period `[start, end]`, both days included.

    `units` are the communes of all times that the asked place holds in the asked geography, as far as the book keeps
    them; `cells` fixes values of breakdowns.
    """

    indicator: Indicator = field(hash=False)
    n: int
    newest: bool
    on: date | None
    period: tuple[date, date] | None
    geography: date
    units: frozenset[int]
    place: str = ""
    funds: bool = False
    cells: Mapping[str, str] = field(default_factory=dict, hash=False)
    axis: str = ""
    known_at: str | None = None

    @property
    def last_day(self) -> date:
        """The day a stock is read at."""
        if self.on is not None:
            return self.on
        assert self.period is not None
        return self.period[1]

    @property
    def whole_book(self) -> bool:
        """Whether nothing narrows the question, so that the book's roll-ups may answer."""
        return not self.place and not self.cells

    @property
    def at_newest(self) -> "Question":
        """The same question about the newest knowledge."""
        return self if self.newest else replace(self, n=ledger.newest(), newest=True)

    @property
    def without_days(self) -> "Question":
        """What is asked of whom, for readings that are told their days; alike for all days of one place."""
        return replace(self, on=None, period=None, geography=date.max, known_at=None)

    @property
    def is_outside(self) -> bool:
        """Whether the book keeps nothing of the asked place."""
        return bool(self.place) and not self.units

    def about(self, code: str) -> "Question":
        """The same question about another indicator."""
        return replace(self, indicator=catalogue()[code])


def ask(
    code: str,
    *,
    on: date | None = None,
    period: tuple[date, date] | None = None,
    place: str | None = None,
    geography_on: date | None = None,
    known_at: int | str | date | datetime | None = None,
    funds: bool = False,
    cells: Mapping[str, str] | None = None,
) -> Question:
    """Make a question definite in this reader's snapshot.

    Raises `NotAskable` with a sentence for an unknown code, a flow without a period, a period that ends before it
    begins or comes with a day, a day that no book can speak of; `ledger.NoSuchKnowledge` for knowledge before posting 1
    or beyond the last; `places.geography.UnknownPlace` for a place.
    """
    indicator = _indicator(code)
    if period is not None and period[1] < period[0]:
        raise NotAskable(_("Kỳ kết thúc trước khi bắt đầu."))
    if on is not None and period is not None:
        raise NotAskable(_("Hãy hỏi tại một ngày hoặc trong một kỳ, không cả hai."))
    if on is None and period is None:
        raise NotAskable(_("Cần một ngày hoặc một kỳ."))
    if not all(map(is_conceivable, [*filter(None, (on, geography_on)), *(period or ())])):
        raise NotAskable(
            _("Chỉ hỏi được các ngày từ năm %(first)s đến năm %(last)s.")
            % {"first": EARLIEST_YEAR, "last": LATEST_YEAR}
        )
    if indicator.words.in_a_period and period is None:
        raise NotAskable(
            _("“%(label)s” là số phát sinh trong kỳ: hãy hỏi theo kỳ, ví dụ %(year)s-01-01..%(on)s.")
            % {"label": indicator.words.label_vi, "year": on.year if on else "", "on": on}
        )
    if place and cells and stands_in_places(indicator):
        raise NotAskable(_("Một đối tượng ở đây đứng ở nhiều nơi: đã hỏi theo địa bàn thì không hẹp tiếp được."))
    day = on or (period[1] if period else None)
    assert day is not None
    n = ledger.resolve(known_at)
    geography_day = geography_on or day
    return Question(
        indicator=indicator,
        n=n,
        newest=n == ledger.newest(),
        on=on if period is None else None,
        period=period,
        geography=geography_day,
        units=extent.units(place or "", geography_day, n),
        place=place or "",
        funds=funds and indicator.words.with_credit_funds == "both",
        cells=dict(cells or {}),
        known_at=None if known_at is None else str(known_at),
    )


def parts_of_ratio(question: Question) -> tuple[Question, Question]:
    """The same question about numerator and denominator; where the ratio says so, the numerator narrowed to those of
    whom the denominator is known."""
    words, query = question.indicator.words, question.indicator.query
    assert isinstance(query, Ratio)
    above = question.about(words.numerator)
    return replace(above, cells={**question.cells, **query.above}), question.about(words.denominator)


def _indicator(code: str) -> Indicator:
    found = catalogue().get(code)
    if found is not None:
        return found
    if code in vocabulary():
        raise NotAskable(_("Số liệu “%(code)s” chưa được sổ này đếm.") % {"code": code})
    raise NotAskable(_("Không có số liệu nào mang mã “%(code)s”.") % {"code": code})


def definition(indicator: Indicator, n: int) -> int:
    """The definition that its spans were posted under, as of posting `n`.

    Raises `NotAskable` where the book did not count it then.
    """
    found = definitions.at(n).get(indicator.code)
    if found is None:
        raise NotAskable(_("Vào lúc ấy sổ chưa đếm “%(label)s”.") % {"label": indicator.words.label_vi})
    return found.pk


def conditions(question: Question, known: str = "") -> tuple[list[str], list[Any]]:
    """SQL conditions on spans `s` that hold for every reading of the question, without its days.

    `known` narrows to a part of what was known: one of `parts`, or what `since` tells apart.
    """
    indicator, cells = question.indicator, dict(question.cells)
    query = indicator.query
    where: list[str] = []
    if isinstance(query, Cell):
        indicator = catalogue()[query.of]
        for name, keys in query.where.items():
            where.append(_among(_column(indicator, name), keys))
    where.append(f"s.definition_id = {definition(indicator, question.n)}")
    if known:
        where.append(known)
    elif question.newest:
        where.append("s.retracted IS NULL")
    else:
        where.append(f"s.posted <= {question.n} AND (s.retracted IS NULL OR s.retracted > {question.n})")
    if indicator.words.with_credit_funds == "both" and not question.funds:
        where.append("s.kind <> 'credit_fund'")
    where.append(f"s.place_id IN ({', '.join(map(str, sorted(question.units))) or '-1'})")
    where.append(_axis(question, indicator))
    parameters: list[Any] = []
    for name, key in cells.items():
        if name == "sector_group":
            where.append(_in_group(key))
        elif indicator.axis(name) is not None:
            where.append("s.cell = %s")
            parameters.append(key)
        elif name in indicator.cell_names:
            where.append(f"{_cell_at(indicator, name)} = %s")
            parameters.append(key)
        else:
            where.append(f"{_column(indicator, name)} = %s")
            parameters.append("" if key == "unknown" else key)
    return where, parameters


def parts(question: Question) -> tuple[str, ...]:
    """What was known, in parts for `conditions` that indexes serve: a span stands in one of them."""
    if question.newest:
        return ("s.retracted IS NULL",)
    return since.stayed(question.n), since.went(question.n)


def _axis(question: Question, indicator: Indicator) -> str:
    named = [name for name in question.cells if indicator.axis(name) is not None]
    if not named and question.place and stands_in_places(indicator):
        named = [PLACES]
    return f"s.axis = '{named[0] if named else question.axis}'"


def stands_in_places(indicator: Indicator) -> bool:
    """Whether a subject counts in no place of its own but in several others': then places are an axis like any."""
    return indicator.axis(PLACES) is not None


def is_spread(question: Question) -> bool:
    """Whether the rows that answer may hold a subject more than once, so that subjects are counted, not summed."""
    indicator = question.indicator
    return stands_in_places(indicator) and (question.axis == PLACES or bool(question.place))


def _column(indicator: Indicator, name: str) -> str:
    if name in ("sector", "kind"):
        return f"s.{name}"
    if name in indicator.cell_names:
        return _cell_at(indicator, name)
    raise NotAskable(_("“%(label)s” không phân tổ theo “%(by)s”.") % {"label": indicator.words.label_vi, "by": name})


def _cell_at(indicator: Indicator, name: str) -> str:
    """SQL for one value of a stored cell; the separator never stands in a value."""
    index = indicator.cell_names.index(name)
    if connection.vendor == "postgresql":
        return f"split_part(s.cell, '|', {index + 1})"
    part = "s.cell || '|'"
    for _step in range(index):
        part = f"substr({part}, instr({part}, '|') + 1)"
    return f"substr({part}, 1, instr({part}, '|') - 1)"


def _among(column: str, keys: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(str(key)) for key in keys)})"


def _in_group(group: str) -> str:
    if group in SECTOR_GROUPS:
        return _among("s.sector", SECTOR_GROUPS[group])
    named = tuple(code for codes in SECTOR_GROUPS.values() for code in codes)
    return f"NOT ({_among('s.sector', named)})"


def sector_group(sector: str) -> str:
    """agricultural, credit, non_agricultural, or unknown."""
    return next((name for name, codes in SECTOR_GROUPS.items() if sector in codes), "non_agricultural")


def source(question: Question) -> Indicator:
    """The indicator whose spans answer: itself, or the one it is a cell of."""
    query = question.indicator.query
    if isinstance(query, Cell):
        return catalogue()[query.of]
    if isinstance(query, UnitsWithout):
        return catalogue()[query.of]
    assert isinstance(query, Stock | Events)
    return question.indicator
