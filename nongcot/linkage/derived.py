"""Rows follow facts: what contracts, chains and ventures give for those whom a posting touched."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from nongcot.indicators.bearers import bearer, borne
from nongcot.linkage import bonds, facts, readings
from nongcot.linkage.models import Bond, Chain, Contract, Member, Occurrence, Party, Venture
from nongcot.linkage.vocabulary import Side
from nongcot.registry import derived, standing
from nongcot.registry.keyed import ids
from nongcot.registry.models import Product


@dataclass(frozen=True)
class Reach:
    """Whose rows are worked out anew, organisations and chains; and the contracts and chains that have to be known for
    it."""

    organisations: frozenset[int]
    chains: frozenset[int]
    contracts: frozenset[int]
    known_chains: frozenset[int]

    @property
    def bearers(self) -> set[int]:
        """Everybody whose rows are replaced."""
        return {*self.organisations, *(bearer("chain", number) for number in self.chains)}


def prepare(n: int, touched: Collection[int]) -> set[int]:
    """Bring the room's rows in line with the facts of the touched organisations and of whoever shares a contract or a
    chain with them, at posting `n`."""
    reach = _reach(touched)
    if reach is None:
        return set()
    found = list(_rows(reach))
    bearers = reach.bearers
    derived.replace(Bond, bonds.BOND, [row for bonds_, _happened in found for row in bonds_], n, bearers)
    derived.replace(Occurrence, bonds.OCCURRENCE, [row for _bonds, happened in found for row in happened], n, bearers)
    return bearers


def differences() -> int:
    """How many rows are not what the facts give, over the whole book; for `reconcile`."""
    reach = everything()
    found = list(_rows(reach))
    return derived.differences(Bond, bonds.BOND, [row for bonds_, _happened in found for row in bonds_]) + (
        derived.differences(Occurrence, bonds.OCCURRENCE, [row for _bonds, happened in found for row in happened])
    )


def everything() -> Reach:
    """Everybody who has a contract, a chain or a venture."""
    organisations = set(Party.objects.values_list("organisation_id", flat=True))
    organisations |= set(Contract.objects.values_list("organisation_id", flat=True))
    organisations |= set(Member.objects.values_list("organisation_id", flat=True))
    organisations |= set(Chain.objects.values_list("organisation_id", flat=True))
    organisations |= {o for pair in Venture.objects.values_list("organisation_id", "partner_id") for o in pair}
    chains = frozenset(Chain.objects.values_list("chain_id", flat=True))
    contracts = frozenset(Contract.objects.values_list("contract_id", flat=True))
    return Reach(frozenset(standing.together(organisations)), chains, contracts, chains)


def _reach(touched: Collection[int]) -> Reach | None:
    """Whose rows may change when facts of these change; withdrawn facts count, for their rows have to go."""
    mine = standing.together([o for o in touched if o > 0])
    contracts = ids("contract_id", (Party, "organisation_id", mine), (Contract, "organisation_id", mine))
    products = ids("product_id", (Product, "organisation_id", mine))
    chains = borne("chain", touched) | ids(
        "chain_id",
        (Chain, "organisation_id", mine),
        (Member, "organisation_id", mine),
        (Chain, "product_id", products),
        (Member, "product_id", products),
        (Member, "contract_id", contracts),
    )
    ventures = ids("venture_id", (Venture, "organisation_id", mine), (Venture, "partner_id", mine))
    if not (contracts or chains or ventures):
        return None
    others = ids(
        "organisation_id",
        (Party, "contract_id", contracts),
        (Contract, "contract_id", contracts),
        (Member, "chain_id", chains),
        (Chain, "chain_id", chains),
        (Venture, "venture_id", ventures),
    )
    organisations = standing.together([*mine, *others])
    # The rows of each of them take all its contracts and chains, and of a chain all that hold its stages.
    known = chains | ids("chain_id", (Member, "organisation_id", organisations))
    contracts |= ids("contract_id", (Party, "organisation_id", organisations))
    return Reach(frozenset(organisations), frozenset(chains), frozenset(contracts), frozenset(known))


def _rows(reach: Reach) -> Iterator[tuple[list[bonds.Row], list[bonds.Row]]]:
    world = facts.read(readings.read(), reach.contracts, reach.known_chains, reach.organisations)
    own = {world.root(o) for o in reach.organisations}
    for organisation_id in sorted(own):
        yield list(bonds.of_organisation(world, organisation_id)), []
    for number, contract in sorted(world.contracts.items()):
        # Of an enterprise's other contracts only its own rows are worked out anew.
        if own.isdisjoint((world.root(contract.organisation_id), *world.side(number, Side.COLLECTIVE))):
            continue
        rows = [row for row in bonds.of_contract(world, contract) if row[0] in own]
        happened = [row for row in bonds.occurrences_of_contract(world, contract) if row[0] in own]
        yield rows, happened
    for number, chain in sorted(world.chains.items()):
        if number in reach.chains:
            yield list(bonds.of_chain(world, chain)), list(bonds.occurrences_of_chain(world, chain))
