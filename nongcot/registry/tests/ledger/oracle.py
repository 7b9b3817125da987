"""Figures worked out naively from the recorded acts, without slices, spans or sums: who counts on a day, and why not
before.

Everything here is asked of single days. What could change only changes on the days that some fact or rule names, so a
period is walked along these.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from nongcot.registry.tests.ledger import ground
from nongcot.registry.tests.ledger.facts import FOREVER, Rows
from nongcot.registry.tests.ledger.life import DAY, Life, State

#: Days on which a rule begins or ends.
RULES = (
    date(2004, 7, 1), date(2013, 7, 1), date(2019, 11, 25), date(2020, 4, 1), date(2024, 7, 1), date(2024, 11, 1),
)  # fmt: skip

Inside = Callable[[str], bool]
Parts = Callable[[State], dict[str, int] | list[str] | str]


@dataclass(frozen=True)
class Counted:
    """How a stock counts: with which amount (None: not at all), whether of operating ones, why one comes to count."""

    amount: Callable[[State], int | None]
    operating: bool = False
    arrives: str = "changed"
    funds_aside: bool = True


def _one(condition: Callable[[State], bool]) -> Callable[[State], int | None]:
    return lambda state: 1 if condition(state) else None


def _coop(state: State) -> bool:
    return state.kind in ("coop", "credit_fund")


def _group(state: State) -> bool:
    return state.kind == "group" and state.operating


STOCKS = {
    "cooperatives": Counted(_one(_coop)),
    "operating_cooperatives": Counted(_one(lambda s: _coop(s) and s.operating), operating=True),
    "new_law_cooperatives": Counted(_one(lambda s: _coop(s) and s.law_in_force)),
    "people_credit_funds": Counted(
        _one(lambda s: s.kind == "credit_fund" and s.operating), operating=True, funds_aside=False
    ),
    "cooperative_groups": Counted(_one(_group), operating=True, funds_aside=False),
    "notified_cooperative_groups": Counted(
        _one(lambda s: _group(s) and s.regime == "notified"), operating=True, arrives="entered", funds_aside=False
    ),
    "registered_cooperative_groups": Counted(
        _one(lambda s: _group(s) and s.regime in ("registered", "certified")), operating=True, funds_aside=False
    ),
    "union_member_cooperatives": Counted(_one(lambda s: _coop(s) and bool(s.unions)), arrives="entered"),
    "alliance_members": Counted(_one(lambda s: bool(s.alliance)), arrives="entered", funds_aside=False),
    "cooperative_members": Counted(lambda s: s.members if _coop(s) else None, arrives="observed"),
    "charter_capital": Counted(lambda s: s.capital if _coop(s) else None, arrives="observed"),
    "registered_products": Counted(
        _one(lambda s: s.kind in ("coop", "union", "group")), funds_aside=False
    ),
}  # fmt: skip
#: Amounts are told with how many subjects they are known of.
AMOUNTS = ("cooperative_members", "charter_capital")
CERTIFIED_UNTIL = date(2019, 11, 25)


@dataclass(frozen=True)
class Subject:
    """What is counted once: an organisation, or one product of it."""

    organisation: int
    life: Life
    counted: Counted
    product: dict[str, Any] | None = None
    code: str = ""

    @property
    def identity(self) -> int:
        return int(self.product["product_id"]) if self.product else self.organisation

    def on(self, day: date) -> tuple[State, int] | None:
        """Its state and amount on a day on which it counts."""
        state = self.life.on(day)
        if state is None or (self.product and not self._offered(day)):
            return None
        amount = self.counted.amount(state)
        if self.code == "registered_cooperative_groups" and state.regime == "certified" and day >= CERTIFIED_UNTIL:
            return None
        return None if amount is None else (state, amount)

    def _offered(self, day: date) -> bool:
        assert self.product is not None
        return (self.product["valid_from"] or date.min) <= day < self.product["valid_to"]

    def opens(self, day: date, before: int | None, now: int) -> str:
        """Why it begins to count with `now`; `before` is what it counted with the day before, if it did."""
        if self.product and self.product["valid_from"] == day:
            return "entered"
        if self.life.begins(day):
            return self.life.begins(day)
        if before is not None:
            return self._turn(day, before, now)
        earlier, today = self.life.on(day - DAY), self.life.on(day)
        if self.counted.operating and earlier and today and not earlier.operating and today.operating:
            return "observed" if self.life.only_seen(day) else "resumed"
        return self.counted.arrives

    def closes(self, day: date, before: int, now: int | None) -> str:
        """Why it counts no more with `before`; `now` is what it counts with instead, if it does."""
        if self.life.ends(day):
            return self.life.ends(day)
        if self.product and self.product["valid_to"] == day:
            return "left"
        if now is not None:
            return self._turn(day, before, now)
        earlier, today = self.life.on(day - DAY), self.life.on(day)
        if self.counted.operating and earlier and today and earlier.operating and not today.operating:
            return "observed" if self.life.only_seen(day) else "suspended"
        return "changed"

    def _turn(self, day: date, before: int, now: int) -> str:
        """What goes whole to another commune moved; what became another amount changed."""
        return "moved" if self.life.moves(day) and before == now else "changed"


@dataclass
class Moved:
    """opening + Σ inflow − Σ outflow = closing, of one cell."""

    opening: int
    inflow: Counter[str]
    outflow: Counter[str]
    closing: int


@dataclass(frozen=True)
class Event:
    """Something that flows count, on some day of `earliest`..`latest`."""

    organisation: int
    earliest: date
    latest: date
    state: State
    kind: str
    detail: str = ""

    def within(self, start: date, end: date) -> bool:
        return start <= self.earliest and self.latest <= end

    def touches(self, start: date, end: date) -> bool:
        return self.earliest <= end and self.latest >= start


class Oracle:
    """The book as known at a posting."""

    def __init__(self, rows: Rows, n: int, place_ids: dict[str, int]) -> None:
        names = defaultdict(lambda: ground.OUTSIDE, {pk: name for name, pk in place_ids.items()})
        self.lives = {o: Life(told, names, self._ended) for o, told in rows.known(n).items()}

    def _ended(self, organisation: int, day: date) -> bool:
        life = self.lives.get(organisation)
        if life is None or life.born is None or day < life.born:
            return False
        return life.status(day)[0] == "ended"

    @cached_property
    def days(self) -> list[date]:
        """All days on which anything may change."""
        return sorted(set(RULES).union(*(life.days() for life in self.lives.values())) - {FOREVER})

    def subjects(self, code: str, funds: bool = False) -> Iterator[Subject]:
        counted = STOCKS[code]
        for organisation, life in self.lives.items():
            if life.kind == "credit_fund" and counted.funds_aside and not funds:
                continue
            if code == "registered_products":
                yield from (Subject(organisation, life, counted, product, code) for product in life.told.products)
            else:
                yield Subject(organisation, life, counted, None, code)

    def stock(self, code: str, day: date, inside: Inside, parts: Parts, funds: bool = False) -> Counter[str]:
        """Amounts on a day by key."""
        found: Counter[str] = Counter()
        for subject in self.subjects(code, funds):
            found.update(_cells(subject.on(day), inside, parts))
        return found

    def known_subjects(self, code: str, day: date, inside: Inside, funds: bool = False) -> int:
        """How many subjects count on a day."""
        return sum(bool(_cells(s.on(day), inside, lambda _state: "")) for s in self.subjects(code, funds))

    def movement(
        self, code: str, start: date, end: date, inside: Inside, parts: Parts, *, apart: bool, funds: bool = False
    ) -> dict[str, Moved]:
        """The movement of every key in `start`..`end`; `apart`: each key is a line of its own, in which a subject
        was or was not before, as in breakdowns that overlap."""
        found: dict[str, Moved] = {}

        def cell(key: str) -> Moved:
            return found.setdefault(key, Moved(0, Counter(), Counter(), 0))

        for key, amount in self.stock(code, start - DAY, inside, parts, funds).items():
            cell(key).opening = amount
        for key, amount in self.stock(code, end, inside, parts, funds).items():
            cell(key).closing = amount
        for subject in self.subjects(code, funds):
            for day in (d for d in self.days if start <= d <= end):
                for key, cause, amount in _changes(subject, day, inside, parts, apart):
                    side = cell(key).inflow if amount > 0 else cell(key).outflow
                    side[cause] += abs(amount)
        return found

    def events(self, code: str, funds: bool = False) -> list[Event]:
        """Everything a flow counts, whenever it was."""
        found = [event for life in self.lives.items() for event in FLOWS[code](*life, self.days)]
        return [e for e in found if e.kind != "credit_fund" or funds]


def _cells(counted: tuple[State, int] | None, inside: Inside, parts: Parts) -> dict[str, int]:
    """Key → amount of a subject on a day; empty where it does not count in the asked place."""
    if counted is None or not inside(counted[0].place):
        return {}
    state, amount = counted
    keys = parts(state)
    if isinstance(keys, dict):
        return {key: value for key, value in keys.items() if value}
    return dict.fromkeys([keys] if isinstance(keys, str) else keys, amount)


def _changes(subject: Subject, day: date, inside: Inside, parts: Parts, apart: bool) -> Iterator[tuple[str, str, int]]:
    """(key, cause, signed amount) of one subject's day."""
    then, now = subject.on(day - DAY), subject.on(day)
    before, after = _cells(then, inside, parts), _cells(now, inside, parts)
    anywhere_then, anywhere_now = _cells(then, _anywhere, parts), _cells(now, _anywhere, parts)
    for key in sorted({*before, *after}):
        if key in before and key in after:
            if after[key] != before[key]:
                yield key, "changed", after[key] - before[key]
        elif key in after:
            had = anywhere_then.get(key) if apart else (then[1] if then else None)
            yield key, subject.opens(day, had, after[key]), after[key]
        else:
            has = anywhere_now.get(key) if apart else (now[1] if now else None)
            yield key, subject.closes(day, before[key], has), -before[key]


