"""The facts of linkage that stand, read for some contracts, chains and organisations at the newest knowledge."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from nongcot.indicators import bulk
from nongcot.kernel import rows
from nongcot.linkage.intervals import Interval, union
from nongcot.linkage.models import Chain, Contract, Delivery, Member, Party, Term, Venture
from nongcot.linkage.readings import Readings
from nongcot.linkage.terms import InForce, in_force
from nongcot.linkage.vocabulary import Side
from nongcot.places import geography
from nongcot.registry import holdings, keyed
from nongcot.registry.holdings import Slice
from nongcot.registry.models import Certificate, KeyProduct
from nongcot.registry.vocabulary import Scheme

T = TypeVar("T")

ASKED = "nc_linkage_of"


@dataclass
class World:
    """What stands, with the lives of everybody named in it; ids of organisations are those they are counted as."""

    readings: Readings
    contracts: dict[int, Contract] = field(default_factory=dict)
    parties: dict[int, list[Party]] = field(default_factory=lambda: defaultdict(list))
    terms: dict[int, list[Term]] = field(default_factory=lambda: defaultdict(list))
    deliveries: dict[int, list[Delivery]] = field(default_factory=lambda: defaultdict(list))
    chains: dict[int, Chain] = field(default_factory=dict)
    members: dict[int, list[Member]] = field(default_factory=lambda: defaultdict(list))
    ventures: list[Venture] = field(default_factory=list)
    lives: dict[int, list[Slice]] = field(default_factory=dict)
    roots: dict[int, int] = field(default_factory=dict)
    #: Communes of any time that the book keeps.
    scope: frozenset[int] = frozenset()
    #: Days on which a product is a main product; days and stars of its OCOP certificates.
    main_products: dict[int, list[Interval]] = field(default_factory=lambda: defaultdict(list))
    stars: dict[int, list[tuple[Interval, int]]] = field(default_factory=lambda: defaultdict(list))
    #: What was worked out before: nothing here changes once it was read.
    kept: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once."""
        if key not in self.kept:
            self.kept[key] = make()
        found: T = self.kept[key]
        return found

    def root(self, organisation_id: int) -> int:
        """The organisation that a record is counted as."""
        return self.roots.get(organisation_id, organisation_id)

    def life(self, organisation_id: int) -> list[Slice]:
        """The life of an organisation, slice by slice."""
        return self.lives.get(self.root(organisation_id), [])

    def there(self, organisation_id: int, kinds: frozenset[str] | tuple[str, ...] | None = None) -> list[Interval]:
        """The days on which an organisation is there, as one of these kinds."""

        def make() -> list[Interval]:
            slices = self.life(organisation_id)
            return union((s.valid_from, s.valid_to) for s in slices if kinds is None or s.kind in kinds)

        return self.once(("there", self.root(organisation_id), kinds), make)

    def side(self, contract_id: int, side: str) -> list[int]:
        """The organisations on one side of a contract, in their order."""

        def make() -> list[int]:
            listed = sorted(self.parties[contract_id], key=lambda party: (party.place_in_order, party.pk))
            return list(dict.fromkeys(self.root(party.organisation_id) for party in listed if party.side == side))

        return self.once(("side", contract_id, side), make)

    def is_party(self, contract_id: int, organisation_id: int) -> bool:
        """Whether an organisation signs a contract, on whichever side."""
        return self.root(organisation_id) in {self.root(party.organisation_id) for party in self.parties[contract_id]}

    def other_side(self, contract_id: int, organisation_id: int) -> list[int]:
        """The parties that stand opposite to an organisation."""
        found: list[int] = []
        for mine, theirs in ((Side.COLLECTIVE, Side.PARTNER), (Side.PARTNER, Side.COLLECTIVE)):
            if organisation_id in self.side(contract_id, mine):
                found += [o for o in self.side(contract_id, theirs) if o != organisation_id]
        return list(dict.fromkeys(found))

    def contracts_of(self, organisation_id: int) -> list[Contract]:
        """The contracts that an organisation is party to."""
        return self.once("contracts by party", self._by_party).get(organisation_id, [])

    def chains_of(self, organisation_id: int) -> list[Chain]:
        """The chains that an organisation is a member of."""
        return self.once("chains by member", self._by_member).get(organisation_id, [])

    def _by_party(self) -> dict[int, list[Contract]]:
        found: dict[int, list[Contract]] = defaultdict(list)
        for number, contract in sorted(self.contracts.items()):
            for organisation_id in {self.root(party.organisation_id) for party in self.parties[number]}:
                found[organisation_id].append(contract)
        return found

    def _by_member(self) -> dict[int, list[Chain]]:
        found: dict[int, list[Chain]] = defaultdict(list)
        for number, chain in sorted(self.chains.items()):
            for organisation_id in {self.root(member.organisation_id) for member in self.members[number]}:
                found[organisation_id].append(chain)
        return found

    def force(self, contract_id: int) -> InForce:
        """When a contract holds by its own facts."""
        return self.once(("force", contract_id), lambda: in_force(self.contracts[contract_id], self.terms[contract_id]))


