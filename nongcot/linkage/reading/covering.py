"""Which products linkage covers on a day, asked of the product and not of its maker alone.

A contract in force covers the product that it names; one that names none covers what its commodity tells. So does a
chain that counts, of those that hold its stages. Of the other products of a maker that is linked by what names no
product it is not known.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection

from nongcot.indicators import bulk
from nongcot.indicators.kept import kept
from nongcot.kernel.text import nfc
from nongcot.linkage.models import Chain, Contract, Party
from nongcot.linkage.reading import counted_by
from nongcot.linkage.reading.conditions import Condition, stands
from nongcot.registry import queries
from nongcot.registry.models import Product
from nongcot.registry.queries import holds, known
from nongcot.registry.reading.points import Point

#: Temporary tables of makers and products, of which there may be hundred thousands.
MAKERS, COVERED, UNCLEAR = "nc_linkage_makers", "nc_linkage_covered", "nc_linkage_unclear"

#: What separates the goods of one contract: "Lúa, ngô và lạc".
_BETWEEN = re.compile(r"[,;/+()]|\bvà\b")


class Tie(NamedTuple):
    """What links a maker: the products that are named (none: none is), and the commodity."""

    products: frozenset[int]
    commodity: str


class Covering(NamedTuple):
    """Ids of the products that linkage covers, and of those of which it is not known."""

    covered: frozenset[int]
    unclear: frozenset[int]


@kept(16)
def of(point: Point) -> Covering:
    """What linkage covers at a point."""
    ties: dict[int, set[Tie]] = defaultdict(set)
    for maker, tie in (*_by_contracts(point), *_by_chains(point)):
        ties[maker].add(tie)
    covered, unclear = set(), set()
    for product, maker, name in _offered(ties, point):
        answers = {_covers(tie, product, name) for tie in ties[maker]}
        if True in answers:
            covered.add(product)
        elif None in answers:
            unclear.add(product)
    return Covering(frozenset(covered), frozenset(unclear))


def offered(point: Point) -> Condition:
    """SQL that holds for offerings of co-ops, unions and groups on the day, called `o`, with its parameters."""
    sql = f"{known(point.n, point.is_newest, 'o')} AND {holds('o')} AND o.kind IN ('coop', 'union', 'group')"
    return sql, [point.on] * 2


def covered(column: str, point: Point) -> str:
    """SQL that holds where a column names a product that linkage covers."""
    return _among(column, of(point).covered, COVERED)


def unclear(column: str, point: Point) -> str:
    """SQL that holds where a column names a product of which that is not known."""
    return _among(column, of(point).unclear, UNCLEAR)


def _among(column: str, products: frozenset[int], table: str) -> str:
    # No product has the number 0: among no numbers at all SQL would know neither yes nor no.
    return bulk.among(column, products or {0}, table)


def _covers(tie: Tie, product: int, name: str) -> bool | None:
    """Whether what links its maker covers a product; None where that is not known."""
    if tie.products:
        return product in tie.products
    return True if tells(tie.commodity, name) else None


def tells(commodity: str, name: str) -> bool:
    """Whether a commodity is the kind of a product or the other way round: the name of one begins with the other's, as
    "Gạo nếp Yên Mỹ" with "gạo nếp". "Kẹo lạc" is no "lạc"."""
    named = _words(name)
    goods = [_words(part) for part in _BETWEEN.split(nfc(commodity).casefold())]
    return any(one and named and (named[: len(one)] == one or one[: len(named)] == named) for one in goods)


def _words(text: str) -> list[str]:
    return nfc(text).casefold().split()


def _by_contracts(point: Point) -> Iterator[tuple[int, Tie]]:
    """Makers with their contracts in force, on either of the two sides that a contract links."""
    as_one = queries.roots(point.n)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT y.organisation_id, c.product_id, c.commodity FROM linkage_bond b "
            f"JOIN linkage_contract c ON c.contract_id = b.subject_id AND {stands('c', Contract, point.n)} "
            f"JOIN linkage_party y ON y.contract_id = c.contract_id AND {stands('y', Party, point.n)} "
            f"WHERE b.code = 'contract' AND {known(point.n, point.is_newest, 'b')} AND {holds('b')} "
            "AND y.side IN ('collective', 'partner')",
            [point.on] * 2,
        )
        for maker, product, commodity in cursor.fetchall():
            yield as_one.get(maker, maker), Tie(frozenset({product} - {None}), commodity)


def _by_chains(point: Point) -> Iterator[tuple[int, Tie]]:
    """Makers that hold stages of chains which count, with what they bring into them, else with what the chain is of."""
    held = list(counted_by.holders(point))
    chains = {c.chain_id: c for c in queries.standing(Chain, point.n, chain_id__in={m.chain_id for _maker, m in held})}
    for maker, member in held:
        chain = chains.get(member.chain_id)
        if chain is None:
            continue
        if member.product_id is not None:
            yield maker, Tie(frozenset({member.product_id}), "")
            continue
        yield maker, Tie(frozenset(), chain.commodity)
        if chain.product_id is not None:
            yield maker, Tie(frozenset({chain.product_id}), "")


def _offered(makers: dict[int, set[Tie]], point: Point) -> list[tuple[int, int, str]]:
    """Products on offer of these makers: product, maker, name."""
    sql, asked = offered(point)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT o.product_id, o.organisation_id, p.name FROM registry_offering o "
            f"JOIN registry_product p ON p.product_id = o.product_id AND {stands('p', Product, point.n)} "
            f"WHERE {sql} AND {bulk.among('o.organisation_id', makers, MAKERS)}",
            asked,
        )
        return [(int(product), int(maker), str(name)) for product, maker, name in cursor.fetchall()]
