"""Which bytes of copies are needed, and which are erased: by an officer's act, or some days after their copy stands no
more. What a posting says of them stays for ever."""

import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings

from nongcot.indicators import ledger
from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.registry import keyed
from nongcot.registry.copies import store
from nongcot.registry.models import Copy, Keyed

#: Bytes that no posting names may be those of one that is just being written; after a day they are not.
YOUNG = 24 * 3600


def tend() -> int:
    """Erase what is not needed any more; tells how many files. Doing it again changes nothing."""
    gone = 0
    for path in list(store.kept()):
        # One by one: writers wait for one file, and none is named anew between the look and the erasing.
        with ledger.held():
            copies = list(Copy.objects.filter(sha256=path.name))
            if _is_over(copies) if copies else time.time() - path.stat().st_mtime > YOUNG:
                path.unlink(missing_ok=True)
                gone += 1
    return gone


def needed() -> dict[str, Copy]:
    """The digests of which the bytes have to be there, each with a copy that stands beside a fact that stands."""
    standing = [copy for copy in _standing(Copy.objects.values_list("key", flat=True)) if not copy.erased]
    erased = set(Copy.objects.filter(erased=True, withdrawn=None).values_list("sha256", flat=True))
    return {copy.sha256: copy for copy in standing if copy.sha256 not in erased}


def _standing(keys: Iterable[str]) -> list[Copy]:
    found = (keyed.newest(Copy, key) for key in set(keys))
    return [copy for copy in found if copy is not None and keyed.newest(_model(copy), copy.of_key) is not None]


def _is_over(copies: list[Copy]) -> bool:
    """Whether the bytes that these assertions name go: they were erased, or stand nowhere since long."""
    if any(copy.erased and copy.withdrawn is None for copy in copies):
        return True
    digest = copies[0].sha256
    if any(copy.sha256 == digest for copy in _standing(copy.key for copy in copies)):
        return False
    return _last_told(copies) < clock.now() - timedelta(days=settings.COPIES_KEPT_DAYS)


def _last_told(copies: list[Copy]) -> datetime:
    """When somebody last told or took back something of these copies, or of what they are of."""
    rows: list[Keyed] = list(Copy.objects.filter(key__in={copy.key for copy in copies}))
    for copy in copies:
        rows += _model(copy)._default_manager.filter(key=copy.of_key)
    last = max(max(row.posted, row.withdrawn or 0) for row in rows)
    return Posting.objects.get(n=last).moment


def _model(copy: Copy) -> type[Keyed]:
    model: type[Keyed] = apps.get_model(copy.of)
    return model
