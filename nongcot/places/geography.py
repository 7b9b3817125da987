"""Where a commune of any time lies in the units of a given day.

A fact keeps the commune of its own day for ever; a *geography* is a day, and a table that uses one reads every commune
through it, so that a reform is never a movement. Where a territory was split, or was only later put together, the
commune cannot be said, but the district or the province often can.

Every function takes `known_at`, a posting number, and then answers as the units were known at it.
"""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from nongcot.kernel.dates import format_day
from nongcot.places import tree
from nongcot.places.models import COMMUNE, Succession, Unit
from nongcot.places.tree import DAY, Tree


class UnknownPlace(ValueError):
    """A code that no unit bears, or one whose unit has no exact extent on the day asked. Holds the sentence to show."""


class Row(NamedTuple):
    """A commune unit of any time, and the ids of the units of a day that hold it; None where it cannot be said."""

    unit: int
    commune: int | None
    district: int | None
    province: int | None


def table(on: date, known_at: int | None = None) -> tuple[Row, ...]:
    """Every commune unit of any time in the geography of a day: rows for a temporary table."""
    found = tree.current(known_at)
    return _table(found, found.dawn(on))


def mapping(on: date, known_at: int | None = None) -> dict[int, int | None]:
    """Every commune unit of any time -> the commune of that day, or None where it cannot be said."""
    return {row.unit: row.commune for row in table(on, known_at)}


def unit_on(unit_id: int, on: date, known_at: int | None = None) -> int | None:
    """The one unit of a day that holds the territory of this one, of any level; None where there is no such."""
    return _only(tree.current(known_at).reach(unit_id, on))


def ancestors(unit_id: int, on: date, known_at: int | None = None) -> dict[str, int | None]:
    """`district` and `province` of a day that hold the unit: ids, None where there is none or it cannot be said."""
    district, province = _holders(tree.current(known_at), unit_id, on)
    return {"district": district, "province": province}


def unit_for_fact(unit: Unit, on: date) -> tuple[Unit, bool]:
    """The unit of a fact of that day, given a unit that may be of another time, and whether it is only approximate.

    Approximate ("địa giới gần đúng"): the day lies before the tables begin (2016 in the three provinces, July 2025
    elsewhere), or the unit was split or not yet put together then; the unit itself is kept in these cases.
    """
    found = tree.current()
    there = _only(found.reach(unit.pk, on))
    if there is None:
        return unit, True
    holder = found.units[there]
    return holder, not found.valid(holder, on)


def successors(unit_id: int, known_at: int | None = None) -> list[Succession]:
    """What the unit went into, with `old` and `new` at hand; empty while it stands."""
    return list(tree.current(known_at).out[unit_id])


def predecessors(unit_id: int, known_at: int | None = None) -> list[Succession]:
    """What went into the unit, at its beginning or later."""
    return sorted(tree.current(known_at).into[unit_id], key=lambda step: step.on_date)


def at(code: str, on: date, known_at: int | None = None) -> Unit:
    """The unit that a code means on a day: the one that bears it, else the last that bore it, else the first to come.

    Raises UnknownPlace when no unit ever bore it.
    """
    unit = tree.current(known_at).at(code, on)
    if unit is None:
        raise UnknownPlace(_("Không có đơn vị hành chính nào mang mã “%(code)s”.") % {"code": code})
    return unit


def communes(place_code: str, on: date, known_at: int | None = None) -> set[int]:
    """Ids of the communes of a day in a province, district or commune given by its code.

    Raises UnknownPlace when the unit is not of that day and cannot be put together from communes of that day.
    """
    found = tree.current(known_at)
    unit = at(place_code, on, known_at)
    inside, whole = found.communes_of(unit, on)
    if not whole:
        raise UnknownPlace(_no_extent(found, unit, on))
    return set(inside)


def scope(on: date, known_at: int | None = None) -> set[int]:
    """Ids of all commune units, of any time, whose territory the book keeps under the scope that holds on a day.

    Empty when the book has no scope.
    """
    found = tree.current(known_at)
    stated = found.scope(on)
    if stated is None:
        return set()
    province = found.units[stated.province_id]
    # A province that is no more is followed from its own days, so that its communes of all times belong to it.
    day = on if found.valid(province, on) else _last_day(found, province, on)
    return set(found.touching(found.communes_under(province, day), day))


def scope_units(known_at: int | None = None) -> set[int]:
    """Ids of all commune units that ever belong to the book, under any scope stated for any day."""
    found = tree.current(known_at)
    return set().union(*(scope(stated.valid_from, known_at) for stated in found.scopes))


@lru_cache(maxsize=32)
def _table(found: Tree, on: date) -> tuple[Row, ...]:
    return tuple(Row(unit, _only(found.reach(unit, on)), *_holders(found, unit, on)) for unit in found.communes)


def _only(ids: Collection[int | None]) -> int | None:
    return next(iter(ids)) if len(ids) == 1 else None


def _holders(found: Tree, unit_id: int, on: date) -> tuple[int | None, int | None]:
    """District and province that hold every unit in which the territory may lie."""
    held = [found.holders[there] for there in found.reach(unit_id, on)]
    districts, provinces = {district for district, _province in held}, {province for _district, province in held}
    return _only(districts), _only(provinces)


def _last_day(found: Tree, unit: Unit, on: date) -> date:
    return unit.valid_from if on < unit.valid_from else found.ends[unit.pk] - DAY


def _no_extent(found: Tree, unit: Unit, on: date) -> str:
    named = {"code": unit.code, "name": unit.full_name, "on": format_day(on)}
    if on < unit.valid_from:
        named["day"] = format_day(unit.valid_from)
        return _("%(code)s là %(name)s, có từ ngày %(day)s; ngày %(on)s chưa có đơn vị này.") % named
    named["day"] = format_day(_last_day(found, unit, on))
    if unit.level == COMMUNE:
        return _("%(code)s là %(name)s, chỉ có đến ngày %(day)s; sau đó đã nhập cùng đơn vị khác.") % named
    return (
        _("%(code)s là %(name)s, chỉ có đến ngày %(day)s; hãy hỏi theo địa giới của một ngày không muộn hơn.") % named
    )
