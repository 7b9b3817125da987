"""What the book finds for each item of a criteria set, commune by commune: evidence, never a verdict."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from nongcot.indicators.of_one import holders, is_counted
from nongcot.ntm import equivalents
from nongcot.ntm.models import Finding
from nongcot.ntm.sets import CriteriaSet, Item
from nongcot.ntm.vocabulary import Answer, State
from nongcot.places import geography
from nongcot.registry import queries
from nongcot.registry.vocabulary import Scheme

#: Figure → commune of the day → organisations that count in it there.
Holders = Mapping[str, Mapping[int, frozenset[int]]]


@dataclass(frozen=True)
class Evidence:
    """One item in one commune: its state, the organisations that are the evidence, the figures in which each of them
    counts, what an officer stated.

    Of an item that asks for VietGAP or an equivalent: `schemes` are the certificates by which each of these serves,
    `others` the certificates of those who lack no other thing and hold none that serves.
    """

    item: Item
    state: State
    organisations: frozenset[int] = frozenset()
    figures: tuple[str, ...] = ()
    finding: Finding | None = None
    schemes: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    others: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Summary:
    """A commune under one set: how many items stand in each state."""

    evidence: tuple[Evidence, ...]

    def count(self, state: str) -> int:
        """How many items are in a state."""
        return sum(one.state == state for one in self.evidence)

    @property
    def asked(self) -> int:
        """How many items ask about co-operatives at all."""
        return len(self.evidence) - self.count(State.OUTSIDE)

    @property
    def is_complete(self) -> bool:
        """Whether every item for which the book can look has evidence (and there is such an item)."""
        known = [one for one in self.evidence if one.item.is_known]
        return bool(known) and all(one.state == State.FOUND for one in known)


@dataclass
class Evaluation:
    """The evidence for sets on a day as known at a posting, for all communes at once; `sets` as counted there.

    `certified` are the holders of each certificate, where an item asks for an equivalent; `serving` those that serve.
    """

    on: date
    n: int
    sets: tuple[CriteriaSet, ...]
    holders: Holders = field(default_factory=dict)
    findings: Mapping[tuple[int, str, str], Finding] = field(default_factory=dict)
    certified: Holders = field(default_factory=dict)
    serving: tuple[str, ...] = ()

    def of(self, criteria: CriteriaSet, commune: int) -> Summary:
        """What stands for one of `sets` in a commune of the day."""
        return Summary(tuple(self._item(criteria, item, commune) for item in criteria.items))

    def _item(self, criteria: CriteriaSet, item: Item, commune: int) -> Evidence:
        finding = self.findings.get((commune, criteria.code, item.code))
        if item.outside:
            return Evidence(item, State.OUTSIDE, finding=finding)
        figures, counted = self._counted(item, commune)
        return Evidence(
            item, self._state(item, counted, finding), counted, figures, finding,
            schemes={o: self._held(o, commune, self.serving) for o in counted} if item.or_equivalent else {},
            others=self._others(item, commune, counted) if item.or_equivalent else {},
        )  # fmt: skip

    def _state(self, item: Item, counted: frozenset[int], finding: Finding | None) -> State:
        if len(counted) >= item.at_least and item.is_known:
            return State.FOUND
        if finding is not None:
            return self._state_of(finding)
        return State.MISSING if item.is_known else State.UNKNOWN

    def _state_of(self, finding: Finding) -> State:
        if finding.answer == Answer.MISSING:
            return State.MISSING
        return State.FOUND if self.on < finding.valid_to else State.EXPIRED

    def _counted(self, item: Item, commune: int) -> tuple[tuple[str, ...], frozenset[int]]:
        """Organisations of the commune that count in every figure of one way, and that way; the one with most of
        them."""
        ways = ((way, frozenset.intersection(*(self._in(code, item, commune) for code in way))) for way in item.any_of)
        return max(ways, key=lambda one: len(one[1]), default=((), frozenset()))

    def _in(self, code: str, item: Item, commune: int) -> frozenset[int]:
        """Who counts in a figure in the commune; where an equivalent serves, its holders too."""
        found = self.holders.get(code, {}).get(commune, frozenset())
        if not item.or_equivalent or code != equivalents.ASKED:
            return found
        return found.union(*(self.certified.get(scheme, {}).get(commune, frozenset()) for scheme in self.serving))

    def _others(self, item: Item, commune: int, counted: frozenset[int]) -> dict[int, tuple[str, ...]]:
        """The certificates of those who count in all that the item asks for but VietGAP."""
        rest = [[code for code in way if code != equivalents.ASKED] for way in item.any_of if equivalents.ASKED in way]
        but_it = [frozenset.intersection(*(self._in(code, item, commune) for code in way)) for way in rest if way]
        lacking = frozenset[int]().union(*but_it) - counted
        held = {o: self._held(o, commune, equivalents.OFFERED) for o in lacking}
        return {o: schemes for o, schemes in held.items() if schemes}

    def _held(self, organisation_id: int, commune: int, schemes: Iterable[str]) -> tuple[str, ...]:
        return tuple(s for s in schemes if organisation_id in self.certified.get(s, {}).get(commune, frozenset()))


def evaluate(on: date, n: int, criteria: Iterable[CriteriaSet]) -> Evaluation:
    """Look for evidence for these sets on a day, as known at posting `n`: one query a figure, and one a certificate
    that may be an equivalent, whatever the communes."""
    chosen = tuple(one.counted_at(n) for one in criteria)
    codes = {code for one in chosen for item in one.items for way in item.any_of for code in way}
    where = geography.mapping(on, n)
    certified: Holders = {}
    if is_counted(equivalents.TOLD, n) and any(item.or_equivalent for one in chosen for item in one.items):
        certified = {
            scheme: _by_commune(equivalents.TOLD, on, n, where, {equivalents.AXIS: scheme})
            for scheme in (Scheme.VIETGAP.value, *equivalents.OFFERED)
        }
    return Evaluation(
        on,
        n,
        chosen,
        {code: _by_commune(code, on, n, where) for code in sorted(codes)},
        _findings(on, n, where),
        certified,
        equivalents.serving(on, n),
    )


def _by_commune(
    code: str, on: date, n: int, where: Mapping[int, int | None], cells: Mapping[str, str] | None = None
) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for place, organisations in holders(code, on, n, cells).items():
        commune = where.get(place)
        if commune is not None:
            found[commune] |= organisations
    return {commune: frozenset(organisations) for commune, organisations in found.items()}


def _findings(on: date, n: int, where: Mapping[int, int | None]) -> dict[tuple[int, str, str], Finding]:
    """What officers stated up to the day, the last statement of each item; of a commune that became another one, under
    the later commune."""
    found: dict[tuple[int, str, str], Finding] = {}
    for finding in sorted(queries.standing(Finding, n, noted_on__lte=on), key=lambda one: one.noted_on):
        commune = where.get(finding.unit_id)
        if commune is not None:
            found[commune, finding.set_code, finding.item] = finding
    return found
