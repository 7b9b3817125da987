"""What the slices of a life tell over time: the picture of the whole life, names, seats, members and capital."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators.declare import Described
from nongcot.kernel import numbers
from nongcot.kernel.dates import FAR, PartialDate, format_partial
from nongcot.registry import precision, words
from nongcot.registry.fields import FIELDS
from nongcot.registry.models import Certificate, Profile
from nongcot.registry.queries import unions_of
from nongcot.registry.reading import whereabouts
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.whereabouts import Whereabouts
from nongcot.registry.slices import UNKNOWN
from nongcot.registry.vocabulary import (
    AllianceMembership,
    GoverningLaw,
    LegalStatus,
    Scheme,
    StatisticalStatus,
)
from nongcot.ui.charts import Lifeline, Row, Span, Sparkline


@dataclass(frozen=True)
class Run:
    """A value that held in [since, until); `until` is None while it lasts."""

    value: Any
    since: date
    until: date | None


@dataclass(frozen=True)
class Held:
    """The same with its days as precisely as they are known."""

    value: Any
    since: PartialDate
    until: PartialDate | None


Precise = Callable[[date], PartialDate]


def _held(run: Run, precise: Precise) -> Held:
    return Held(run.value, precise(run.since), precise(run.until) if run.until else None)


def runs(life: Sequence[Profile], read: Callable[[Profile], Any]) -> Iterator[Run]:
    """The values that a life went through, neighbours of one value joined; empty values are left out."""
    parts: list[Run] = []
    for row in life:
        value = read(row)
        if parts and parts[-1].until == row.valid_from and parts[-1].value == value:
            parts[-1] = Run(value, parts[-1].since, row.valid_to)
        else:
            parts.append(Run(value, row.valid_from, row.valid_to))
    for part in parts:
        if part.value not in ("", None, UNKNOWN):
            yield Run(part.value, part.since, None if part.until == FAR else part.until)


_PAUSES = (LegalStatus.SUSPENDED, LegalStatus.NOT_AT_ADDRESS)


def picture(
    life: Sequence[Profile],
    certificates: Iterable[Certificate],
    unions: dict[int, Described],
    days: precision.Days,
    point: Point,
) -> Lifeline:
    """The whole life: legal and statistical status, law, memberships, certificates."""

    def told(kinds: Collection[str]) -> Precise:
        return lambda day: days.of(day, kinds)

    def listed(read: Callable[[Profile], str], choices: Any, kinds: Collection[str]) -> tuple[Span, ...]:
        return tuple(_span(run, words.label(choices, run.value), told(kinds)) for run in runs(life, read))

    status = told(precision.STATUS)
    rows = [
        Row(_("Pháp lý"), tuple(_legal(run, status) for run in runs(life, lambda row: row.legal_status))),
        Row(_("Thống kê"), tuple(_statistical(run, status) for run in runs(life, lambda row: row.statistical_status))),
        Row(_("Luật áp dụng"), listed(lambda row: row.governing_law, GoverningLaw, precision.LAW)),
        Row(_("Liên minh"), listed(lambda row: row.alliance, AllianceMembership, precision.ALLIANCE)),
        Row(_("Liên hiệp"), tuple(_unions(life, unions, told(precision.UNION)))),
        *_certified(certificates),
    ]
    said = "; ".join(f"{row.label}: {', '.join(span.label for span in row.spans)}" for row in rows[:2] if row.spans)
    return Lifeline(_("Cả cuộc đời"), tuple(row for row in rows if row.spans), point.on, description=said)


def _span(run: Run, label: str, precise: Precise, look: Any = "other", url: str = "") -> Span:
    """What held, with the words for days that are known only in part."""
    first, last = precise(run.since), precise(run.until) if run.until else None
    return Span(label, run.since, run.until, look, _partial(first), url, _partial(last))


def _partial(day: PartialDate | None) -> str:
    return format_partial(day) if day is not None and day.precision != "day" else ""


def _legal(run: Run, precise: Precise) -> Span:
    # Nobody is ended here: a life holds none of the time after its end.
    look = "main" if run.value == LegalStatus.ACTIVE else "pause" if run.value in _PAUSES else "end"
    return _span(run, words.label(LegalStatus, run.value), precise, look)


def _statistical(run: Run, precise: Precise) -> Span:
    looks = {StatisticalStatus.OPERATING: "main", StatisticalStatus.INACTIVE: "pause"}
    look = looks.get(StatisticalStatus(run.value), "end")
    return _span(run, words.statistical_status(run.value), precise, look)


def _unions(life: Sequence[Profile], unions: dict[int, Described], precise: Precise) -> Iterator[Span]:
    for union, named in unions.items():
        for run in runs(life, lambda row, union=union: union if union in unions_of(row) else ""):
            yield _span(run, named.label, precise, url=named.url)


def _certified(certificates: Iterable[Certificate]) -> Iterator[Row]:
    """A row for each scheme, its certificates by their days."""
    listed = sorted(certificates, key=lambda c: (c.scheme, c.issued_on))
    for scheme, group in groupby(listed, key=lambda c: c.scheme):
        spans = (
            Span(mark(c), c.issued_on, None if c.valid_to == FAR else c.valid_to, "other", _partial(issued(c)))
            for c in group
        )
        yield Row(words.label(Scheme, scheme), tuple(spans))


def issued(certificate: Certificate) -> PartialDate:
    """The day a certificate was issued, as precisely as it is known."""
    first = certificate.issued_on
    match certificate.issued_precision:
        case "year":
            return PartialDate.year(first.year)
        case "half":
            return PartialDate.half(first.year, 1 if first.month == 1 else 2)
        case "quarter":
            return PartialDate.quarter(first.year, (first.month + 2) // 3)
        case "month":
            return PartialDate.month(first.year, first.month)
    return PartialDate.day(first)


def mark(certificate: Certificate) -> str:
    """A certificate in a word or two: its stars, what it is for, its number."""
    if certificate.stars:
        return _("%(stars)s sao") % {"stars": certificate.stars}
    return certificate.scope or certificate.number or words.label(Scheme, certificate.scheme)


@dataclass(frozen=True)
class Seat:
    """Where an organisation sat, from when to when: its commune in the units of the page's day, its address."""

    where: Whereabouts
    address: str
    since: PartialDate
    until: PartialDate | None