def _anywhere(_place: str) -> bool:
    return True


def _context(life: Life, day: date, days: list[date]) -> State:
    """What it was on a day; outside its life, on its last day before, else on its first; else what is told of it."""
    there = [d for d in days if life.on(d) is not None]
    before = [d for d in there if d <= day]
    nearest = max(before) if before else min(there, default=None)
    return life.on(day) or (life.on(nearest) if nearest else None) or life.told_on(day)


def _established(organisation: int, life: Life, days: list[date]) -> Iterator[Event]:
    papers = [e for e in life.events if e["kind"] == "registered"] or [e for e in life.events if e["kind"] == "founded"]
    if life.kind not in ("coop", "credit_fund") or not papers:
        return
    first = papers[0]
    origin = first["details"].get("origin", "founded")
    if origin in ("division", "separation", "consolidation", "conversion"):
        return
    state = _context(life, first["earliest"], days)
    yield Event(organisation, first["earliest"], first["latest"], state, life.kind, origin)


def _dissolved(organisation: int, life: Life, days: list[date]) -> Iterator[Event]:
    if life.kind not in ("coop", "credit_fund"):
        return
    for when, kind, _cause in life.turns(date.max):
        if kind in ("dissolved", "bankrupt", "ended"):
            event = next(e for e in life.legal_events() if e["earliest"] == when and e["kind"] == kind)
            default = "bankrupt" if kind == "bankrupt" else "unknown"
            state = _context(life, when - DAY, days)
            yield Event(organisation, when, event["latest"], state, life.kind, event["details"].get("reason", default))


