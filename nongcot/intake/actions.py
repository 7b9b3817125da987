"""A workbook received, looked at, applied in one posting, withdrawn in another."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators import bulk, ledger
from nongcot.indicators.ledger import Entry, posting
from nongcot.indicators.models import Posting
from nongcot.intake import differences, matching, places, products
from nongcot.intake.candidates import Candidate, ToldEvent
from nongcot.intake.models import Batch, Decision, Mention
from nongcot.intake.proposals import (
    CHANGE,
    CREATE,
    DUPLICATE,
    UNCHANGED,
    Answers,
    Proposal,
    RowProposal,
    Scope,
    agreed,
    propose,
)
from nongcot.intake.understanding import SheetOverride, Understood, understand
from nongcot.kernel import clock, memory
from nongcot.kernel.dates import PartialDate, format_day
from nongcot.places import geography
from nongcot.registry import law, standing, writing
from nongcot.registry.actions import undoing
from nongcot.registry.models import LifeEvent
from nongcot.registry.outcomes import NotNow
from nongcot.registry.writing import Happened, Said
from nongcot.sheets import SheetRefused, Workbook, read_workbook


@dataclass(frozen=True)
class Applied:
    """The receipt of an applied batch: its posting (0: nothing had to be written) and what was held back since."""

    posting: int
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    held_back: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Withdrawn:
    """The receipt of an undone batch, with what stays because others changed it or later lists say it too."""

    posting: int
    remains: undoing.Remains
    said_again: tuple[int, ...] = field(default_factory=tuple)


def receive(
    *,
    source: Path,
    name: str,
    on: date,
    by: User | None,
    kind: str = "",
    scope: Scope | None = None,
    workbook: Workbook | None = None,
) -> Batch:
    """Take a workbook in: checked, hashed, kept while it is worked on. Nothing of it enters the book yet.

    `workbook` is what was read from `source`, where that was done already. Raises `SheetRefused` with the sentence to
    show for what is no readable workbook, and for a list of a day that has not come; then nothing is kept.
    """
    if on > clock.today():
        raise SheetRefused(_("Ngày của danh sách (%(day)s) chưa tới.") % {"day": format_day(on)})
    if workbook is None:
        read_workbook(source, name=name)
    data = source.read_bytes()
    batch = Batch.objects.create(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        state=Batch.State.READY,
        kind=kind,
        on=on,
        scope=Batch.Scope.WHOLE if scope else Batch.Scope.PART,
        scope_kind=scope.kind if scope else "",
        scope_place=scope.place if scope else "",
        received_at=clock.now(),
        received_by=by,
    )
    kept = path_of(batch)
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, kept)
    return batch


def path_of(batch: Batch) -> Path:
    """Where the workbook is kept while it is worked on; the name on disk says nothing."""
    return Path(settings.MEDIA_ROOT) / "intake" / f"{batch.pk}{Path(batch.name).suffix.lower()}"


def read(batch: Batch, workbook: Workbook | None = None) -> Understood:
    """The workbook (as it was read, or read anew) as it is understood with the officers' overrides so far.

    Raises `SheetRefused`, also when the file is no longer kept.
    """
    kept = path_of(batch)
    if not kept.exists():
        raise SheetRefused(_("Tệp không còn được giữ; hãy gửi lại."))
    return understand(
        workbook or read_workbook(kept, name=batch.name),
        on=batch.on,
        kind=batch.kind or None,
        place_of=places.finder(batch.on),
        overrides=overrides_of(batch),
    )


def overrides_of(batch: Batch) -> dict[str, SheetOverride]:
    """The officers' corrections of what was understood."""
    return {name: SheetOverride.from_json(value) for name, value in batch.decisions.get("overrides", {}).items()}


def answers_of(batch: Batch) -> Answers:
    """The officers' decisions about duplicates and about changes that wait for a yes."""
    same = {_row(key): value or None for key, value in batch.decisions.get("same", {}).items()}
    told = (key.rsplit("#", 2) for key in batch.decisions.get("agreed", []))
    return Answers(same, frozenset((sheet, int(row), what) for sheet, row, what in told))


