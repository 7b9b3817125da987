"""Figures on the pages of rooms: each a number that opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from nongcot.indicators import addresses, disclosure, figures
from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import catalogue
from nongcot.indicators.periods import year_to
from nongcot.indicators.policies import sees_every_amount
from nongcot.indicators.questions import ask
from nongcot.kernel import numbers
from nongcot.registry import words
from nongcot.registry.reading.points import Point


@dataclass(frozen=True)
class Tile:
    """A figure of the day, or of its year up to it; `text` is the value as written, "–" where it is not told."""

    label: str
    text: str
    url: str
    note: str


def of(codes: Sequence[str], point: Point, user: Any) -> list[Tile]:
    """These figures at the page's point, as far as this person may see them."""
    return [_tile(code, point, sees_every_amount(user)) for code in codes]


def _tile(code: str, point: Point, everything: bool) -> Tile:
    vocabulary = catalogue()[code].words
    period = year_to(point.on) if vocabulary.in_a_period else None
    when: dict[str, Any] = {"period": period} if period else {"on": point.on}
    question = ask(code, known_at=point.n, **when)
    value = figures.answer(question).value
    if not everything and not disclosure.told(question, "").value:
        value = None
    text, unit = _written(value, vocabulary.unit)
    since = _("từ đầu năm %(year)s") % {"year": point.on.year} if period else ""
    return Tile(
        label=in_language(vocabulary.label_vi, vocabulary.label_en),
        text=text,
        url=addresses.address(code, known=point.known, **when),
        note=", ".join(part for part in (unit, since) if part),
    )


def _written(value: int | Decimal | None, unit: str) -> tuple[str, str]:
    """The number as written, and of money its unit: a tile has no room for both in one line."""
    if value is None:
        return "–", ""
    if unit != "VND":
        return numbers.format_number(value), ""
    number, _blank, of_what = words.money(int(value)).replace("\N{NO-BREAK SPACE}", " ").partition(" ")
    return number, of_what
