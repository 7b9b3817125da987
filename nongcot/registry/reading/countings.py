"""Where one organisation is counted: the figures whose spans hold it, each with its own total and page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from nongcot.indicators import addresses, breakdowns, definitions, disclosure, figures
from nongcot.indicators.declare import CELL_SEPARATOR, Cell, Indicator, catalogue
from nongcot.indicators.questions import ask
from nongcot.indicators.rollups import NOWHERE
from nongcot.places import geography
from nongcot.registry import queries
from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import Kind


@dataclass(frozen=True)
class Counted:
    """A figure that counts this organisation: with what amount (None: it is not for everybody), its own total, its
    page; `is_of_year` for events."""

    label: str
    amount: int | None
    unit: str
    total: int | Decimal | None
    url: str
    is_of_year: bool


class Counting(NamedTuple):
    """Spans of one organisation under one definition."""

    definition_id: int
    sector: str
    kind: str
    cell: str
    amount: int


def of(organisation_id: int, point: Point, *, everything: bool) -> list[Counted]:
    """Figures that count it on the day, and those that count an event of it in the year up to the day.

    Without `everything` what one organisation gives to a sum is not told, and sums that would tell on somebody are held
    back (`indicators.disclosure`).
    """
    codes = {row.pk: code for code, row in definitions.at(point.n).items()}
    first = point.on.replace(month=1, day=1)
    found: dict[str, tuple[int, bool]] = {}
    for counting in _countings(organisation_id, point, first, codes):
        base = catalogue().get(codes[counting.definition_id])
        for indicator in _indicators(base, counting) if base else ():
            amount, _funds = found.get(indicator.code, (0, False))
            found[indicator.code] = (amount + counting.amount, counting.kind == Kind.CREDIT_FUND)
    order = list(catalogue())
    return [
        _counted(code, amount, funds, point, first, everything)
        for code, (amount, funds) in sorted(found.items(), key=lambda i: order.index(i[0]))
    ]


def _indicators(base: Indicator, counting: Counting) -> Iterator[Indicator]:
    """The indicator itself, and those that are a cell of it in which this span stands."""
    yield base
    for indicator in catalogue().values():
        query = indicator.query
        if isinstance(query, Cell) and query.of == base.code:
            values = _values(base, counting)
            if all(values.get(name, "") in keys for name, keys in query.where.items()):
                yield indicator


def _values(base: Indicator, counting: Counting) -> Mapping[str, str]:
    cells = dict(zip(base.cell_names, counting.cell.split(CELL_SEPARATOR), strict=False))
    return {**cells, "sector": counting.sector, "kind": counting.kind}


def _counted(code: str, amount: int, funds: bool, point: Point, first: date, everything: bool) -> Counted:
    words = catalogue()[code].words
    is_of_year = words.kind != "stock"
    on, period = (None, (first, point.on)) if is_of_year else (point.on, None)
    funds = funds and words.with_credit_funds == "both"
    question = ask(code, on=on, period=period, known_at=point.known, funds=funds)
    told = everything or disclosure.told(question, "").value
    return Counted(
        breakdowns.in_language(words.label_vi, words.label_en),
        amount if everything or not disclosure.is_sum(catalogue()[code]) else None,
        words.unit,
        figures.answer(question).value if told else None,
        addresses.address(code, on=on, period=period, known=point.known, funds=funds),
        is_of_year,
    )


def _countings(organisation_id: int, point: Point, first: date, codes: Mapping[int, str]) -> list[Counting]:
    """Main spans within the book that hold on the day, or, of events, lie between `first` and the day."""
    events = [pk for pk, code in codes.items() if code in catalogue() and catalogue()[code].words.kind != "stock"]
    flows = ", ".join(map(str, events)) or "-1"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.definition_id, s.sector, s.kind, s.cell, s.place_id, SUM(s.amount) FROM indicators_span s "
            f"WHERE s.organisation_id = %s AND s.axis = '' AND {queries.known(point.n, point.is_newest, 's')} AND "
            f"((s.definition_id NOT IN ({flows}) AND s.valid_from <= %s AND s.valid_to > %s) OR "
            f"(s.definition_id IN ({flows}) AND s.valid_from >= %s AND s.valid_to <= %s)) "
            "GROUP BY s.definition_id, s.sector, s.kind, s.cell, s.place_id",
            [organisation_id, point.on, point.on, first, _day_after(point.on)],
        )
        rows = cursor.fetchall()
    book = {NOWHERE} | geography.scope(point.on, point.n) if rows else set()
    return [Counting(*row[:4], int(row[5])) for row in rows if row[4] in book]


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
