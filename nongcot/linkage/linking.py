"""By which contracts, and when, an organisation is linked under a reading. Pure functions over what stands."""

from collections.abc import Iterable, Sequence

from nongcot.linkage.facts import World
from nongcot.linkage.intervals import Interval, both, edges, union, where
from nongcot.linkage.models import Contract
from nongcot.linkage.readings import Condition, Dated
from nongcot.linkage.terms import lengths
from nongcot.linkage.vocabulary import COLLECTIVE, FARM, Side
from nongcot.registry.holdings import Held


def links(world: World, organisation_id: int, conditions: Sequence[Dated[Condition]]) -> list[Held]:
    """What links an organisation under the reading of each day: each contract while it meets the condition."""
    return [
        held
        for contract in world.contracts_of(organisation_id)
        for held in links_by(world, contract, organisation_id, conditions)
    ]


def links_by(
    world: World, contract: Contract, organisation_id: int, conditions: Sequence[Dated[Condition]]
) -> list[Held]:
    """The times in which one contract links an organisation."""
    others = world.other_side(contract.contract_id, organisation_id)
    found: list[Interval] = []
    for dated in conditions:
        days = both(_meeting(world, contract, dated.value), [(dated.valid_from, dated.valid_to)])
        partners = union(day for o in others for day in world.there(o, dated.value.partners))
        found += both(days, partners)
    return held(world, contract, union(found), others)


def held(world: World, contract: Contract, days: Iterable[Interval], others: Iterable[int]) -> list[Held]:
    """A contract during these days, with the causes: begun and ended by its own term, by a party that came or went, or
    else by a reading."""
    force = world.force(contract.contract_id)
    comes_and_goes = edges(day for o in others for day in world.there(o))
    return [
        Held(
            start,
            end,
            contract,
            "entered" if start == force.start or start in comes_and_goes else "changed",
            force.ends_by if end == force.end else "left" if end in comes_and_goes else "changed",
        )
        for start, end in days
    ]


def running(world: World, contract: Contract) -> list[Interval]:
    """The days on which a contract is in force and somebody of either side is there."""
    return world.once(("running", contract.contract_id), lambda: _running(world, contract))


def _running(world: World, contract: Contract) -> list[Interval]:
    force = world.force(contract.contract_id)
    sides = [
        union(day for o in world.side(contract.contract_id, side) for day in world.there(o, kinds))
        for side, kinds in ((Side.COLLECTIVE, COLLECTIVE), (Side.PARTNER, None))
    ]
    return both(both([(force.start, force.end)], sides[0]), sides[1])


def long_enough(world: World, contract: Contract, least: int) -> list[Interval]:
    """The days on which the term of a contract, as agreed by then, is so many months or more."""

    def make() -> list[Interval]:
        told = lengths(contract, world.terms[contract.contract_id])
        return where((length.day, (length.months or 0) >= least) for length in told)

    return world.once(("long enough", contract.contract_id, least), make)


def _meeting(world: World, contract: Contract, condition: Condition) -> list[Interval]:
    """The days on which a contract in force meets a condition, whoever the parties are."""
    key = ("meeting", contract.contract_id, id(condition))
    return world.once(key, lambda: _days_met(world, contract, condition))


def _days_met(world: World, contract: Contract, condition: Condition) -> list[Interval]:
    if condition.farm_only and contract.commodity_sector not in FARM:
        return []
    force = world.force(contract.contract_id)
    days: list[Interval] = union([(force.start, force.end)])
    if condition.months is not None:
        days = both(days, long_enough(world, contract, condition.months))
    if condition.months_by_cycle is not None:
        least = condition.months_by_cycle.get(contract.cycle)
        days = both(days, long_enough(world, contract, least)) if least else []
    if condition.share is not None:
        days = both(days, _sharing(world, contract, condition))
    return days


def _sharing(world: World, contract: Contract, condition: Condition) -> list[Interval]:
    """The days on which the contract covers more than the share: of what was sold in the season that began last and
    says it."""
    return where(
        (season.starts, season.agreed * 100 > (condition.share or 0) * season.sold)
        for season in world.deliveries[contract.contract_id]
        if season.agreed is not None and season.sold
    )
