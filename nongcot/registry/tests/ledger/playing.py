"""Acts in words small enough to be drawn and shrunk, played through the real actions on an open ledger.

An act says *which* by numbers ("the second organisation", "the third event told"), taken round where there are fewer.
What an action refuses is no part of the history.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection

from nongcot.indicators.ledger import newest, posting
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry import writing
from nongcot.registry.actions import branches, duplicates, events, groups, memberships, organisations, products
from nongcot.registry.actions import reorganisations as reorganise
from nongcot.registry.actions.organisations import Newborn
from nongcot.registry.actions.undoing import undo
from nongcot.registry.cautions import ALL
from nongcot.registry.outcomes import NotNow, Recorded, ToConfirm
from nongcot.registry.tests.ledger import ground
from nongcot.registry.vocabulary import EventKind
from nongcot.registry.writing import Happened, Said

BEGINS = date(2017, 1, 2)
ANYHOW: dict[str, Any] = {"by": None, "confirmed": ALL, "steps_missing": True}
SECTORS = ("AGR", "IND", "TRA", "FIS", "")
COUNTS = (5, 40, 60, 400, 1200, 50, 300)
KINDS = ("coop", "union", "coop", "group", "coop", "credit_fund", "coop", "group", "union", "enterprise")
PAPERS = {
    "coop": ("registered", "", "founded", "registered"),
    "group": ("notified", "certified", "registered", "founded", "", "notified"),
    "union": ("registered", ""),
    "credit_fund": ("registered", "founded", ""),
    "enterprise": ("registered", ""),
}
#: What a list may show of its day, without a word on since when.
SHOWN = ("stopped", "operating_again", "awaiting_dissolution", "suspended", "resumed")
HAPPENS = (
    "suspended", "resumed", "stopped", "operating_again", "dissolved", "awaiting_dissolution", "revoked",
    "revocation_undone", "bankrupt", "notified", "registered", "charter_conformed", "dissolution_resolved", "ended",
    "ordered_stop", "found_at_address", "reregistered", "bankruptcy_opened",
)  # fmt: skip


@dataclass(frozen=True)
class Act:
    """One act: what, about whom, for which day, recorded how many days after the act before (fewer than none: the clock
    was put back)."""

    name: str
    day: date = date(2018, 3, 10)
    who: int = 0
    other: int = 1
    pick: int = 0
    place: str = "yen_my"
    precision: str = "day"
    wait: int = 30

    def on(self) -> PartialDate:
        """The day as precisely as it is told."""
        if self.precision == "year":
            return PartialDate.year(self.day.year)
        if self.precision == "month":
            return PartialDate.month(self.day.year, self.day.month)
        return PartialDate.day(self.day)


class NoneYet(Exception):
    """There is no organisation of a kind that an act is about."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


