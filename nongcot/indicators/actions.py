"""Acts upon the ledger itself: posting changed definitions, keeping quoted figures."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators import definitions, engine
from nongcot.indicators.ledger import Entry, posting
from nongcot.indicators.models import Posting, Quoted


def repost(*, by: User | None, codes: Iterable[str] | None = None, reason: str = "") -> tuple[int, list[str]]:
    """Post the declared definitions over all organisations, as one posting with cause `definition`.

    Without `codes` those whose declaration differs from the ledger's. Gives the posting's number (0: nothing to do) and
    the codes posted.
    """
    wanted = sorted(codes) if codes is not None else definitions.changed()
    if not wanted:
        return 0, []
    with posting("indicators.repost", by=by, cause=Posting.Cause.DEFINITION, reason=reason) as entry:
        engine.repost(entry.n, wanted)
        entry.note("definitions", [(code,) for code in wanted])
    return entry.n, wanted


def quote(entry: Entry, rows: Iterable[dict[str, Any]]) -> int:
    """Keep what sources state, in their words, within an open posting; gives how many rows."""
    quoted = [Quoted(**row, posted=entry.n) for row in rows]
    Quoted.objects.bulk_create(quoted)
    entry.note("quoted", [(q.code, q.as_of, q.scope, q.value, q.source_title) for q in quoted])
    return len(quoted)


def keep_quoted(*, by: User | None, rows: Iterable[dict[str, Any]], source: str) -> int:
    """One posting of quoted figures from one source; gives its number."""
    with posting("indicators.keep_quoted", by=by, source=source, reason=_("Số liệu trích dẫn")) as entry:
        quote(entry, rows)
    return entry.n
