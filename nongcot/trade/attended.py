"""Who attended events, each with what it told: a row for every participation that figures count."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.registry import queries, words
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import Kind
from nongcot.trade import reading
from nongcot.trade.derived import COLLECTIVE
from nongcot.trade.models import Attendance, Participation, Result
from nongcot.trade.reading import Guest, Shown
from nongcot.trade.vocabulary import SCOPES_ASKED, Step, is_of_scope

RESULT = "result"

#: Amounts in đồng of a result that somebody may not have told.
AMOUNTS = {
    "contract_value": gettext_lazy("Giá trị hợp đồng"),
    "sales": gettext_lazy("Doanh số"),
    "booth_cost": gettext_lazy("Chi phí gian hàng"),
    "own_cost": gettext_lazy("Tự chi"),
    "support": gettext_lazy("Được hỗ trợ"),
}

#: What may be asked for as not known: a whole result, or one of its amounts.
UNKNOWN = {RESULT: gettext_lazy("Kết quả"), **AMOUNTS}


@dataclass(frozen=True)
class Attended:
    """A participation of a co-op, union or group in an event that opened and was not cancelled; `root` is the record it
    is counted as, `kind` the kind of that day."""

    event: Shown
    participation: Participation
    root: int
    kind: str
    result: Result | None

    @property
    def year(self) -> int:
        """The year in which it counts: that of the opening."""
        return self.event.event.earliest.year

    def is_unknown(self, what: str) -> bool:
        """Whether a key of `UNKNOWN` was not told. Where no contract was signed, there is no value to tell."""
        if self.result is None:
            return True
        if what == "contract_value" and not self.result.contracts:
            return False
        return what != RESULT and getattr(self.result, what) is None


@dataclass(frozen=True)
class Narrowing:
    """The conditions of the list; every field stands in the address under its own name."""

    year: str = ""
    scope: str = ""
    kind: str = ""
    unknown: str = ""

    def fits(self, one: Attended) -> bool:
        """Whether a participation is left."""
        return (
            self.year in ("", str(one.year))
            and is_of_scope(self.scope, one.event.event.scope)
            and self.kind in ("", one.kind)
            and (not self.unknown or one.is_unknown(self.unknown))
        )

    def chips(self) -> list[Chip]:
        """Every condition, to be taken off."""
        shown = {
            "year": (_("Năm"), self.year),
            "scope": (_("Phạm vi"), str(dict(SCOPES_ASKED).get(self.scope, ""))),
            "kind": (_("Loại hình"), words.label(Kind, self.kind) if self.kind else ""),
            "unknown": (_("Chưa rõ"), str(UNKNOWN.get(self.unknown, ""))),
        }
        return [(label, told, name, getattr(self, name)) for name, (label, told) in shown.items() if told]


@dataclass(frozen=True)
class Sum:
    """What those who told an amount come to together (None: nobody did), and how many did not tell it."""

    known: int | None
    unknown: int


def every(point: Point) -> list[Attended]:
    """Every participation as known at the point, the last event first."""
    opened = {shown.event.event_id: shown for shown in reading.events(point) if shown.has_opened}
    results = {result.participation_id: result for result in queries.standing(Result, point.n)}
    as_one, kinds = queries.roots(point.n), _kinds(point)
    found = [
        Attended(opened[one.event_id], one, root, kinds[root, one.event_id], results.get(one.participation_id))
        for one in queries.standing(Participation, point.n)
        for root in [as_one.get(one.organisation_id, one.organisation_id)]
        if one.step == Step.ATTENDED and one.event_id in opened and (root, one.event_id) in kinds
    ]
    order = {event: place for place, event in enumerate(opened)}
    return sorted(found, key=lambda one: (order[one.participation.event_id], one.participation.participation_id))


def apart(guests: Iterable[Guest], event_id: int, point: Point) -> tuple[list[Guest], list[Guest]]:
    """The guests of an event whom figures count (co-ops, unions and groups of its day that attended it), and the
    others."""
    as_one, kinds = queries.roots(point.n), _kinds(point, event_id=event_id)
    counted: list[Guest] = []
    others: list[Guest] = []
    for guest in guests:
        record = guest.fact.organisation_id
        (counted if (as_one.get(record, record), event_id) in kinds else others).append(guest)
    return counted, others


def _kinds(point: Point, **narrowed: int) -> dict[tuple[int, int], str]:
    """The kind of each co-op, union and group that attended an event, by the record it is counted as and the event."""
    rows = Attendance.objects.filter(queries.believed(point.n), kind__in=[str(kind) for kind in COLLECTIVE], **narrowed)
    return {(root, event): kind for root, event, kind in rows.values_list("organisation_id", "event_id", "kind")}


def coops(found: Iterable[Attended]) -> int:
    """How many co-ops these participations are of, each once."""
    return len({one.root for one in found if one.kind == Kind.COOP})


def sum_of(found: Collection[Attended], name: str) -> Sum:
    """An amount of `AMOUNTS` over these participations."""
    told = [amount for one in found if one.result and (amount := getattr(one.result, name)) is not None]
    return Sum(sum(told) if told else None, sum(one.is_unknown(name) for one in found))
