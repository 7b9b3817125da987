"""What a row says against what the register knows: cell by cell, and what of it nobody may write without a yes.

A worse text never overwrites a better one: fewer marks, an abbreviation for a name written out, a shorter address. A
different identity (another tax code, another name, another founding day) waits for a person.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.intake import addresses
from nongcot.intake.candidates import ELSEWHERE, Candidate, Refused, ToldEvent
from nongcot.kernel import text
from nongcot.kernel.dates import PartialDate, format_day, format_partial
from nongcot.places import geography
from nongcot.registry import lifecycle, words
from nongcot.registry.facts import EventFact, Facts, Timeline, timelines
from nongcot.registry.law import Law
from nongcot.registry.naming import name_key
from nongcot.registry.slices import changes_of, rank
from nongcot.registry.vocabulary import AllianceMembership, EventKind, LegalStatus, StatisticalStatus

TEXTS = ("name", "address", "representative", "activity", "note", "phone", "email")
#: The event by which a list's status for its own day is recorded.
STATUS_EVENTS = {
    "operating": EventKind.OPERATING_AGAIN,
    "inactive": EventKind.STOPPED,
    "awaiting_dissolution": EventKind.AWAITING_DISSOLUTION,
}
IDENTITY = ("tax_code", "certificate_no", "own_key", "kind")


@dataclass(frozen=True)
class Change:
    """One value that the row would change; `asks` is the sentence of what a person should say yes to ("": nothing)."""

    field: str
    before: Any
    after: Any
    cell: str
    asks: str = ""


@dataclass(frozen=True)
class NewEvent:
    """An event that the row adds; with `key`, one that it makes more exact; `asks` as in `Change`."""

    told: ToldEvent
    replaces: EventFact | None = None
    asks: str = ""


@dataclass(frozen=True)
class Difference:
    """All that a row would tell the register anew about one organisation."""

    changes: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()
    events: tuple[NewEvent, ...] = ()
    #: What contradicts the register and is not for the list to change.
    refused: tuple[Refused, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.changes and not self.events


def of(candidate: Candidate, facts: Facts, law: Law, on: date) -> Difference:
    """The difference between a row and what stands of its organisation on the list's day."""
    lines = timelines(facts.statements)
    changes, kept = [], []
    stays = _stays(candidate, lines, on)
    for code, after in candidate.said.items():
        before = lines[code].at(on) if code in lines else None
        if before == after or (code == "place" and _no_move(before, after, on)):
            continue
        if code == "address" and before and stays and addresses.same(str(before), str(after), on):
            continue
        change = Change(code, before, after, candidate.cells.get(code, ""))
        if before is not None and before != "" and code in TEXTS and is_worse(code, str(before), str(after)):
            kept.append(change)
            continue
        changes.append(Change(code, before, after, change.cell, _asks(code, before, after)))
    events, refused = _events(candidate, facts, lines, law, on)
    return Difference(tuple(changes), tuple(kept), tuple(events), tuple(refused))


def _stays(candidate: Candidate, lines: dict[str, Timeline], on: date) -> bool:
    """Whether the row tells no other place than the register's."""
    before = lines["place"].at(on) if "place" in lines else None
    return not candidate.place or before == candidate.place or _no_move(before, candidate.place, on)


def _no_move(before: Any, after: Any, on: date) -> bool:
    """A commune named by its successor is no move; nor is one moved by a list that only says "elsewhere"."""
    if not (before and after):
        return False
    if ELSEWHERE in (before, after):
        return bool(after == ELSEWHERE)
    there = geography.unit_on(before, on)
    return there is not None and there == geography.unit_on(after, on)


def is_worse(code: str, before: str, after: str) -> bool:
    """Whether `after` says the same with less: marks lost, words abbreviated or left out."""
    if text.fold(before) == text.fold(after):
        return _marks(after) <= _marks(before)
    if code == "name":
        return name_key(before) == name_key(after) and len(after) <= len(before)
    return text.fold(after) in text.fold(before)


def _marks(written: str) -> int:
    """How many letters carry marks; text in capitals alone counts as poorer."""
    marked = sum(1 for letter in written if text.fold(letter) != letter.lower())
    return marked - (1 if written.isupper() else 0)


def _asks(code: str, before: Any, after: Any) -> str:
    if before in (None, ""):
        return ""
    if code in IDENTITY:
        return _("mã số, số giấy chứng nhận hoặc loại khác với sổ")
    if code == "name" and name_key(str(before)) != name_key(str(after)):
        return _("tên khác với sổ: đổi tên hay ghi nhầm?")
    return ""


