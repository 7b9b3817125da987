"""The rows that follow from what stands: what holds of organisations, contracts and chains, and what happened.

Codes of `Bond`, each with what its rows are about:
* `link`: an organisation, while the chosen rule makes it linked; `rule`: the same by each named rule (`detail`);
* `contract`: a contract in force, told under its first party on the co-op side that is there;
* `enterprise`: an enterprise with such contracts; `enterprise_at`: the same in each commune of its co-ops (`detail`);
* `value_chain`, `durable_chain`, `ocop_chain`: a chain; `chain_at`: the same in each commune of its holders;
* `chain`, `main_chain`: an organisation that holds a stage of a counted chain (of a main product);
* `venture`: an organisation with a joint venture.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from nongcot.indicators.bearers import bearer
from nongcot.kernel.dates import FAR
from nongcot.linkage import chaining, linking
from nongcot.linkage.chaining import Stretch
from nongcot.linkage.facts import World
from nongcot.linkage.intervals import Interval, both, edges, union
from nongcot.linkage.models import Chain, Contract, Delivery
from nongcot.linkage.vocabulary import COLLECTIVE, Side
from nongcot.registry import holdings
from nongcot.registry.holdings import HOLDING, Held, Slice, along
from nongcot.registry.slices import DERIVED
from nongcot.registry.vocabulary import Kind

DAY = timedelta(days=1)

OWN = (
    "detail",
    "form",
    "commodity",
    "leader_kind",
    "partner_place",
    "agricultural",
    "forms",
    "commodities",
    "stages",
    "partner_kinds",
    "sectors",
    "stars",
    "households",
)
BOND = (*HOLDING, *OWN)
OCCURRENCE = (*DERIVED, "code", "subject_id", "commodity", "leader_kind", "season", "agreed", "amount")

Row = tuple[Any, ...]

_EMPTY: dict[str, Any] = dict.fromkeys(OWN, "") | {"agricultural": 0, "households": None}


def _own(**told: Any) -> Row:
    return tuple((_EMPTY | told).values())


def _joined(keys: Iterable[str]) -> str:
    return ",".join(sorted({key for key in keys if key}))


def of_organisation(world: World, organisation_id: int) -> Iterator[Row]:
    """Everything that is told of one organisation itself."""
    life = world.life(organisation_id)
    if not life:
        return
    if any(one.kind in COLLECTIVE for one in life):
        yield from _links(world, organisation_id, life)
        yield from _chains(world, organisation_id, life)
        yield from _ventures(world, organisation_id, life)
    if any(one.kind == Kind.ENTERPRISE for one in life):
        yield from _enterprise(world, organisation_id, life)


def _links(world: World, organisation_id: int, life: Sequence[Slice]) -> Iterator[Row]:
    life = _cut(life, edges((d.valid_from, d.valid_to) for d in world.readings.agricultural))
    for stretch in along(life, linking.links(world, organisation_id, world.readings.linked)):
        yield (
            *stretch.row("link", organisation_id),
            *_own(**_of_contracts(world, stretch.held), agricultural=_agricultural(world, stretch.slice)),
        )
    for rule, conditions in world.readings.named.items():
        for stretch in along(life, linking.links(world, organisation_id, conditions)):
            agricultural = _agricultural(world, stretch.slice)
            yield *stretch.row("rule", organisation_id), *_own(detail=rule, agricultural=agricultural)


def _cut(life: Sequence[Slice], days: Iterable[date]) -> list[Slice]:
    """A life cut on further days, on which a reading begins or ends; what a slice borders on stays at its ends."""
    found = []
    for whole in life:
        inside = sorted({whole.valid_from, whole.valid_to, *(d for d in days if whole.valid_from < d < whole.valid_to)})
        for start, end in pairwise(inside):
            first, last = start == whole.valid_from, end == whole.valid_to
            found.append(
                whole._replace(
                    valid_from=start,
                    valid_to=end,
                    moved=whole.moved * first,
                    resumes=whole.resumes * first,
                    begins_by=whole.begins_by if first else "",
                    moves=whole.moves * last,
                    suspends=whole.suspends * last,
                    ends_by=whole.ends_by if last else "",
                )
            )
    return found


def _of_contracts(world: World, contracts: Iterable[Contract]) -> dict[str, str]:
    told = list(contracts)
    return {
        "forms": _joined(form_of(world, contract) for contract in told),
        "commodities": _joined(contract.commodity_sector for contract in told),
    }


def form_of(world: World, contract: Contract) -> str:
    """The form of a contract, by the rule of the day on which it was made."""
    return world.readings.form(contract.covers, contract.signed_on or contract.starts)


def _agricultural(world: World, one: Slice) -> int:
    """Whether a co-op counts as agricultural under the reading of the slice's first day."""
    for dated in world.readings.agricultural:
        if dated.valid_from <= one.valid_from < dated.valid_to:
            sectors, any_sector = dated.value
            told = set(one.sectors.split(",")) if any_sector else {one.sector}
            return int(not sectors.isdisjoint(told))
    return 0


