"""Fairs and promotion as pages show them, at (on, n)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.basis import rules
from nongcot.indicators.declare import Described
from nongcot.kernel import text
from nongcot.kernel.dates import PartialDate, format_day, format_partial
from nongcot.registry import describe, queries, words
from nongcot.registry.models import Product
from nongcot.registry.reading import whereabouts
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.whereabouts import Whereabouts
from nongcot.trade import contracts
from nongcot.trade.contracts import Named
from nongcot.trade.describe import event_url
from nongcot.trade.models import Participation, Result, TradeEvent
from nongcot.trade.vocabulary import AT_THE_EVENT, NEXT, SCOPES_ASKED, EventType, Scope, Step, is_of_scope

DAY = timedelta(days=1)

STATES = {
    "coming": ("info", gettext_lazy("Sắp tới")),
    "running": ("on", gettext_lazy("Đang diễn ra")),
    "over": ("plain", gettext_lazy("Đã kết thúc")),
    "cancelled": ("end", gettext_lazy("Đã hủy")),
}

OPENED = "opened"

#: What a list of events may be narrowed to: a state, or all that opened and was not cancelled.
STATES_ASKED = (
    *((code, label) for code, (_kind, label) in STATES.items()),
    (OPENED, gettext_lazy("Đã khai mạc, không hủy")),
)


def state_of(event: TradeEvent, on: date) -> str:
    """A key of `STATES`: where an event stands on a day. A showroom without an end goes on."""
    if event.cancelled:
        return "cancelled"
    if on < event.earliest:
        return "coming"
    goes_on = event.type == EventType.SHOWROOM and event.valid_to is None
    return "running" if goes_on or on < end_of(event) else "over"


def end_of(event: TradeEvent) -> date:
    """The day after its last one; without one told, after the last on which it may have opened."""
    return event.valid_to or event.latest + DAY


@dataclass(frozen=True)
class Due:
    """The last day for telling what came of an event, and the rule that says so."""

    day: date
    legal_basis: str


def results_due(event: TradeEvent, n: int | None = None) -> Due | None:
    """By when results have to be told; None before there was a rule."""
    closed = end_of(event) - DAY
    rule = rules.on("fair_results", closed, n)
    return Due(closed + timedelta(days=int(rule.parameters["days"])), rule.legal_basis) if rule else None


@dataclass(frozen=True)
class Shown:
    """An event with what a list says of it."""

    event: TradeEvent
    state: str
    counts: Counter[str]
    results: int

    @property
    def url(self) -> str:
        return event_url(self.event.event_id)

    @property
    def opens(self) -> PartialDate:
        return PartialDate(self.event.earliest, self.event.latest, self.event.precision)  # type: ignore[arg-type]

    @property
    def days(self) -> str:
        """ "18/04/2022–22/04/2022" """
        opens = format_partial(self.opens)
        last = self.event.valid_to - DAY if self.event.valid_to else None
        return opens if last is None or format_day(last) == opens else f"{opens}–{format_day(last)}"

    @property
    def type(self) -> str:
        return words.label(EventType, self.event.type)

    @property
    def scope(self) -> str:
        return words.label(Scope, self.event.scope)

    @property
    def badge(self) -> tuple[str, str]:
        kind, label = STATES[self.state]
        return kind, str(label)

    @property
    def has_opened(self) -> bool:
        """Whether it opened by the day and was not cancelled."""
        return self.state in ("running", "over")

    @property
    def attended(self) -> int:
        return self.counts[Step.ATTENDED]

    @property
    def listed(self) -> int:
        return sum(self.counts.values())

    @property
    def unsettled(self) -> int:
        """Of how many in the list nobody told yet whether they came."""
        return self.listed - sum(self.counts[step] for step in (*AT_THE_EVENT, Step.WITHDRAWN))

    def where(self, point: Point) -> str:
        """Venue and commune, in the units of the event's day."""
        return ", ".join(part for part in (self.event.venue, self.commune(point).full) if part)

    def commune(self, point: Point) -> Whereabouts:
        """The commune, in the units of the event's day."""
        if not self.event.place_id:
            return whereabouts.NOWHERE
        return whereabouts.of(self.event.place_id, self.event.earliest, point.n)


@dataclass(frozen=True)
class Narrowing:
    """The conditions of a list of events; every field stands in the address under its own name."""

    q: str = ""
    type: str = ""
    scope: str = ""
    year: str = ""
    state: str = ""

    def fits(self, shown: Shown) -> bool:
        """Whether an event is left."""
        event = shown.event
        folded = searched(event) if self.q else ""
        return (
            all(word in folded for word in text.fold(self.q).split())
            and self.type in ("", event.type)
            and is_of_scope(self.scope, event.scope)
            and self.year in ("", str(event.earliest.year))
            and (self.state in ("", shown.state) or (self.state == OPENED and shown.has_opened))
        )

    def chips(self) -> list[Chip]:
        """Every condition, to be taken off."""
        shown = {
            "q": (_("Tên có"), self.q),
            "type": (_("Loại"), words.label(EventType, self.type) if self.type else ""),
            "scope": (_("Phạm vi"), str(dict(SCOPES_ASKED).get(self.scope, ""))),
            "year": (_("Năm"), self.year),
            "state": (_("Tình trạng"), str(dict(STATES_ASKED).get(self.state, ""))),
        }
        return [(label, told, name, getattr(self, name)) for name, (label, told) in shown.items() if told]


def searched(event: TradeEvent) -> str:
    """What an event is found by, folded."""
    return text.fold(f"{event.name} {event.decision_no} {event.venue} {event.organiser}")