def _events(
    candidate: Candidate, facts: Facts, lines: dict[str, Any], law: Law, on: date
) -> tuple[list[NewEvent], list[Refused]]:
    events = sorted(facts.events, key=lambda e: (e.earliest, rank(e.kind), e.posted))
    kind = str(candidate.said.get("kind") or (lines["kind"].at(on) if "kind" in lines else ""))
    changes = [c for c in changes_of(events, lines, kind, law) if c.day <= on] if "kind" in lines else []
    status = changes[-1].statistical if changes else ""
    found = []
    for told in candidate.events:
        new = _dated(told, candidate, events) or _event(told, events, status)
        if new is not None:
            found.append(new)
    implied = _implied(candidate, status, on)
    if implied is not None and not any(_ends(e.told.kind) for e in found):
        found.append(NewEvent(implied))
    belongs = _belonging(candidate, events, on)
    if belongs is not None:
        found.append(belongs)
    otherwise = [*_membership_otherwise(candidate, events, on), *_birth_otherwise(candidate, events)]
    return found, [*_contradictions(candidate, changes), *otherwise]


def _birth_otherwise(candidate: Candidate, events: list[EventFact]) -> Iterator[Refused]:
    """Another day of founding than the book's, in a list of the book: of whom the book knows another beginning (that it
    was registered), a list cannot tell which of the two is to be corrected."""
    births = [event for event in events if event.kind in lifecycle.BIRTHS]
    for told in candidate.events if candidate.book_key and births else ():
        is_known = any(e.earliest <= told.on.latest and told.on.earliest <= e.latest for e in births)
        if told.kind in lifecycle.BIRTHS and not is_known and told.kind not in [event.kind for event in births]:
            before = PartialDate.spanning(births[0].earliest, births[0].latest)
            stands = {"before": f"{words.event(births[0].kind)}, {format_partial(before)}"}
            why = _("sổ ghi khác: %(before)s; sửa ở trang của tổ chức") % stands
            yield Refused(told.cell, format_partial(told.on), why)


def _membership_otherwise(candidate: Candidate, events: list[EventFact], on: date) -> Iterator[Refused]:
    """What a list of the book says otherwise of a membership and is not for a list to change: its kind; an end of one
    that never began."""
    moves = _moves(events, on)
    cell = candidate.cells.get("alliance", "")
    if candidate.alliance_left is not None and not moves:
        why = _("sổ chưa ghi kết nạp vào Liên minh: ghi ở trang của tổ chức")
        yield Refused(cell, format_partial(candidate.alliance_left), why)
    if not (candidate.book_key and candidate.alliance_named and moves):
        return
    before, after = moves[-1].details.get("membership"), candidate.alliance
    if moves[-1].kind == EventKind.JOINED_ALLIANCE and after != "none" and before not in (None, after):
        why = _("sổ ghi khác: %(before)s; sửa ở trang của tổ chức")
        label = words.label(AllianceMembership, after)
        yield Refused(cell, label, why % {"before": words.label(AllianceMembership, before)})


def _moves(events: list[EventFact], on: date) -> list[EventFact]:
    """How it joined and left the alliance up to a day."""
    kinds = (EventKind.JOINED_ALLIANCE, EventKind.LEFT_ALLIANCE)
    return [event for event in events if event.kind in kinds and event.earliest <= on]


def _contradictions(candidate: Candidate, changes: list[Any]) -> list[Refused]:
    """A list that tells how an organisation works which the register knows to be over: one of the two is wrong."""
    if not candidate.status or not changes or changes[-1].legal != LegalStatus.ENDED:
        return []
    told = StatisticalStatus(candidate.status).label
    why = _("sổ ghi đã chấm dứt từ %(day)s; danh sách ghi “%(status)s”: bên nào đúng?")
    said = why % {"day": format_day(changes[-1].day), "status": told}
    return [Refused(candidate.cells.get("status", ""), str(told), said)]


def _belonging(candidate: Candidate, events: list[EventFact], on: date) -> NewEvent | None:
    """Its joining of the alliance, told anew or more exactly; what contradicts the register is asked."""
    moves = _moves(events, on)
    last = moves[-1] if moves else None
    belongs = last is not None and last.kind == EventKind.JOINED_ALLIANCE
    if candidate.alliance == "none":
        return _leaving(candidate, last, on)
    if not candidate.alliance:
        return None
    told = joined(candidate, on)
    if last is None:
        return NewEvent(told)
    if not belongs:
        return NewEvent(told, asks=_("sổ ghi đã ra khỏi Liên minh; danh sách ghi là thành viên"))
    since = candidate.alliance_on
    if since is None or (last.earliest <= since.earliest and since.latest <= last.latest and not _is_observed(last)):
        return None
    if _is_observed(last):
        return NewEvent(told, replaces=last)
    return NewEvent(told, replaces=last, asks=_("ngày kết nạp khác với sổ"))


