"""What events brought year by year, by scope: events, co-ops, contracts, sales, costs, support."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import Kind
from nongcot.trade import attended, reading
from nongcot.trade.attended import AMOUNTS, RESULT, Attended, Sum
from nongcot.trade.reading import OPENED, Shown
from nongcot.trade.vocabulary import SCOPE_GROUPS, SCOPES_ASKED


@dataclass(frozen=True)
class Line:
    """A year, or a group of scopes in it (`scope` "": all of them), with its events and who attended them."""

    year: int
    scope: str
    events: int
    found: tuple[Attended, ...]
    point: Point

    @property
    def label(self) -> str:
        """The scope in words."""
        return str(dict(SCOPES_ASKED)[self.scope]) if self.scope else _("Cả năm")

    @property
    def coops(self) -> int:
        """How many co-ops attended, each once."""
        return attended.coops(self.found)

    @property
    def told(self) -> int:
        """How many participations have a result."""
        return len(self.found) - self.untold

    @property
    def untold(self) -> int:
        """How many participations have none."""
        return sum(one.is_unknown(RESULT) for one in self.found)

    def signed(self, name: str) -> int | None:
        """How many contracts or memoranda were signed, as told; None where nobody told a result."""
        told = [getattr(one.result, name) for one in self.found if one.result]
        return sum(told) if told or not self.found else None

    @property
    def contracts(self) -> int | None:
        return self.signed("contracts")

    @property
    def memoranda(self) -> int | None:
        return self.signed("memoranda")

    @property
    def amounts(self) -> list[tuple[str, str, Sum, str, str]]:
        """Each amount with its label, its sum, the list that it is of, and the list of those who did not tell it."""
        return [
            (name, str(label), attended.sum_of(self.found, name), self.attended_url, self._attended(unknown=name))
            for name, label in AMOUNTS.items()
        ]

    @property
    def events_url(self) -> str:
        """The list of its events."""
        return self._url("trade:events", {"year": self.year, "scope": self.scope, "state": OPENED})

    @property
    def attended_url(self) -> str:
        """The list of who attended, with what each told."""
        return self._attended()

    @property
    def coops_url(self) -> str:
        """The same of co-ops alone."""
        return self._attended(kind=Kind.COOP.value)

    @property
    def untold_url(self) -> str:
        """The list of those who told nothing."""
        return self._attended(unknown=RESULT)

    def _attended(self, **more: str) -> str:
        return self._url("trade:attended", {"year": self.year, "scope": self.scope, **more})

    def _url(self, name: str, asked: dict[str, object]) -> str:
        given = urlencode({key: value for key, value in asked.items() if value})
        return f"{reverse(name)}?{given}{self.point.query.replace('?', '&')}"


def lines(point: Point) -> list[Line]:
    """Every year in which an event opened, the last first: the whole year, then its groups of scopes."""
    opened = [shown for shown in reading.events(point) if shown.has_opened]
    everybody = attended.every(point)
    years = sorted({shown.event.earliest.year for shown in opened}, reverse=True)
    return [line for year in years for line in _of_year(year, opened, everybody, point)]


def _of_year(year: int, opened: Collection[Shown], everybody: Collection[Attended], point: Point) -> Iterator[Line]:
    held = [shown.event.scope for shown in opened if shown.event.earliest.year == year]
    came = [one for one in everybody if one.year == year]
    yield Line(year, "", len(held), tuple(came), point)
    for group, scopes in SCOPE_GROUPS.items():
        events = sum(scope in scopes for scope in held)
        if events:
            yield Line(year, group, events, tuple(one for one in came if one.event.event.scope in scopes), point)
