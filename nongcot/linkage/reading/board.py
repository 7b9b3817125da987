"""The board: contracts that need somebody, enterprises that many depend on, products without any linkage."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from nongcot.indicators.declare import Described
from nongcot.linkage.describe import contract_url
from nongcot.linkage.models import Contract, Delivery, Document, Party
from nongcot.linkage.reading import contract_list
from nongcot.linkage.reading.contract_list import Line, Narrowing, stands
from nongcot.linkage.reading.contract_page import kept
from nongcot.registry import describe, queries
from nongcot.registry.queries import holds, known
from nongcot.registry.reading import whereabouts
from nongcot.registry.reading.points import Point
from nongcot.ui import charts

#: Seasons of the last two years are looked at; below this share, in percent, a contract is told as not kept.
LOOKED_BACK = timedelta(days=730)
KEPT_WELL = 80
MOST = 30


@dataclass(frozen=True)
class Unkept:
    """A season of which too little was delivered."""

    contract: Described
    who: Described
    ends: date
    kept: Any


@dataclass(frozen=True)
class Dependence:
    """An enterprise, and how many co-ops, unions and groups have a contract in force with it."""

    who: Described
    organisations: int
    contracts: int


@dataclass(frozen=True)
class Opportunity:
    """A commune, and how many products of its organisations have no linkage at all; `sought` finds it in a list."""

    place: str
    sought: str
    products: int


def ending(point: Point) -> list[Line]:
    """Contracts in force whose last day comes within ninety days, the nearest first."""
    found = contract_list.lines(contract_list.ids(Narrowing(state="ending"), point), point)
    return sorted(found, key=lambda line: line.until or date.max)[:MOST]


def without_papers(point: Point) -> list[Line]:
    """Contracts in force of which the book knows neither a number nor a paper."""
    condition, parameters = Narrowing(state="running").conditions(point)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c.id FROM linkage_contract c WHERE {condition} AND c.number = '' AND NOT EXISTS (SELECT 1 "
            f"FROM linkage_document d WHERE d.contract_id = c.contract_id AND {stands('d', Document, point.n)}) "
            "ORDER BY c.starts DESC, c.contract_id DESC",
            parameters,
        )
        return contract_list.lines([row[0] for row in cursor.fetchall()][:MOST], point)


def unkept(point: Point) -> list[Unkept]:
    """Seasons of the last two years of which less than four fifths were delivered, the worst first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.id FROM linkage_delivery d WHERE {stands('d', Delivery, point.n)} AND d.ends <= %s "
            "AND d.ends > %s AND d.agreed_value > 0 AND d.delivered_value * 100 < d.agreed_value * %s "
            "ORDER BY d.delivered_value * 1.0 / d.agreed_value, d.id LIMIT %s",
            [point.on, point.on - LOOKED_BACK, KEPT_WELL, MOST],
        )
        ids = [row[0] for row in cursor.fetchall()]
    rows = Delivery.objects.in_bulk(ids)
    numbers = {row.contract_id for row in rows.values()}
    contracts = {c.contract_id: c for c in queries.standing(Contract, point.n, contract_id__in=numbers)}
    named = describe.describe_organisations({row.organisation_id for row in rows.values()}, point.on, point.n)
    return [
        Unkept(
            Described(str(contracts[row.contract_id]), f"{contract_url(row.contract_id)}{point.query}"),
            named[row.organisation_id],
            row.ends,
            kept(row),
        )
        for row in (rows[pk] for pk in ids)
        if row.contract_id in contracts
    ]


def dependences(point: Point) -> list[Dependence]:
    """Enterprises by how many depend on them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.organisation_id, COUNT(DISTINCT y.organisation_id), COUNT(DISTINCT y.contract_id) "
            "FROM linkage_bond e JOIN linkage_party z ON z.organisation_id = e.organisation_id "
            "JOIN linkage_bond b ON b.code = 'contract' AND b.subject_id = z.contract_id "
            "JOIN linkage_party y ON y.contract_id = z.contract_id AND y.side <> z.side "
            f"WHERE e.code = 'enterprise' AND {known(point.n, point.is_newest, 'e')} AND {holds('e')} "
            f"AND {known(point.n, point.is_newest, 'b')} AND {holds('b')} "
            f"AND {stands('z', Party, point.n)} AND {stands('y', Party, point.n)} "
            "GROUP BY e.organisation_id ORDER BY 2 DESC, 3 DESC, 1",
            [point.on] * 4,
        )
        found = [(int(pk), int(many), int(contracts)) for pk, many, contracts in cursor.fetchall()]
    named = describe.describe_organisations([pk for pk, _many, _contracts in found], point.on, point.n)
    return [Dependence(named[pk], many, contracts) for pk, many, contracts in found]


def picture(found: list[Dependence]) -> charts.Bars | None:
    """The enterprises on which most depend."""
    if not found:
        return None
    shown = tuple(charts.Bar(one.who.label, one.organisations, one.who.url) for one in found[:12])
    return charts.Bars(_("Doanh nghiệp theo số tổ chức liên kết"), shown, unit=_("tổ chức"))


def opportunities(point: Point) -> list[Opportunity]:
    """Products offered on the day whose organisation has no contract in force and no stage of a chain, by commune of
    the day's units, most first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.place_id, COUNT(DISTINCT o.product_id) FROM registry_offering o "
            f"WHERE {known(point.n, point.is_newest, 'o')} AND {holds('o')} AND o.kind IN ('coop', 'union', 'group') "
            "AND NOT EXISTS (SELECT 1 FROM linkage_party y JOIN linkage_bond b ON b.code = 'contract' "
            f"AND b.subject_id = y.contract_id AND {known(point.n, point.is_newest, 'b')} AND {holds('b')} "
            f"WHERE y.organisation_id = o.organisation_id AND {stands('y', Party, point.n)}) "
            f"AND NOT EXISTS (SELECT 1 FROM linkage_bond l WHERE l.organisation_id = o.organisation_id "
            f"AND l.code IN ('rule', 'chain') AND {known(point.n, point.is_newest, 'l')} AND {holds('l')}) "
            "GROUP BY o.place_id",
            [point.on] * 6,
        )
        counted = {int(place): int(n) for place, n in cursor.fetchall()}
    where = whereabouts.many(counted, point.on, point.n)
    sums: dict[str, int] = defaultdict(int)
    for place, n in counted.items():
        sums[where[place].full] += n
    found = [Opportunity(place or _("chưa rõ địa bàn"), place, n) for place, n in sums.items()]
    return sorted(found, key=lambda one: (-one.products, one.place))[:MOST]
