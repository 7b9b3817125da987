"""How far the work on a workbook is: told by whoever works, kept in a file beside the workbook, read by its page.

A file and not a table: what is told inside a posting has to be seen before the posting is committed, and telling it
must not take the write lock from anybody.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple, TypeVar

from nongcot.intake import files

Item = TypeVar("Item")

#: The stages of looking and of applying, in their order.
LOOKING = ("read", "understand", "match", "compare", "effect")
APPLYING = ("read", "understand", "match", "compare", "write", "figures", "left")

#: Telling costs a small write; in this many rows nobody can have looked twice.
EVERY = 500


class Progress(NamedTuple):
    """The stage the work is in, and how many rows of it are done (`total` 0: nobody counts this stage)."""

    stage: str
    done: int = 0
    total: int = 0


_told_to: ContextVar[Callable[[Progress], None] | None] = ContextVar("progress_told_to", default=None)


@contextmanager
def kept_of(batch_id: int) -> Iterator[None]:
    """What is told inside is kept for the batch's page, and forgotten at the end."""
    path = files.progress(batch_id)
    token = _told_to.set(lambda told: files.put(path, told))
    try:
        yield
    finally:
        _told_to.reset(token)
        path.unlink(missing_ok=True)


def tell(stage: str, done: int = 0, total: int = 0) -> None:
    """Say how far the work is; nothing happens where nobody listens (the command line, a small file)."""
    if told_to := _told_to.get():
        told_to(Progress(stage, done, total))


def counted(items: Sequence[Item], stage: str) -> Iterator[Item]:
    """The items of a stage, telling by and by how many are done."""
    for number, item in enumerate(items):
        if number % EVERY == 0:
            tell(stage, number, len(items))
        yield item


def of(batch_id: int) -> Progress | None:
    """How far the work on a batch is; None while nobody works on it."""
    match files.got(files.progress(batch_id)):
        case [str(stage), int(done), int(total)]:
            return Progress(stage, done, total)
    return None
