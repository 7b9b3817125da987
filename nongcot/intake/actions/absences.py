"""What became of the records that a whole list does not name: said by an officer, recorded in one posting."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.intake.actions.answering import require_open
from nongcot.intake.models import Batch, StillThere
from nongcot.kernel import clock
from nongcot.kernel.dates import format_day
from nongcot.registry.actions import settling
from nongcot.registry.actions.settling import Event, OtherKind
from nongcot.registry.outcomes import Recorded


def settle_absent(
    *,
    batch: Batch,
    outcomes: Sequence[Event | OtherKind],
    still_there: Collection[int],
    by: User | None,
    seen: int | None = None,
    confirmed: Collection[str] = (),
) -> Recorded:
    """Record what became of some records, and remember which are still there; all of it or nothing.

    `outcomes` are recorded by the registry's own acts in one posting with the batch as its source (posting 0: there
    were none); `still_there` are remembered for lists of this scope and day and change no fact.

    Raises NotNow for a batch that is neither open nor applied, `settling.NotAll`, ToConfirm.
    """
    require_open(batch, Batch.State.READY, Batch.State.APPLIED)
    n = 0
    with transaction.atomic():
        batch.refresh_from_db(from_queryset=Batch.objects.select_for_update())
        require_open(batch, Batch.State.READY, Batch.State.APPLIED)
        if outcomes:
            day = format_day(batch.on)
            done = settling.settle(
                outcomes=outcomes,
                by=by,
                seen=seen,
                confirmed=confirmed,
                reason=_("Không có trong toàn bộ danh sách tính đến %(day)s.") % {"day": day},
                source=f"{batch.name} ({day})",
            )
            n = done.n
            told = {str(outcome.organisation_id): n for outcome in outcomes}
            batch.outcome = {**batch.outcome, "settled": {**batch.outcome.get("settled", {}), **told}}
            batch.save(update_fields=["outcome"])
        for organisation_id in still_there:
            StillThere.objects.update_or_create(
                organisation_id=organisation_id,
                scope_kind=batch.scope_kind,
                scope_place=batch.scope_place,
                on=batch.on,
                defaults={"batch": batch, "decided_at": clock.now(), "decided_by": by},
            )
    organisations = (*(outcome.organisation_id for outcome in outcomes), *still_there)
    return Recorded(n, organisations)
