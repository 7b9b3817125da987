"""Chains at (on, n): the list, and one with its stages, who holds them by what, and its gaps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from nongcot.indicators.declare import Described
from nongcot.indicators.kept import kept
from nongcot.kernel.dates import FAR
from nongcot.kernel.text import fold
from nongcot.linkage.describe import chain_url, contract_url
from nongcot.linkage.models import Bond, Chain, Contract, Member, Party
from nongcot.linkage.reading import outsiders
from nongcot.linkage.vocabulary import CommoditySector, Stage
from nongcot.registry import describe, queries, words
from nongcot.registry.models import KeyProduct, Product
from nongcot.registry.reading.points import Point
from nongcot.ui import charts

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """A chain as a list shows it; `counts`: it is a value chain on the day, by the reading in force; `is_main`: its
    lead product is a main product of the province on the day."""

    fact: Chain
    url: str
    leader: Described
    sector: str
    members: int
    held: tuple[str, ...]
    state: tuple[str, str]
    is_main: bool


def lines(point: Point, *, sector: str = "", state: str = "", sought: str = "", main: str = "") -> list[Line]:
    """The chains that were told of by the day, those that count first, by name."""
    chains = [chain for chain in queries.standing(Chain, point.n) if not sector or chain.commodity_sector == sector]
    members: dict[int, list[Member]] = {chain.chain_id: [] for chain in chains}
    for member in queries.standing(Member, point.n):
        if member.chain_id in members and member.valid_from <= point.on < member.valid_to:
            members[member.chain_id].append(member)
    counting = _counting(point, members)
    running = _running(point, [m.contract_id for listed in members.values() for m in listed if m.contract_id])
    outside = outsiders.among(queries.standing_rows(Member, point.n), point)
    leaders = describe.describe_organisations({chain.organisation_id for chain in chains}, point.on, point.n)
    main_products = _main_products(point)
    found = []
    for chain in chains:
        listed = members[chain.chain_id]
        held = {m.stage for m in listed if m.contract_id in running and m.pk not in outside}
        found.append(
            Line(
                fact=chain,
                url=f"{chain_url(chain.chain_id)}{point.query}",
                leader=leaders[chain.organisation_id],
                sector=words.label(CommoditySector, chain.commodity_sector),
                members=len({member.organisation_id for member in listed}),
                held=tuple(str(stage.label) for stage in Stage if stage in held),
                state=_state(chain, chain.chain_id in counting, point.on),
                is_main=chain.product_id in main_products,
            )
        )
    wanted = fold(sought).split()
    told = [(line, fold(f"{line.fact.name} {line.fact.commodity} {line.leader.label}")) for line in found]
    found = [line for line, folded in told if all(word in folded for word in wanted)]
    if state:
        found = [line for line in found if (line.state[0] == "on") == (state == "counts")]
    if main:
        found = [line for line in found if line.is_main]
    return sorted(found, key=lambda line: (line.state[0] != "on", line.fact.name, line.fact.chain_id))


def _main_products(point: Point) -> set[int]:
    rows = KeyProduct.objects.filter(queries.believed(point.n), valid_from__lte=point.on, valid_to__gt=point.on)
    return set(rows.values_list("subject_id", flat=True))


def _counting(point: Point, chains: Iterable[int]) -> set[int]:
    rows = Bond.objects.filter(queries.believed(point.n), code="value_chain", subject_id__in=list(chains))
    return set(rows.filter(valid_from__lte=point.on, valid_to__gt=point.on).values_list("subject_id", flat=True))


def _running(point: Point, contracts: Iterable[int]) -> set[int]:
    rows = Bond.objects.filter(queries.believed(point.n), code="contract", subject_id__in=list(contracts))
    return set(rows.filter(valid_from__lte=point.on, valid_to__gt=point.on).values_list("subject_id", flat=True))


def _state(chain: Chain, counts: bool, on: date) -> tuple[str, str]:
    if counts:
        return "on", _("Là chuỗi giá trị")
    if on < chain.valid_from:
        return "info", _("Chưa bắt đầu")
    if on >= chain.valid_to:
        return "end", _("Đã kết thúc")
    return "wait", _("Chưa đủ điều kiện")


@dataclass(frozen=True)
class MemberLine:
    """Who holds a stage, since when, with which product, by which contract (its `number` is the officers' alone);
    `is_running`: that contract is in force on the day, `is_party`: who holds the stage signs it."""

    fact: Member
    who: Described
    stage: str
    product: Described | None
    contract: Described | None
    number: str
    is_running: bool
    is_party: bool
    is_there: bool
    until: date | None

    @property
    def is_held(self) -> bool:
        """Whether the stage is held by the contract on the day."""
        return self.is_running and self.is_party


@kept(32)
def told(chain_id: int, point: Point) -> "ChainPage | None":
    """The page of a chain; None where none is known. A long chain names hundreds, and is drawn once a posting."""
    found = queries.standing(Chain, point.n, chain_id=chain_id)
    return ChainPage(found[0], point) if found else None


class ChainPage:
    """What the page of one chain tells."""

    def __init__(self, fact: Chain, point: Point) -> None:
        self.fact, self.point = fact, point

    @cached_property
    def line(self) -> Line:
        """The chain as a list shows it."""
        return next(line for line in lines(self.point) if line.fact.chain_id == self.fact.chain_id)

    @cached_property
    def product(self) -> tuple[str, str] | None:
        """Its lead product in the register."""
        if self.fact.product_id is None:
            return None
        found = queries.standing(Product, self.point.n, product_id=self.fact.product_id)
        return (found[0].name, f"{describe.product_url(self.fact.product_id)}{self.point.query}") if found else None

    @cached_property
    def members(self) -> list[MemberLine]:
        """Everybody who ever held a stage, by stage, then by their first day."""
        rows = queries.standing(Member, self.point.n, chain_id=self.fact.chain_id)
        named = describe.describe_organisations({row.organisation_id for row in rows}, self.point.on, self.point.n)
        numbers = {row.contract_id for row in rows if row.contract_id}
        contracts = {c.contract_id: c for c in queries.standing(Contract, self.point.n, contract_id__in=numbers)}
        brought = {row.product_id for row in rows if row.product_id}
        products = describe.describe_products(brought, self.point.on, self.point.n)
        running = _running(self.point, numbers)
        told = queries.standing_rows(Member, self.point.n).filter(chain_id=self.fact.chain_id)
        outside = outsiders.among(told, self.point)
        order = list(Stage.values)
        return [
            MemberLine(
                fact=row,
                who=named[row.organisation_id],
                stage=words.label(Stage, row.stage),
                product=products.get(row.product_id or 0),
                contract=self._described(contract) if contract else None,
                number=contract.number if contract else "",
                is_running=row.contract_id in running,
                is_party=row.pk not in outside,
                is_there=row.valid_from <= self.point.on < row.valid_to,
                until=None if row.valid_to == FAR else row.valid_to - DAY,
            )
            for row in sorted(rows, key=lambda row: (order.index(row.stage), row.valid_from, row.pk))
            for contract in [contracts.get(row.contract_id or 0)]
        ]

    def _described(self, contract: Contract) -> Described:
        return Described(contract.commodity, f"{contract_url(contract.contract_id)}{self.point.query}")

    @cached_property
    def gaps(self) -> list[str]:
        """Stages from the first that is held to sale, that nobody holds by a contract in force."""
        held = {line.fact.stage for line in self.members if line.is_there and line.is_held}
        places = [index for index, stage in enumerate(Stage.values) if stage in held]
        first = min(places, default=0)
        return [str(stage.label) for index, stage in enumerate(Stage) if index >= first and stage not in held]

    @cached_property
    def picture(self) -> charts.Flow:
        """The chain as a graph: who holds which stage, and which contracts tie whom."""
        there = [line for line in self.members if line.is_there]
        steps = tuple(
            charts.Step(
                str(stage.label),
                tuple(self._node(line) for line in there if line.fact.stage == stage),
                is_gap=str(stage.label) in self.gaps,
            )
            for stage in Stage
        )
        return charts.Flow(
            _("%(chain)s, ngày %(day)s") % {"chain": self.fact.name, "day": f"{self.point.on:%d/%m/%Y}"},
            steps,
            tuple(self._ties(there)),
            description=_("Ô đậm là đơn vị chủ trì, ô viền vàng chưa có hợp đồng đang thực hiện, ô đứt là chỗ hở."),
        )

    def _node(self, line: MemberLine) -> charts.Node:
        note = line.contract.label if line.contract and line.is_held else _("chưa có hợp đồng đang thực hiện")
        is_lead = line.fact.organisation_id == self.fact.organisation_id
        look: charts.Look = "loose" if not line.is_held else "lead" if is_lead else "held"
        return charts.Node(line.fact.key, line.who.label, note, look, line.who.url)

    def _ties(self, there: list[MemberLine]) -> Iterable[charts.Tie]:
        """Two holders of different stages are tied by a contract in force that both are party to."""
        numbers = {line.fact.contract_id for line in there if line.is_running}
        parties: dict[int, dict[int, str]] = {}
        for party in queries.standing(Party, self.point.n, contract_id__in=[n for n in numbers if n]):
            parties.setdefault(party.contract_id, {})[party.organisation_id] = party.side
        names = {line.fact.contract_id: line.contract.label for line in there if line.contract}
        for number, sides in parties.items():
            held = [line for line in there if line.fact.organisation_id in sides]
            for one in held:
                for other in held:
                    before = list(Stage.values).index(one.fact.stage) < list(Stage.values).index(other.fact.stage)
                    if before and sides[one.fact.organisation_id] != sides[other.fact.organisation_id]:
                        yield charts.Tie(one.fact.key, other.fact.key, names.get(number, ""))