def events(point: Point) -> list[Shown]:
    """Every event as known at the point, the last to open first."""
    found = queries.standing(TradeEvent, point.n)
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    told: Counter[int] = Counter()
    with_result = {result.participation_id for result in queries.standing(Result, point.n)}
    for one in queries.standing(Participation, point.n):
        counts[one.event_id][one.step] += 1
        told[one.event_id] += one.step == Step.ATTENDED and one.participation_id in with_result
    shown = [Shown(e, state_of(e, point.on), counts[e.event_id], told[e.event_id]) for e in found]
    return sorted(shown, key=lambda one: (one.event.earliest, one.event.event_id), reverse=True)


def event(event_id: int, point: Point) -> Shown | None:
    """One event as known at the point."""
    found = queries.standing(TradeEvent, point.n, event_id=event_id)
    if not found:
        return None
    listed = queries.standing(Participation, point.n, event_id=event_id)
    came = [one.participation_id for one in listed if one.step == Step.ATTENDED]
    told = len(queries.standing(Result, point.n, participation_id__in=came))
    return Shown(found[0], state_of(found[0], point.on), Counter(one.step for one in listed), told)


@dataclass(frozen=True)
class Guest:
    """An organisation in an event's list, with what it showed and what it told.

    Figures count what those told who attended, so `result` is theirs alone; `uncounted` is one that stands though its
    organisation, as the book says by now, did not attend.
    """

    fact: Participation
    who: Described
    products: tuple[str, ...]
    result: Result | None
    uncounted: Result | None = None
    #: The contracts of linkage that its result names.
    contracts: tuple[Named, ...] = ()
    #: The key of the organisation.
    key: str = ""

    @property
    def step(self) -> tuple[str, str]:
        """Kind and words of the badge of its step."""
        kinds = {Step.ATTENDED: "on", Step.NO_SHOW: "bad", Step.WITHDRAWN: "end", Step.SELECTED: "info"}
        return kinds.get(Step(self.fact.step), "wait"), words.label(Step, self.fact.step)

    @property
    def may_register(self) -> bool:
        """Whether it may be registered from where it stands."""
        return Step.REGISTERED in NEXT[self.fact.step]

    @property
    def registers(self) -> str:
        """The subject of the act that registers it: event and organisation."""
        return f"te{self.fact.event_id}.{self.key}"

    @cached_property
    def since(self) -> str:
        """The day of its last step."""
        day = self.fact.steps.get(self.fact.step)
        return format_day(date.fromisoformat(day)) if day else ""


def guests(event_id: int, point: Point) -> list[Guest]:
    """Who stands in an event's list, by name."""
    return _guests(queries.standing(Participation, point.n, event_id=event_id), point)


def guests_of(records: Collection[int], point: Point) -> list[Guest]:
    """The participations of an organisation with the records united with it."""
    return _guests(queries.standing(Participation, point.n, organisation_id__in=records), point)


def _guests(listed: list[Participation], point: Point) -> list[Guest]:
    ids = {one.organisation_id for one in listed}
    who, keys = describe.describe_organisations(ids, point.on, point.n), words.keys(ids)
    numbers = [one.participation_id for one in listed]
    results = {r.participation_id: r for r in queries.standing(Result, point.n, participation_id__in=numbers)}
    deals = contracts.named({number for result in results.values() for number in result.agreements}, point)
    names = product_names({product for one in listed for product in one.products}, point)
    found = []
    for one in listed:
        if one.organisation_id in who:
            shown = tuple(names[product] for product in one.products if product in names)
            told = results.get(one.participation_id)
            result, uncounted = (told, None) if one.step == Step.ATTENDED else (None, told)
            signed = tuple(deals[number] for number in result.agreements if number in deals) if result else ()
            described, key = who[one.organisation_id], keys[one.organisation_id]
            found.append(Guest(one, described, shown, result, uncounted, signed, key))
    return sorted(found, key=lambda guest: text.sort_key(guest.who.label))


@dataclass(frozen=True)
class FollowUp:
    """A result that is to be asked about again on a day; `late` is how many days that day is past, below 0 before."""

    result: Result
    event: TradeEvent
    who: Described
    late: int

    @property
    def url(self) -> str:
        """The event's page."""
        return event_url(self.event.event_id)

    @property
    def participation_key(self) -> str:
        """The subject of the act that tells the result again."""
        return f"tp{self.result.participation_id}"


def follow_ups(point: Point) -> list[FollowUp]:
    """What is to be followed up, the longest overdue first. It is settled by telling the result again."""
    told = [one for one in queries.standing(Result, point.n) if one.follow_up_on is not None]
    numbers = [one.participation_id for one in told]
    came = queries.standing(Participation, point.n, participation_id__in=numbers)
    taking = {one.participation_id: one for one in came if one.step == Step.ATTENDED}
    held = {one.event_id for one in taking.values()}
    events_ = {e.event_id: e for e in queries.standing(TradeEvent, point.n, event_id__in=held) if not e.cancelled}
    who = describe.describe_organisations({one.organisation_id for one in told}, point.on, point.n)
    found = [
        FollowUp(one, events_[taking[one.participation_id].event_id], who[one.organisation_id], (point.on - day).days)
        for one in told
        if (day := one.follow_up_on) is not None
        and one.participation_id in taking
        and taking[one.participation_id].event_id in events_
    ]
    return sorted(found, key=lambda one: (-one.late, text.sort_key(one.who.label)))


def product_names(products: Iterable[int], point: Point) -> dict[int, str]:
    """Names of products as known at the point."""
    return {p.product_id: p.name for p in queries.standing(Product, point.n, product_id__in=list(products))}
