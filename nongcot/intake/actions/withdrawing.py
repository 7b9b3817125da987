"""What an applied workbook stated, withdrawn in a new posting."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Assertion, Posting
from nongcot.intake import replaying
from nongcot.intake.actions.answering import require_open
from nongcot.intake.models import Batch, Restated
from nongcot.registry.actions import undoing
from nongcot.registry.outcomes import NotNow


@dataclass(frozen=True)
class Withdrawn:
    """The receipt of an undone batch (posting 0: nothing had to be withdrawn), with what stays because others changed
    it; `said_again` are the organisations that stay because other lists say so too."""

    posting: int
    remains: undoing.Remains
    said_again: tuple[int, ...] = field(default_factory=tuple)


def undo(*, posting_n: int, by: User | None, reason: str = "") -> Withdrawn:
    """Withdraw the batch that was applied in a posting; as `withdraw`. Raises `NotNow`."""
    batch = Batch.objects.filter(posting=posting_n, state=Batch.State.APPLIED).first()
    gone = None if batch else Batch.objects.filter(posting=posting_n, state=Batch.State.WITHDRAWN).first()
    if gone is not None:
        raise NotNow(_withdrawn_already(gone))
    if batch is None:
        raise NotNow(_("Không có tệp nào được áp dụng ở lần ghi sổ số %(n)s.") % {"n": posting_n})
    return withdraw(batch=batch, by=by, reason=reason)


def _withdrawn_already(batch: Batch) -> str:
    told = {"n": batch.posting, "by": batch.undone_by}
    if batch.undone_by is None:
        return _("Tệp áp dụng ở lần ghi sổ số %(n)s đã rút lại rồi.") % told
    return _("Tệp áp dụng ở lần ghi sổ số %(n)s đã rút ở lần ghi sổ số %(by)s.") % told


def withdraw(*, batch: Batch, by: User | None, reason: str = "") -> Withdrawn:
    """Withdraw what an applied batch stated, also what was stated again for it since, in one new posting.

    What others changed since stays and is listed. Afterwards the standing lists say what they would have said had this
    one never been applied, so that figures equal a replay of all acts but this one. The same file that was applied
    again for the same day and had nothing to write is the same statement: it goes with it. Raises `NotNow`.
    """
    with transaction.atomic():
        batch.refresh_from_db(from_queryset=Batch.objects.select_for_update())
        require_open(batch, Batch.State.APPLIED)
        gone = [batch, *_same_statement(batch)]
        again: list[int] = []

        def replay(entry: Entry, organisations: set[int]) -> None:
            again.extend(replaying.replay(entry, organisations, [each.pk for each in gone]))

        done = None
        n = batch.posting if batch.posting and not Posting.objects.filter(undoes=batch.posting).exists() else None
        also = {model: _restated(model, gone) for model in replaying.TABLES}
        if _stands(n, also):
            said = reason or _("Rút lại tệp đã nhập")
            done = undoing.undo(n=n, by=by, reason=said, also=also, then=replay, confirmed=None)
        for each in gone:
            each.state, each.undone_by = Batch.State.WITHDRAWN, done.n if done else None
            each.save(update_fields=["state", "undone_by"])
    if done is None:
        return Withdrawn(0, undoing.Remains((), ()))
    kept = tuple(k for k in done.remains.kept if k.n != done.n)
    orphaned = tuple(o for o in done.remains.without_source if o not in again)
    return Withdrawn(done.n, undoing.Remains(kept, orphaned), tuple(again))


def _same_statement(batch: Batch) -> list[Batch]:
    if batch.posting is None:
        return []
    same = Batch.objects.filter(sha256=batch.sha256, on=batch.on, state=Batch.State.APPLIED, posting=None)
    return list(same.select_for_update())


def _restated(model: type[Assertion], gone: list[Batch]) -> QuerySet[Restated, int]:
    rows = Restated.objects.filter(batch__in=gone, table=model._meta.db_table)
    return rows.values_list("row_id", flat=True)


def _stands(n: int | None, also: dict[type[Assertion], QuerySet[Restated, int]]) -> bool:
    """Whether anything is there to be withdrawn."""
    own = n is not None and any(
        m._default_manager.filter(posted=n, withdrawn=None).exists() for m in undoing.tables_of(n)
    )
    return own or any(m._default_manager.filter(pk__in=ids, withdrawn=None).exists() for m, ids in also.items())