def read(
    readings: Readings, contracts: Collection[int], chains: Collection[int], ventures_of: Collection[int]
) -> World:
    """What stands of these contracts and chains, of the contracts that hold the chains' stages, and of these
    organisations' ventures."""
    world = World(readings, scope=frozenset(geography.scope_units()))
    for chain in keyed.of_many(Chain, chains, by="chain_id"):
        world.chains[chain.chain_id] = chain
    for member in keyed.of_many(Member, chains, by="chain_id"):
        world.members[member.chain_id].append(member)
    named = {*contracts, *(m.contract_id for members in world.members.values() for m in members if m.contract_id)}
    for contract in keyed.of_many(Contract, named, by="contract_id"):
        world.contracts[contract.contract_id] = contract
    for model, home in ((Party, world.parties), (Term, world.terms), (Delivery, world.deliveries)):
        for row in keyed.of_many(model, named, by="contract_id"):  # type: ignore[type-var]  # each is keyed
            home[row.contract_id].append(row)  # type: ignore[index,attr-defined]
    # By their numbers: a venture may be said anew of others, and what it said before must not stand for those it left.
    told = keyed.ids("venture_id", (Venture, "organisation_id", ventures_of), (Venture, "partner_id", ventures_of))
    world.ventures = keyed.of_many(Venture, told, by="venture_id")
    _read_lives(world)
    _read_products(world)
    return world


def _read_lives(world: World) -> None:
    named = {contract.organisation_id for contract in world.contracts.values()}
    named |= {party.organisation_id for parties in world.parties.values() for party in parties}
    named |= {chain.organisation_id for chain in world.chains.values()}
    named |= {member.organisation_id for members in world.members.values() for member in members}
    named |= {o for venture in world.ventures for o in (venture.organisation_id, venture.partner_id)}
    world.roots = dict(holdings.roots(named))
    world.lives = holdings.lives({world.root(o) for o in named})


def _read_products(world: World) -> None:
    named: Iterable[int | None] = [chain.product_id for chain in world.chains.values()]
    named = {*named, *(m.product_id for members in world.members.values() for m in members)} - {None}
    products = {product for product in named if product is not None}
    if not products:
        return
    whose = bulk.among("subject_id", products, ASKED)
    for row in rows.read(KeyProduct, f"{whose} AND retracted IS NULL"):
        world.main_products[row.subject_id].append((row.valid_from, row.valid_to))
    for certificate in keyed.of_many(Certificate, products, by="product_id"):
        if certificate.scheme == Scheme.OCOP and certificate.product_id:
            held = (certificate.issued_on, certificate.valid_to)
            world.stars[certificate.product_id].append((held, certificate.stars or 0))
