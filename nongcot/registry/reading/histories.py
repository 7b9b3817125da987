"""What the slices of a life tell over time: the picture of the whole life, names, seats, members and capital."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from nongcot.indicators.declare import Described
from nongcot.kernel import numbers
from nongcot.kernel.dates import FAR, PartialDate, format_partial
from nongcot.registry import words
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
class Held:
    """A value that held in [since, until); `until` is None while it lasts."""

    value: Any
    since: date
    until: date | None


def runs(life: Sequence[Profile], read: Callable[[Profile], Any]) -> Iterator[Held]:
    """The values that a life went through, neighbours of one value joined; empty values are left out."""
    parts: list[Held] = []
    for row in life:
        value = read(row)
        if parts and parts[-1].until == row.valid_from and parts[-1].value == value:
            parts[-1] = Held(value, parts[-1].since, row.valid_to)
        else:
            parts.append(Held(value, row.valid_from, row.valid_to))
    for part in parts:
        if part.value not in ("", None, UNKNOWN):
            yield Held(part.value, part.since, None if part.until == FAR else part.until)


_PAUSES = (LegalStatus.SUSPENDED, LegalStatus.NOT_AT_ADDRESS)


def picture(
    life: Sequence[Profile],
    certificates: Iterable[Certificate],
    unions: dict[int, Described],
    born: PartialDate | None,
    point: Point,
) -> Lifeline:
    """The whole life: legal and statistical status, law, memberships, certificates."""
    rows = [
        Row(_("Pháp lý"), tuple(_legal(held, born) for held in runs(life, lambda row: row.legal_status))),
        Row(_("Thống kê"), tuple(map(_statistical, runs(life, lambda row: row.statistical_status)))),
        Row(
            _("Luật áp dụng"),
            tuple(_span(held, words.label(GoverningLaw, held.value)) for held in runs(life, lambda r: r.governing_law)),
        ),
        Row(
            _("Liên minh"),
            tuple(
                _span(held, words.label(AllianceMembership, held.value)) for held in runs(life, lambda r: r.alliance)
            ),
        ),
        Row(_("Liên hiệp"), tuple(_unions(life, unions))),
        *_certified(certificates),
    ]
    told = "; ".join(f"{row.label}: {', '.join(span.label for span in row.spans)}" for row in rows[:2] if row.spans)
    return Lifeline(_("Cả cuộc đời"), tuple(row for row in rows if row.spans), point.on, description=told)


def _span(held: Held, label: str, look: Any = "other", dates: str = "") -> Span:
    return Span(label, held.since, held.until, look, dates)


def _listed(held: Iterable[Held], choices: Any) -> tuple[Span, ...]:
    return tuple(_span(one, words.label(choices, one.value)) for one in held)


def _legal(held: Held, born: PartialDate | None) -> Span:
    look = "main" if held.value == LegalStatus.ACTIVE else "pause" if held.value in _PAUSES else "end"
    dates = format_partial(born) if born and born.earliest == held.since and born.precision != "day" else ""
    return _span(held, words.legal_status(held.value), look, dates)


def _statistical(held: Held) -> Span:
    looks = {StatisticalStatus.OPERATING: "main", StatisticalStatus.INACTIVE: "pause"}
    return _span(held, words.statistical_status(held.value), looks.get(StatisticalStatus(held.value), "end"))


def _unions(life: Sequence[Profile], unions: dict[int, Described]) -> Iterator[Span]:
    for union, named in unions.items():
        for held in runs(life, lambda row, union=union: union if union in unions_of(row) else ""):
            yield Span(named.label, held.since, held.until, "other", url=named.url)


def _certified(certificates: Iterable[Certificate]) -> Iterator[Row]:
    """A row for each scheme, its certificates by their days."""
    listed = sorted(certificates, key=lambda c: (c.scheme, c.issued_on))
    for scheme, group in groupby(listed, key=lambda c: c.scheme):
        spans = (Span(mark(c), c.issued_on, None if c.valid_to == FAR else c.valid_to, "other") for c in group)
        yield Row(words.label(Scheme, scheme), tuple(spans))


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
    since: date
    until: date | None


def names(life: Sequence[Profile]) -> list[Held]:
    """The names it bore, the newest first."""
    return list(reversed(list(runs(life, lambda row: row.name))))


def seats(life: Sequence[Profile], point: Point) -> list[Seat]:
    """Where it sat, the newest first. A reform that only renamed its commune is no other seat."""
    held = [h for h in runs(life, lambda row: (row.place_id, row.address)) if h.value != (0, "")]
    places = whereabouts.many((h.value[0] for h in held), point.on, point.n)
    return [Seat(places[h.value[0]], h.value[1], h.since, h.until) for h in reversed(held)]


SIZES = ("members", "members_official", "members_women", "charter_capital", "charter_capital_paid", "contributions")


@dataclass(frozen=True)
class Sizes:
    """Members and capital over time: a row for each change, the newest first, and a trend for each that changed."""

    rows: tuple[Held, ...]
    members: Sparkline | None
    capital: Sparkline | None
    has: frozenset[str]


def sizes(life: Sequence[Profile]) -> Sizes:
    """Members and capital as known over time."""
    held = [
        h
        for h in runs(life, lambda row: tuple(getattr(row, name) for name in SIZES))
        if any(value is not None for value in h.value)
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