def _chains(world: World, organisation_id: int, life: Sequence[Slice]) -> Iterator[Row]:
    """Stages held in chains that count; where the reading says so, only while linked."""
    within_linked = union((one.valid_from, one.valid_to) for one in world.readings.within_linked if one.value)
    free = union((one.valid_from, one.valid_to) for one in world.readings.within_linked if not one.value)
    linked = union((h.valid_from, h.valid_to) for h in linking.links(world, organisation_id, world.readings.linked))
    allowed = union([*both(within_linked, linked), *free])
    for code, main_only in (("chain", False), ("main_chain", True)):
        found = list(_held_stages(world, organisation_id, allowed, main_only=main_only))
        for stretch in along(life, found):
            told = {
                "stages": _joined(stage for _chain, stage in stretch.held),
                "commodities": _joined(chain.commodity_sector for chain, _stage in stretch.held),
            }
            yield *stretch.row(code, organisation_id), *_own(**told)


def _held_stages(world: World, organisation_id: int, allowed: Sequence[Interval], *, main_only: bool) -> Iterator[Held]:
    for chain in world.chains_of(organisation_id):
        mine = [h for h in chaining.holders(world, chain.chain_id)
                if world.root(h.member.organisation_id) == organisation_id]  # fmt: skip
        if not mine:
            continue
        counted = union((s.start, s.end) for s in chaining.counted(world, chain) if s.state.is_main or not main_only)
        for holder in mine:
            force = world.force(holder.member.contract_id or 0)
            for start, end in both(both(holder.days, counted), allowed):
                begins = "entered" if start in edges([*holder.days, *counted]) else "changed"
                ends = force.ends_by if end == force.end else "left" if end in edges(holder.days) else "changed"
                yield Held(start, end, (chain, holder.member.stage), begins, ends)


def _ventures(world: World, organisation_id: int, life: Sequence[Slice]) -> Iterator[Row]:
    found = []
    for venture in world.ventures:
        if world.root(venture.organisation_id) != organisation_id:
            continue
        there = world.there(venture.partner_id, (Kind.ENTERPRISE,))
        for start, end in both([(venture.valid_from, venture.valid_to)], there):
            found.append(Held(start, end, venture, ends_by="expired" if end == venture.valid_to else "left"))
    for stretch in along(life, found):
        yield *stretch.row("venture", organisation_id), *_own()


def _enterprise(world: World, organisation_id: int, life: Sequence[Slice]) -> Iterator[Row]:
    """An enterprise counts in no commune of its own, but in those of its co-ops."""
    found, by_place = [], dict[int, list[Held]]()
    for contract in world.contracts_of(organisation_id):
        others = world.other_side(contract.contract_id, organisation_id)
        days = both(_force(world, contract), union(d for o in others for d in world.there(o, COLLECTIVE)))
        found += linking.held(world, contract, days, others)
        for one in (s for o in others for s in world.life(o) if s.kind in COLLECTIVE and s.place_id):
            days = both(_force(world, contract), [(one.valid_from, one.valid_to)])
            by_place.setdefault(one.place_id, []).extend(linking.held(world, contract, days, others))
    found = [h for h in found if h.valid_from < h.valid_to]
    for stretch in along(life, found):
        if stretch.slice.kind == Kind.ENTERPRISE:
            told = _of_contracts(world, stretch.held) | {"partner_place": _partner_place(world, stretch.slice)}
            yield *_seated(stretch, 0).row("enterprise", organisation_id), *_own(**told)
    for place, held in by_place.items():
        for stretch in along(life, held):
            if stretch.slice.kind == Kind.ENTERPRISE:
                yield *_seated(stretch, place).row("enterprise_at", organisation_id), *_own(detail=str(place))


def _force(world: World, contract: Contract) -> list[Interval]:
    force = world.force(contract.contract_id)
    return union([(force.start, force.end)])


def _seated(stretch: holdings.Stretch, place: int) -> holdings.Stretch:
    return stretch._replace(slice=stretch.slice._replace(place_id=place, moved=0, moves=0))


def _partner_place(world: World, one: Slice) -> str:
    if not one.place_id:
        return ""
    return "inside" if one.place_id in world.scope else "outside"