def _row(key: str) -> tuple[str, int]:
    sheet, row = key.rsplit("#", 1)
    return sheet, int(row)


def scope_of(batch: Batch) -> Scope | None:
    """The scope whose whole list the workbook is, if it is one."""
    if batch.scope != Batch.Scope.WHOLE:
        return None
    return Scope(batch.scope_kind, batch.scope_place)


def preview(batch: Batch, understood: Understood | None = None, *, effect: bool = True) -> Proposal:
    """What applying the batch now would do; holds up no writer."""
    with ledger.snapshot(), memory.remembering():
        return propose(
            understood or read(batch), on=batch.on, scope=scope_of(batch), answers=answers_of(batch), effect=effect
        )


def override(*, batch: Batch, sheet: str, change: SheetOverride, by: User | None) -> None:
    """Keep an officer's correction of one table; earlier ones of other cells and columns stay."""
    _require_open(batch)
    before = overrides_of(batch).get(sheet, SheetOverride())
    merged = SheetOverride(
        change.kind or before.kind,
        change.header_rows or before.header_rows,
        {**before.columns, **change.columns},
        {**before.units, **change.units},
        {**before.cells, **change.cells},
    )
    batch.decisions = {
        **batch.decisions,
        "overrides": {**batch.decisions.get("overrides", {}), sheet: merged.to_json()},
    }
    batch.save(update_fields=["decisions"])


def decide_duplicate(
    *, batch: Batch, candidate: Candidate, place: int, key: str, organisation_id: int, same: bool, by: User | None
) -> None:
    """Keep whether a row and a record are one; remembered for later files by name and commune."""
    _require_open(batch)
    Decision.objects.update_or_create(
        name_key=key,
        place_id=place,
        organisation_id=organisation_id,
        defaults={"same": same, "decided_at": clock.now(), "decided_by": by},
    )


def agree(*, batch: Batch, sheet: str, row_no: int, what: str, by: User | None) -> None:
    """Keep an officer's yes to a change that waits for one."""
    _require_open(batch)
    said = {*batch.decisions.get("agreed", []), f"{sheet}#{row_no}#{what}"}
    batch.decisions = {**batch.decisions, "agreed": sorted(said)}
    batch.save(update_fields=["decisions"])


def drop(*, batch: Batch, by: User | None) -> None:
    """Give a batch up; its file is removed, its hash stays."""
    _require_open(batch)
    path_of(batch).unlink(missing_ok=True)
    batch.state = Batch.State.DROPPED
    batch.save(update_fields=["state"])


def _require_open(batch: Batch) -> None:
    if batch.state != Batch.State.READY:
        raise NotNow(_("Tệp này đã được %(state)s.") % {"state": batch.get_state_display()})


def apply(*, batch: Batch, by: User | None, seen: Proposal | None = None) -> Applied:
    """Write what the batch says in one posting, and keep what its rows mention.

    `seen` is the proposal that was looked at: where the register changed since, the rows that now come out otherwise
    are held back and named. A file that says nothing new writes nothing. Raises `NotNow` for a batch that is not open.
    """
    _require_open(batch)
    understood = read(batch) if seen is None else None
    source = f"{batch.name} ({batch.on:%d/%m/%Y})"
    with posting("intake.apply", by=by, cause=Posting.Cause.IMPORT, source=source) as entry:
        if seen is not None and seen.n == entry.n - 1:
            now, held = seen, set[tuple[str, int]]()
        else:
            with memory.remembering():
                now = propose(understood or read(batch), on=batch.on, answers=answers_of(batch), effect=False)
            held = _changed_since(seen, now) if seen is not None else set()
        rows = [row for row in now.rows if (row.sheet, row.row_no) not in held and row.action in (CREATE, CHANGE)]
        born = _write(entry, rows, batch)
        written = entry.rows > 0
    batch.state = Batch.State.APPLIED
    batch.posting = entry.n if written else None
    counts = {action: now.count(action) for action in (CREATE, CHANGE, UNCHANGED)}
    batch.outcome = counts | {"held_back": sorted(map(list, held))}
    batch.save()
    _keep_questions(now, batch, born, by)
    _mention(batch, [row for row in now.rows if row.action in (CREATE, CHANGE, UNCHANGED)])
    path_of(batch).unlink(missing_ok=True)
    return Applied(entry.n if written else 0, counts[CREATE], counts[CHANGE], counts[UNCHANGED], tuple(sorted(held)))


