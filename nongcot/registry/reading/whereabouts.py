"""Where organisations are, in words: the commune of a fact read in the units of the day that a page shows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from nongcot.places import tree
from nongcot.places.tree import Tree


@dataclass(frozen=True)
class Whereabouts:
    """A commune and its district on a day. `former` is the unit the fact was told of, where it bears another name now;
    `approximate` says that the unit of the day cannot be told for certain, or was not recorded then.
    """

    commune: str
    district: str
    province: str
    url: str
    former: str = ""
    approximate: bool = False

    @property
    def full(self) -> str:
        """ "Xã Yên Mỹ, Huyện Ý Yên"."""
        return ", ".join(part for part in (self.commune, self.district or self.province) if part)


NOWHERE = Whereabouts("", "", "", "")


def many(places: Iterable[int], on: date, n: int) -> dict[int, Whereabouts]:
    """Where commune units of any time lie on `on`, by the units known at posting `n`."""
    units = tree.current(n)
    return {place: _of(units, place, on) for place in set(places)}


def of(place_id: int, on: date, n: int) -> Whereabouts:
    """The same for one."""
    return _of(tree.current(n), place_id, on)


def _of(units: Tree, place_id: int, on: date) -> Whereabouts:
    unit = units.units.get(place_id)
    if unit is None:
        return NOWHERE
    reached = units.reach(place_id, on)
    shown = units.units[next(iter(reached))] if len(reached) == 1 else unit
    holders = [units.holders[there] for there in reached or {place_id}]
    district, province = ({pair[level] for pair in holders} for level in (0, 1))
    return Whereabouts(
        commune=shown.full_name,
        district=_name(units, district),
        province=_name(units, province),
        url=shown.get_absolute_url(),
        former=unit.full_name if shown.full_name != unit.full_name else "",
        approximate=not units.valid(shown, on),
    )


def _name(units: Tree, ids: Collection[int | None]) -> str:
    """The name of the one unit that all of them are; "" where they differ or there is none."""
    (one, *others) = ids
    return "" if one is None or others else units.units[one].full_name
