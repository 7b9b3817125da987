"""Enterprises by how many co-ops, unions and groups have a contract in force with them, the most first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators.declare import Described
from nongcot.indicators.kept import kept
from nongcot.kernel import text
from nongcot.kernel.dates import FAR
from nongcot.linkage.models import Contract, Party, Term
from nongcot.linkage.reading.conditions import stands
from nongcot.linkage.reading.contract_list import DAY, SOON
from nongcot.linkage.terms import in_force
from nongcot.registry import describe, queries
from nongcot.registry.queries import holds, known
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point

STATES = {"ending": gettext_lazy("Có hợp đồng hết hạn trong 90 ngày")}


@dataclass(frozen=True)
class Dependence:
    """An enterprise, how many depend on it by how many contracts in force, and the last day of the one that ends first
    (None: no end is written). `url` lists these contracts."""

    who: Described
    organisations: int
    contracts: int
    until: date | None
    url: str


@dataclass(frozen=True)
class Narrowing:
    """What the list is narrowed to, "" for all: `q` is sought in the enterprise's name."""

    q: str = ""
    state: str = ""

    def chips(self) -> list[Chip]:
        """Every condition, to be taken off."""
        found: list[Chip] = []
        if self.q:
            found.append((_("Tên có"), self.q, "q", self.q))
        if self.state:
            found.append((_("Tình trạng"), str(STATES[self.state]), "state", self.state))
        return found


def narrowed(narrowing: Narrowing, point: Point) -> list[Dependence]:
    """The enterprises that a narrowing leaves."""
    sought = text.fold(narrowing.q)
    return [
        one
        for one in every(point)
        if sought in text.fold(one.who.label)
        and (not narrowing.state or (one.until is not None and one.until < point.on + SOON))
    ]


@kept(16)
def every(point: Point) -> list[Dependence]:
    """All of them. A record united with another counts as that one."""
    as_one = queries.roots(point.n)
    depending: dict[int, set[int]] = defaultdict(set)
    contracts: dict[int, set[int]] = defaultdict(set)
    for enterprise, other, contract in _sides(point):
        depending[as_one.get(enterprise, enterprise)].add(as_one.get(other, other))
        contracts[as_one.get(enterprise, enterprise)].add(contract)
    enterprises = _enterprises(point) & depending.keys()
    ends = _ends({number for pk in enterprises for number in contracts[pk]}, point)
    named = describe.describe_organisations(enterprises, point.on, point.n)
    keys = queries.keys(enterprises)
    found = []
    for pk in sorted(enterprises, key=lambda pk: (-len(depending[pk]), -len(contracts[pk]), pk)):
        end = min(ends[number] for number in contracts[pk])
        until = None if end == FAR else end - DAY
        found.append(Dependence(named[pk], len(depending[pk]), len(contracts[pk]), until, _contracts(keys[pk], point)))
    return found


def _sides(point: Point) -> list[tuple[int, int, int]]:
    """Of each contract in force the parties of the two sides that it links: (one, the other, contract)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT z.organisation_id, y.organisation_id, z.contract_id FROM linkage_bond b "
            "JOIN linkage_party z ON z.contract_id = b.subject_id "
            "JOIN linkage_party y ON y.contract_id = z.contract_id AND y.side <> z.side "
            "AND y.side IN ('collective', 'partner') AND z.side IN ('collective', 'partner') "
            f"WHERE b.code = 'contract' AND {known(point.n, point.is_newest, 'b')} AND {holds('b')} "
            f"AND {stands('z', Party, point.n)} AND {stands('y', Party, point.n)}",
            [point.on] * 2,
        )
        return [(int(one), int(other), int(contract)) for one, other, contract in cursor.fetchall()]


def _enterprises(point: Point) -> set[int]:
    """The enterprises that have contracts on the day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT e.organisation_id FROM linkage_bond e WHERE e.code = 'enterprise' "
            f"AND {known(point.n, point.is_newest, 'e')} AND {holds('e')}",
            [point.on] * 2,
        )
        return {int(row[0]) for row in cursor.fetchall()}


def _ends(numbers: Iterable[int], point: Point) -> dict[int, date]:
    """The day after the last one of each contract by its own term, as the list of contracts tells it."""
    asked = set(numbers)
    terms: dict[int, list[Term]] = defaultdict(list)
    for term in queries.standing(Term, point.n):
        terms[term.contract_id].append(term)
    return {
        contract.contract_id: in_force(contract, terms[contract.contract_id]).end
        for contract in queries.standing_rows(Contract, point.n)
        if contract.contract_id in asked
    }


def _contracts(key: str, point: Point) -> str:
    asked = urlencode({"party": key, "state": "running"})
    return f"{reverse('linkage:contracts')}?{asked}{point.query.replace('?', '&', 1)}"
