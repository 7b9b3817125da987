"""When a chain counts, and what it is then: a walk over the days on which anything about it changes."""

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from nongcot.linkage.facts import World
from nongcot.linkage.intervals import Interval, both, edges, within
from nongcot.linkage.linking import long_enough, running
from nongcot.linkage.models import Chain, Member
from nongcot.linkage.readings import ChainCondition
from nongcot.linkage.vocabulary import COLLECTIVE, leader_kind
from nongcot.registry import holdings
from nongcot.registry.holdings import Slice


class Holder(NamedTuple):
    """A member that holds its stage by a contract to which it is party, and when."""

    member: Member
    days: list[Interval]


class State(NamedTuple):
    """What a chain is during one stretch: where its leader sits (or its first co-op, where the leader is of elsewhere),
    who leads it, whether it is durable, has a main product, with which stars, where its holders are."""

    place_id: int
    sector: str
    kind: str
    leader_kind: str
    is_durable: bool
    is_main: bool
    stars: tuple[int, ...]
    places: tuple[int, ...]


class Stretch(NamedTuple):
    """A chain that counts during `[start, end)`; `moved`: its seat moved to another commune on the first day."""

    start: date
    end: date
    state: State
    moved: bool


def holders(world: World, chain_id: int) -> list[Holder]:
    """The members that hold a stage by a contract in force of their own, while they are there."""
    return world.once(("holders", chain_id), lambda: _holders(world, chain_id))


def _holders(world: World, chain_id: int) -> list[Holder]:
    found = []
    for member in world.members[chain_id]:
        contract = world.contracts.get(member.contract_id or 0)
        # It may have left the contract since it joined: a correction of the parties changes no chain.
        if contract is not None and world.is_party(contract.contract_id, member.organisation_id):
            days = both([(member.valid_from, member.valid_to)], running(world, contract))
            found.append(Holder(member, both(days, world.there(member.organisation_id))))
    return [holder for holder in found if holder.days]


def counted(world: World, chain: Chain) -> list[Stretch]:
    """The stretches in which a chain counts, cut where anything told of it changes; worked out once."""
    return world.once(("counted", chain.chain_id), lambda: _counted(world, chain))


def _counted(world: World, chain: Chain) -> list[Stretch]:
    held = holders(world, chain.chain_id)
    found: list[Stretch] = []
    for start, end in pairwise(_days(world, chain, held)):
        condition = next((one.value for one in world.readings.chain if one.valid_from <= start < one.valid_to), None)
        state = condition and _state(world, chain, held, start, condition)
        if not state:
            continue
        before = found[-1] if found and found[-1].end == start else None
        if before is not None and before.state == state:
            found[-1] = before._replace(end=end)
        else:
            seat = _seat(world, chain, start)
            found.append(Stretch(start, end, state, bool(seat and seat.moved and seat.valid_from == start)))
    return found


def _days(world: World, chain: Chain, held: list[Holder]) -> list[date]:
    """Every day within the chain's own time on which something may change."""
    organisations = {chain.organisation_id, *(m.organisation_id for m in world.members[chain.chain_id])}
    found = edges(day for holder in held for day in holder.days)
    found |= edges((s.valid_from, s.valid_to) for o in organisations for s in world.life(o))
    found |= edges((one.valid_from, one.valid_to) for one in world.readings.chain)
    for product in _products(world, chain):
        found |= edges(world.main_products[product]) | edges(days for days, _stars in world.stars[product])
    for holder in held:
        contract = world.contracts[holder.member.contract_id or 0]
        for one in world.readings.chain:
            found |= edges(long_enough(world, contract, one.value.durable_months))
    inside = {day for day in found if chain.valid_from < day < chain.valid_to}
    return sorted({chain.valid_from, *inside, chain.valid_to})


def _products(world: World, chain: Chain) -> set[int]:
    named = {chain.product_id, *(member.product_id for member in world.members[chain.chain_id])}
    return {product for product in named if product is not None}


def _state(world: World, chain: Chain, held: list[Holder], day: date, condition: ChainCondition) -> State | None:
    """What the chain is on a day; None while it does not count."""
    there = [holder.member for holder in held if within(holder.days, day)]
    slices = {m.organisation_id: one for m in there if (one := _on(world, m.organisation_id, day)) is not None}
    stages = {m.stage for m in there}
    kind = _leader(world, chain, day)
    is_main = chain.product_id is not None and within(world.main_products[chain.product_id], day)
    if (
        len(stages) < condition.stages
        or (condition.collective and not any(one.kind in COLLECTIVE for one in slices.values()))
        or (condition.leaders and kind not in condition.leaders)
        or (condition.main_only and not is_main)
    ):
        return None
    durable = {
        m.stage
        for m in there
        if within(long_enough(world, world.contracts[m.contract_id or 0], condition.durable_months), day)
    }
    seat = _seat(world, chain, day)
    stars = {s for p in _products(world, chain) for days, s in world.stars[p] if within([days], day)}
    return State(
        place_id=seat.place_id if seat else 0,
        sector=seat.sector if seat else "",
        kind=seat.kind if seat else "",
        leader_kind=kind,
        is_durable=durable == stages,
        is_main=is_main,
        stars=tuple(sorted(stars)),
        places=tuple(sorted({one.place_id for one in slices.values() if one.place_id})),
    )


def _leader(world: World, chain: Chain, day: date) -> str:
    one = holdings.on(world.life(chain.organisation_id), day)
    return leader_kind(one.kind if one else "")


def _seat(world: World, chain: Chain, day: date) -> Slice | None:
    """Where the chain is told to be: its leader of a commune of the book, else the first co-op, union or group."""
    leader = _on(world, chain.organisation_id, day)
    if leader is not None and leader.place_id in world.scope:
        return leader
    members = sorted(world.members[chain.chain_id], key=lambda m: (m.valid_from, m.pk))
    slices = [_on(world, m.organisation_id, day) for m in members if m.valid_from <= day < m.valid_to]
    return next((one for one in slices if one is not None and one.kind in COLLECTIVE), leader)


def _on(world: World, organisation_id: int, day: date) -> Slice | None:
    return next((s for s in world.life(organisation_id) if s.valid_from <= day < s.valid_to), None)


def why_ended(world: World, chain: Chain, day: date) -> str:
    """Why a chain that counted until a day counts no more."""
    for holder in holders(world, chain.chain_id):
        if any(end == day for _start, end in holder.days):
            force = world.force(holder.member.contract_id or 0)
            return force.ends_by if force.end == day else "left"
    return "left" if day == chain.valid_to else "changed"
