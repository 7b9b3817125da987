"""What counts as linked, and as a chain: the room's readings, as dated rows of `basis`.

Nothing here says what the reading is: the rows do, with their basis, and an act (`actions.readings`) adds others. What
a row may ask for is this closed list: kinds of partners, farm products alone, a term, a share of what is sold; of a
chain how many stages, which holders, which leaders, a main product; of its co-ops whether they must be linked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext_lazy as _

from nongcot.basis import rules
from nongcot.basis.rules import Held
from nongcot.linkage.vocabulary import Form, LinkRule

T = TypeVar("T")

LINKED = "linkage_linked"
CHAIN = "linkage_chain"
CHAIN_COOPS = "linkage_chain_cooperatives"
AGRICULTURAL = "linkage_agricultural"
FORMS = "linkage_forms"
NAMED = {rule.value: f"linkage_rule_{rule.value.lower()}" for rule in LinkRule}

#: What pages call the readings that a province chooses among; the named definitions and the forms are law and practice.
TITLES = {
    LINKED: _("Thế nào là hợp tác xã liên kết"),
    AGRICULTURAL: _("Thế nào là hợp tác xã nông nghiệp liên kết"),
    CHAIN: _("Thế nào là chuỗi giá trị"),
    CHAIN_COOPS: _("Hợp tác xã theo chuỗi được đếm trong phạm vi nào"),
}
CHOSEN = tuple(TITLES)
CODES = (*CHOSEN, FORMS, *NAMED.values())


@dataclass(frozen=True)
class Condition:
    """What a contract must be for its co-op to be linked by it.

    `partners` are the kinds on the other side of which one must be there; `months` the shortest term, or by production
    cycle `months_by_cycle`; `share` the percentage of what is sold that the contract must exceed.
    """

    partners: frozenset[str]
    farm_only: bool = True
    months: int | None = None
    months_by_cycle: Mapping[str, int] | None = None
    share: Decimal | None = None

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Condition":
        """The condition that a row's parameters say."""
        return cls(
            partners=frozenset(told["partners"]),
            farm_only=bool(told.get("farm_only", True)),
            months=told.get("months"),
            months_by_cycle=told.get("months_by_cycle"),
            share=None if told.get("share") is None else Decimal(str(told["share"])),
        )


@dataclass(frozen=True)
class ChainCondition:
    """What a chain must be to count: `stages` of it held by contracts, by a co-op, union or group among others where
    `collective`, led by one of `leaders` (empty: by anybody), with a main product where `main_only`; and from which
    term on it is durable."""

    stages: int
    collective: bool
    leaders: frozenset[str]
    main_only: bool
    durable_months: int

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "ChainCondition":
        """The condition that a row's parameters say."""
        return cls(
            stages=int(told["stages"]),
            collective=bool(told["collective"]),
            leaders=frozenset(told.get("leaders", ())),
            main_only=bool(told.get("main_only", False)),
            durable_months=int(told["durable_months"]),
        )


@dataclass(frozen=True)
class Dated(Generic[T]):
    """A reading that holds during `[valid_from, valid_to)`."""

    valid_from: date
    valid_to: date
    value: T


@dataclass(frozen=True)
class Readings:
    """All readings of the room, read once an act."""

    linked: tuple[Dated[Condition], ...]
    named: Mapping[str, tuple[Dated[Condition], ...]]
    chain: tuple[Dated[ChainCondition], ...]
    within_linked: tuple[Dated[bool], ...]
    agricultural: tuple[Dated[tuple[frozenset[str], bool]], ...]
    forms: tuple[Held, ...]

    def form(self, covers: int, day: date) -> str:
        """The form of a contract made on a day, by what it covers: Decree 98/2018/NĐ-CP a.4; unknown where no rule
        of that day names the mix."""
        held = next((one for one in self.forms if one.valid_from <= day < one.valid_to), None)
        if held is None:
            return Form.UNKNOWN
        return str(held.parameters["forms"].get(str(covers), held.parameters.get("any", Form.UNKNOWN)))


def read(n: int | None = None) -> Readings:
    """The readings as known at posting `n`, or newest."""
    found = rules.of_each(CODES, n)
    named = {code: tuple(_dated(found[row], Condition.of)) for code, row in NAMED.items()}
    return Readings(
        linked=tuple(_chosen(found)),
        named=named,
        chain=tuple(_dated(found[CHAIN], ChainCondition.of)),
        within_linked=tuple(_dated(found[CHAIN_COOPS], lambda told: bool(told["within_linked"]))),
        agricultural=tuple(
            _dated(found[AGRICULTURAL], lambda told: (frozenset(told["sectors"]), bool(told.get("any_sector"))))
        ),
        forms=tuple(found[FORMS]),
    )


def _dated(held: Iterable[Held], make: Any) -> Iterator[Dated[Any]]:
    for one in held:
        yield Dated(one.valid_from, one.valid_to, make(one.parameters))


def _chosen(found: Mapping[str, list[Held]]) -> Iterator[Dated[Condition]]:
    """The rule that is chosen, with what the choice says otherwise than the named definition of its days."""
    for choice in found[LINKED]:
        for named in found[NAMED[choice.parameters["rule"]]]:
            start, end = max(choice.valid_from, named.valid_from), min(choice.valid_to, named.valid_to)
            if start < end:
                yield Dated(start, end, Condition.of({**named.parameters, **choice.parameters}))
