"""Contracts as a list shows them, at (on, n): narrowed, counted, those that begin last first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators import bulk
from nongcot.indicators.declare import Described
from nongcot.kernel.dates import FAR
from nongcot.linkage import readings
from nongcot.linkage.describe import contract_url
from nongcot.linkage.models import Contract, Delivery, Party, Term
from nongcot.linkage.reading import conditions, of_contracts
from nongcot.linkage.reading.conditions import LOOKED_BACK, Condition, stands
from nongcot.linkage.terms import InForce, in_force
from nongcot.linkage.vocabulary import FURTHER, CommoditySector, Form, Side
from nongcot.places.models import Unit
from nongcot.registry import describe, finding, queries, words
from nongcot.registry.lists.listed import ids_holding, texts_holding
from nongcot.registry.queries import holds, known
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point

PAGE = 25
DAY = timedelta(days=1)
SOON = timedelta(days=90)
HOLDING = "nc_linkage_holding"

STATES = {
    "running": gettext_lazy("Đang thực hiện"),
    "ending": gettext_lazy("Hết hạn trong 90 ngày"),
    "over": gettext_lazy("Đã hết hạn, chấm dứt"),
    "coming": gettext_lazy("Chưa bắt đầu"),
}
#: What waits for somebody: told to officers alone.
WORK = {
    "no_papers": gettext_lazy("Đang thực hiện, chưa có giấy tờ"),
    "unkept": gettext_lazy("Có vụ giao chưa đủ trong hai năm"),
    "no_season": gettext_lazy("Chưa có vụ giao nhận nào"),
    "unrecorded": gettext_lazy("Chưa ghi giao nhận"),
}


@dataclass(frozen=True)
class Narrowing:
    """The conditions of a list of contracts; every field stands in the address under its own name.

    `party` is the key of an organisation, `party_name` what it is called, `records` those counted as it. `by_number`:
    `q` is sought among numbers too, for those who see them.
    """

    q: str = ""
    by_number: bool = False
    place: Unit | None = None
    units: frozenset[int] = frozenset()
    sector: str = ""
    form: str = ""
    state: str = ""
    party: str = ""
    party_name: str = ""
    records: frozenset[int] = frozenset()

    def conditions(self, point: Point) -> tuple[str, list[Any]]:
        """An SQL condition on contracts `c`, and its parameters."""
        parts = [(stands("c", Contract, point.n), []), *self._parts(point)]
        return " AND ".join(sql for sql, _parameters in parts), [p for _sql, listed in parts for p in listed]

    def _parts(self, point: Point) -> Iterator[Condition]:
        what = finding.sought(self.q)
        if what:
            sql, asked = finding.matching(what, finding.ORGANISATION)
            told, parameters = self._told(point)
            yield (
                "(EXISTS (SELECT 1 FROM linkage_party y WHERE y.contract_id = c.contract_id "
                f"AND {stands('y', Party, point.n)} AND y.organisation_id IN (SELECT e.organisation_id "
                f"FROM {finding.TABLE} e WHERE e.id IN ({sql}))) OR {told})",
                [asked, *parameters],
            )
        if self.party:
            records = ", ".join(map(str, sorted(self.records))) or "-1"
            yield (
                "EXISTS (SELECT 1 FROM linkage_party w WHERE w.contract_id = c.contract_id "
                f"AND {stands('w', Party, point.n)} AND w.organisation_id IN ({records}))",
                [],
            )
        if self.place:
            units = ", ".join(map(str, sorted(self.units))) or "-1"
            yield self._bond(point, f"b.place_id IN ({units})"), []
        if self.sector:
            yield "c.commodity_sector = %s", [self.sector]
        if self.form:
            yield self._bond(point, "b.form = %s"), [self.form]
        on = point.on
        if self.state in ("running", "ending", "no_papers"):
            yield self._bond(point, holds("b")), [on, on]
        if self.state == "ending":
            yield f"NOT {self._bond(point, 'b.valid_to > %s')}", [on + SOON]
        if self.state == "over":
            yield f"NOT {self._bond(point, 'b.valid_to > %s')} AND c.starts <= %s", [on, on]
        if self.state == "coming":
            yield "c.starts > %s", [on]
        if self.state in WORK:
            yield self._waiting(point)

    def _told(self, point: Point) -> Condition:
        """The contracts of which `q` is told (`of_contracts.holding_text`)."""
        if self.by_number:
            found = ids_holding(Contract, of_contracts.SOUGHT_IN, self.q, point)
            return bulk.among("c.id", found, HOLDING), []
        texts = texts_holding(Contract, "commodity", self.q)
        return f"c.commodity IN ({', '.join(['%s'] * len(texts)) or 'NULL'})", texts

    def _waiting(self, point: Point) -> Condition:
        """What the board counts: `no_season` are contracts that hold, or held in the last two years, without any."""
        on, n = point.on, point.n
        recent = f"c.starts <= %s AND {self._bond(point, 'b.valid_to > %s')}"
        no_season = f"{recent} AND NOT {conditions.any_season(stands('d', Delivery, n))}", [on, on - LOOKED_BACK]
        if self.state == "no_papers":
            return conditions.without_papers(n), []
        if self.state == "no_season":
            return no_season
        sql, parameters = conditions.unkept(on, n) if self.state == "unkept" else conditions.unrecorded(on, n)
        if self.state == "unkept":
            return conditions.any_season(sql), parameters
        return f"({conditions.any_season(sql)} OR {no_season[0]})", [*parameters, *no_season[1]]

    def _bond(self, point: Point, condition: str) -> str:
        return (
            "EXISTS (SELECT 1 FROM linkage_bond b WHERE b.code = 'contract' AND b.subject_id = c.contract_id "
            f"AND {known(point.n, point.is_newest, 'b')} AND {condition})"
        )

    def chips(self) -> list[Chip]:
        """Every condition, to be taken off."""
        found: list[Chip] = []
        if self.q:
            found.append((_("Có"), self.q, "q", self.q))
        if self.party:
            found.append((_("Một bên là"), self.party_name, "party", self.party))
        if self.place:
            found.append((_("Địa bàn"), self.place.full_name, "place", self.place.code))
        if self.sector:
            found.append((_("Nhóm hàng"), words.label(CommoditySector, self.sector), "sector", self.sector))
        if self.form:
            found.append((_("Hình thức"), words.label(Form, self.form), "form", self.form))
        if self.state:
            found.append((_("Tình trạng"), str((STATES | WORK)[self.state]), "state", self.state))
        return found


def ids(narrowing: Narrowing, point: Point) -> tuple[int, ...]:
    """Row ids of all contracts that a narrowing leaves, in their order."""
    return _ids(str(connection.settings_dict["NAME"]), narrowing, point)


@lru_cache(maxsize=32)
def _ids(_database: str, narrowing: Narrowing, point: Point) -> tuple[int, ...]:
    """Of one knowledge a list never changes: the point holds the posting's digest."""
    condition, parameters = narrowing.conditions(point)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c.id FROM linkage_contract c WHERE {condition} ORDER BY c.starts DESC, c.contract_id DESC",
            parameters,
        )
        return tuple(row[0] for row in cursor.fetchall())