def _leaving(candidate: Candidate, last: EventFact | None, on: date) -> NewEvent | None:
    """Its leaving of the alliance, on the day told, else as observed on the list's day."""
    cells, told = _cell(candidate, "alliance"), candidate.alliance_left
    details = () if told is not None else (("observed", True),)
    left = ToldEvent(EventKind.LEFT_ALLIANCE, told or PartialDate.day(on), details=details, cells=cells)
    if last is None:
        return None
    if last.kind == EventKind.JOINED_ALLIANCE:
        return NewEvent(left, asks=_("sổ ghi là thành viên Liên minh; danh sách ghi không"))
    if told is None or (last.earliest <= told.earliest and told.latest <= last.latest and not _is_observed(last)):
        return None
    return NewEvent(left, replaces=last, asks="" if _is_observed(last) else _("ngày ra khỏi Liên minh khác với sổ"))


def _is_observed(event: EventFact) -> bool:
    return bool(event.details.get("observed"))


def _cell(candidate: Candidate, code: str) -> tuple[str, ...]:
    return (candidate.cells[code],) if candidate.cells.get(code) else ()


def joined(candidate: Candidate, on: date) -> ToldEvent:
    """Its membership of the alliance since the day the list tells; without one, as observed on the list's day."""
    membership = ("membership", candidate.alliance)
    cells = _cell(candidate, "alliance")
    if candidate.alliance_on is not None:
        return ToldEvent(EventKind.JOINED_ALLIANCE, candidate.alliance_on, details=(membership,), cells=cells)
    details = (membership, ("observed", True))
    return ToldEvent(EventKind.JOINED_ALLIANCE, PartialDate.day(on), details=details, cells=cells)


def of_new(candidate: Candidate, on: date) -> list[ToldEvent]:
    """The events of an organisation that the register does not know yet."""
    found = list(candidate.events)
    if candidate.status in ("inactive", "awaiting_dissolution") and not any(_ends(e.kind) for e in found):
        found.append(_seen(candidate, STATUS_EVENTS[candidate.status], on))
    if candidate.alliance and candidate.alliance != "none":
        found.append(joined(candidate, on))
    return found


def _ends(kind: str) -> bool:
    return kind in lifecycle.TARGET or kind in lifecycle.OVERRIDES


def _dated(told: ToldEvent, candidate: Candidate, events: list[EventFact]) -> NewEvent | None:
    """The day of a stop that a list only observed so far. A row that also tells a return speaks of another stop."""
    if told.kind != EventKind.STOPPED or any(e.kind == EventKind.OPERATING_AGAIN for e in candidate.events):
        return None
    states = [e for e in events if e.kind in lifecycle.TARGET or e.kind in lifecycle.OVERRIDES]
    last = states[-1] if states else None
    if last is None or last.kind != told.kind or not _is_observed(last) or told.on.earliest > last.latest:
        return None
    return NewEvent(told, replaces=last)


def _event(told: ToldEvent, events: list[EventFact], status: str) -> NewEvent | None:
    """The event as new, as making an old one more exact, or None where the register has it."""
    births = told.kind in lifecycle.BIRTHS
    same = [e for e in events if e.kind == told.kind or (births and e.kind in lifecycle.BIRTHS)]
    for event in same:
        if event.earliest <= told.on.earliest and told.on.latest <= event.latest:
            exact = (event.earliest, event.latest) == (told.on.earliest, told.on.latest)
            return None if exact or event.kind != told.kind else NewEvent(told, replaces=event)
        if told.on.earliest <= event.earliest and event.latest <= told.on.latest:
            return None
    if told.kind == EventKind.STOPPED and status not in ("", "operating"):
        return None
    if same and lifecycle.TARGET.get(told.kind) == LegalStatus.ENDED:
        return NewEvent(told, replaces=same[-1], asks=_("ngày chấm dứt khác với sổ"))
    if births and same:
        first = next((e for e in same if e.kind == told.kind), None)
        if first is None:
            return None
        return NewEvent(told, replaces=first, asks=_("ngày thành lập khác với sổ"))
    return NewEvent(told)


def _implied(candidate: Candidate, status: str, on: date) -> ToldEvent | None:
    """The event by which the status that the list tells for its day comes about, where the register has another one."""
    told = candidate.status
    if not told or not status or told == status:
        return None
    kind = STATUS_EVENTS.get(told)
    return _seen(candidate, kind, on) if kind else None


def _seen(candidate: Candidate, kind: str, on: date) -> ToldEvent:
    """A status that the list shows on its day and nobody told since when: observed, no stop or return of that day."""
    return ToldEvent(kind, PartialDate.day(on), details=(("observed", True),), cells=_cell(candidate, "status"))
