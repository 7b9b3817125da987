"""Postings: every change of facts is one transaction with one number, and spans follow the facts within it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from nongcot.indicators import bulk, definitions, engine
from nongcot.indicators.models import Posting
from nongcot.kernel import clock, memory, rows
from nongcot.kernel.dates import format_day

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

#: Any constant will do; it names the ledger's lock among PostgreSQL's advisory locks.
LOCK = 0x4E43_4C44

_open: ContextVar["Entry | None"] = ContextVar("open_posting", default=None)


class NoSuchKnowledge(ValueError):
    """A point of knowledge that the book never had; holds the sentence to show."""


class BeforeTheBook(NoSuchKnowledge):
    """A point of knowledge before posting 1: there was no book, so there is no answer, and certainly not 0."""


class BeyondTheBook(NoSuchKnowledge):
    """A posting that has not been written yet: what the book will know then, nobody knows."""


class NestedPosting(RuntimeError):
    """An act tried to open a posting inside another one: two acts would share one number."""


class Entry:
    """The posting being written: its number, what was asserted under it, whom it touched."""

    def __init__(self, n: int, moment: datetime) -> None:
        self.n = n
        self.moment = moment
        self.touched: set[int] = set()
        self.lived: set[int] = set()
        self.rows = 0
        self._digest = hashlib.sha256()

    def write(self, model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Assert many rows; `posted` is added here, so that no fact can name another posting."""
        if rows:
            bulk.insert(model._meta.db_table, [*columns, "posted"], [(*row, self.n) for row in rows])
            self.note(model._meta.db_table, rows)

    def note(self, what: str, rows: Iterable[Sequence[Any]]) -> None:
        """Enter rows into the digest, erasable payloads by their hash alone being the caller's care."""
        told = list(rows)
        self._digest.update(json.dumps([what, told], default=str, ensure_ascii=False).encode())
        self.rows += len(told)

    def touch(self, organisations: Iterable[int]) -> None:
        """These organisations' facts changed; their profiles, what hangs on them and spans follow at the end."""
        self.touched.update(organisations)

    def touch_lives(self, organisations: Iterable[int]) -> None:
        """The same where only what their lives are worked out of changed: what hangs on a life follows if it turned."""
        self.lived.update(organisations)

    def digest(self, before: str) -> str:
        """Chained to the digest before it, so that no posting can be taken out unseen."""
        return hashlib.sha256((before + self._digest.hexdigest()).encode()).hexdigest()


@contextmanager
def posting(
    act: str,
    *,
    by: Any,
    cause: str = Posting.Cause.ACT,
    reason: str = "",
    source: str = "",
    undoes: int | None = None,
) -> Iterator[Entry]:
    """Open the one posting of an act; on leaving, spans and roll-ups follow and everything is committed together.

    `by` is the acting user, or None for the system itself. An act that asserted nothing leaves no posting behind.
    Raises `NestedPosting` inside another posting and `definitions.NotPostedUnder` when the code's definitions are not
    those of the ledger.
    """
    if _open.get() is not None:
        raise NestedPosting(act)
    engine.lay_out()
    with transaction.atomic(), _lock():
        if cause not in (Posting.Cause.OPENING, Posting.Cause.DEFINITION):
            definitions.require_current()
        last = rows.values(Posting, ["n", "moment", "digest"], "1 = 1", order="n DESC LIMIT 1")
        n, moment_before, digest_before = last[0] if last else (0, None, "")
        moment = clock.now() if moment_before is None else max(clock.now(), moment_before)
        entry = Entry(n + 1, moment)
        token = _open.set(entry)
        try:
            yield entry
            if entry.rows or cause == Posting.Cause.DEFINITION:
                engine.follow(entry.n, entry.touched, entry.lived)
                Posting.objects.create(
                    n=entry.n,
                    moment=moment,
                    act=act,
                    cause=cause,
                    actor=by if getattr(by, "pk", None) else None,
                    actor_name=str(by) if by else Posting.SYSTEM,
                    reason=reason,
                    source=source,
                    undoes_id=undoes,
                    digest=entry.digest(digest_before),
                )
        finally:
            _open.reset(token)


