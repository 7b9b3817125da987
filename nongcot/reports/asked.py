"""Figures as a report uses them: asked at one posting, printed as links, and listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from nongcot.indicators import addresses, definitions, figures, reading, series, units
from nongcot.indicators.answers import Figure, Value
from nongcot.indicators.causes import Term
from nongcot.indicators.declare import Cell, Ratio, UnitsWithout, indicator
from nongcot.indicators.periods import Days
from nongcot.indicators.questions import NotAskable, ask
from nongcot.kernel import dates
from nongcot.papers import content, words
from nongcot.reports.paper import Used

BILLION = Decimal(1_000_000_000)


@dataclass(frozen=True)
class Told:
    """A value with the piece of text that prints and opens it."""

    value: Value
    piece: content.Figure

    def __bool__(self) -> bool:
        """Whether there is something to tell: neither nothing nor not known."""
        return bool(self.value)


class Asked:
    """Everything a report asks of the ledger, as known at posting `n`; `used` grows with each figure told."""

    def __init__(self, n: int, public_url: str) -> None:
        self.n, self.public_url = n, public_url
        self._used: dict[str, Used] = {}
        self._found: dict[tuple[Any, ...], Figure] = {}

    @property
    def used(self) -> tuple[Used, ...]:
        """The figures told so far, each once, in their order."""
        return tuple(self._used.values())

    def figure(
        self, code: str, *, on: date | None = None, period: Days | None = None, by: str = "", funds: bool = False
    ) -> Figure:
        """The engine's answer; asked once however often it is told. What the book did not count at that posting has no
        value and says so. Raises `questions.NotAskable` for a breakdown that there is not.
        """
        key = (code, on, period, by, funds)
        if key not in self._found:
            try:
                self._found[key] = figures.figure(
                    code, on=on, period=period, by=by, known_at=self.n, with_credit_funds=funds
                )
            except NotAskable as refusal:
                if by and self.counts(code):
                    raise
                frame = figures.frame(ask(code, on=on, period=period, known_at=self.n))
                self._found[key] = replace(frame, by=by, why_null=str(refusal))
        return self._found[key]

    def counts(self, code: str) -> bool:
        """Whether the book counted it at posting `n`: a programme that came later was not counted then."""
        one = indicator(code)
        if isinstance(one.query, Ratio):
            return self.counts(one.words.numerator) and self.counts(one.words.denominator)
        if isinstance(one.query, Cell | UnitsWithout):
            return self.counts(one.query.of)
        return not one.posts or code in definitions.at(self.n)

    def number(self, code: str, *, on: date | None = None, period: Days | None = None, funds: bool = False) -> Told:
        """A whole figure; what a source states as it states it."""
        found = self.figure(code, on=on, period=period, funds=funds)
        text = units.told(found) if found.is_stated and found.value is not None else ""
        return self.told(code, found.value, found.label, text=text, on=on, period=period, funds=funds)

    def stated(self, found: Figure) -> list[content.Piece]:
        """What a source states, in its words and with the unit of money: "ước 5,25", "42 triệu đồng/người/năm"."""
        scale = units.of_figure(found, [found.value])
        told = self.told(
            found.code, found.value, found.label, text=units.told(found), on=found.on, period=found.period,
            place=found.place or None, cells=found.cells,
        )  # fmt: skip
        return [told.piece, f" {scale.unit}"] if units.is_money(found.unit) else [told.piece]

    def some(self, code: str, *, on: date | None = None, period: Days | None = None) -> Told:
        """A whole figure that is told only where there is something to tell: nothing, and what is not known, is not
        listed as used.
        """
        found = self.figure(code, on=on, period=period)
        return self.number(code, on=on, period=period) if found.value else Told(found.value, content.Figure(""))

    def money(self, code: str, *, on: date) -> Told:
        """An amount in tỷ đồng."""
        found = self.figure(code, on=on)
        text = words.NO_FIGURE if found.value is None else words.number(Decimal(found.value) / BILLION, 1)
        return self.told(code, found.value, found.label, text=text, on=on)

    def amount(self, code: str, *, on: date | None = None, period: Days | None = None) -> list[content.Piece]:
        """ "7,40 tỷ đồng", in the unit that suits it; nothing where nothing is known, or it comes to 0."""
        found = self.figure(code, on=on, period=period)
        if not found.value:
            return []
        scale = units.scale(found.unit, [found.value])
        told = self.told(code, found.value, found.label, text=scale.text(found.value), on=on, period=period)
        return [told.piece, f" {scale.unit}"]

    def known_of(self, code: str, *, on: date) -> Sequence[content.Piece]:
        """ "biết của 491 trong 492", each a link; empty where the sum is known of all, or of none."""
        question = ask(code, on=on, known_at=self.n)
        known, _amount = reading.standing_on(question, on)
        every = self.number(question.indicator.known_of, on=on)
        if not known or known == every.value:
            return ()
        total = self.number(code, on=on).piece
        records = content.Figure(words.number(known), total.url, total.tip)
        return ["biết của ", records, " trong ", every.piece]

    def cell(self, found: Figure, key: str, *, is_place: bool = False) -> Told:
        """One cell of a breakdown."""
        part = next((part for part in found.breakdown if part.key == key), None)
        value = part.value if part else 0
        label = f"{found.label}, {part.label if part else key}"
        narrowed: dict[str, Any] = {"cells": {found.by: key}}
        if is_place and key != "unknown":
            narrowed = {"place": key}
        return self.told(found.code, value, label, on=found.on, period=found.period, **narrowed)

    def term(self, found: Figure, term: Term) -> Told:
        """One term of a movement."""
        assert found.movement is not None
        label = f"{found.label}, {term.label.lower()}"
        return self.told(found.code, term.of(found.movement), label, period=found.period, cause=term.code)

    def years(self, code: str, periods: list[Days], *, some: bool = False) -> list[Told]:
        """A flow in each period, from one reading; with `some` none of them where there is nothing to tell in any."""
        question = ask(code, period=periods[-1], known_at=self.n)
        label = figures.frame(question).label
        values = series.in_periods(question, periods)
        if some and not any(values):
            return []
        return [self.told(code, value, label, period=period) for value, period in zip(values, periods, strict=True)]

    def days(self, code: str, days: list[date], *, some: bool = False) -> list[Told]:
        """A stock on each day, from one reading; with `some` none of them where there is nothing to tell on any."""
        question = ask(code, on=days[-1], known_at=self.n)
        label = figures.frame(question).label
        values = series.on_days(question, days)
        if some and not any(values):
            return []
        return [self.told(code, value, label, on=day) for value, day in zip(values, days, strict=True)]

    def told(
        self, code: str, value: Value, label: str, *, text: str = "", cells: Mapping[str, str] | None = None, **at: Any
    ) -> Told:
        """A value under its address: by which it is listed, printed, and opened."""
        address = addresses.address(code, known=self.n, cells=cells, **at)
        written = text or _written(value)
        listed = str(value) if isinstance(value, Decimal) else value
        self._used.setdefault(address, Used(code, listed, self.n, address, label))
        return Told(value, content.Figure(written, f"{self.public_url}{address}", _tip(label, at)))


def _written(value: Value) -> str:
    return words.NO_FIGURE if value is None else words.number(value)


def _tip(label: str, at: Mapping[str, Any]) -> str:
    if at.get("period"):
        start, end = at["period"]
        return f"{label}, từ {dates.format_day(start)} đến {dates.format_day(end)}"
    return f"{label}, ngày {dates.format_day(at['on'])}"


def how_many(told: Told, what: str) -> list[content.Piece]:
    """ "36 hợp tác xã ngừng hoạt động"; of none: "không có liên hiệp hợp tác xã"."""
    return [f"không có {what}"] if told.value == 0 else [told.piece, f" {what}"]


def of_them(part: Told, whole: Told, what: str) -> list[content.Piece]:
    """ "trong đó có 69 hợp tác xã nông nghiệp", "cả 9 đều là chuỗi bền vững", "trong đó không có …"."""
    if part.value == whole.value and part.value != 1:
        return ["cả ", part.piece, f" đều là {what}"]
    return [f"trong đó {'có ' if part.value else ''}", *how_many(part, what)]


def clause(sentence: str, told: Told) -> list[content.Piece]:
    """A part of a sentence with a figure where `{n}` stands; nothing where there is nothing to tell."""
    return content.compose(sentence, n=told.piece) if told else []


def enumerated(items: Sequence[Sequence[content.Piece]], comma: str = ", ") -> list[content.Piece]:
    """Items one after the other, the last two joined by "và"."""
    found: list[content.Piece] = []
    for place, item in enumerate(items):
        joint = "" if not place else " và " if place == len(items) - 1 else comma
        found += [joint, *item] if joint else item
    return found
