"""Work on a batch: done at once where it is small, asked of the worker where it is large; how it stands."""

from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task_backends
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from nongcot.accounts.models import User
from nongcot.intake import actions, leftovers, looks, tasks
from nongcot.intake.actions.answering import require_open
from nongcot.intake.looks import Look
from nongcot.intake.models import Batch
from nongcot.registry.outcomes import NotNow

Standing = Literal["", "waiting", "going", "stopped"]
"""Nothing is asked of the worker; it waits for the worker; the worker is at it; the worker died of it too often."""

_STANDS: dict[str, Standing] = {
    TaskResultStatus.READY: "waiting",
    TaskResultStatus.RUNNING: "going",
    TaskResultStatus.FAILED: "stopped",
}


def standing(batch: Batch) -> Standing:
    """How the work that was asked of the worker stands; the batch is read again afterwards, as the worker left it."""
    stands: Standing = ""
    backend = task_backends["default"]
    if batch.task and backend.supports_get_result:
        try:
            stands = _STANDS.get(backend.get_result(batch.task).status, "")
        except TaskResultDoesNotExist:  # the queue was emptied, or this is a restored backup
            stands = ""
    batch.refresh_from_db()
    return stands


def current_look(batch: Batch) -> Look | None:
    """What the page shows: of a small batch as of now, of a large one as it was last worked out (None: never).

    Raises `SheetRefused` where a small one cannot be read.
    """
    look = looks.kept(batch)
    if looks.is_small(batch) and (look is None or leftovers.got(batch) is None or look.at != looks.standpoint(batch)):
        return actions.take_look(batch)
    return look


def ask_look(batch: Batch) -> None:
    """Let the worker read the batch and work out its look."""
    require_open(batch, Batch.State.RECEIVED, Batch.State.READY)
    with transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(failure="")
        asked = tasks.look.enqueue(batch.pk, looks.language())
        Batch.objects.filter(pk=batch.pk).update(task=asked.id)
    batch.refresh_from_db()


def apply(batch: Batch, by: User, token: str) -> None:
    """Apply what the look of that token showed: a small batch at once, a large one by the worker.

    Raises `NotNow` for a batch that is not open or was looked at anew since, `SheetRefused`.
    """
    require_open(batch, Batch.State.READY)
    seen = looks.rows_seen(batch, token)
    look = looks.kept(batch)
    if seen is None or look is None:
        raise NotNow(tasks.looked_elsewhere())
    if look.at.answers != looks.standpoint(batch).answers:
        raise NotNow(_("Có lựa chọn mới chưa được tính vào bản xem trước: hãy tính lại rồi áp dụng."))
    if looks.is_small(batch):
        understood = actions.read(batch)
        proposal = actions.preview(batch, understood, effect=False)
        actions.apply(batch=batch, by=by, seen=proposal, understood=understood, looked_at=seen)
        return
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        require_open(locked, Batch.State.READY)
        Batch.objects.filter(pk=batch.pk).update(state=Batch.State.APPLYING, failure="")
        asked = tasks.apply.enqueue(batch.pk, by.pk, token, looks.language())
        Batch.objects.filter(pk=batch.pk).update(task=asked.id)
    batch.refresh_from_db()


def again(batch: Batch) -> None:
    """Begin work anew that came to nothing: reading is asked for again, applying waits for the officer's word again.

    Raises `NotNow` while the worker is at it.
    """
    if standing(batch) in ("waiting", "going"):
        raise NotNow(_("Việc này đang được làm."))
    if batch.state == Batch.State.APPLYING:
        Batch.objects.filter(pk=batch.pk, state=Batch.State.APPLYING).update(state=Batch.State.READY, task="")
        batch.refresh_from_db()
        return
    ask_look(batch)