@dataclass(frozen=True)
class Line:
    """A contract as a list shows it: its parties, its term, whether it holds on the day.

    `further` are those who sign beside the two sides, each with what side that is.
    """

    fact: Contract
    url: str
    collective: tuple[Described, ...]
    partners: tuple[Described, ...]
    further: tuple[tuple[str, Described], ...]
    form: str
    sector: str
    until: date | None
    state: tuple[str, str]


def lines(found: Sequence[int], point: Point) -> list[Line]:
    """What a list shows of these contracts, in their order."""
    contracts = Contract.objects.in_bulk(found)
    numbers = [contract.contract_id for contract in contracts.values()]
    terms: dict[int, list[Term]] = {number: [] for number in numbers}
    for term in queries.standing(Term, point.n, contract_id__in=numbers):
        terms[term.contract_id].append(term)
    parties = queries.standing(Party, point.n, contract_id__in=numbers)
    named = describe.describe_organisations({party.organisation_id for party in parties}, point.on, point.n)
    rules = readings.read(point.n)

    by_contract: dict[int, list[Party]] = {number: [] for number in numbers}
    for party in sorted(parties, key=lambda p: p.order):
        by_contract[party.contract_id].append(party)

    def side(number: int, side: str) -> tuple[Described, ...]:
        return tuple(named[p.organisation_id] for p in by_contract[number] if p.side == side)

    def further(number: int) -> tuple[tuple[str, Described], ...]:
        beside = [p for p in by_contract[number] if p.side in FURTHER]
        return tuple((words.label(Side, p.side), named[p.organisation_id]) for p in beside)

    listed = []
    for pk in found:
        contract = contracts[pk]
        force = in_force(contract, terms[contract.contract_id])
        form = rules.form(contract.covers, contract.signed_on or contract.starts)
        listed.append(
            Line(
                fact=contract,
                url=f"{contract_url(contract.contract_id)}{point.query}",
                collective=side(contract.contract_id, Side.COLLECTIVE),
                partners=side(contract.contract_id, Side.PARTNER),
                further=further(contract.contract_id),
                form=words.label(Form, form),
                sector=words.label(CommoditySector, contract.commodity_sector),
                until=None if force.end == FAR else force.end - DAY,
                state=state(force, point.on),
            )
        )
    return listed


def state(force: InForce, on: date) -> tuple[str, str]:
    """Badge kind and words: whether a contract holds on a day by its own term."""
    if on < force.start:
        return "info", str(STATES["coming"])
    if on < force.end:
        return ("wait", str(STATES["ending"])) if force.end <= on + SOON else ("on", str(STATES["running"]))
    return ("bad", _("Chấm dứt trước hạn")) if force.ends_by == "left" else ("end", _("Đã hết hạn"))