def names(life: Sequence[Profile], stated: precision.Days) -> list[Held]:
    """The names it bore, the newest first."""
    return [_held(run, stated.any) for run in reversed(list(runs(life, lambda row: row.name)))]


def seats(life: Sequence[Profile], point: Point, stated: precision.Days) -> list[Seat]:
    """Where it sat, the newest first. A reform that only renamed its commune is no other seat."""
    found = [run for run in runs(life, lambda row: (row.place_id, row.address)) if run.value != (0, "")]
    places = whereabouts.many((run.value[0] for run in found), point.on, point.n)
    told = [_held(run, stated.any) for run in reversed(found)]
    return [Seat(places[held.value[0]], held.value[1], held.since, held.until) for held in told]


#: Members and capital, in the order of the table, with the headings of its columns.
SIZES = {
    "members": gettext_lazy("Thành viên"),
    "members_official": gettext_lazy("Chính thức"),
    "members_associate_capital": gettext_lazy("Liên kết góp vốn"),
    "members_associate": gettext_lazy("Liên kết không góp vốn"),
    "members_women": gettext_lazy("Nữ"),
    "members_minority": gettext_lazy("Dân tộc thiểu số"),
    "members_disabled": gettext_lazy("Khuyết tật"),
    "members_insured": gettext_lazy("Có bảo hiểm xã hội"),
    "charter_capital": gettext_lazy("Vốn điều lệ"),
    "charter_capital_paid": gettext_lazy("Đã góp"),
    "contributions": gettext_lazy("Phần đóng góp"),
}


@dataclass(frozen=True)
class Sizes:
    """Members and capital over time: a row for each change, the newest first, and a trend for each that changed."""

    rows: tuple[Held, ...]
    members: Sparkline | None
    capital: Sparkline | None
    has: frozenset[str]

    @property
    def columns(self) -> list[tuple[str, str, bool]]:
        """Code, heading and whether it is money of each column: members, and whatever else was ever told."""
        return [
            (code, str(heading), FIELDS[code].type == "money")
            for code, heading in SIZES.items()
            if code == "members" or code in self.has
        ]

    @property
    def lines(self) -> list[tuple[PartialDate, list[tuple[int | None, bool]]]]:
        """The rows, with a value and whether it is money under each column."""
        columns = self.columns
        return [(row.since, [(row.value[code], money) for code, _heading, money in columns]) for row in self.rows]


def sizes(life: Sequence[Profile], stated: precision.Days) -> Sizes:
    """Members and capital as known over time."""
    held = [
        _held(run, stated.any)
        for run in runs(life, lambda row: tuple(getattr(row, name) for name in SIZES))
        if any(value is not None for value in run.value)
    ]
    rows = tuple(Held(dict(zip(SIZES, h.value, strict=True)), h.since, h.until) for h in reversed(held))
    has = frozenset(name for row in rows for name, value in row.value.items() if value is not None)
    money = "contributions" if "charter_capital" not in has else "charter_capital"
    return Sizes(rows, _trend(rows, "members"), _trend(rows, money), has)


def _trend(rows: Sequence[Held], name: str) -> Sparkline | None:
    values = [row.value[name] for row in reversed(rows) if row.value[name] is not None]
    if len(values) < 2:
        return None
    write = words.money if name != "members" else numbers.format_number
    title = _("%(first)s đến %(last)s") % {"first": write(values[0]), "last": write(values[-1])}
    return Sparkline(title, tuple(float(value) for value in values))
