"""What the rules of `basis` say about a life: read once an act, asked per slice."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from nongcot.basis import rules
from nongcot.basis.rules import Held
from nongcot.kernel.dates import FAR
from nongcot.registry.vocabulary import AGRICULTURAL, Regime, SizeClass


@dataclass(frozen=True)
class Law:
    """The dated rules that slices of a profile are cut and filled by."""

    cooperative_laws: tuple[Held, ...]
    statistical_statuses: dict[str, str]
    certification_ends: date
    size_classes: tuple[Held, ...]

    @cached_property
    def days(self) -> set[date]:
        """Days on which a rule begins or ends, so that a slice may change by the law alone."""
        held = (*self.cooperative_laws, *self.size_classes)
        edges = {d for h in held for d in (h.valid_from, h.valid_to)} | {self.certification_ends}
        return edges - {FAR}

    def cooperative_law(self, day: date) -> str:
        """The cooperative law in force on `day` ("" before the first one carried)."""
        for held in reversed(self.cooperative_laws):
            if held.valid_from <= day:
                return str(held.parameters["law"])
        return ""

    def statistical(self, legal: str) -> str:
        """The default reading of a legal status."""
        return self.statistical_statuses[legal]

    def registration_stands(self, regime: str, day: date) -> int:
        """1 when a group's papers make it a registered one on `day`; certified counts until certification ended."""
        if regime == Regime.REGISTERED:
            return 1
        return int(regime == Regime.CERTIFIED and day < self.certification_ends)

    def size_class(
        self,
        day: date,
        sector: str,
        members: int | None,
        official: int | None,
        revenue: int | None,
        total_capital: int | None,
    ) -> str:
        """The size class of the regime in force on `day`; unclassified until its inputs are there."""
        for held in self.size_classes:
            if held.valid_from <= day < held.valid_to:
                break
        else:
            return SizeClass.UNCLASSIFIED
        if held.parameters["by"] == "members":
            return _by_members(held, members)
        if sector not in AGRICULTURAL or official is None or (revenue is None and total_capital is None):
            return SizeClass.UNCLASSIFIED
        for name, least, least_revenue, least_capital in held.parameters["agricultural"]:
            if official >= least and ((revenue or 0) >= least_revenue or (total_capital or 0) >= least_capital):
                return str(name)
        return SizeClass.MICRO


def _by_members(held: Held, members: int | None) -> str:
    if members is None:
        return SizeClass.UNCLASSIFIED
    if members > held.parameters["large_above"]:
        return SizeClass.LARGE
    if members > held.parameters["medium_above"]:
        return SizeClass.MEDIUM
    return SizeClass.SMALL if members >= held.parameters["small_from"] else SizeClass.MICRO


def read(n: int | None = None) -> Law:
    """The rules as known at posting `n`, or newest."""
    found = rules.of_each(("group_papers", "statistical_status", "cooperative_law", "size_class"), n)
    papers = found["group_papers"]
    return Law(
        cooperative_laws=tuple(found["cooperative_law"]),
        statistical_statuses=dict(found["statistical_status"][-1].parameters),
        certification_ends=next(h.valid_to for h in papers if h.parameters["regime"] == Regime.CERTIFIED),
        size_classes=tuple(found["size_class"]),
    )