def of_contract(world: World, contract: Contract) -> Iterator[Row]:
    """A contract, told under the first of the co-op side that is there, with who is on either side."""
    number = contract.contract_id
    parties = world.side(number, Side.COLLECTIVE), world.side(number, Side.PARTNER)
    days = edges(d for side in parties for o in side for d in world.there(o))
    days |= edges((s.valid_from, s.valid_to) for o in parties[0] for s in world.life(o))
    found: list[tuple[int, Held]] = []
    for since, until in linking.running(world, contract):
        for start, end in pairwise(sorted({since, until, *(d for d in days if since < d < until)})):
            there = [o for o in parties[0] if _kind(world, o, start) in COLLECTIVE]
            kinds = _joined(_kind(world, o, start) for o in parties[1])
            sectors = _joined(_sector(world, o, start) for o in there)
            found.append((there[0], Held(start, end, (kinds, sectors))))
    force = world.force(number)
    told = {
        "form": form_of(world, contract),
        "commodity": contract.commodity_sector,
        "households": contract.households,
    }
    by_bearer: dict[int, list[Held]] = {}
    for index, (organisation_id, one) in enumerate(found):
        before = found[index - 1] if index else None
        after = found[index + 1] if index + 1 < len(found) else None
        begins = "changed" if before and before[1].valid_to == one.valid_from else "entered"
        handed_on = after is not None and after[1].valid_from == one.valid_to
        ends = "changed" if handed_on else force.ends_by if one.valid_to == force.end else "left"
        by_bearer.setdefault(organisation_id, []).append(one._replace(begins_by=begins, ends_by=ends))
    for organisation_id, held in by_bearer.items():
        for stretch in along(world.life(organisation_id), held):
            ((kinds, sectors),) = stretch.held
            own = _own(**told, partner_kinds=kinds, sectors=sectors)
            yield *stretch.row("contract", number), *own


def _kind(world: World, organisation_id: int, day: date) -> str:
    return next((s.kind for s in world.life(organisation_id) if s.valid_from <= day < s.valid_to), "")


def _sector(world: World, organisation_id: int, day: date) -> str:
    return next((s.sector for s in world.life(organisation_id) if s.valid_from <= day < s.valid_to), "")


def of_chain(world: World, chain: Chain) -> Iterator[Row]:
    """A chain, which bears its rows itself."""
    counted = chaining.counted(world, chain)
    codes = {
        "value_chain": counted,
        "durable_chain": [s for s in counted if s.state.is_durable],
        "ocop_chain": [s for s in counted if s.state.stars],
    }
    for code, stretches in codes.items():
        yield from _of_stretches(world, chain, code, stretches)
    for place in sorted({p for s in counted for p in s.state.places}):
        there = [s for s in counted if place in s.state.places]
        yield from _of_stretches(world, chain, "chain_at", there, detail=str(place))


def _of_stretches(
    world: World, chain: Chain, code: str, stretches: Sequence[Stretch], detail: str = ""
) -> Iterator[Row]:
    for index, one in enumerate(stretches):
        went_on = index > 0 and stretches[index - 1].end == one.start
        goes_on = index + 1 < len(stretches) and stretches[index + 1].start == one.end
        state = one.state
        cut = Slice(
            bearer("chain", chain.chain_id),
            one.start,
            one.end,
            state.place_id,
            state.sector,
            state.kind,
            moved=int(one.moved and went_on),
            begins_by="" if went_on else "entered",
            ends_by="" if goes_on or one.end == FAR else chaining.why_ended(world, chain, one.end),
        )
        own = _own(
            detail=detail,
            commodity=chain.commodity_sector,
            leader_kind=state.leader_kind,
            stars=",".join(map(str, state.stars)),
        )
        yield *holdings.Stretch(cut, ()).row(code, chain.chain_id), *own


def occurrences_of_contract(world: World, contract: Contract) -> Iterator[Row]:
    """The seasons of a contract, in the commune and sector of its first party on their last day."""
    organisation_id = world.root(contract.organisation_id)
    for season in world.deliveries[contract.contract_id]:
        one = holdings.on(world.life(organisation_id), season.ends)
        if one is not None:
            yield from _season(contract, season, one)


def _season(contract: Contract, season: Delivery, one: Slice) -> Iterator[Row]:
    head = (one.organisation_id, season.ends, season.ends + DAY, one.place_id, one.sector, one.kind)
    is_agreed = "yes" if season.agreed_value is not None else "no"
    for code, amount in (("agreed", season.agreed_value), ("delivered", season.delivered_value)):
        if amount is not None:
            told = (contract.contract_id, contract.commodity_sector, "", season.season, is_agreed, amount)
            yield *head, code, *told


def occurrences_of_chain(world: World, chain: Chain) -> Iterator[Row]:
    """The first day on which a chain counted."""
    counted = chaining.counted(world, chain)
    if counted:
        one, state = counted[0], counted[0].state
        head = (bearer("chain", chain.chain_id), one.start, one.start + DAY, state.place_id, state.sector, state.kind)
        yield *head, "new_chain", chain.chain_id, chain.commodity_sector, state.leader_kind, "", "", 1
