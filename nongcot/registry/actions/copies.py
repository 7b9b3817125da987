"""Copies of papers beside facts of whatever room: kept, changed, taken back, erased.

The fact is one posting like any other; the bytes are on the disk before it is, and go again where it fails.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators import ledger
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.registry import keyed, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.copies import beside, store
from nongcot.registry.copies.taking import Taken
from nongcot.registry.models import Copy, Keyed
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.registry.values import written

LONGEST_TITLE = 120

#: How many files one act keeps: the pages of one paper.
MOST_AT_ONCE = 20


def add_copies(*, of: type[Keyed], key: str, title: str, taken: Sequence[Taken], by: User | None) -> Recorded:
    """Keep files (`copies.taking.take`) beside the fact of that table and key, in one posting: each is a copy of its
    own, and several are numbered in the order in which they are given.

    Raises NotNow when the fact was taken back; ValidationError by field, for a file that is there already too.
    """
    names = _titles(title, len(taken))
    with ExitStack() as kept:
        for one in taken:
            kept.enter_context(_bytes_of(one))
        entry = kept.enter_context(posting("registry.add_copy", by=by))
        fact = keyed.standing(of, key)
        _require_new(beside.table(of), key, taken)
        organisation: int = fact.organisation_id  # type: ignore[attr-defined]  # all keyed facts have it
        told = {"organisation_id": organisation, "of": beside.table(of), "of_key": key, "erased": False}
        rows = [told | {"title": name} | _file(one) for name, one in zip(names, taken, strict=True)]
        keys = writing.tell(entry, Copy, rows)
        for one in taken:
            store.keep(one)
    return Recorded(entry.n, (organisation,), tuple(keys))


def change_copy(*, key: str, title: str, by: User | None, seen: int | None, taken: Taken | None = None) -> Recorded:
    """Put another file in the place of a copy (None: the same file), or call it otherwise.

    Raises NotNow when it was taken back, ChangedSince, ValidationError by field.
    """
    name = _title(title)
    with _bytes_of(taken), posting("registry.change_copy", by=by, cause=Posting.Cause.CORRECTION) as entry:
        before = keyed.standing(Copy, key)
        versions.require_fact_unchanged(before, seen)
        if taken is None:
            writing.tell_again(entry, before, title=name)
        else:
            _require_new(before.of, before.of_key, [taken])
            writing.tell_again(entry, before, title=name, erased=False, **_file(taken))
            store.keep(taken)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_copy(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a copy from beside its fact; the bytes stay as long as `copies.expiry` says. Raises NotNow, ChangedSince."""
    with posting("registry.withdraw_copy", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Copy, key)
        versions.require_fact_unchanged(before, seen)
        writing.tell_again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def erase_copy(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Erase the bytes of a copy for good, wherever they are named; that they were there, and their digest, stay.

    Undoing the posting does not bring them back. Raises NotNow when it was taken back or erased, ChangedSince.
    """
    with posting("registry.erase_copy", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Copy, key)
        versions.require_fact_unchanged(before, seen)
        if beside.erased(before.sha256):
            raise NotNow(_("Tệp của bản chụp này đã xóa rồi."))
        writing.tell_again(entry, before, erased=True)
        # Not before the posting is sure: an act that is only tried, or fails, erases nothing.
        transaction.on_commit(partial(store.erase, before.sha256))
    return Recorded(entry.n, (before.organisation_id,), (key,))


def take_back_with(entry: Entry, of: type[Keyed], keys: Collection[str]) -> None:
    """In an open posting: take back the copies of facts whose own ground (a dossier, a contract) is taken back."""
    for copies in beside.of_facts(of, keys, entry.n).values():
        for copy in copies:
            writing.tell_again(entry, copy, void=True)


@contextmanager
def _bytes_of(taken: Taken | None) -> Iterator[None]:
    """Where the posting inside fails, bytes that no posting names are not left behind."""
    was_there = taken is None or store.holds(taken.sha256)
    try:
        yield
    except BaseException:
        if taken is not None and not was_there:
            # The lock keeps out who is just naming the same bytes. What cannot be looked up now is swept later
            # (`copies.expiry`).
            with suppress(DatabaseError), ledger.held():
                if not Copy.objects.filter(sha256=taken.sha256).exists():
                    store.erase(taken.sha256)
        raise


def _require_new(of: str, of_key: str, taken: Sequence[Taken]) -> None:
    if not 0 < len(taken) <= MOST_AT_ONCE:
        raise ValidationError({"file": _("Mỗi lần từ 1 đến %(most)s tệp.") % {"most": MOST_AT_ONCE}})
    if len({one.sha256 for one in taken}) < len(taken):
        raise ValidationError({"file": _("Có tệp được chọn hai lần.")})
    for one in taken:
        _require_not_kept(of, of_key, one)


def _require_not_kept(of: str, of_key: str, taken: Taken) -> None:
    if erasure := beside.erased(taken.sha256):
        sentence = _("Chính tệp này đã được xóa khỏi sổ (ghi sổ số %(n)s), không giữ lại nữa.")
        raise ValidationError({"file": sentence % {"n": erasure.posted}})
    if not store.holds(taken.sha256):
        # What a copy names and is not there may be sent again.
        return
    rows = Copy.objects.filter(of=of, of_key=of_key, sha256=taken.sha256, withdrawn=None).values_list("key", flat=True)
    standing = [copy for copy in map(partial(keyed.newest, Copy), set(rows)) if copy is not None]
    if any(copy.sha256 == taken.sha256 for copy in standing):
        raise ValidationError({"file": _("Chính tệp này đã được giữ ở đây rồi.")})


def _title(title: str) -> str:
    try:
        name = written(title, LONGEST_TITLE)
    except ValidationError as error:
        raise ValidationError({"title": error}) from None
    if not name:
        raise ValidationError({"title": _("Cần có tên bản chụp.")})
    return name


def _titles(title: str, count: int) -> list[str]:
    """What each of so many copies is called: alike, and numbered where there are several."""
    name = _title(title)
    if count == 1:
        return [name]
    numbers = [f" ({place}/{count})" for place in range(1, count + 1)]
    return [name[: LONGEST_TITLE - len(number)].rstrip() + number for number in numbers]


def _file(taken: Taken) -> dict[str, str | int]:
    return {"media_type": taken.media_type, "size": taken.size, "sha256": taken.sha256}
