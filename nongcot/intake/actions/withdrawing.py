"""What an applied workbook stated, withdrawn in a new posting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.ledger import Entry
from nongcot.intake import differences
from nongcot.intake.actions.applying import happened
from nongcot.intake.candidates import Candidate, ToldEvent
from nongcot.intake.models import Batch, Mention
from nongcot.kernel.dates import PartialDate
from nongcot.registry import law, standing, writing
from nongcot.registry.actions import undoing
from nongcot.registry.outcomes import NotNow
from nongcot.registry.writing import Said


@dataclass(frozen=True)
class Withdrawn:
    """The receipt of an undone batch, with what stays because others changed it or later lists say it too."""

    posting: int
    remains: undoing.Remains
    said_again: tuple[int, ...] = field(default_factory=tuple)


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
            writing.happen(entry, [happened(mention.organisation_id, told, source) for told in events])
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
