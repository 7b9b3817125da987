"""What stands of one organisation, as an act needs it: values and legal status on a day, and what follows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from nongcot.kernel.dates import FAR, PartialDate
from nongcot.registry import law, lifecycle, standing, words
from nongcot.registry.facts import EventFact, Facts, Timeline, timelines
from nongcot.registry.law import Law
from nongcot.registry.models import LifeEvent, Organisation, Statement
from nongcot.registry.outcomes import NotNow
from nongcot.registry.slices import Change, changes_of, in_order, rank
from nongcot.registry.vocabulary import LegalStatus

NEWEST = 2**62


@dataclass(frozen=True)
class Life:
    """The facts of one organisation at the newest knowledge, and the law they are read by."""

    facts: Facts
    law: Law

    @property
    def organisation_id(self) -> int:
        return self.facts.organisation_id

    @cached_property
    def lines(self) -> dict[str, Timeline]:
        return timelines(self.facts.statements)

    @property
    def kind(self) -> str:
        """Its kind; "" while nothing says."""
        return str(self.value("kind", FAR) or "")

    def value(self, code: str, day: date) -> Any:
        """What is known of a field on a day; None for nothing."""
        line = self.lines.get(code)
        return None if line is None else line.at(day)

    def values(self, day: date) -> dict[str, Any]:
        """Everything known of its fields on a day."""
        return {code: line.at(day) for code, line in self.lines.items() if line.at(day) is not None}

    def last_change(self, day: date, events: list[EventFact] | None = None) -> Change | None:
        """The change of status that holds at the end of a day; None while it was not there."""
        told = in_order(self.facts.events if events is None else events)
        changes = [c for c in changes_of(told, self.lines, self.kind, self.law) if c.day <= day]
        return changes[-1] if changes else None

    def legal_status(self, day: date) -> str:
        """Its legal status at the end of a day; "" while it was not there."""
        change = self.last_change(day)
        return change.legal if change else lifecycle.NONE

    def regime(self, day: date) -> str:
        """Under which papers a group stands on a day."""
        change = self.last_change(day)
        return change.regime if change else ""

    def status_before(self, kind: str, on: PartialDate) -> str:
        """The legal status that an event of that kind and day would find, by the order of effective dates."""
        change = self.last_change(on.earliest, self.before(kind, on))
        return change.legal if change else lifecycle.NONE

    def before(self, kind: str, on: PartialDate) -> list[EventFact]:
        """Its events that an event of that kind and day would come after, by the order of effective dates."""
        place = (on.earliest, rank(kind), NEWEST)
        return in_order(e for e in self.facts.events if (e.earliest, rank(e.kind), e.posted) < place)

    def without(self, event: LifeEvent) -> "Life":
        """The same life had this event not been told."""
        events = list(self.facts.events)
        for told in events:
            if (told.kind, told.earliest, told.latest, told.posted) == (
                event.kind, event.earliest, event.latest, event.posted,
            ):  # fmt: skip
                events.remove(told)
                break
        return Life(replace(self.facts, events=events), self.law)

    def with_event(self, kind: str, on: PartialDate, details: dict[str, Any]) -> "Life":
        """The same life had this event been told too."""
        told = EventFact(kind, on.earliest, on.latest, NEWEST, None, details)
        return Life(replace(self.facts, events=[*self.facts.events, told]), self.law)

    def broken_after(self, kind: str, on: PartialDate, details: dict[str, Any]) -> list[EventFact]:
        """Later events that can be now and could not be after this one.

        Moves that the law does not know; notes and changes of an organisation that is not there any more; its birth,
        after anything but what precedes a life: the book would not count what is told of a time before it.
        """
        told = self.with_event(kind, on, details)
        later = in_order(e for e in self.facts.events if e.earliest > on.earliest)
        is_in_time = _precedes_life(kind) or _is_born(self.before(kind, on))
        found = [] if is_in_time else [e for e in later if e.kind in lifecycle.BIRTHS][:1]
        for event in later:
            day = PartialDate.between(event.earliest, event.latest)
            now, then = (life.without_fact(event).status_before(event.kind, day) for life in (self, told))
            if lifecycle.allowed(event.kind, now) and not lifecycle.allowed(event.kind, then) and event not in found:
                found.append(event)
        return found

    def contradicting(self, kind: str, on: PartialDate) -> list[EventFact]:
        """Earlier events that this one cannot come after, even where steps are missing.

        The end of the organisation; for its birth whatever is told of a time before it.
        """
        earlier = self.before(kind, on)
        if kind in lifecycle.BIRTHS and not _is_born(earlier):
            return [e for e in earlier if not _precedes_life(e.kind)]
        if self.status_before(kind, on) != LegalStatus.ENDED:
            return []
        return [e for e in earlier if lifecycle.TARGET.get(e.kind) == LegalStatus.ENDED][-1:]

    def without_fact(self, event: EventFact) -> "Life":
        """The same life without one of its events."""
        events = list(self.facts.events)
        events.remove(event)
        return Life(replace(self.facts, events=events), self.law)


def of(organisation_id: int) -> Life:
    """The life of an organisation.

    Raises NotNow with a sentence when there is none such, when it was united with another record, or when nothing says
    what it is any more.
    """
    keys = dict(Organisation.objects.values_list("pk", "key").filter(pk=organisation_id))
    if not keys:
        raise NotNow(_("Sổ không có tổ chức này."))
    root = standing.united([organisation_id]).get(organisation_id, organisation_id)
    if root != organisation_id:
        kept = Organisation.objects.get(pk=root)
        raise NotNow(
            _("Bản ghi %(key)s đã gộp vào “%(name)s” (%(kept)s): hãy ghi ở bản ghi ấy, hoặc bỏ gộp trước.")
            % {"key": keys[organisation_id], "name": words.names([root])[root], "kept": kept.key}
        )
    facts = standing.of([organisation_id])[organisation_id]
    if "kind" not in timelines(facts.statements):
        raise NotNow(_("Bản ghi này không còn nguồn: dữ kiện nói nó là gì đã được rút lại."))
    return Life(facts, law.read())


def values_known(organisation_id: int, day: date, n: int) -> dict[str, Any]:
    """Everything known at posting `n` of its fields on a day."""
    lines = timelines(_told(organisation_id, n))
    return {code: line.at(day) for code, line in lines.items() if line.at(day) is not None}


def values_said(organisation_id: int, day: date, n: int) -> dict[str, Any]:
    """What was said of its fields for exactly that day, as known at posting `n`."""
    lines = timelines(_told(organisation_id, n))
    return {code: line.values[line.days.index(day)] for code, line in lines.items() if day in line.days}


def require_move(life: Life, kind: str, on: PartialDate, *, steps_missing: bool = False) -> None:
    """Refuse an event that the table of moves does not know for this organisation on that day.

    With `steps_missing` only what never happens to its kind is refused: old lists skip steps. Raises NotNow.
    """
    if not lifecycle.fits(kind, life.kind):
        raise NotNow(
            _("“%(event)s” không áp dụng cho %(kind)s.")
            % {"event": words.event(kind), "kind": words.kind(life.kind).lower()}
        )
    before = life.status_before(kind, on)
    if not steps_missing and not lifecycle.allowed(kind, before):
        raise NotNow(not_now(kind, before, life.kind))


def not_now(kind: str, before: str, of_kind: str) -> str:
    """The sentence that says why an event cannot follow a legal status of an organisation of a kind."""
    named = {"event": words.event(kind), "status": words.legal_status(before, of_kind)}
    if before == lifecycle.NONE:
        return _("Chưa thể ghi “%(event)s”: vào ngày ấy tổ chức chưa có trong sổ.") % named
    return _("Chưa thể ghi “%(event)s”: vào ngày ấy tình trạng pháp lý là “%(status)s”.") % named


def has_event(life: Life, kind: str) -> bool:
    """Whether an event of that kind stands."""
    return any(event.kind == kind for event in life.facts.events)


def _told(organisation_id: int, n: int) -> list[tuple[date, int, dict[str, Any]]]:
    """Statements of an organisation, and of the records united with it, as they stood at posting `n`."""
    as_one = standing.united([organisation_id])
    records = {organisation_id, *(record for record, root in as_one.items() if root == organisation_id)}
    rows = Statement.objects.filter(organisation_id__in=records, posted__lte=n).order_by("posted", "pk")
    return [(r.valid_from, r.posted, r.said) for r in rows if r.withdrawn is None or r.withdrawn > n]


def _is_born(events: Iterable[EventFact]) -> bool:
    return any(event.kind in lifecycle.BIRTHS for event in events)


def _precedes_life(kind: str) -> bool:
    return kind in lifecycle.BIRTHS or kind in lifecycle.BEFORE_BIRTH
