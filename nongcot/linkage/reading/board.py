"""The board: contracts that need somebody, enterprises that many depend on, products without any linkage."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.indicators.declare import Described
from nongcot.indicators.kept import kept
from nongcot.linkage.describe import contract_url
from nongcot.linkage.models import Contract, Delivery
from nongcot.linkage.reading import conditions, contract_list, contract_page, covering, dependence_list, unlinked
from nongcot.linkage.reading.conditions import Condition, stands
from nongcot.linkage.reading.contract_list import Line, Narrowing
from nongcot.linkage.reading.dependence_list import Dependence
from nongcot.linkage.vocabulary import Season
from nongcot.registry import describe, queries, words
from nongcot.registry.reading import whereabouts
from nongcot.registry.reading.points import Point
from nongcot.ui import charts

#: The board shows so many lines of each matter, and says how many more there are.
MOST = 30
MOST_BARS = 12

T = TypeVar("T")


@dataclass(frozen=True)
class Some(Generic[T]):
    """The first lines of a matter, how many there are in all, and the address of the list that holds all of them."""

    shown: list[T]
    count: int
    url: str = ""

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.count - len(self.shown)


@dataclass(frozen=True)
class SeasonLine:
    """A season of a contract that needs somebody. `season` and `ends` are empty for a contract without any; `kept`, in
    percent, where it is known."""

    contract: Described
    who: Described
    season: str = ""
    ends: date | None = None
    kept: Any = None


@dataclass(frozen=True)
class Opportunity:
    """A commune, and how many products of its organisations have no linkage, of how many of them that is not known
    (`covering`); `sought` finds it in a list."""

    place: str
    sought: str
    products: int
    unclear: int


class Board(NamedTuple):
    """Every matter of the board."""

    ending: Some[Line]
    without_papers: Some[Line]
    unkept: Some[SeasonLine]
    unrecorded: Some[SeasonLine]
    dependences: Some[Dependence]
    picture: charts.Bars | None
    opportunities: Some[Opportunity]


@kept(16)
def of(point: Point) -> Board:
    """The board at a point."""
    depending = dependence_list.every(point)
    return Board(
        ending(point),
        without_papers(point),
        unkept(point),
        unrecorded(point),
        Some(depending[:MOST_BARS], len(depending), f"{reverse('linkage:dependences')}{point.query}"),
        picture(depending),
        opportunities(point),
    )


def ending(point: Point) -> Some[Line]:
    """Contracts in force whose last day comes within ninety days, the nearest first."""
    found = contract_list.lines(contract_list.ids(Narrowing(state="ending"), point), point)
    nearest = sorted(found, key=lambda line: line.until or date.max)
    return Some(nearest[:MOST], len(found), _list_url("ending", point))


def without_papers(point: Point) -> Some[Line]:
    """Contracts in force of which the book knows neither a number nor a paper."""
    found = contract_list.ids(Narrowing(state="no_papers"), point)
    return Some(contract_list.lines(found[:MOST], point), len(found), _list_url("no_papers", point))


def unkept(point: Point) -> Some[SeasonLine]:
    """Seasons of the last two years of which less than four fifths were delivered, the worst first."""
    found = _seasons(conditions.unkept(point.on, point.n), conditions.share(), point)
    return Some(_season_lines(found[:MOST], point), len(found), _list_url("unkept", point))


def unrecorded(point: Point) -> Some[SeasonLine]:
    """Seasons that ended in the last two years and of which nobody told what was delivered, the last first; then
    contracts that hold, or held in these years, without any season."""
    seasons = _seasons(conditions.unrecorded(point.on, point.n), "d.ends DESC", point)
    without = contract_list.ids(Narrowing(state="no_season"), point)
    shown = _season_lines(seasons[:MOST], point)
    rest = without[: MOST - len(shown)]
    contracts = Contract.objects.in_bulk(rest)
    named = _named((contract.organisation_id for contract in contracts.values()), point)
    shown += [SeasonLine(_described(contracts[pk], point), named[contracts[pk].organisation_id]) for pk in rest]
    return Some(shown, len(seasons) + len(without), _list_url("unrecorded", point))


def _list_url(state: str, point: Point) -> str:
    """The list of contracts narrowed to a state, at the same point."""
    return f"{reverse('linkage:contracts')}?state={state}{point.query.replace('?', '&', 1)}"


def _seasons(condition: Condition, order: str, point: Point) -> list[int]:
    """Row ids of the seasons of standing contracts of which a condition holds."""
    sql, parameters = condition
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.id FROM linkage_delivery d JOIN linkage_contract c ON c.contract_id = d.contract_id "
            f"WHERE {sql} AND {stands('c', Contract, point.n)} ORDER BY {order}, d.id",
            parameters,
        )
        return [row[0] for row in cursor.fetchall()]


def _season_lines(ids: list[int], point: Point) -> list[SeasonLine]:
    rows = Delivery.objects.in_bulk(ids)
    numbers = {row.contract_id for row in rows.values()}
    contracts = {c.contract_id: c for c in queries.standing(Contract, point.n, contract_id__in=numbers)}
    named = _named((row.organisation_id for row in rows.values()), point)
    return [
        SeasonLine(
            _described(contracts[row.contract_id], point),
            named[row.organisation_id],
            words.label(Season, row.season),
            row.ends,
            contract_page.kept(row),
        )
        for row in (rows[pk] for pk in ids)
    ]


def _named(organisations: Iterable[int], point: Point) -> dict[int, Described]:
    return describe.describe_organisations(set(organisations), point.on, point.n)


def _described(contract: Contract, point: Point) -> Described:
    return Described(str(contract), f"{contract_url(contract.contract_id)}{point.query}")


def picture(found: list[Dependence]) -> charts.Bars | None:
    """The enterprises on which most depend."""
    if not found:
        return None
    shown = tuple(charts.Bar(one.who.label, one.organisations, one.who.url) for one in found[:MOST_BARS])
    return charts.Bars(_("Doanh nghiệp theo số tổ chức liên kết"), shown, unit=_("tổ chức"))


def opportunities(point: Point) -> Some[Opportunity]:
    """The communes with most of them."""
    found = every_opportunity(point)
    return Some(found[:MOST], len(found), f"{reverse('linkage:opportunities')}{point.query}")


def every_opportunity(point: Point) -> list[Opportunity]:
    """Products offered on the day that no contract in force and no chain covers, or of which that is not known, by
    commune of the day's units, most first."""
    without, asked = unlinked.condition(point)
    unclear = covering.unclear("o.product_id", point)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.place_id, COUNT(DISTINCT o.product_id), "
            f"COUNT(DISTINCT CASE WHEN {unclear} THEN o.product_id END) FROM registry_offering o "
            f"WHERE {without} GROUP BY o.place_id",
            asked,
        )
        counted = {int(place): (int(n), int(m)) for place, n, m in cursor.fetchall()}
    where = whereabouts.many(counted, point.on, point.n)
    sums: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for place, (n, m) in counted.items():
        before = sums[where[place].full]
        sums[where[place].full] = before[0] + n, before[1] + m
    found = [Opportunity(place or _("chưa rõ địa bàn"), place, n, m) for place, (n, m) in sums.items()]
    return sorted(found, key=lambda one: (-one.products, one.place))
