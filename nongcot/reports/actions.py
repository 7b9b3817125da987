"""Producing a report: composed, written, noted and kept; and composed again from what it was composed from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from nongcot.accounts import book
from nongcot.accounts.models import User
from nongcot.indicators.ledger import held, resolve, snapshot
from nongcot.kernel import clock, memory
from nongcot.kernel.shelf import digest
from nongcot.reports import congress, kept, word
from nongcot.reports.models import Composition
from nongcot.reports.paper import Head, Paper


def compose_congress(*, term: int, on: date, known_at: Any = None) -> Paper:
    """The congress report as known at a posting, day or moment (None: the newest), in one view of the ledger.

    Raises `subject.NoSuchTerm`, `ledger.NoSuchKnowledge`, `accounts.book.NoBook`.
    """
    with snapshot(), memory.remembering():
        head = congress.head_of(book.current())
        return congress.compose(term=term, on=on, n=resolve(known_at), head=head)


@dataclass(frozen=True)
class Produced:
    """A report as a Word document, and the note of it: an earlier one where exactly this file was `produced_before`."""

    paper: Paper
    document: bytes
    noted: Composition
    produced_before: bool


def produce_congress(*, term: int, on: date, by: User | None, known_at: Any = None) -> Produced:
    """The report as a Word document, kept as it is and noted, once: where the same bytes of the same day and posting
    are noted already, that note stands. Raises as `compose_congress`, and OSError where the file cannot be kept: then
    nothing is noted.
    """
    paper = compose_congress(term=term, on=on, known_at=known_at)
    document = word.written(paper)
    asked = {"kind": congress.KIND, "term": term, "on_day": on, "n": paper.posting}
    same = {"sha256": digest(document), "size": len(document)}
    with held():
        before = Composition.objects.filter(**asked, **same).order_by("pk").first()
        noted = before or Composition.objects.create(
            moment=clock.now(),
            by=by,
            by_name=str(by) if by else "",
            head=paper.head.told(),
            figures=len(paper.used),
            **asked,
            **same,
        )
        if before is None or kept.why_gone(before):
            kept.SHELF.keep(document)
    return Produced(paper, document, noted, before is not None)


def compose_again(composition: Composition) -> Paper:
    """The paper of a composition in the words of this program, from what was known at its posting and stood in its
    head: the same figures.
    """
    with snapshot(), memory.remembering():
        return congress.compose(
            term=composition.term, on=composition.on_day, n=composition.n, head=Head(**composition.head)
        )
