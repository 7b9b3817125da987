"""By which contracts organisations are linked on a day, and hold stages of chains that count."""

from collections.abc import Collection, Iterator

from nongcot.linkage import linking, readings
from nongcot.linkage.facts import World
from nongcot.linkage.models import Bond, Contract, Delivery, Member, Party, Term
from nongcot.linkage.reading import of_contracts, outsiders
from nongcot.registry import queries
from nongcot.registry.holdings import Slice
from nongcot.registry.reading.points import Point


def links(organisations: Collection[int], point: Point) -> dict[int, list[Contract]]:
    """The contracts by which each of these organisations is linked, as the reading of the day asks."""
    signed = queries.standing_rows(Party, point.n).filter(
        organisation_id__in=_records(organisations, point), contract_id__in=of_contracts.in_force(point)
    )
    world = _world(set(signed.values_list("contract_id", flat=True)), point)
    return {o: [c for c in world.contracts_of(o) if _links(world, c, o, point)] for o in organisations}


def stages(organisations: Collection[int], point: Point) -> dict[int, list[Contract]]:
    """The contracts by which each of these organisations holds a stage of a chain that counts on the day."""
    held: dict[int, dict[int, None]] = {o: {} for o in organisations}
    for maker, member in holders(point, _records(organisations, point)):
        held[maker][member.contract_id or 0] = None
    told = queries.standing(Contract, point.n, contract_id__in={number for found in held.values() for number in found})
    contracts = {contract.contract_id: contract for contract in told}
    return {o: [contracts[number] for number in found if number in contracts] for o, found in held.items()}


def holders(point: Point, records: Collection[int] | None = None) -> Iterator[tuple[int, Member]]:
    """Organisations that hold stages of chains which count, by contracts in force of their own: under which record each
    is counted, and what is told of it; of these records alone where some are given."""
    on, as_one = point.on, queries.roots(point.n)
    holding = Bond.objects.filter(queries.believed(point.n), valid_from__lte=on, valid_to__gt=on)
    counting = holding.filter(code="chain")
    told = queries.standing_rows(Member, point.n).filter(
        chain_id__in=holding.filter(code="value_chain").values("subject_id"),
        contract_id__in=of_contracts.in_force(point),
        valid_from__lte=on,
        valid_to__gt=on,
    )
    if records is not None:
        told, counting = told.filter(organisation_id__in=records), counting.filter(organisation_id__in=records)
    makers = set(counting.values_list("organisation_id", flat=True))
    outside = outsiders.among(told, point)
    for member in told:
        maker = as_one.get(member.organisation_id, member.organisation_id)
        if maker in makers and member.pk not in outside:
            yield maker, member


def _records(organisations: Collection[int], point: Point) -> set[int]:
    """These records, and those that are counted as one of them."""
    return {*organisations, *(record for record, root in queries.roots(point.n).items() if root in organisations)}


def _world(numbers: Collection[int], point: Point) -> World:
    """What stands of these contracts at the point, and their parties as they are on the day."""
    world = World(readings.read(point.n), roots=queries.roots(point.n))
    world.contracts = {c.contract_id: c for c in queries.standing(Contract, point.n, contract_id__in=numbers)}
    for party in queries.standing(Party, point.n, contract_id__in=numbers):
        world.parties[party.contract_id].append(party)
    for term in queries.standing(Term, point.n, contract_id__in=numbers):
        world.terms[term.contract_id].append(term)
    for season in queries.standing(Delivery, point.n, contract_id__in=numbers):
        world.deliveries[season.contract_id].append(season)
    named = {world.root(party.organisation_id) for parties in world.parties.values() for party in parties}
    for row in queries.profiles(point.on, point.n).filter(organisation_id__in=named):
        days = row.valid_from, row.valid_to
        world.lives[row.organisation_id] = [Slice(row.organisation_id, *days, row.place_id, row.sector, row.kind)]
    return world


def _links(world: World, contract: Contract, organisation_id: int, point: Point) -> bool:
    held = linking.links_by(world, contract, organisation_id, world.readings.linked)
    return any(one.valid_from <= point.on < one.valid_to for one in held)