def _changed_since(seen: Proposal, now: Proposal) -> set[tuple[str, int]]:
    before = {(r.sheet, r.row_no): (r.action, r.organisation_id, r.difference) for r in seen.rows}
    return {
        (r.sheet, r.row_no)
        for r in now.rows
        if r.action != CREATE and before.get((r.sheet, r.row_no)) != (r.action, r.organisation_id, r.difference)
    }


def _keep_questions(proposal: Proposal, batch: Batch, born: Mapping[int, int], by: User | None) -> None:
    """A likely duplicate that nobody decided stays a question for the next file too."""
    where = geography.mapping(batch.on)
    for row in proposal.rows:
        if row.action != DUPLICATE or row.candidate is None:
            continue
        key, place = matching.decision_key(row.candidate, where)
        organisation_id = born.get(row.pairs[0].organisation_id, row.pairs[0].organisation_id)
        if organisation_id > 0:
            Decision.objects.get_or_create(
                name_key=key,
                place_id=place,
                organisation_id=organisation_id,
                defaults={"same": None, "decided_at": clock.now(), "decided_by": by},
            )


def _write(entry: Entry, rows: list[RowProposal], batch: Batch) -> dict[int, int]:
    """Assert the rows; gives the ids of new organisations by the negative ones of the proposal."""
    answers = answers_of(batch)
    new = [row for row in rows if row.action == CREATE]
    ids = writing.new_organisations(entry, len(new))
    born = {row.organisation_id or 0: identity for row, identity in zip(new, ids, strict=True)}
    said, happened = [], []
    for row in rows:
        assert row.candidate is not None
        row.organisation_id = born.get(row.organisation_id or 0, row.organisation_id or 0)
        source = f"{batch.name} {row.sheet}!{row.row_no}"
        if row.action == CREATE:
            said.append(Said(row.organisation_id, batch.on, {**row.candidate.said, "observed": True}, source))
            told = differences.of_new(row.candidate, batch.on)
            happened += [_happened(row.organisation_id, event, source) for event in told]
        else:
            values, events = agreed(row, answers)
            said.append(Said(row.organisation_id, batch.on, values, source))
            happened += [
                _happened(row.organisation_id, new_one.told, source, _key_of(row.organisation_id, new_one))
                for new_one in events
            ]
    writing.say(entry, said)
    writing.happen(entry, happened)
    _offer(entry, [row for row in rows if row.offers], batch)
    return born


def _offer(entry: Entry, rows: list[RowProposal], batch: Batch) -> None:
    known = products.offered({row.organisation_id for row in rows if row.organisation_id})
    for row in rows:
        if row.candidate is not None and row.candidate.product is not None and row.organisation_id:
            told, of = row.candidate.product, known[row.organisation_id]
            name, source = told.name.casefold(), f"{batch.name} {row.sheet}!{row.row_no}"
            of[name] = products.tell(entry, row.organisation_id, told, of.get(name), source)


def _happened(organisation_id: int, told: ToldEvent, source: str, key: str = "") -> Happened:
    return Happened(
        organisation_id,
        told.kind,
        told.on,
        told.paper_date,
        told.document_no,
        told.issuing_body,
        details=dict(told.details),
        source=source,
        key=key,
    )


def _key_of(organisation_id: int, new: differences.NewEvent) -> str:
    """The identity of the event that a more exact one takes the place of."""
    if new.replaces is None:
        return ""
    found = LifeEvent.objects.filter(
        organisation_id=organisation_id, kind=new.replaces.kind, posted=new.replaces.posted, withdrawn=None
    ).first()
    return found.key if found else ""


