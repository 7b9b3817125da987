"""Joint ventures as a list shows them, at (on, n): those that run first, then by their first day, the last first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators.declare import Described
from nongcot.kernel import text
from nongcot.kernel.dates import FAR
from nongcot.linkage.models import Venture
from nongcot.linkage.vocabulary import VentureKind
from nongcot.registry import describe, queries, words
from nongcot.registry.reading.points import Point

DAY = timedelta(days=1)

STATES = {
    "running": gettext_lazy("Đang thực hiện"),
    "over": gettext_lazy("Đã kết thúc"),
    "coming": gettext_lazy("Chưa bắt đầu"),
}
_BADGES = {"running": "on", "over": "end", "coming": "info"}


@dataclass(frozen=True)
class Line:
    """A joint venture as a list shows it: who with whom, in which way, until when (None: no end is told)."""

    fact: Venture
    organisation: Described
    partner: Described
    kind: str
    until: date | None
    code: str

    @property
    def state(self) -> tuple[str, str]:
        """Badge kind and words: whether it runs on the day."""
        return _BADGES[self.code], str(STATES[self.code])


@dataclass(frozen=True)
class Narrowing:
    """What the list is narrowed to, "" for all: `q` is sought in its name and in those of both parties."""

    q: str = ""
    kind: str = ""
    state: str = ""

    def chips(self) -> list[tuple[str, str, str, str]]:
        """Every condition, to be taken off."""
        found = []
        if self.q:
            found.append((_("Có"), self.q, "q", self.q))
        if self.kind:
            found.append((_("Hình thức"), words.label(VentureKind, self.kind), "kind", self.kind))
        if self.state:
            found.append((_("Tình trạng"), str(STATES[self.state]), "state", self.state))
        return found


def narrowed(narrowing: Narrowing, point: Point) -> list[Line]:
    """The joint ventures that a narrowing leaves."""
    found = lines(queries.standing(Venture, point.n), point)
    sought = text.fold(narrowing.q)
    return [
        line
        for line in found
        if (not narrowing.kind or line.fact.kind == narrowing.kind)
        and (not narrowing.state or line.code == narrowing.state)
        and sought in text.fold(f"{line.fact.name} {line.organisation.label} {line.partner.label}")
    ]


def lines(ventures: Iterable[Venture], point: Point) -> list[Line]:
    """What a list shows of these joint ventures, in its order."""
    facts = sorted(ventures, key=lambda one: (one.valid_from, one.venture_id), reverse=True)
    parties = {o for fact in facts for o in (fact.organisation_id, fact.partner_id)}
    named = describe.describe_organisations(parties, point.on, point.n)
    found = [
        Line(
            fact=fact,
            organisation=named[fact.organisation_id],
            partner=named[fact.partner_id],
            kind=words.label(VentureKind, fact.kind),
            until=None if fact.valid_to == FAR else fact.valid_to - DAY,
            code=_state(fact, point.on),
        )
        for fact in facts
    ]
    return sorted(found, key=lambda line: line.code != "running")


def _state(fact: Venture, on: date) -> str:
    if on < fact.valid_from:
        return "coming"
    return "running" if on < fact.valid_to else "over"
