"""What happened to an organisation, as it was told: what stands, and what was corrected or taken back beside it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.indicators.declare import Described
from nongcot.indicators.models import Posting
from nongcot.kernel import numbers
from nongcot.kernel.dates import PartialDate, format_day
from nongcot.registry import describe, lifecycle, queries, standing, words
from nongcot.registry.models import LifeEvent
from nongcot.registry.reading.points import Point
from nongcot.registry.slices import rank
from nongcot.registry.vocabulary import (
    REORGANISED_ORIGINS,
    AllianceMembership,
    EndReason,
    EventKind,
    Kind,
    LegalStatus,
    Origin,
    RevocationGround,
)

State = Literal["standing", "corrected", "removed", "withdrawn"]


@dataclass(frozen=True)
class Event:
    """A lifecycle event as one posting told it.

    `struck` is the posting that corrected it, took it back or withdrew it, as `state` says; None while it stands.
    """

    fact: LifeEvent
    state: State
    entered: Posting
    struck: Posting | None
    counterpart: Described | None

    @property
    def label(self) -> str:
        """What happened."""
        origin = self.fact.details.get("origin")
        if origin in (*REORGANISED_ORIGINS, Origin.FROM_GROUP):
            return f"{words.event(self.fact.kind)} – {words.label(Origin, origin).lower()}"
        return words.event(self.fact.kind)

    @property
    def on(self) -> PartialDate:
        """The effective day, as precisely as it is known."""
        return PartialDate(self.fact.earliest, self.fact.latest, self.fact.precision)  # type: ignore[arg-type]

    @property
    def look(self) -> str:
        """How it is marked: a beginning or a going on, a stop, an end."""
        target = lifecycle.TARGET.get(self.fact.kind)
        if target == LegalStatus.ENDED:
            return "end"
        if self.fact.kind in lifecycle.BIRTHS or target == LegalStatus.ACTIVE:
            return "in"
        return "wait" if target or self.fact.kind in lifecycle.OVERRIDES else ""

    @property
    def fate(self) -> str:
        """What became of it, when it stands no more."""
        return {
            "corrected": _("đã đính chính"),
            "removed": _("đã bỏ khỏi sổ"),
            "withdrawn": _("đã rút lại"),
        }.get(self.state, "")

    @property
    def paper(self) -> str:
        """Number, day and issuer of the document: "QĐ 12 ngày 03/04/2018, UBND huyện"."""
        number, signed = self.fact.document_no, self.fact.paper_date
        first = " ".join(
            part for part in (number, _("ngày %(day)s") % {"day": format_day(signed)} if signed else "") if part
        )
        return ", ".join(part for part in (first, self.fact.issuing_body) if part)

    @property
    def details(self) -> list[str]:
        """What else was told of it that everybody may see."""
        return [text for name, value in self.fact.details.items() if (text := _detail(name, value))]

    @property
    def sizes(self) -> list[str]:
        """The members and the capital that were told with it; for officers alone."""
        return [text for name, value in self.fact.details.items() if (text := _size(name, value))]


_LISTS: dict[str, Any] = {
    "reason": EndReason,
    "ground": RevocationGround,
    "membership": AllianceMembership,
    "successor_kind": Kind,
}


def _detail(name: str, value: Any) -> str:
    if name in _LISTS:
        return words.label(_LISTS[name], value)
    match name:
        case "founders":
            return _("%(count)s sáng lập viên") % {"count": numbers.format_number(value)}
        case "until":
            return _("đến hết ngày %(day)s") % {"day": format_day(date.fromisoformat(value))}
        case "observed":
            return _("theo danh sách; chưa rõ từ ngày nào")
        case "note" | "branch" | "part":
            return str(value)
    return ""


def _size(name: str, value: Any) -> str:
    match name:
        case "members":
            return _("%(count)s thành viên") % {"count": numbers.format_number(value)}
        case "charter_capital":
            return _("vốn điều lệ %(amount)s") % {"amount": words.money(value)}
    return ""


def events(records: Collection[int], point: Point) -> list[Event]:
    """Everything told of these records up to the point's posting, the latest effective day first."""
    rows = LifeEvent.objects.filter(organisation_id__in=records, posted__lte=point.n).order_by("posted", "id")
    by_key: dict[str, list[LifeEvent]] = defaultdict(list)
    for row in rows:
        by_key[row.key].append(row)
    told = [fate for versions in by_key.values() for fate in _fates(versions, point.n)]
    numbers_ = {n for row, _state, struck in told for n in (row.posted, struck) if n}
    postings = Posting.objects.in_bulk(numbers_)
    others = {row.counterpart_id for row, _state, _struck in told if row.counterpart_id}
    named = describe.describe_organisations(others, point.on, point.n)
    found = [
        Event(row, state, postings[row.posted], postings.get(struck or 0), named.get(row.counterpart_id or 0))
        for row, state, struck in told
    ]
    return sorted(found, key=lambda e: (e.fact.earliest, rank(e.fact.kind), e.fact.posted), reverse=True)


