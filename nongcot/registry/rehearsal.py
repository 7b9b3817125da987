"""An act tried out: done in a transaction that is rolled back, so that its effect is told before anything is written.

It holds the ledger's lock no longer than the act itself does. Batches are another matter: they preview on a read
connection (`indicators.effects`).
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from nongcot.indicators import engine
from nongcot.indicators.models import Posting
from nongcot.registry import cautions, moved, words
from nongcot.registry.models import Profile
from nongcot.registry.moved import Moved
from nongcot.registry.outcomes import Caution, Recorded, ToConfirm
from nongcot.registry.vocabulary import LegalStatus

Act = Callable[[Collection[str]], Recorded]


@dataclass(frozen=True)
class StatusChange:
    """The status of an organisation at the end of a day, before and after, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Rehearsal:
    """What an act would do: what is unusual about it, which statuses and figures would change."""

    cautions: tuple[Caution, ...]
    statuses: tuple[StatusChange, ...]
    moved: tuple[Moved, ...]


def rehearse(act: Act, day: date) -> Rehearsal:
    """Try an act that takes the codes of confirmed cautions. Raises what the act raises, but for `ToConfirm`."""
    told: tuple[Caution, ...] = ()
    engine.lay_out()
    with transaction.atomic():
        try:
            with transaction.atomic():
                done = act(())
        except ToConfirm as open_questions:
            told = open_questions.cautions
            with transaction.atomic():
                done = act(cautions.ALL | {caution.code for caution in told})
        named = words.names(done.organisations)
        changes = [
            StatusChange(named[pk], _status(pk, day, done.n - 1), _status(pk, day, done.n)) for pk in done.organisations
        ]
        figures = tuple(_figures(done))
        transaction.set_rollback(True)
    return Rehearsal(told, tuple(c for c in changes if c.before != c.after), figures)


def _figures(done: Recorded) -> Iterable[Moved]:
    """The figures that an act moved: one about nobody none, unless it counted them anew by another reading."""
    if done.organisations:
        return moved.by_last_posting()
    if Posting.objects.filter(n=done.n, cause=Posting.Cause.DEFINITION).exists():
        return (figure for figure in moved.by_posting(done.n) if figure.changes)
    # What the last posting moved is still that of an earlier act.
    return ()


def _status(organisation_id: int, day: date, n: int) -> str:
    """Legal and statistical status at the end of a day, as known at a posting."""
    rows = Profile.objects.filter(organisation_id=organisation_id, posted__lte=n, valid_from__lte=day)
    row = rows.exclude(retracted__lte=n).order_by("valid_from").last()
    if row is None:
        return words.legal_status("", "")
    if row.valid_to <= day:
        return words.legal_status(LegalStatus.ENDED, row.kind)
    legal = words.legal_status(row.legal_status, row.kind)
    statistical = words.statistical_status(row.statistical_status)
    return legal if legal == statistical else f"{legal} ({statistical.lower()})"
