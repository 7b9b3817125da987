"""What is kept of workbooks is erased when its days are over; what was broken off is finished."""

import logging
import time
from dataclasses import dataclass

from nongcot.intake import actions, expiry, files
from nongcot.intake.models import Batch
from nongcot.kernel import clock
from nongcot.sheets import SheetRefused

logger = logging.getLogger(__name__)

#: A file that belongs to no open batch may be one that is just being received; after a day it is not.
YOUNG = 24 * 3600


@dataclass(frozen=True)
class Tended:
    """How many batches expired, how many workbooks of rows left were erased, how many batches were finished, how many
    stray files were erased."""

    expired: int = 0
    left_erased: int = 0
    finished: int = 0
    strays: int = 0


def tend() -> Tended:
    """Do all of it; doing it again changes nothing."""
    return Tended(_expire(), _erase_left(), _finish(), _sweep())


def _expire() -> int:
    """Batches that nobody applied: the file goes, the hash and the answers stay."""
    today, gone = clock.today(), 0
    for batch in Batch.objects.filter(state__in=(Batch.State.RECEIVED, Batch.State.READY)):
        if expiry.last_day_of(batch) < today:
            gone += Batch.objects.filter(pk=batch.pk, state=batch.state).update(state=Batch.State.EXPIRED)
            files.erase(batch)
    return gone


def _erase_left() -> int:
    gone = 0
    for batch in Batch.objects.filter(left_until__lt=clock.today()):
        gone += files.left(batch).exists()
        files.left(batch).unlink(missing_ok=True)
    return gone


def _finish() -> int:
    """Applied batches whose workbook is still there: the process died between the posting and the erasing."""
    waiting = {number for number, path in files.kept() if path.name == f"{number}-left.json"}
    found = Batch.objects.filter(pk__in=waiting, state=Batch.State.APPLIED)
    for batch in found:
        try:
            actions.finish(batch)
        except SheetRefused as refusal:
            logger.error("The rows left of batch %s cannot be given back: %s", batch.pk, refusal)
            files.erase_working(batch)
    return len(found)


def _sweep() -> int:
    """Files of batches that are not open any more, or that never came to be."""
    states = dict(Batch.objects.values_list("pk", "state"))
    gone = 0
    for number, path in list(files.kept()):
        state = states.get(number)
        is_wanted = state in Batch.OPEN or (state is not None and path.name == f"{number}-left.xlsx")
        if not is_wanted and time.time() - path.stat().st_mtime > YOUNG:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
