"""A workbook received, read, looked at, given up."""

import hashlib
import shutil
from datetime import date
from functools import partial
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators import ledger
from nongcot.intake import files, leftovers, looks, places, progress, scopes
from nongcot.intake.actions.answering import answers_of, overrides_of, require_open
from nongcot.intake.actions.proposing import proposed
from nongcot.intake.deeds import events_of_lists, whereabouts
from nongcot.intake.looks import Look
from nongcot.intake.models import Batch
from nongcot.intake.proposals import Proposal, Scope
from nongcot.intake.understanding import Understood, has_table, understand
from nongcot.kernel import clock, memory
from nongcot.kernel.dates import format_day
from nongcot.sheets import SheetRefused, Workbook, guard, read_workbook


def receive(
    *,
    source: Path,
    name: str,
    on: date | None,
    by: User | None,
    kind: str = "",
    scope: Scope | None = None,
    ask_scope: bool = False,
    workbook: Workbook | None = None,
) -> Batch:
    """Take a workbook in: checked, hashed, kept while it is worked on. Nothing of it enters the book yet.

    A small one is read at once and is then ready; of a large one only its safety is checked, and it is left in the
    state "received" for whoever reads it. `on` None takes the day that the file tells, or today. With `ask_scope` the
    page proposes a scope from the title and asks. `workbook` is what was read from `source`, where that was done
    already.

    Raises `SheetRefused` with the sentence to show for what is no readable workbook or holds no table, for a list of a
    day that has not come and for a scope that is none; then nothing is kept.
    """
    if on is not None:
        require_day(on)
        scopes.require_known(scope, on)
    guard.check(source)
    size = source.stat().st_size
    read_now = workbook
    if read_now is None and size <= looks.AT_ONCE_BYTES:
        read_now = read_workbook(source, name=name)
    if read_now is not None:
        require_table(read_now)
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    batch = Batch(
        name=name,
        sha256=digest,
        size=size,
        kind=kind,
        on=on or clock.today(),
        on_proposed=on is None,
        received_at=clock.now(),
        received_by=by,
    )
    batch.tell_scope(scope.kind if scope else "", scope.place if scope else "")
    batch.decisions = {"ask_scope": True} if ask_scope else {}
    if read_now is not None:
        batch.rows = count(read_now)
        if looks.is_small(batch):
            batch.state = Batch.State.READY
            _take_day(batch, read_now)
            scopes.require_known(scope, batch.on)
    # The row comes first, for the file bears its number; a file that cannot be kept takes the row back with it.
    with transaction.atomic():
        batch.save()
        kept = files.workbook(batch)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, kept)
    return batch


def require_day(on: date) -> None:
    """Raise `SheetRefused` for a day that has not come: nobody can tell yet how things stand on it."""
    if on > clock.today():
        raise SheetRefused(_("Ngày của danh sách (%(day)s) chưa tới.") % {"day": format_day(on)})


def require_table(workbook: Workbook) -> None:
    """Raise `SheetRefused` where no sheet holds a table: a letter, a program's data, a text under a workbook's name."""
    if has_table(workbook):
        return
    is_named_workbook = Path(workbook.name).suffix.lower() in (".xlsx", ".xls", ".ods")
    if workbook.format in ("csv", "tsv") and is_named_workbook:
        raise SheetRefused(guard.not_a_workbook())
    raise SheetRefused(_("Không thấy bảng nào trong tệp: không có dòng tiêu đề hay cột tên nào nhận ra được."))


def count(workbook: Workbook) -> int:
    """The rows of all sheets."""
    return sum(len(sheet.rows) for sheet in workbook.sheets)


def _take_day(batch: Batch, workbook: Workbook) -> None:
    """The day that the file tells, unless somebody told another one; a day that has not come is none."""
    if batch.on_proposed:
        today = clock.today()
        understood = understand(workbook, on=today, kind=batch.kind or None, tell=partial(progress.tell, "read"))
        proposed = understood.proposed_on
        batch.on = proposed.day if proposed and proposed.day <= today else today


def read(batch: Batch, workbook: Workbook | None = None) -> Understood:
    """The workbook (as it was read, or read anew) as it is understood with the officers' overrides so far.

    A workbook that was only received gets its day and its number of rows with that, and is ready; when it turns out not
    to be readable it is refused, and nothing of it is kept. Raises `SheetRefused` with the sentence, also when the file
    is no longer there.
    """
    kept = files.workbook(batch)
    if not kept.exists():
        raise SheetRefused(_("Tệp không còn được giữ; hãy gửi lại."))
    progress.tell("read")
    try:
        workbook = workbook or read_workbook(kept, name=batch.name)
        if batch.state == Batch.State.RECEIVED:
            require_table(workbook)
    except SheetRefused as refusal:
        _refuse(batch, str(refusal))
        raise
    if batch.state == Batch.State.RECEIVED:
        batch.rows, batch.state = count(workbook), Batch.State.READY
        _take_day(batch, workbook)
        changed = {name: getattr(batch, name) for name in ("rows", "state", "on")}
        # Only as long as nobody gave it up meanwhile.
        Batch.objects.filter(pk=batch.pk, state=Batch.State.RECEIVED).update(**changed)
        batch.refresh_from_db(fields=["state"])
    understood = understand(
        workbook,
        on=batch.on,
        kind=batch.kind or None,
        place_of=places.finder(batch.on),
        overrides=overrides_of(batch),
        tell=partial(progress.tell, "understand"),
    )
    return whereabouts.settle(events_of_lists.settle(understood))


def preview(batch: Batch, understood: Understood | None = None, *, effect: bool = True) -> Proposal:
    """What applying the batch now would do; holds up no writer."""
    with ledger.snapshot(), memory.remembering():
        return proposed(batch, understood or read(batch), effect=effect)


def take_look(batch: Batch) -> Look:
    """Read the batch, work out what its page shows and keep it. Done twice, it gives the same. Raises as `read`."""
    understood = read(batch)
    with ledger.snapshot(), memory.remembering():
        at = looks.standpoint(batch)
        proposal = proposed(batch, understood)
        files.put(files.left_marks(batch), leftovers.of(understood, proposal, (), answers_of(batch).agreed))
        return looks.take(batch, understood, proposal, at)


def _refuse(batch: Batch, sentence: str) -> None:
    """Of a batch that somebody works on already (a file that went bad) only the attempt is refused."""
    if batch.state == Batch.State.RECEIVED:
        batch.state, batch.refusal = Batch.State.REFUSED, sentence
        batch.save(update_fields=["state", "refusal"])
        files.erase(batch)


def drop(*, batch: Batch, by: User | None) -> None:
    """Give a batch up; its file is removed, its hash stays. Raises `NotNow` where it is being or was applied."""
    require_open(batch, Batch.State.RECEIVED, Batch.State.READY)
    batch.state = Batch.State.DROPPED
    batch.save(update_fields=["state"])
    files.erase(batch)
