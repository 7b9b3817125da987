"""One question put to the book and to the oracle, and what has to hold of the answer."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from nongcot.indicators.answers import Figure, Movement
from nongcot.indicators.figures import figure
from nongcot.registry.tests.ledger import ground
from nongcot.registry.tests.ledger.histories import day
from nongcot.registry.tests.ledger.life import State
from nongcot.registry.tests.ledger.oracle import AMOUNTS, FLOWS, STOCKS, Event, Inside, Moved, Oracle, Parts

#: Breakdowns of every figure; those of one's own come after, a row for each.
EVERYWHERE = ("place:district", "place:commune", "sector", "kind")
OWN = {
    "cooperatives": ("size_class", "any_sector", "legal_status", "statistical_status"),
    "operating_cooperatives": ("size_class", "any_sector"),
    "cooperative_members": ("member_kind",),
    "cooperative_groups": ("regime",),
    "union_member_cooperatives": ("union",),
    "alliance_members": ("alliance_membership",),
    "established_cooperatives": ("origin",),
    "dissolved_cooperatives": ("end_reason",),
    "expanding_cooperatives": ("expansion",),
}
NEVER = {("people_credit_funds", "sector")}
OVERLAPPING = ("any_sector", "union", "expansion")
#: Breakdowns whose every key is a line of its own, with its own rows.
APART = ("any_sector", "union", "member_kind")
DISTINCT = "expanding_cooperatives"
LENGTHS = (0, 29, 30, 90, 365, 366, 1500)
CODES = (*STOCKS, *FLOWS)


@dataclass(frozen=True)
class Ask:
    """A figure in `start`..`end`, broken down, of the book or of the district Ý Yên, as known at a posting."""

    code: str
    by: str
    start: date
    length: int
    funds: bool = False
    district: bool = False

    @property
    def end(self) -> date:
        return self.start + timedelta(days=self.length)

    @property
    def geography(self) -> date:
        """There are districts until the end of June 2025."""
        last = ground.TWO_LEVELS - timedelta(days=1)
        return min(self.end, last) if self.by == "place:district" or self.district else self.end

    def answer(self, n: int | None = None, records: bool = False) -> Figure:
        """What the book says as known at posting `n`."""
        return figure(
            self.code,
            period=(self.start, self.end),
            by=self.by,
            geography_on=self.geography,
            place="360" if self.district else None,
            known_at=n,
            with_credit_funds=self.funds,
            records=records,
        )

    def inside(self) -> Inside:
        if self.district:
            return lambda place: ground.district(place) == "360"
        return lambda place: place != ground.OUTSIDE

    def parts(self) -> Parts:
        """Key → amount, keys, or the one key of a state in the breakdown."""
        readings: dict[str, Parts] = {
            "place:district": lambda s: ground.district(s.place),
            "place:commune": lambda s: ground.commune(s.place, self.geography),
            "sector": lambda s: s.sector or "unknown",
            "kind": lambda s: s.kind,
            "size_class": lambda s: s.size,
            "any_sector": lambda s: list(s.sectors),
            "legal_status": lambda s: s.legal,
            "statistical_status": lambda s: s.statistical,
            "regime": lambda s: s.regime or "unknown",
            "union": lambda s: [str(union) for union in s.unions],
            "alliance_membership": lambda s: s.alliance,
            "member_kind": lambda s: {"official": s.official or 0, "unknown": (s.members or 0) - (s.official or 0)},
        }
        return readings[self.by]


def ask(drawn: bytes) -> Ask:
    """A question out of six bytes."""
    what, by, when, fine, length, more = drawn
    code = CODES[what % len(CODES)]
    names = [name for name in (*EVERYWHERE, *OWN.get(code, ())) if (code, name) not in NEVER]
    return Ask(
        code=code,
        by=names[by % len(names)],
        start=day(when, fine),
        length=LENGTHS[length % len(LENGTHS)],
        funds=more % 2 == 1,
        district=more % 3 == 2,
    )


ASKS = st.lists(st.binary(min_size=6, max_size=6).map(ask), min_size=2, max_size=3)


def compare(ask: Ask, found: Figure, oracle: Oracle) -> None:
    """The book's answer is the oracle's."""
    if ask.code == DISTINCT:
        _compare_distinct(ask, found, oracle)
    elif ask.code in FLOWS:
        _compare_flow(ask, found, oracle)
    else:
        _compare_stock(ask, found, oracle)


def _compare_stock(ask: Ask, found: Figure, oracle: Oracle) -> None:
    inside, parts = ask.inside(), ask.parts()
    total = oracle.stock(ask.code, ask.end, inside, _whole, ask.funds).total()
    unknown = ask.code in AMOUNTS and not oracle.known_subjects(ask.code, ask.end, inside, ask.funds)
    if unknown and oracle.stock("cooperatives", ask.end, inside, _whole, ask.funds):
        assert found.value is None
    else:
        assert found.value == total
    cells = {part.key: part.value for part in found.breakdown if part.value}
    assert cells == _nonzero(oracle.stock(ask.code, ask.end, inside, parts, ask.funds))
    if ask.by in OVERLAPPING:
        assert found.overlapping
        assert all(total >= cell for cell in cells.values())
    else:
        assert sum(cells.values()) == total
    whole = oracle.movement(ask.code, ask.start, ask.end, inside, _whole, apart=False, funds=ask.funds)
    assert found.movement is not None
    _compare_movement(found.movement, whole.get("", Moved(0, Counter(), Counter(), 0)))
    apart = ask.by in APART
    truth = oracle.movement(ask.code, ask.start, ask.end, inside, parts, apart=apart, funds=ask.funds)
    told = {row.key: row.movement for row in found.movements}
    for key in told.keys() | truth.keys():
        nothing = Moved(0, Counter(), Counter(), 0)
        _compare_movement(told.get(key, Movement(0, {}, {}, 0)), truth.get(key, nothing))
    if ask.by not in APART and not ask.district and not _crosses_the_border(oracle):
        moved = sum(m.inflow.get("moved", 0) - m.outflow.get("moved", 0) for m in told.values())
        assert moved == 0, "a move is out of one cell and into another"


def _compare_movement(found: Movement, truth: Moved) -> None:
    assert found.opening + sum(found.inflow.values()) - sum(found.outflow.values()) == found.closing
    assert min((*found.inflow.values(), *found.outflow.values()), default=0) >= 0
    assert (found.opening, _nonzero(found.inflow), _nonzero(found.outflow), found.closing) == (
        truth.opening, _nonzero(truth.inflow), _nonzero(truth.outflow), truth.closing,
    )  # fmt: skip


def _compare_flow(ask: Ask, found: Figure, oracle: Oracle) -> None:
    inside = ask.inside()
    told = [e for e in oracle.events(ask.code, ask.funds) if inside(_place(e))]
    held = [e for e in told if e.within(ask.start, ask.end)]
    loose = sum(e.touches(ask.start, ask.end) for e in told) - len(held)
    assert found.value == len(held)
    said = [part for part in found.qualifier.split("; ") if part.endswith("chưa rõ có thuộc kỳ không")]
    assert said == ([f"ngoài ra {loose} chưa rõ có thuộc kỳ không"] if loose else [])
    cells = {part.key: part.value for part in found.breakdown if part.value}
    assert cells == Counter(_event_key(ask, event) for event in held)


def _compare_distinct(ask: Ask, found: Figure, oracle: Oracle) -> None:
    inside = ask.inside()
    held = [e for e in oracle.events(ask.code) if e.within(ask.start, ask.end) and inside(_place(e))]
    assert found.value == len({e.organisation for e in held})
    pairs = {(_event_key(ask, e), e.organisation) for e in held}
    assert {part.key: part.value for part in found.breakdown if part.value} == Counter(key for key, _o in pairs)


def _event_key(ask: Ask, event: Event) -> str:
    if ask.by in ("origin", "end_reason", "expansion"):
        return event.detail
    if ask.by == "kind":
        return event.kind
    key = ask.parts()(event.state)
    assert isinstance(key, str)
    return key


def _place(event: Event) -> str:
    return event.state.place


def _crosses_the_border(oracle: Oracle) -> bool:
    return any(ground.OUTSIDE in {s.place for d in oracle.days if (s := life.on(d))} for life in oracle.lives.values())


def _whole(_state: State) -> str:
    return ""


def _nonzero(counts: Counter[str] | dict[str, int]) -> dict[str, int]:
    return {key: value for key, value in counts.items() if value}
