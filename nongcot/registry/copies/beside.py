"""Copies beside the facts that they are of, as pages list them: what each is, where it opens, or why it does not."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.apps import apps
from django.utils.translation import gettext as _

from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.kernel.dates import format_day
from nongcot.kernel.numbers import NO_BREAK, format_number
from nongcot.registry import queries
from nongcot.registry.copies import kinds, store
from nongcot.registry.copies.taking import MEGABYTE
from nongcot.registry.models import Copy, Keyed
from nongcot.registry.told_of import named


def table(model: type[Keyed]) -> str:
    """How copies name the table of the facts that they are of."""
    return str(model._meta.label_lower)


def fact_of(copy: Copy) -> Keyed:
    """What a copy is of, as it stands or last stood."""
    model: type[Keyed] = apps.get_model(copy.of)
    return named(model, key=copy.of_key)


def of_facts(model: type[Keyed], keys: Collection[str], n: int) -> dict[str, list[Copy]]:
    """The copies of these facts that stand at posting `n`, by the key of the fact, in the order they were kept."""
    found: dict[str, list[Copy]] = {}
    if keys:
        for copy in queries.standing(Copy, n, of=table(model), of_key__in=list(keys)):
            found.setdefault(copy.of_key, []).append(copy)
    return found


def of_key(model: type[Keyed], key: str, n: int) -> Copy | None:
    """The copy of a key, of a fact of that table, as it stood at posting `n`; None where there was none."""
    return next(iter(queries.standing(Copy, n, key=key, of=table(model))), None)


@dataclass(frozen=True)
class Shown:
    """One copy in a list: what it is, its address ("" where `gone` says why it does not open), what can be done."""

    copy: Copy
    says: str
    url: str
    gone: str
    acts: tuple[tuple[str, str], ...] = ()


def shown(
    copies: Iterable[Copy],
    address: Callable[[Copy], str],
    act: Callable[[str, Copy], str] | None = None,
) -> list[Shown]:
    """Copies as a page lists them. `address` opens one; `act` gives the address of an act by its code, for officers."""
    listed, found = list(copies), []
    erasures = _erasures({copy.sha256 for copy in listed})
    for copy in listed:
        gone = _why_gone(copy, erasures.get(copy.sha256))
        found.append(Shown(copy, says(copy), "" if gone else address(copy), gone, _acts(copy, act, gone)))
    return found


def says(copy: Copy) -> str:
    """What kind of file a copy is, and how large."""
    return f"{kinds.KINDS[copy.media_type].label}, {size(copy.size)}"


def size(count: int) -> str:
    """So many bytes, in MB or, below a tenth of one, in KB."""
    if count < MEGABYTE // 10:
        return f"{format_number(max(1, round(count / 1024)))}{NO_BREAK}KB"
    return f"{format_number(Decimal(count) / MEGABYTE, 1)}{NO_BREAK}MB"


def why_gone(copy: Copy) -> str:
    """Why a copy cannot be opened; "" for one that can."""
    return _why_gone(copy, erased(copy.sha256))


def erased(sha256: str) -> Copy | None:
    """The assertion by which the bytes of a digest were erased; None where they were not, or it was withdrawn."""
    return _erasures({sha256}).get(sha256)


def _erasures(digests: Collection[str]) -> dict[str, Copy]:
    if not digests:
        return {}
    # The first of each digest is the last to be met.
    rows = Copy.objects.filter(sha256__in=digests, erased=True, withdrawn=None).order_by("-posted", "-pk")
    return {row.sha256: row for row in rows}


def _why_gone(copy: Copy, erasure: Copy | None) -> str:
    if erasure is not None:
        day = format_day(Posting.objects.get(n=erasure.posted).moment.astimezone(clock.VIETNAM).date())
        return _("tệp đã xóa ngày %(day)s (ghi sổ số %(n)s)") % {"day": day, "n": erasure.posted}
    return "" if store.holds(copy.sha256) else _("tệp không còn trên máy chủ")


def _acts(copy: Copy, act: Callable[[str, Copy], str] | None, gone: str) -> tuple[tuple[str, str], ...]:
    if act is None:
        return ()
    offered = [(_("Thay, sửa tên"), "change_copy"), (_("Bỏ"), "withdraw_copy")]
    if not gone:
        offered.append((_("Xóa hẳn tệp"), "erase_copy"))
    return tuple((label, act(code, copy)) for label, code in offered)
