"""What the worker does with large workbooks: takes the look, applies. Each may be begun again where it was broken off.

Whatever goes wrong becomes a sentence on the batch's page. The queue keeps no message of an error, for it might hold a
cell of the workbook.
"""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from nongcot.accounts.models import User
from nongcot.intake import actions, looks, progress
from nongcot.intake.models import Batch
from nongcot.registry.outcomes import NotNow
from nongcot.sheets import SheetRefused

logger = logging.getLogger(__name__)


@task()
def look(batch_id: int, language: str) -> None:
    """Read a batch and work out its preview."""
    batch = Batch.objects.filter(pk=batch_id, state__in=(Batch.State.RECEIVED, Batch.State.READY)).first()
    if batch is not None:
        with _working_on(batch, language):
            actions.take_look(batch)


@task()
def apply(batch_id: int, user_id: int | None, token: str, language: str) -> None:
    """Apply a batch as the look of that token showed it; of one that was applied already, only finish what is left."""
    batch = Batch.objects.filter(pk=batch_id, state__in=(Batch.State.APPLYING, Batch.State.APPLIED)).first()
    if batch is None:
        return
    with _working_on(batch, language):
        if batch.state == Batch.State.APPLIED:
            actions.finish(batch)
            return
        seen = looks.rows_seen(batch, token)
        if seen is None:
            raise NotNow(looked_elsewhere())
        understood = actions.read(batch)
        proposal = actions.preview(batch, understood, effect=False)
        by = User.objects.filter(pk=user_id).first()
        actions.apply(batch=batch, by=by, seen=proposal, understood=understood, looked_at=seen)


def looked_elsewhere() -> str:
    """The sentence for an act on a look that is no longer the one kept."""
    return _("Bản xem trước đã được tính lại từ khi trang được mở: hãy xem lại rồi áp dụng.")


@contextmanager
def _working_on(batch: Batch, language: str) -> Iterator[None]:
    """Tell progress, and turn what goes wrong into a sentence. A batch that was not applied can be applied again."""
    with translation.override(language), progress.kept_of(batch.pk):
        try:
            yield
        except (NotNow, SheetRefused) as refusal:
            _note(batch, str(refusal))
        except Exception as error:
            frames = "".join(traceback.format_tb(error.__traceback__))
            logger.error("Work on batch %s failed: %s\n%s", batch.pk, type(error).__name__, frames)
            _note(
                batch, _("Việc này gặp lỗi của chương trình và đã dừng; sổ không đổi. Hãy làm lại, hoặc báo quản trị.")
            )


def _note(batch: Batch, sentence: str) -> None:
    """Keep the sentence; what was to be applied waits for an officer again, since nothing of it was written."""
    Batch.objects.filter(pk=batch.pk).update(failure=sentence)
    Batch.objects.filter(pk=batch.pk, state=Batch.State.APPLYING).update(state=Batch.State.READY)