def _mention(batch: Batch, rows: Iterable[RowProposal]) -> None:
    columns = ("batch_id", "sheet", "row_no", "organisation_id", "said", "events")
    told = (
        (
            batch.pk,
            row.sheet,
            row.row_no,
            row.organisation_id or 0,
            json.dumps(row.candidate.said, ensure_ascii=False),
            json.dumps([_as_json(event) for event in differences.of_new(row.candidate, batch.on)], ensure_ascii=False),
        )
        for row in rows
        if row.candidate is not None
    )
    with transaction.atomic():
        bulk.insert(Mention._meta.db_table, columns, told)


def _as_json(told: ToldEvent) -> dict[str, Any]:
    return {
        "kind": str(told.kind),
        "earliest": told.on.earliest.isoformat(),
        "latest": told.on.latest.isoformat(),
        "precision": told.on.precision,
        "document_no": told.document_no,
        "issuing_body": told.issuing_body,
        "details": dict(told.details),
    }


def undo(*, posting_n: int, by: User | None, reason: str = "") -> Withdrawn:
    """Withdraw what an applied batch stated, in one new posting.

    What others changed since stays and is listed. What later lists, still standing, say of the same organisations is
    asserted again as theirs, so that figures equal a replay of all acts but this one. Raises `NotNow`.
    """
    batch = Batch.objects.filter(posting=posting_n, state=Batch.State.APPLIED).first()
    if batch is None:
        raise NotNow(_("Không có tệp nào được áp dụng ở lần ghi sổ số %(n)s.") % {"n": posting_n})
    again: list[int] = []

    def replay(entry: Entry, organisations: set[int]) -> None:
        again.extend(_say_again(entry, batch, organisations))

    done = undoing.undo(n=posting_n, by=by, reason=reason or _("Rút lại tệp đã nhập"), then=replay)
    batch.state, batch.undone_by = Batch.State.WITHDRAWN, done.n
    batch.save(update_fields=["state", "undone_by"])
    kept = tuple(k for k in done.remains.kept if k.n != done.n)
    orphaned = tuple(o for o in done.remains.without_source if o not in again)
    return Withdrawn(done.n, undoing.Remains(kept, orphaned), tuple(sorted(set(again))))


def _say_again(entry: Entry, undone: Batch, organisations: set[int]) -> list[int]:
    """Assert again, as their own, what rows of other standing batches say and nothing else says any more."""
    mentions = Mention.objects.filter(organisation_id__in=organisations, batch__state=Batch.State.APPLIED)
    # The same file sent twice is one statement, not a second source.
    rows = (
        mentions.exclude(batch__sha256=undone.sha256)
        .select_related("batch")
        .order_by("batch__posting", "batch_id", "row_no")
    )
    found: list[int] = []
    rules = law.read()
    for mention in rows:
        facts = standing.of([mention.organisation_id])[mention.organisation_id]
        candidate = _recalled(mention)
        difference = differences.of(candidate, facts, rules, mention.batch.on)
        said: Mapping[str, Any] = {c.field: c.after for c in difference.changes if not c.asks}
        if not any(line for line in facts.statements if "observed" in line[2]):
            said = {**said, "observed": True}
        source = f"{mention.batch.name} {mention.sheet}!{mention.row_no}"
        events = [e.told for e in difference.events if not e.asks]
        if said or events:
            writing.say(entry, [Said(mention.organisation_id, mention.batch.on, dict(said), source)])
            writing.happen(entry, [_happened(mention.organisation_id, told, source) for told in events])
            found.append(mention.organisation_id)
    return found


def _recalled(mention: Mention) -> Candidate:
    events = [
        ToldEvent(
            row["kind"],
            PartialDate(date.fromisoformat(row["earliest"]), date.fromisoformat(row["latest"]), row["precision"]),
            None,
            row["document_no"],
            row["issuing_body"],
            tuple(row["details"].items()),
        )
        for row in mention.events
    ]
    kind = str(mention.said.get("kind", ""))
    return Candidate(mention.sheet, mention.row_no, kind, dict(mention.said), events=events)
