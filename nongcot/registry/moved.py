"""Which figures a posting moved, over which days, by how much: read from the spans it retracted and appended."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.db import connection

from nongcot.indicators import addresses, breakdowns, engine, units
from nongcot.indicators.declare import Indicator, catalogue
from nongcot.indicators.models import Definition
from nongcot.indicators.rollups import NOWHERE
from nongcot.kernel import numbers
from nongcot.kernel.dates import FAR, format_day, stored_day
from nongcot.places import geography
from nongcot.registry import words

DAY = timedelta(days=1)

#: definition, sign, amount, valid_from, valid_to, place, kind of one span that went (−1) or came (+1).
Row = tuple[int, int, int, date, date, int, str]


@dataclass(frozen=True)
class Change:
    """During `first` to `last` (both included; None: until now and on) a figure is `delta` more than it was."""

    first: date
    last: date | None
    delta: int

    @property
    def days(self) -> str:
        """The days in words."""
        if self.last is None:
            return f"{format_day(self.first)} →"
        return (
            format_day(self.first) if self.first == self.last else f"{format_day(self.first)}–{format_day(self.last)}"
        )


@dataclass(frozen=True)
class Moved:
    """A figure that was moved: its changes in the order of days; none where only its cells changed."""

    code: str
    label: str
    is_money: bool
    is_stock: bool
    changes: tuple[Change, ...]

    @property
    def url(self) -> str:
        """The figure's page on the first day that changed, or for the year of the event."""
        if not self.changes:
            return addresses.address(self.code)
        day = self.changes[0].first
        if self.is_stock:
            return addresses.address(self.code, on=day)
        return addresses.address(self.code, period=(date(day.year, 1, 1), date(day.year, 12, 31)))

    @property
    def said_changes(self) -> list[tuple[str, str]]:
        """Days and difference of each change, in words."""
        return [(change.days, self._said(change.delta)) for change in self.changes]

    def _said(self, delta: int) -> str:
        amount = words.money(abs(delta)) if self.is_money else numbers.format_number(abs(delta))
        return ("+" if delta > 0 else numbers.MINUS) + amount


def by_last_posting() -> list[Moved]:
    """What the posting now open on this connection moves; for rehearsals."""
    return _moved(_rows(f"SELECT definition_id, sign, {_COLUMNS} FROM {engine.DELTA} WHERE axis = ''"))


def by_posting(n: int) -> list[Moved]:
    """What posting `n` moved."""
    span = engine.SPAN
    return _moved(
        _rows(
            f"SELECT definition_id, 1, {_COLUMNS} FROM {span} WHERE axis = '' AND posted = %s UNION ALL "
            f"SELECT definition_id, -1, {_COLUMNS} FROM {span} WHERE axis = '' AND retracted = %s",
            [n, n],
        )
    )


_COLUMNS = "amount, valid_from, valid_to, place_id, kind"


def _rows(sql: str, parameters: Iterable[int] = ()) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(parameters))
        return [(d, s, int(a), stored_day(f), stored_day(t), p, k) for d, s, a, f, t, p, k in cursor.fetchall()]


def _moved(rows: Iterable[Row]) -> list[Moved]:
    """Figures of the whole book, in the order of the catalogue; credit funds apart where the figure leaves them out."""
    codes = dict(Definition.objects.values_list("pk", "code"))
    book = {NOWHERE} | geography.scope_units()
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[codes[row[0]]].append(row)
    found = []
    for code, indicator in catalogue().items():
        apart = indicator.words.with_credit_funds == "both"
        counted = [r for r in by_code[code] if r[5] in book and not (apart and r[6] == "credit_fund")]
        if counted:
            found.append(_of(indicator, counted))
    return found


def _of(indicator: Indicator, rows: list[Row]) -> Moved:
    told = indicator.words
    is_stock = indicator.stands
    return Moved(
        code=told.code,
        label=breakdowns.in_language(told.label_vi, told.label_en),
        is_money=units.is_money(told.unit),
        is_stock=is_stock,
        changes=tuple(_over_time(rows) if is_stock else _events(rows)),
    )


def _over_time(rows: Iterable[Row]) -> Iterator[Change]:
    """Days over which a sum differs, neighbours of one difference joined."""
    steps: dict[date, int] = defaultdict(int)
    for _definition, sign, amount, valid_from, valid_to, _place, _kind in rows:
        steps[valid_from] += sign * amount
        steps[valid_to] -= sign * amount
    turns = sorted(day for day, step in steps.items() if step)
    delta = 0
    for day, until in pairwise(turns):
        delta += steps[day]
        if delta:
            yield Change(day, None if until == FAR else until - DAY, delta)


def _events(rows: Iterable[Row]) -> Iterator[Change]:
    sums: dict[tuple[date, date], int] = defaultdict(int)
    for _definition, sign, amount, valid_from, valid_to, _place, _kind in rows:
        sums[valid_from, valid_to] += sign * amount
    for (valid_from, valid_to), delta in sorted(sums.items()):
        if delta:
            yield Change(valid_from, valid_to - DAY, delta)