def _fates(versions: list[LifeEvent], n: int) -> Iterable[tuple[LifeEvent, State, int | None]]:
    """Each telling of one fact, what became of it by posting `n`, and by which posting."""
    live = [row for row in versions if row.withdrawn is None or row.withdrawn > n]
    for row in versions:
        if row.void:
            continue
        if row.withdrawn is not None and row.withdrawn <= n:
            yield row, "withdrawn", row.withdrawn
            continue
        later = next((other for other in live if other.posted > row.posted), None)
        if later is None:
            yield row, "standing", None
        else:
            yield row, "removed" if later.void else "corrected", later.posted


@dataclass(frozen=True)
class Kin:
    """An organisation that this one came from or went into: which, how, when."""

    other: Described
    how: str
    on: PartialDate


_WENT_INTO = (*lifecycle.REORGANISING_ENDS, EventKind.SEPARATED, EventKind.ENDED)
_CAME_FROM = (*lifecycle.BIRTHS, EventKind.GREW_OUT_OF, EventKind.CHANGE_REGISTERED)


def lineage(records: Collection[int], point: Point) -> tuple[list[Kin], list[Kin]]:
    """Predecessors and successors, through events that name a counterpart, told on either side."""
    own = queries.standing(LifeEvent, point.n, organisation_id__in=records)
    told_of = queries.standing(LifeEvent, point.n, counterpart_id__in=records)
    before: dict[int, LifeEvent] = {}
    after: dict[int, LifeEvent] = {}
    for event in told_of:
        if event.kind in _WENT_INTO:
            before[event.organisation_id] = event
        elif event.kind in _CAME_FROM:
            after[event.organisation_id] = event
    for event in own:
        if event.counterpart_id and event.kind in _CAME_FROM:
            before.setdefault(event.counterpart_id, event)
        elif event.counterpart_id and event.kind in _WENT_INTO:
            after.setdefault(event.counterpart_id, event)
    named = describe.describe_organisations({*before, *after}, point.on, point.n)
    return _kin(before, named), _kin(after, named)


def _kin(found: dict[int, LifeEvent], named: dict[int, Described]) -> list[Kin]:
    listed = []
    for pk, event in sorted(found.items(), key=lambda item: item[1].earliest):
        origin = event.details.get("origin")
        how = words.label(Origin, origin) if origin and event.kind in lifecycle.BIRTHS else words.event(event.kind)
        on = PartialDate(event.earliest, event.latest, event.precision)  # type: ignore[arg-type]
        listed.append(Kin(named[pk], how, on))
    return listed


def postings(records: Collection[int], n: int) -> list[Posting]:
    """The postings up to `n` that told, corrected or withdrew anything of these records, the newest first."""
    found: set[int] = set()
    for model in standing.assertions():
        whose = Q(organisation_id__in=records)
        for posted, withdrawn in model._default_manager.filter(whose, posted__lte=n).values_list("posted", "withdrawn"):
            found |= {posted} | ({withdrawn} if withdrawn is not None and withdrawn <= n else set())
    return list(Posting.objects.filter(n__in=found).order_by("-n"))
