"""Published figures on one page, each beside what this book counts for the same day or period, never mixed with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from nongcot.indicators import addresses, asking, disclosure, figures, ledger, quoted, shown, units
from nongcot.indicators.declare import Indicator, catalogue, vocabulary
from nongcot.indicators.models import Quoted
from nongcot.indicators.policies import sees_every_amount
from nongcot.indicators.questions import NotAskable, ask
from nongcot.kernel import text
from nongcot.places.geography import UnknownPlace

PAGE = 40


@dataclass(frozen=True)
class Counted:
    """What the book counts: written out, with the page it is opened on; `why` says why there is nothing to compare."""

    value: str = ""
    url: str = ""
    difference: str = ""
    why: str = ""


@dataclass(frozen=True)
class Line:
    """One statement of a source and what stands beside it."""

    label: str
    quotation: shown.Quotation
    verified: bool
    counted: Counted


def page(n: int, today: date, sought: str, number: str, user: Any) -> "Page[Line]":
    """Statements known at posting `n` whose words hold what is sought, by figure and time; only the asked page is
    counted."""
    rows = [row for row in quoted.standing(n) if _matches(row, sought)]
    order = {code: place for place, code in enumerate(vocabulary())}
    rows.sort(key=lambda row: (order.get(row.indicator, len(order)), row.indicator, row.code, row.latest, row.pk))
    lines: Sequence[Line] = _Lines(rows, n, today, sees_every_amount(user))
    return Paginator(lines, PAGE).get_page(number)


class _Lines(Sequence[Line]):
    """The statements as lines; a line is worked out when its page is asked for."""

    def __init__(self, rows: list[Quoted], n: int, today: date, everything: bool) -> None:
        self.rows, self.n, self.today, self.everything = rows, n, today, everything

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, asked: slice) -> list[Line]:  # type: ignore[override]  # only pages are taken
        return [
            Line(_label(row), shown.quotation(row), row.verified, _counted(row, self.n, self.today, self.everything))
            for row in self.rows[asked]
        ]


def _matches(row: Quoted, sought: str) -> bool:
    said = text.fold(f"{_label(row)} {row.code} {row.source_title} {row.scope} {row.as_of}")
    return all(part in said for part in text.fold(sought).split())


def _label(row: Quoted) -> str:
    """What the statement is about, in the words of the vocabulary where it has a place there."""
    words = vocabulary().get(row.indicator)
    if words is None:
        return row.label
    cells = ", ".join(filter(None, [*quoted.cells(row), quoted.place_name(row)]))
    return f"{asking.called(words)} ({cells})" if cells else asking.called(words)


def _counted(row: Quoted, n: int, today: date, everything: bool) -> Counted:
    indicator = catalogue().get(row.indicator)
    if indicator is None:
        return Counted(why=_("sổ chưa đếm"))
    if row.earliest > today:
        return Counted(why=_("chưa đến ngày ấy"))
    try:
        return _answered(indicator, row, n, everything)
    except (NotAskable, UnknownPlace, ledger.BeforeTheBook, KeyError, ValueError) as refusal:
        return Counted(why=str(refusal) if isinstance(refusal, NotAskable) else _("không so được"))


def _answered(indicator: Indicator, row: Quoted, n: int, everything: bool) -> Counted:
    when: dict[str, Any] = {"on": row.latest}
    if indicator.words.in_a_period:
        when = {"period": (row.earliest, row.latest)}
    elif row.earliest.year < row.latest.year:
        return Counted(why=_("nguồn nói về nhiều năm, số của sổ là của một ngày"))
    cells = dict([cell for cell in row.cells.items() if cell != quoted.WITH_FUNDS])
    whom: dict[str, Any] = {"cells": cells, "funds": len(cells) < len(row.cells), "place": row.place or None}
    question = ask(indicator.code, **when, known_at=n, **whom)
    if not everything and not disclosure.told(question, "").value:
        return Counted(why=_("giữ kín"))
    found = figures.answer(question)
    if found.value is None:
        return Counted(why=found.why_null or _("chưa rõ"))
    written = units.scale(found.unit, [found.value])
    known = None if n == ledger.newest() else n
    return Counted(
        value=f"{written.text(found.value)} {written.unit}",
        url=addresses.address(indicator.code, **when, known=known, **whom),
        difference=_difference(found.value, row, written),
    )


def _difference(value: Decimal | int, row: Quoted, written: units.Scale) -> str:
    """What the book counts more (+) or less (−) than the source says."""
    by = Decimal(value) - units.in_dong(row.value, row.unit)
    return written.signed(by) if by else _("khớp")