@contextmanager
def held() -> Iterator[None]:
    """The ledger's lock without a posting: nobody asserts anything meanwhile."""
    with transaction.atomic(), _lock():
        yield


@contextmanager
def _lock() -> Iterator[None]:
    """One writer at a time: commit order is the order of numbers. On SQLite the immediate transaction is the lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    with memory.alone():
        yield


def newest() -> int:
    """The last posting's number; 0 for an unopened book."""
    return memory.remembered("newest posting", _newest)


def _newest() -> int:
    last = rows.values(Posting, ["n"], "1 = 1", order="n DESC LIMIT 1")
    return int(last[0][0]) if last else 0


def digest(n: int) -> str:
    """What tells the knowledge of posting `n` from any other; "" for one that the book does not have."""
    return memory.remembered(("digest", n), lambda: _digest(n))


def _digest(n: int) -> str:
    found = rows.values(Posting, ["digest"], "n = %s", [n])
    return str(found[0][0]) if found else ""


def is_being_posted() -> bool:
    """Whether an act is being written: what is read then is nobody's knowledge yet."""
    return _open.get() is not None


def resolve(known_at: int | str | date | datetime | None) -> int:
    """The posting number that a point of knowledge means in this reader's snapshot.

    A number stays itself, a day means its end in Vietnam, a moment the last posting up to it; None the newest.
    Raises `BeforeTheBook` and `BeyondTheBook` with the sentence to show, and `ValueError` for text that is none of
    these.
    """
    last = newest()
    if known_at is None or known_at == "":
        if not last:
            raise BeforeTheBook(_("Sổ chưa mở."))
        return last
    if isinstance(known_at, str):
        known_at = _parse(known_at)
    if isinstance(known_at, int):
        if known_at < 1:
            raise BeforeTheBook(_before())
        if known_at > last:
            raise BeyondTheBook(_("Sổ mới ghi đến lần %(n)s.") % {"n": last} if last else _("Sổ chưa mở."))
        return known_at
    if not isinstance(known_at, datetime):
        known_at = datetime.combine(known_at + timedelta(days=1), time.min, VIETNAM) - timedelta(microseconds=1)
    elif known_at.tzinfo is None:
        known_at = known_at.replace(tzinfo=VIETNAM)
    n = Posting.objects.filter(moment__lte=known_at).aggregate(last=models.Max("n"))["last"]
    if not n:
        raise BeforeTheBook(_before())
    return int(n)


def opened_on() -> date | None:
    """The day of posting 1 in Vietnam; None for an unopened book."""
    return memory.remembered("opened on", _opened_on)


def _opened_on() -> date | None:
    first = rows.values(Posting, ["moment"], "1 = 1", order="n LIMIT 1")
    return first[0][0].astimezone(VIETNAM).date() if first else None


def known_until(n: int) -> date:
    """The last day of which posting `n` could know: when the next one was written; of the newest it is today."""
    if n >= newest():
        return clock.today()
    return memory.remembered(("known until", n), lambda: _day_of(n + 1))


def _day_of(n: int) -> date:
    moment: datetime = rows.values(Posting, ["moment"], "n = %s", [n])[0][0]
    return moment.astimezone(VIETNAM).date()


def _before() -> str:
    opened = opened_on()
    if opened is None:
        return _("Sổ chưa mở.")
    return _("Sổ mở ngày %(day)s: trước đó chưa có gì được ghi.") % {"day": format_day(opened)}


def _parse(text: str) -> int | date | datetime:
    if text.isdecimal():
        return int(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return datetime.fromisoformat(text)


@contextmanager
def snapshot() -> Iterator[None]:
    """One consistent read: everything asked inside sees the ledger of one moment, and no writer is held up.

    Inside a transaction already open (a posting, a test) that one's view holds.
    """
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
        return
    connection.ensure_connection()
    mode = connection.transaction_mode  # type: ignore[attr-defined]  # of Django's SQLite backend
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            connection.transaction_mode = mode  # type: ignore[attr-defined]
            yield
    finally:
        connection.transaction_mode = mode  # type: ignore[attr-defined]
