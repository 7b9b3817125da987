"""Who may go to an international fair: a dated checklist over what is proved of a product.

No law fixes the list; it stands as the rule `international_fair_checklist` of `basis`, each item at a level: `must`
decides, `should` is told. An item asks for any of some proofs (`any_of`; `stars` at least so many), that none of some
stands (`none_of`), or that the organisation is operating (`operating`). Pure functions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from nongcot.basis.rules import Held as Rule

MUST, SHOULD = "must", "should"


def kinds(item: Mapping[str, Any]) -> tuple[str, ...]:
    """The kinds of proof that an item asks for, or that none of."""
    return tuple(item.get("any_of") or item.get("none_of") or ())


@dataclass(frozen=True)
class Proof:
    """Something proved during `[valid_from, valid_to)`: a kind of certificate, a code, what an officer saw.

    `product_id` None: of the whole organisation. `mark` tells it from others of its kind.
    """

    kind: str
    valid_from: date
    valid_to: date
    product_id: int | None = None
    stars: int | None = None
    mark: str = ""

    def holds(self, first: date, last: date) -> bool:
        """Whether it holds on every day from the first to the last."""
        return self.valid_from <= first and last < self.valid_to


@dataclass(frozen=True)
class Line:
    """An item of the checklist with its answer, and the proofs that speak for it (or, with `none_of`, against it)."""

    code: str
    level: str
    met: bool
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """The answer for one product: fit when every `must` is met."""

    lines: tuple[Line, ...]

    @property
    def fit(self) -> bool:
        """Whether it may go."""
        return all(line.met for line in self.lines if line.level == MUST)

    @property
    def missing(self) -> tuple[Line, ...]:
        """What it lacks of what it must have."""
        return tuple(line for line in self.lines if line.level == MUST and not line.met)

    @property
    def kinds(self) -> set[str]:
        """The kinds of proof that speak for it."""
        return {proof.kind for line in self.lines if line.met for proof in line.proofs}


def judge(items: Sequence[Mapping[str, Any]], proofs: Iterable[Proof], *, operating: bool = True) -> Verdict:
    """The answer of a checklist to proofs that hold together."""
    given = tuple(proofs)
    return Verdict(tuple(_line(item, given, operating) for item in items))


def _line(item: Mapping[str, Any], given: Sequence[Proof], operating: bool) -> Line:
    code, level = str(item["code"]), str(item["level"])
    if item.get("operating"):
        return Line(code, level, operating)
    if "none_of" in item:
        against = tuple(proof for proof in given if proof.kind in item["none_of"])
        return Line(code, level, not against, against)
    least = item.get("stars", 0)
    found = tuple(proof for proof in given if proof.kind in item["any_of"] and (proof.stars or 0) >= least)
    return Line(code, level, bool(found), found)


@dataclass(frozen=True)
class Fit:
    """A time during which a product is fit, why it begins and ends, and the kinds of proof that speak for it."""

    valid_from: date
    valid_to: date
    kinds: frozenset[str]
    begins_by: str
    ends_by: str


def fit_times(rules: Sequence[Rule], proofs: Sequence[Proof]) -> Iterator[Fit]:
    """When a product was fit, by the checklist of each day; neighbouring times of other kinds stand apart."""
    turns = {rule.valid_from for rule in rules} | {rule.valid_to for rule in rules}
    days = turns | {day for proof in proofs for day in (proof.valid_from, proof.valid_to)}
    for since, until in pairwise(sorted(days)):
        rule = next((one for one in rules if one.valid_from <= since < one.valid_to), None)
        if rule is None:
            continue
        verdict = judge(rule.parameters["items"], (p for p in proofs if p.valid_from <= since and until <= p.valid_to))
        if verdict.fit:
            begins, ends = "changed" if since in turns else "entered", "changed" if until in turns else "expired"
            yield Fit(since, until, frozenset(verdict.kinds), begins, ends)
