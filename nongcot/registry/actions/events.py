"""Lifecycle events: recorded by the table of moves, corrected under the same key, taken back, never erased."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from nongcot.accounts.models import User
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry import belonging, cautions, details, keyed, lifecycle, lives, values, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.details import NO_PAPER, Paper
from nongcot.registry.lives import Life
from nongcot.registry.models import LifeEvent, Statement
from nongcot.registry.outcomes import Caution, Recorded, require_confirmed
from nongcot.registry.standing import newest_of_each
from nongcot.registry.vocabulary import EventKind, Kind
from nongcot.registry.writing import Happened, Said

#: Papers that an organisation is given once.
ONCE = (*lifecycle.BEFORE_BIRTH, *lifecycle.BIRTHS, EventKind.REREGISTERED, EventKind.CHARTER_CONFORMED)


def record_event(
    *,
    organisation_id: int,
    kind: str,
    on: PartialDate,
    by: User | None,
    paper: Paper = NO_PAPER,
    counterpart_id: int | None = None,
    told: Mapping[str, Any] | None = None,
    said: Mapping[str, Any] | None = None,
    seen: int | None = None,
    steps_missing: bool = False,
    confirmed: Collection[str] = (),
    reason: str = "",
    source: str = "",
) -> Recorded:
    """Record that something happened to an organisation; `said` are field values that hold from that day on.

    Law 17/2023/QH15 a.39–49, a.92–103; Decrees 92/2024/NĐ-CP a.26–64 and 77/2019/NĐ-CP a.12–14. `told` are the event's
    details (`registry.details`), `seen` the posting the editor's page showed, `steps_missing` says that steps before
    this one were never recorded.

    Raises NotNow for a move that the law does not know or a membership that is not there, ChangedSince for the second
    of two editors, ToConfirm for cautions not `confirmed`, ValidationError for details or values.
    """
    with posting(f"registry.record_event.{kind}", by=by, reason=reason, source=source) as entry:
        keys = record_within(
            entry,
            organisation_id=organisation_id,
            kind=kind,
            on=on,
            paper=paper,
            counterpart_id=counterpart_id,
            told=told,
            said=said,
            seen=seen,
            steps_missing=steps_missing,
            confirmed=confirmed,
            source=source,
        )
    return Recorded(entry.n, (organisation_id,), keys)


def record_within(
    entry: Entry,
    *,
    organisation_id: int,
    kind: str,
    on: PartialDate,
    paper: Paper = NO_PAPER,
    counterpart_id: int | None = None,
    told: Mapping[str, Any] | None = None,
    said: Mapping[str, Any] | None = None,
    seen: int | None = None,
    steps_missing: bool = False,
    confirmed: Collection[str] = (),
    source: str = "",
) -> tuple[str, ...]:
    """`record_event` within an open posting, for acts of several parts; gives the keys. Raises as it does."""
    paper, told, said = paper.checked(), details.checked(told or {}), values.checked(said or {})
    details.require_lasting(told, on)
    life = lives.of(organisation_id)
    versions.require_events_unchanged(organisation_id, seen)
    versions.require_fields_unchanged(organisation_id, said, seen)
    lives.require_move(life, kind, on, steps_missing=steps_missing)
    belonging.require(life, kind, on, counterpart_id, told)
    values.require_parts_fit(life.values(on.earliest) | said)
    require_confirmed(cautions_of(life, kind, on, told, said), confirmed)
    keys = writing.happen(entry, [happened(organisation_id, kind, on, paper, counterpart_id, told, source)])
    writing.say(entry, [Said(organisation_id, on.earliest, said, source)])
    return tuple(keys)


def correct_event(
    *,
    key: str,
    on: PartialDate,
    by: User | None,
    seen: int | None,
    kind: str = "",
    paper: Paper | None = None,
    told: Mapping[str, Any] | None = None,
    steps_missing: bool = False,
    confirmed: Collection[str] = (),
    reason: str = "",
) -> Recorded:
    """Say an event anew under its key; the first telling stays readable (data_corrected: Decree 92/2024/NĐ-CP a.26).

    What is not given stays as it was told. Field values stated with the event move with its day, and so do the events
    that a reorganisation recorded for its other parties. Raises as `record_event`.
    """
    with posting("registry.correct_event", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        event = keyed.standing(LifeEvent, key)
        versions.require_fact_unchanged(event, seen)
        kind = kind or event.kind
        facts = details.checked(told) if told is not None else event.details
        details.require_lasting(facts, on)
        life = lives.of(event.organisation_id).without(event)
        lives.require_move(life, kind, on, steps_missing=steps_missing)
        require_confirmed(cautions_of(life, kind, on, facts, {}), confirmed)
        paper = (paper or _paper(event)).checked()
        same_day = _recorded_together(event)
        writing.happen(
            entry,
            [
                happened(event.organisation_id, kind, on, paper, event.counterpart_id, facts, event.source, key),
                *(
                    happened(o.organisation_id, o.kind, on, paper, o.counterpart_id, o.details, o.source, o.key)
                    for o in same_day
                ),
            ],
        )
        for other in (event, *same_day):
            _move_values(entry, other, on.earliest)
    return Recorded(entry.n, tuple({e.organisation_id for e in (event, *same_day)}), (key,))


def withdraw_event(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take an event back: it never happened. It stays readable, with who took it back and why.

    Field values stated with it are taken back too, except those stated at birth: the organisation stays what it is.
    A reorganisation is taken back for all its parties. Raises NotNow when it was taken back already, ChangedSince.
    """
    with posting("registry.withdraw_event", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        event = keyed.standing(LifeEvent, key)
        versions.require_fact_unchanged(event, seen)
        gone = (event, *_recorded_together(event, of_any_day=True))
        first = keyed.first_telling(event)
        # What stood before a reorganisation told it anew stands again.
        again = {e.key: before for e in gone if (before := _told_before(e, first.posted)) is not None}
        writing.happen(
            entry,
            [
                happened(b.organisation_id, b.kind, _day(b), _paper(b), b.counterpart_id, b.details, b.source, b.key)
                for b in again.values()
            ],
        )
        gone = tuple(e for e in gone if e.key not in again)
        writing.happen(
            entry,
            [
                Happened(e.organisation_id, e.kind, _day(e), e.paper_date, key=e.key, void=True, details=e.details)
                for e in gone
            ],
        )
        for other in gone:
            if other.kind not in lifecycle.BIRTHS:
                _move_values(entry, other, None)
    parties = {e.organisation_id for e in (*gone, *again.values())}
    return Recorded(entry.n, tuple(parties), (*(e.key for e in gone), *again))


def cautions_of(
    life: Life, kind: str, on: PartialDate, told: Mapping[str, Any], said: Mapping[str, Any]
) -> list[Caution]:
    """What is unusual about an event of a life under the rules of its day."""
    found = cautions.of_day(on, clock.today())
    found += cautions.of_repetition(kind, kind in ONCE and lives.has_event(life, kind))
    if life.kind == Kind.GROUP and kind in lifecycle.BIRTHS:
        found += cautions.of_group_papers(kind, on.earliest)
    if kind in lifecycle.BIRTHS:
        members = said.get("members", told.get("members", life.value("members", on.earliest)))
        found += cautions.of_members(life.kind, on.earliest, members)
    found += cautions.of_earlier_events(kind, life.contradicting(kind, on))
    found += cautions.of_later_events(life.broken_after(kind, on, dict(told)))
    return found + [c for c in cautions.of_values(life.kind, on.earliest, dict(said)) if c not in found]


def happened(
    organisation_id: int,
    kind: str,
    on: PartialDate,
    paper: Paper,
    counterpart_id: int | None,
    told: Mapping[str, Any],
    source: str = "",
    key: str = "",
) -> Happened:
    """An event ready to be asserted."""
    return Happened(
        organisation_id=organisation_id,
        kind=kind,
        on=on,
        paper_date=paper.signed_on,
        document_no=paper.number,
        issuing_body=paper.issuer,
        counterpart_id=counterpart_id,
        details=dict(told),
        source=source,
        key=key,
    )


def _recorded_together(event: LifeEvent, *, of_any_day: bool = False) -> list[LifeEvent]:
    """The events that one posting recorded for the other parties of a reorganisation, as they stand.

    A successor that stood in the book keeps its own day of birth: it does not move with the others (`of_any_day`).
    """
    if event.counterpart_id is None or event.kind in (EventKind.JOINED_UNION, EventKind.LEFT_UNION):
        return []
    first = keyed.first_telling(event)
    told = LifeEvent.objects.filter(posted=first.posted)
    if not of_any_day:
        told = told.filter(earliest=first.earliest, latest=first.latest)
    sides = {row.key: {row.organisation_id, row.counterpart_id} for row in told.exclude(counterpart_id=None)}
    # One posting of a whole list may hold several reorganisations of one day: only parties that name each other.
    parties: set[int | None] = {event.organisation_id, event.counterpart_id}
    for _step in sides:
        parties = parties.union(*(side for side in sides.values() if side & parties))
    keys = [key for key, side in sides.items() if side & parties and key != event.key]
    return newest_of_each(LifeEvent.objects.filter(key__in=keys, withdrawn=None).order_by("posted", "pk"))


def _told_before(event: LifeEvent, n: int) -> LifeEvent | None:
    """How an event was told before posting `n`, where it was."""
    rows = LifeEvent.objects.filter(key=event.key, posted__lt=n, withdrawn=None).order_by("-posted", "-pk")
    before = rows.first()
    return None if before is None or before.void else before


def _move_values(entry: Entry, event: LifeEvent, day: date | None) -> None:
    """Take back the values that were stated with an event, and state them for its new day."""
    first = keyed.first_telling(event)
    if day == event.earliest:
        return
    said_then = Statement.objects.filter(
        posted=first.posted, organisation_id=event.organisation_id, valid_from=first.earliest, withdrawn=None
    )
    told = {code: value for row in said_then for code, value in row.said.items()}
    lines = lives.of(event.organisation_id).lines
    here = {code: value for code, value in told.items() if _stands(lines, code, event.earliest, value)}
    moved: Iterable[Said] = [Said(event.organisation_id, event.earliest, dict.fromkeys(here), event.source)]
    if day is not None:
        moved = [*moved, Said(event.organisation_id, day, here, event.source)]
    writing.say(entry, moved)


def _stands(lines: Mapping[str, Any], code: str, day: date, value: Any) -> bool:
    line = lines.get(code)
    return line is not None and day in line.days and line.values[line.days.index(day)] == value


def _paper(event: LifeEvent) -> Paper:
    return Paper(event.paper_date, event.document_no, event.issuing_body)


def _day(event: LifeEvent) -> PartialDate:
    return PartialDate(event.earliest, event.latest, event.precision)  # type: ignore[arg-type]  # written by writing.py