@dataclass
class World:
    """What was played so far."""

    places: dict[str, int]
    today: date = BEGINS
    organisations: list[int] = field(default_factory=list)
    kinds: dict[int, str] = field(default_factory=dict)
    united: list[int] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    postings: list[int] = field(default_factory=list)

    @classmethod
    def empty(cls) -> "World":
        return cls(ground.ids(str(connection.settings_dict["NAME"])))

    def who(self, number: int) -> int:
        if not self.organisations:
            raise NotNow("nobody is there yet")
        return self.organisations[number % len(self.organisations)]

    def a(self, kinds: str, number: int) -> int:
        """One of some kinds."""
        found = [o for o in self.organisations if self.kinds.get(o, "coop") in kinds.split()]
        if not found:
            raise NoneYet(kinds.split()[0])
        return found[number % len(found)]

    def some(self, found: list[str], number: int) -> str:
        if not found:
            raise NotNow("nothing was told yet")
        return found[number % len(found)]

    def play(self, act: Act) -> bool:
        """Play an act on its day; whether it was recorded."""
        self.today += timedelta(days=act.wait)
        with clock.at(self.today):
            try:
                done = self._play(act)
            except (NotNow, ToConfirm, ValidationError):
                return False
        if done is not None:
            self.organisations += [o for o in done.organisations if o not in self.organisations]
            kept = self.products if done.keys and done.keys[0].startswith("p") and done.keys[0][1:].isdigit() else None
            into = self.events if kept is None else kept
            into += [key for key in done.keys if key not in into]
        self.postings.append(newest())
        return True

    def _play(self, act: Act) -> Recorded | None:
        """What an act would be about is entered where it is not there yet."""
        try:
            return ACTS[act.name](self, act)
        except NoneYet as missing:
            return _enter_a(self, act, missing.kind)

    def values(self, act: Act) -> dict[str, Any]:
        """Field values, chosen by the act's number."""
        count, sector = COUNTS[act.pick % len(COUNTS)], SECTORS[act.pick % len(SECTORS)]
        place = {"place": self.places[act.place]} if act.place else {}
        members = {"members": count, "members_official": count // 2}
        capital = {"charter_capital": count * 10**6}
        said = (
            members, place, capital, {"sector": sector or None}, place | members, {"other_sectors": "TRA,FIS"},
            {"members_official": count, "members": 2 * count, "total_capital": count * 10**8, "sector": "AGR"},
            place | capital | {"sector": sector or "AGR"}, {"business_lines": ("A", "A, B", "B, C")[act.pick % 3]},
        )  # fmt: skip
        return said[act.pick % len(said)]

    def newborn(self, act: Act, name: str = "", kind: str = "coop") -> Newborn:
        name = name or f"Tổ chức {len(self.organisations)} {len(self.postings)}"
        place = self.places[act.place] or None
        said = {"members": COUNTS[act.pick % len(COUNTS)], "sector": SECTORS[act.other % len(SECTORS)] or None}
        return Newborn(kind=kind, name=name, on=act.on(), place=place, said=said if act.pick % 3 else {})


def _enter(world: World, act: Act) -> Recorded:
    return _enter_a(world, act, KINDS[act.pick % len(KINDS)])


def _enter_a(world: World, act: Act, kind: str) -> Recorded:
    paper = PAPERS[kind][act.other % len(PAPERS[kind])]
    new = world.newborn(act, kind=kind)
    told = {"name": new.name, "on": new.on, "place": new.place, "said": new.said}
    # A list is often of a later day than the founding it tells.
    later = act.day + timedelta(days=400) if act.who % 3 == 1 else None
    done = organisations.register_organisation(kind=kind, event=paper, said_from=later, by=None, confirmed=ALL, **told)
    world.kinds[done.organisations[0]] = kind
    return done


def _list(world: World, act: Act) -> Recorded:
    """A yearly list: names some that are there and one that is new, with their members on that day."""
    with posting("list", by=None, cause="import") as entry:
        [new] = writing.new_organisations(entry, 1)
        named = [o for o in world.organisations if (o + act.who) % 2]
        count = COUNTS[act.pick % len(COUNTS)]
        newcomer = {"kind": "coop", "name": f"HTX {new}", "observed": True}
        if act.place:
            newcomer["place"] = world.places[act.place]
        said = [Said(o, act.day, {"observed": True, "members": count + i}) for i, o in enumerate(named)]
        writing.say(entry, [*said, Said(new, act.day, newcomer)])
    return Recorded(entry.n, (new,))


def _say(world: World, act: Act) -> Recorded:
    who = world.who(act.who)
    return organisations.state_fields(
        organisation_id=who, day=act.day, said=world.values(act), seen=None, by=None, confirmed=ALL
    )


def _said_for(world: World, act: Act) -> tuple[int, date, tuple[str, ...]]:
    """Something that was said: of whom, for which day, which fields."""
    from nongcot.registry.models import Statement

    who = world.who(act.who)
    rows = list(Statement.objects.filter(organisation_id=who, withdrawn=None).order_by("pk"))
    if not rows:
        raise NotNow("nothing was said")
    row = rows[act.other % len(rows)]
    return who, row.valid_from, tuple(code for code in row.said if code not in ("kind", "name"))


def _correct_values(world: World, act: Act) -> Recorded:
    who, day, codes = _said_for(world, act)
    said = {code: value for code, value in world.values(act).items() if code in codes}
    if not said:
        raise NotNow("nothing to correct")
    actual = act.day if act.precision != "day" else None
    return organisations.correct_fields(
        organisation_id=who, day=day, said=said, actual_day=actual, seen=None, by=None, confirmed=ALL
    )


def _take_back(world: World, act: Act) -> Recorded:
    who, day, codes = _said_for(world, act)
    if not codes:
        raise NotNow("nothing to take back")
    return organisations.take_back_values(
        organisation_id=who, day=day, fields=[codes[act.pick % len(codes)]], seen=None, by=None, reason="nhầm"
    )


def _event(world: World, act: Act) -> Recorded:
    said = world.values(act) if act.other % 4 == 0 else {}
    kind = HAPPENS[act.pick % len(HAPPENS)]
    return events.record_event(organisation_id=world.who(act.who), kind=kind, on=act.on(), said=said, **ANYHOW)


def _rumour(world: World, act: Act) -> Recorded:
    """An old list tells an event that no form would take; reading a life does not refuse."""
    with posting("rumour", by=None, cause="import") as entry:
        kind = EventKind.values[act.pick % len(EventKind.values)]
        details = {"observed": True} if kind in SHOWN and act.other % 3 else {}
        keys = writing.happen(entry, [Happened(world.who(act.who), kind, act.on(), details=details)])
    return Recorded(entry.n, (), tuple(keys))


def _correct_event(world: World, act: Act) -> Recorded:
    kind = HAPPENS[act.pick % len(HAPPENS)] if act.pick % 3 == 0 else ""
    key = world.some(world.events, act.who)
    return events.correct_event(key=key, on=act.on(), kind=kind, seen=None, **ANYHOW)


def _withdraw_event(world: World, act: Act) -> Recorded:
    return events.withdraw_event(key=world.some(world.events, act.who), by=None, seen=None, reason="nhầm")


def _merge(world: World, act: Act) -> Recorded:
    absorbed = [world.a("coop", act.who)]
    return reorganise.merge_into(absorbed=absorbed, receiver_id=world.a("coop", act.other), on=act.on(), **ANYHOW)


def _divide(world: World, act: Act) -> Recorded:
    born = [world.newborn(act, f"Chia {side} {len(world.organisations)}") for side in "ab"]
    return reorganise.divide(organisation_id=world.a("coop union", act.who), successors=born, on=act.on(), **ANYHOW)


def _separate(world: World, act: Act) -> Recorded:
    born = [world.newborn(act, f"Tách {len(world.organisations)}")]
    said = {"members": COUNTS[act.other % len(COUNTS)]}
    return reorganise.separate(
        organisation_id=world.a("coop", act.who), successors=born, said=said, on=act.on(), **ANYHOW
    )


def _consolidate(world: World, act: Act) -> Recorded:
    parties = [world.a("coop union", act.who), world.a("coop union", act.other)]
    new = world.newborn(act, f"Hợp nhất {len(world.organisations)}")
    return reorganise.consolidate(parties=parties, successor=new, on=act.on(), **ANYHOW)


def _convert(world: World, act: Act) -> Recorded:
    if act.pick % 2:
        return groups.convert_group(group_id=world.a("group", act.who), cooperative=world.newborn(act), **ANYHOW)
    who, on = world.a("coop group union", act.who), act.on()
    return reorganise.convert(organisation_id=who, successor_kind="enterprise", on=on, **ANYHOW)


def _grow(world: World, act: Act) -> Recorded:
    return groups.note_grown_out_of(
        cooperative_id=world.a("coop", act.who), group_id=world.a("group", act.other), on=act.on(),
        group_ends=bool(act.pick % 2), **ANYHOW,
    )  # fmt: skip


def _union(world: World, act: Act) -> Recorded:
    changes = memberships.leave_union if act.pick % 4 == 0 else memberships.join_union
    union = world.a("union", act.other)
    return changes(organisation_id=world.a("coop credit_fund", act.who), union_id=union, on=act.on(), **ANYHOW)


def _alliance(world: World, act: Act) -> Recorded:
    changes = memberships.leave_alliance if act.pick % 4 == 0 else memberships.join_alliance
    return changes(organisation_id=world.who(act.who), on=act.on(), **ANYHOW)


def _unite(world: World, act: Act) -> Recorded:
    """Two records of one kind are one."""
    one = world.who(act.who)
    pair = {"organisation_id": one, "keep_id": world.a(world.kinds.get(one, "coop"), act.other)}
    done = duplicates.unite_records(**pair, since=act.day, by=None)
    world.united.append(one)
    return done


def _part(world: World, act: Act) -> Recorded:
    if not world.united:
        return _unite(world, act)
    return duplicates.separate_records(organisation_id=world.united[act.who % len(world.united)], by=None)


def _product(world: World, act: Act) -> Recorded:
    since = act.day if act.pick % 2 else None
    name = f"Sản phẩm {len(world.products)}"
    return products.add_product(organisation_id=world.who(act.who), name=name, since=since, by=None)


def _end_product(world: World, act: Act) -> Recorded:
    if not world.products:
        return _product(world, act)
    key = world.some(world.products, act.who)
    if act.pick % 4 == 0:
        return products.withdraw_product(key=key, by=None, seen=None, reason="nhầm")
    return products.end_product(key=key, offered_until=act.day, by=None, seen=None)


def _branch(world: World, act: Act) -> None:
    branches.open_branch(organisation_id=world.who(act.who), name="Chi nhánh", on=act.on(), by=None, steps_missing=True)


def _undo(world: World, act: Act) -> None:
    if not world.postings:
        raise NotNow("nothing was done")
    undo(n=world.postings[act.who % len(world.postings)], by=None, reason="nhầm")


ACTS: dict[str, Callable[[World, Act], Recorded | None]] = {
    "enter": _enter,
    "list": _list,
    "say": _say,
    "correct values": _correct_values,
    "take back": _take_back,
    "event": _event,
    "rumour": _rumour,
    "correct event": _correct_event,
    "withdraw event": _withdraw_event,
    "merge": _merge,
    "divide": _divide,
    "separate": _separate,
    "consolidate": _consolidate,
    "convert": _convert,
    "grow": _grow,
    "union": _union,
    "alliance": _alliance,
    "unite": _unite,
    "part": _part,
    "product": _product,
    "end product": _end_product,
    "branch": _branch,
    "undo": _undo,
}
