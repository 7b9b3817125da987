"""A plain reading of the recorded acts: who is linked, in a chain, on one day. It knows facts alone, no derived rows.

It asks day by day, so it needs no intervals, no merging and no causes; it is what the figures are compared with.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from nongcot.kernel.dates import FAR
from nongcot.linkage.models import Chain, Contract, Delivery, Member, Party, Term
from nongcot.registry.models import Profile
from nongcot.registry.standing import united


def standing(model: Any, n: int) -> list[Any]:
    """The newest row of each key as known at a posting, unless void."""
    newest: dict[str, Any] = {}
    for row in model.objects.filter(posted__lte=n).order_by("posted", "pk"):
        if row.withdrawn is None or row.withdrawn > n:
            newest[row.key] = row
    return [row for row in newest.values() if not row.void]


@dataclass
class Truth:
    """What stands at a posting, asked of one day."""

    n: int

    def __post_init__(self) -> None:
        self.contracts = {c.contract_id: c for c in standing(Contract, self.n)}
        self.parties = standing(Party, self.n)
        self.terms = standing(Term, self.n)
        self.members = standing(Member, self.n)
        self.chains = {c.chain_id: c for c in standing(Chain, self.n)}
        self.deliveries = standing(Delivery, self.n)
        self.profiles = [
            p for p in Profile.objects.all() if p.posted <= self.n and (p.retracted is None or p.retracted > self.n)
        ]
        self.roots = united({p.organisation_id for p in (*self.parties, *self.members)})

    def root(self, organisation_id: int) -> int:
        """The organisation that a record is counted as."""
        return self.roots.get(organisation_id, organisation_id)

    def there(self, organisation_id: int, day: date) -> Any:
        """The slice of a life on a day, or None."""
        root = self.root(organisation_id)
        return next((p for p in self.profiles if p.organisation_id == root and p.valid_from <= day < p.valid_to), None)

    def in_force(self, contract: Contract, day: date) -> bool:
        """Whether a contract holds by its own facts."""
        end = contract.valid_to
        for term in sorted((t for t in self.terms if t.contract_id == contract.contract_id),
                           key=lambda t: (t.on, t.posted)):  # fmt: skip
            end = term.valid_to if term.kind == "extended" else min(end, term.valid_to)
        return bool(contract.starts <= day < end)

    def side(self, number: int, side: str, day: date) -> list[Any]:
        """The slices of the parties of one side that are there."""
        rows = [p for p in self.parties if p.contract_id == number and p.side == side]
        return [s for p in rows if (s := self.there(p.organisation_id, day)) is not None]

    def running(self, day: date) -> list[Contract]:
        """Contracts in force of which both sides are there."""
        return [
            c
            for number, c in self.contracts.items()
            if self.in_force(c, day) and self.side(number, "collective", day) and self.side(number, "partner", day)
        ]

    def months(self, contract: Contract, day: date) -> int:
        """The term as agreed by a day."""
        end = contract.valid_to
        for term in sorted((t for t in self.terms if t.contract_id == contract.contract_id),
                           key=lambda t: (t.on, t.posted)):  # fmt: skip
            if term.kind == "extended" and term.on <= day:
                end = term.valid_to
        if end == FAR:
            return 0
        start = contract.starts
        return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)

    def linked(self, day: date, months: int = 0) -> set[int]:
        """Operating co-ops with a contract in force with an enterprise that is there."""
        found = set()
        for contract in self.running(day):
            number = contract.contract_id
            if contract.commodity_sector == "non_farm" or (months and self.months(contract, day) < months):
                continue
            for mine, theirs in (("collective", "partner"), ("partner", "collective")):
                if any(s.kind == "enterprise" for s in self.side(number, theirs, day)):
                    found |= {
                        s.organisation_id for s in self.side(number, mine, day) if s.kind == "coop" and s.operating
                    }
        return found

    def holders(self, day: date) -> list[Member]:
        """Members that hold their stage by a contract in force to which they are party, while they are there."""
        running = {c.contract_id for c in self.running(day)}
        return [
            m
            for m in self.members
            if m.contract_id in running
            and m.valid_from <= day < m.valid_to
            and self.there(m.organisation_id, day)
            and self.root(m.organisation_id)
            in {self.root(p.organisation_id) for p in self.parties if p.contract_id == m.contract_id}
        ]

    def value_chains(self, day: date) -> set[int]:
        """Chains with two stages held, one by a co-op, union or group."""
        found = set()
        for number, chain in self.chains.items():
            mine = [m for m in self.holders(day) if m.chain_id == number]
            kinds = {self.there(m.organisation_id, day).kind for m in mine}
            inside = chain.valid_from <= day < chain.valid_to
            if inside and len({m.stage for m in mine}) >= 2 and kinds & {"coop", "union", "group"}:
                found.add(number)
        return found

    def chain_coops(self, day: date) -> set[int]:
        """Linked co-ops that hold a stage of a counted chain."""
        chains = self.value_chains(day)
        roots = {self.there(m.organisation_id, day).organisation_id for m in self.holders(day) if m.chain_id in chains}
        return roots & self.linked(day)
