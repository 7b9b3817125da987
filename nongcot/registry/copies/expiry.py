"""Which bytes of copies are needed, and which are erased: by an officer's act, or some days after their copy stands no
more. What a posting says of them stays for ever."""

from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings

from nongcot.indicators import ledger
from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.kernel.shelf import is_young
from nongcot.registry import keyed
from nongcot.registry.copies import store
from nongcot.registry.models import Copy, Keyed
from nongcot.registry.standing import newest_of_each


def tend() -> int:
    """Erase what is not needed any more; tells how many files. Doing it again changes nothing."""
    gone, kept = 0, needed()
    for path in [path for path in store.kept() if path.name not in kept]:
        # One by one: writers wait for one file, and none is named anew between the look and the erasing.
        with ledger.held():
            copies = list(Copy.objects.filter(sha256=path.name))
            if _is_over(copies) if copies else not is_young(path):
                path.unlink(missing_ok=True)
                gone += 1
    return gone


def needed() -> dict[str, Copy]:
    """The digests of which the bytes have to be there, each with a copy that stands beside a fact that stands."""
    rows = Copy.objects.filter(withdrawn=None).order_by("posted", "pk")
    erased = {row.sha256 for row in rows if row.erased}
    standing = newest_of_each(rows)
    facts = {of: _keys_standing(apps.get_model(of)) for of in {copy.of for copy in standing}}
    return {c.sha256: c for c in standing if c.sha256 not in erased and c.of_key in facts[c.of]}


def _keys_standing(model: type[Keyed]) -> set[str]:
    rows = model._default_manager.filter(withdrawn=None).order_by("posted", "pk").values_list("key", "void")
    return {key for key, void in dict(rows).items() if not void}


def _is_over(copies: list[Copy]) -> bool:
    """Whether the bytes that these assertions name go: they were erased, or stand nowhere since long."""
    if any(copy.erased and copy.withdrawn is None for copy in copies):
        return True
    if any(map(_stands, copies)):
        return False
    return _last_told(copies) < clock.now() - timedelta(days=settings.COPIES_KEPT_DAYS)


def _stands(copy: Copy) -> bool:
    """Whether this assertion is what stands of its copy, beside a fact that stands."""
    return keyed.newest(Copy, copy.key) == copy and keyed.newest(_model(copy), copy.of_key) is not None


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