def _notified(organisation: int, life: Life, days: list[date]) -> Iterator[Event]:
    notices = [e for e in life.events if e["kind"] == "notified"]
    if life.kind == "group" and notices:
        first = notices[0]
        yield Event(
            organisation, first["earliest"], first["latest"], _context(life, first["earliest"], days), life.kind
        )


def _expanding(organisation: int, life: Life, _days: list[date]) -> Iterator[Event]:
    if life.kind != "coop":
        return
    widened = [(e["earliest"], e["latest"], "branch") for e in life.events if e["kind"] == "branch_opened"]
    for field, detail in (("charter_capital", "capital"), ("business_lines", "business_line")):
        told_for = sorted({day for day, _said in life.told.said if life.value_said(field, day) is not None})
        for earlier, day in pairwise(told_for):
            if _more(life.value_said(field, earlier), life.value_said(field, day)):
                widened.append((day, day, detail))
    for earliest, latest, detail in widened:
        state = life.on(earliest)
        if state is not None and state.operating:
            yield Event(organisation, earliest, latest, state, life.kind, detail)


def _more(before: Any, now: Any) -> bool:
    if isinstance(before, str):
        return any(line not in before.split(", ") for line in now.split(", "))
    return now > before


FLOWS: dict[str, Callable[[int, Life, list[date]], Iterable[Event]]] = {
    "established_cooperatives": _established,
    "dissolved_cooperatives": _dissolved,
    "new_notified_cooperative_groups": _notified,
    "expanding_cooperatives": _expanding,
}
