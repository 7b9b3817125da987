"""The preview of a batch as it was last worked out, kept beside the workbook so that a look costs nothing.

A look says where it was taken from: the newest posting, the batch's own answers, the answers given for other files,
the language. A small file is looked at anew when any of these moved. A large one keeps its look, says what moved since,
and is worked out again by the worker when somebody asks (docs/decisions/0010).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Max
from django.utils.translation import get_language

from nongcot.indicators import ledger
from nongcot.intake import files, lines, previews
from nongcot.intake.deeds.told import ToldContract
from nongcot.intake.models import Batch, Decision, StillThere
from nongcot.intake.previews import Preview
from nongcot.intake.proposals import Proposal, RowProposal
from nongcot.intake.understanding import Understood
from nongcot.intake.understanding.codec import Json

#: Below both, a workbook is read while the officer waits: two seconds at most on two cores (`nongcot bench`: ten
#: thousand rows take about five). Above either, the worker reads it.
AT_ONCE_BYTES = 1_000_000
AT_ONCE_ROWS = 2_000

#: One encoder for all rows: `json.dumps` with these arguments makes a new one for each.
_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


@dataclass(frozen=True)
class Standpoint(Json):
    """Where a look was taken from: the posting, the digest of the batch's answers, that of answers for other files."""

    n: int
    answers: str
    others: str

    @property
    def token(self) -> str:
        """It in one word, for forms."""
        return _digest([self.n, self.answers, self.others])


@dataclass(frozen=True)
class Look(Json):
    """A preview and where it was taken from."""

    at: Standpoint
    preview: Preview

    @property
    def token(self) -> str:
        return self.at.token


def is_small(batch: Batch) -> bool:
    """Whether it is read while the officer waits."""
    return batch.size <= AT_ONCE_BYTES and batch.rows is not None and batch.rows <= AT_ONCE_ROWS


def standpoint(batch: Batch) -> Standpoint:
    """Where a look taken now would be taken from."""
    told = [batch.decisions, batch.on.isoformat(), batch.kind, batch.scope, batch.scope_kind, batch.scope_place]
    others = Decision.objects.aggregate(count=Count("pk"), last=Max("decided_at"))
    there = StillThere.objects.filter(on=batch.on).count()
    return Standpoint(ledger.newest(), _digest(told), _digest([others["count"], str(others["last"]), there]))


def kept(batch: Batch) -> Look | None:
    """The look that is kept, in the language of the page; None where there is none that can be used."""
    told = files.got(files.look(batch, language()))
    try:
        return Look.from_json(told) if told else None
    except (TypeError, ValueError, KeyError):  # written by an earlier release
        return None


def take(batch: Batch, understood: Understood, proposal: Proposal, at: Standpoint) -> Look:
    """Make the look of a proposal and keep it. `at` is where the proposal was made from."""
    look = Look(at, previews.of(understood, proposal))
    files.put(files.rows(batch), [at.token, fingerprints(proposal)])
    lines.keep(files.lines(batch, language()), at.token, lines.of(proposal))
    files.put(files.look(batch, language()), look.to_json())
    return look


def language() -> str:
    """The language of the page: vi or en."""
    return (get_language() or "vi")[:2]


def rows_seen(batch: Batch, token: str) -> dict[str, str] | None:
    """The fingerprints of the rows as the look of that token showed them; None when it is not the one kept."""
    match files.got(files.rows(batch)):
        case [str(kept_token), dict(rows)] if kept_token == token:
            return rows
    return None


def fingerprints(proposal: Proposal) -> dict[str, str]:
    """For each row that is about a record, one to come too, or a model, what would become of it, in a few letters."""
    return {row_ref(row): fingerprint(row) for row in proposal.rows if _is_compared(row)}


def _is_compared(row: RowProposal) -> bool:
    return bool(row.organisation_id or row.pairs or row.model)


def row_ref(row: RowProposal) -> str:
    """By what a row is named: its sheet and number."""
    return f"{row.sheet}#{row.row_no}"


def fingerprint(row: RowProposal) -> str:
    """What would become of a row; sentences are no part of it, since they change with the language."""
    told = [
        row.action,
        # One that the book does not have yet bears a number that means nothing: rows before it may move it.
        max(row.organisation_id or 0, 0),
        [max(pk, 0) for pk in _parties(row)],
        [[c.field, str(c.before), str(c.after), bool(c.asks)] for c in row.difference.changes],
        [[str(e.told), bool(e.asks)] for e in row.difference.events],
        [[one.what, str(one.before), str(one.after)] for one in row.offers],
        [[c.what, str(c.before), str(c.after), bool(c.asks)] for c in (row.model.changes if row.model else ())],
    ]
    return _digest(told)


def changed_since(seen: Mapping[str, str], now: Proposal) -> set[tuple[str, int]]:
    """Rows about a record that come out otherwise than they were seen, and those that lean on one of them."""
    about = [row for row in now.rows if _is_compared(row)]
    held = [row for row in about if seen.get(row_ref(row)) != fingerprint(row)]
    # A record that is not begun cannot be told of by the rows after it.
    unborn = {row.organisation_id for row in held if row.begins} | {pk for row in held for pk in row.begins_parties}
    held += [row for row in about if not unborn.isdisjoint((row.organisation_id, *_parties(row)))]
    return {(row.sheet, row.row_no) for row in held}


def _parties(row: RowProposal) -> list[int]:
    """The other parties of a row's contract; none where it tells none."""
    deed = row.candidate.deed if row.candidate is not None else None
    return [party.organisation_id for party in deed.others] if isinstance(deed, ToldContract) else []


def _digest(told: object) -> str:
    return hashlib.blake2b(_json(told).encode(), digest_size=8).hexdigest()
