"""A workbook applied: what is clear of it written in one posting, the rest named and given back."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from nongcot.accounts.models import User
from nongcot.indicators import bulk
from nongcot.indicators.ledger import posting
from nongcot.indicators.models import Posting
from nongcot.intake import (
    candidates,
    effective_models,
    expiry,
    files,
    leftovers,
    looks,
    matching,
    mentions,
    progress,
    telling,
)
from nongcot.intake.actions.answering import answers_of, require_open
from nongcot.intake.actions.proposing import proposed
from nongcot.intake.actions.receiving import read
from nongcot.intake.deeds.told import ToldContract
from nongcot.intake.models import Batch, Decision, Mention
from nongcot.intake.proposals import (
    CHANGE,
    CREATE,
    DUPLICATE,
    PARTNER,
    UNCHANGED,
    Proposal,
    RowProposal,
    listed,
    of_party,
)
from nongcot.intake.telling import Told
from nongcot.intake.understanding import Understood
from nongcot.kernel import clock
from nongcot.places import geography
from nongcot.registry import writing

#: One encoder for all rows: `json.dumps` with this argument makes a new one for each.
_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True)
class Applied:
    """The receipt of an applied batch: its posting (0: nothing had to be written) and what was held back since."""

    posting: int
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    held_back: tuple[tuple[str, int], ...] = ()


def apply(
    *,
    batch: Batch,
    by: User | None,
    seen: Proposal | None = None,
    understood: Understood | None = None,
    looked_at: Mapping[str, str] | None = None,
) -> Applied:
    """Write what the batch says in one posting, and keep what its rows mention and which rows did not go in.

    `seen` is the proposal that was worked out last, `understood` what it was worked out of, `looked_at` the rows as
    somebody looked at them (`looks.fingerprints`; by default those of `seen`): where the register changed since, the
    rows that now come out otherwise are held back and named. A file that says nothing new writes nothing.

    All of it is committed together or not at all; only the workbook of the rows left is made afterwards (`finish`).
    Raises `NotNow` for a batch that is not open.
    """
    states = (Batch.State.READY, Batch.State.APPLYING)
    require_open(batch, Batch.State.RECEIVED, *states)
    if understood is None:
        understood = read(batch)
    source = f"{batch.name} ({batch.on:%d/%m/%Y})"
    with transaction.atomic():
        batch.refresh_from_db(from_queryset=Batch.objects.select_for_update())
        require_open(batch, *states)
        with posting("intake.apply", by=by, cause=Posting.Cause.IMPORT, source=source) as entry:
            now = seen if seen is not None and seen.n == entry.n - 1 else proposed(batch, understood, effect=False)
            if looked_at is None and seen is not None and seen is not now:
                looked_at = looks.fingerprints(seen)
            held = looks.changed_since(looked_at, now) if looked_at is not None else set()
            taken = [row for row in now.rows if (row.sheet, row.row_no) not in held]
            writes = [row for row in taken if row.action in (CREATE, CHANGE)]
            unborn = telling.unborn(writes)
            born = dict(zip(unborn, writing.new_organisations(entry, len(unborn)), strict=True))
            told = Told(batch.name, batch.on, answers_of(batch), listed=listed(now.rows))
            telling.tell(entry, writes, born, told)
            settled = [row for row in taken if row.action in (CREATE, CHANGE, UNCHANGED)]
            ids = (((row.sheet, row.row_no), row.organisation_id or 0) for row in settled)
            owners = {where: owner for where, one in ids if (owner := born.get(one, one)) > 0}
            at = (((row.sheet, row.row_no), row.model) for row in taken)
            models = {where: (model, owners.get(where, 0)) for where, model in at if model is not None}
            effective_models.tell(entry, models, source)
            progress.tell("figures")
        _keep_questions(now, batch, born, by)
        _keep_parties(taken, batch, by)
        for row in taken:  # an unchanged one may be about a record that a row before it began
            row.organisation_id = born.get(row.organisation_id or 0, row.organisation_id)
        _mention(batch, [row for row in taken if row.action in (CREATE, CHANGE, UNCHANGED) and row.organisation_id])
        left = leftovers.of(understood, now, held, answers_of(batch).agreed)
        files.put(files.left_marks(batch), left)
        counts = {action: sum(row.counted == action for row in taken) for action in (CREATE, CHANGE, UNCHANGED)}
        batch.state, batch.failure = Batch.State.APPLIED, ""
        batch.posting, batch.applied_after = (entry.n if entry.rows else None), entry.n - 1
        beside = effective_models.counts(row.model for row in taken) | {"settled": batch.outcome.get("settled", {})}
        batch.outcome = counts | _held_back(now, held) | _left_out(now, held, left) | beside
        batch.left_until = expiry.last_day() if leftovers.count(left) else None
        batch.save()
    finish(batch)
    return Applied(batch.posting or 0, counts[CREATE], counts[CHANGE], counts[UNCHANGED], tuple(sorted(held)))


def _held_back(now: Proposal, held: Collection[tuple[str, int]]) -> dict[str, Any]:
    """Which rows did not go in because the register changed since somebody looked, and what they would have changed."""
    rows = [row for row in now.rows if (row.sheet, row.row_no) in held]
    return {
        "held_back": sorted(map(list, held)),
        "held_fields": {looks.row_ref(row): _differing(row) for row in rows},
    }


def _left_out(now: Proposal, held: Collection[tuple[str, int]], left: dict[str, Any]) -> dict[str, Any]:
    """How many rows did not go in, and which of the scope the file does not name."""
    return {
        "left": leftovers.count(left),
        "not_in": leftovers.by_reason(left, now, held),
        "absent": [absent.organisation_id for absent in now.absent],
    }


def finish(batch: Batch) -> None:
    """Make the workbook of the rows that did not go in, then erase the workbook that was sent; its hash stays.

    May be done again where it was broken off: what is done already is not done twice.
    """
    told = leftovers.got(batch)
    if told and files.workbook(batch).exists():
        progress.tell("left")
        leftovers.write(batch, told, files.left(batch))
    files.erase_working(batch)


def _differing(row: RowProposal) -> list[str]:
    """The fields in which a row and the register differ."""
    return [change.field for change in row.difference.changes]


def _keep_questions(proposal: Proposal, batch: Batch, born: Mapping[int, int], by: User | None) -> None:
    """A likely duplicate that nobody decided stays a question for the next file too."""
    where, now = geography.mapping(batch.on), clock.now()
    asked = [
        Decision(
            **dict(zip(("name_key", "place_id"), matching.decision_key(row.candidate, where), strict=True)),
            organisation_id=organisation_id,
            decided_at=now,
            decided_by=by,
        )
        for row in proposal.rows
        if row.action == DUPLICATE and row.candidate is not None
        for pair in row.pairs
        if (organisation_id := born.get(pair.organisation_id, pair.organisation_id)) > 0
    ]
    Decision.objects.bulk_create(asked, ignore_conflicts=True)


def _keep_parties(rows: list[RowProposal], batch: Batch, by: User | None) -> None:
    """An officer's word on who a contract's other party is holds for the next file too."""
    where, answers = geography.mapping(batch.on), answers_of(batch)
    for row in rows:
        deed = row.candidate.deed if row.candidate is not None else None
        if row.candidate is None or not isinstance(deed, ToldContract):
            continue
        for number, told in enumerate(candidates.parties_of(row.candidate)):
            known = deed.others[number].organisation_id
            if (row.sheet, row.row_no, of_party(f"{PARTNER}{known}", number)) in answers.agreed:
                key, place = matching.decision_key(told, where)
                Decision.objects.update_or_create(
                    name_key=key,
                    place_id=place,
                    organisation_id=known,
                    defaults={"same": True, "decided_at": clock.now(), "decided_by": by},
                )


def _mention(batch: Batch, rows: Iterable[RowProposal]) -> None:
    columns = ("batch_id", "sheet", "row_no", "organisation_id", "told")
    told = (
        (
            batch.pk,
            row.sheet,
            row.row_no,
            row.organisation_id or 0,
            _json(mentions.told(row.candidate)),
        )
        for row in rows
        if row.candidate is not None
    )
    with transaction.atomic():
        bulk.insert(Mention._meta.db_table, columns, told)
