"""Titles worked out from decisions: the highest one of each time, as long as the commune itself is there."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any

from nongcot.indicators.bearers import bearer, borne
from nongcot.kernel.dates import FAR
from nongcot.ntm.models import Recognition, Title
from nongcot.ntm.vocabulary import RANK
from nongcot.places import tree
from nongcot.places.models import Unit
from nongcot.registry import derived
from nongcot.registry.holdings import HOLDING, Held, Slice, along
from nongcot.registry.standing import newest_of_each

COLUMNS = (*HOLDING, "ntm_level")
DAY = timedelta(days=1)


def prepare(n: int, touched: Collection[int]) -> set[int]:
    """Bring the titles of the touched communes in line with what was stated, at posting `n`."""
    units = borne("unit", touched)
    if not units:
        return set()
    bearers = {bearer("unit", unit) for unit in units}
    derived.replace(Recognition, COLUMNS, wanted(units), n, bearers)
    return bearers


def differences() -> int:
    """How many rows are not what the stated titles give, over all communes; for `reconcile`."""
    stated = set(Title.objects.values_list("unit_id", flat=True))
    return derived.differences(Recognition, COLUMNS, wanted(stated))


def wanted(units: Collection[int]) -> list[tuple[Any, ...]]:
    """Rows of these communes in the order of `COLUMNS`."""
    rows = Title.objects.filter(unit_id__in=units, withdrawn=None).order_by("posted", "pk")
    by_unit: dict[int, list[Title]] = {}
    for title in newest_of_each(rows):
        by_unit.setdefault(title.unit_id, []).append(title)
    known = tree.current()
    found: list[tuple[Any, ...]] = []
    for unit_id, titles in by_unit.items():
        unit = known.units[unit_id]
        found += _titles(unit, known.ends[unit_id], titles)
        found += _decisions(unit, titles)
    return found


def _titles(unit: Unit, end: Any, titles: Iterable[Title]) -> list[tuple[Any, ...]]:
    # A commune that went into another one took its title along to its last day; the new commune's is a decision anew.
    life = [
        Slice(
            bearer("unit", unit.pk), unit.valid_from, end, unit.pk, "", "", ends_by="reorganised" if end < FAR else ""
        )
    ]
    held = [Held(title.valid_from, title.valid_to, title.level) for title in titles]
    return [(*stretch.row("title", unit.pk), max(stretch.held, key=RANK.__getitem__)) for stretch in along(life, held)]


def _decisions(unit: Unit, titles: Iterable[Title]) -> list[tuple[Any, ...]]:
    return [
        (*Slice(bearer("unit", unit.pk), t.decided_on, t.decided_on + DAY, unit.pk, "", "")[:6], "decision", unit.pk,
         1, 0, 0, 0, 0, "", "", t.level)
        for t in titles
    ]  # fmt: skip
