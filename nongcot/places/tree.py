"""All units in memory, and where each lies on any day.

A few thousand rows that change with a reform: they are read once and asked many times. A `Tree` never changes; a newer
state of the tables is a new `Tree`.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import connection

from nongcot.kernel import memory
from nongcot.places.models import COMMUNE, DISTRICT, PROVINCE, Ending, Scope, Stated, Succession, Unit

DAY = timedelta(days=1)
EVER = 2**62

Ids = frozenset[int]
NONE: Ids = frozenset()


class Tree:
    """Units, successions, endings and scopes as known at one posting; `turns` are the days on which one began or ended.

    `reach` is the heart: the units in which the territory of a unit may lie on a day. One: it is known; several: it was
    split, or had not yet been put together; none: it was abolished and nothing took its place.
    """

    def __init__(
        self,
        units: Iterable[Unit],
        successions: Iterable[Succession],
        endings: Iterable[Ending],
        scopes: Iterable[Scope],
    ) -> None:
        self.units = {unit.pk: unit for unit in units}
        self.scopes = sorted(scopes, key=lambda scope: (scope.valid_from, scope.posted))
        self.by_code: dict[str, list[Unit]] = defaultdict(list)
        self.children: dict[int, list[Unit]] = defaultdict(list)
        self.out: dict[int, list[Succession]] = defaultdict(list)
        self.into: dict[int, list[Succession]] = defaultdict(list)
        for unit in sorted(self.units.values(), key=lambda unit: (unit.code, unit.valid_from)):
            self.by_code[unit.code].append(unit)
            if unit.parent_id is not None:
                unit.parent = self.units[unit.parent_id]
                self.children[unit.parent_id].append(unit)
        self._ancestry = {unit.pk: tuple(_upwards(unit)) for unit in self.units.values()}
        self.holders = {unit.pk: self._holders(unit) for unit in self.units.values()}
        self.ends = {unit.pk: unit.valid_to for unit in self.units.values()}
        for step in successions:
            step.old, step.new = self.units[step.old_id], self.units[step.new_id]
            self.out[step.old_id].append(step)
            self.into[step.new_id].append(step)
            # A unit entered while it stood has no end of its own: the reform that ends it is a later statement.
            self.ends[step.old_id] = min(self.ends[step.old_id], step.on_date)
        self.endings = {ending.unit_id: ending for ending in endings}
        for pk, ending in self.endings.items():
            self.ends[pk] = min(self.ends[pk], ending.on_date)
        self.communes = tuple(unit.pk for unit in self.units.values() if unit.level == COMMUNE)
        self.turns = sorted({unit.valid_from for unit in self.units.values()} | set(self.ends.values()))
        self._reach: dict[tuple[int, date], Ids] = {}
        self._under: dict[tuple[int, date], Ids] = {}
        self._touching: dict[tuple[Ids, date], Ids] = {}

    def valid(self, unit: Unit, on: date) -> bool:
        """Whether the unit stands on that day."""
        return unit.valid_from <= on < self.ends[unit.pk]

    def at(self, code: str, on: date) -> Unit | None:
        """The unit that bears a code on a day; else the last that bore it before, else the first to bear it."""
        bearers = self.by_code.get(code, [])
        before = [unit for unit in bearers if unit.valid_from <= on]
        return before[-1] if before else next(iter(bearers), None)

    def dawn(self, on: date) -> date:
        """The last day up to `on` on which any unit began or ended: since then nothing has changed."""
        turned = bisect_right(self.turns, on)
        return self.turns[turned - 1] if turned else date.min

    def reach(self, unit_id: int, on: date) -> Ids:
        """Units standing on a day that hold the territory of this one, through successions forward and backward.

        A unit whose predecessors are not recorded stands for itself on every earlier day: the tables begin with it.
        """
        key = (unit_id, self.dawn(on))
        if key not in self._reach:
            unit = self.units[unit_id]
            if self.valid(unit, on):
                found = frozenset({unit_id})
            elif unit.valid_from > on:
                born_of = [step.old_id for step in self.into[unit_id] if step.on_date == unit.valid_from]
                found = NONE.union(*(self.reach(old, on) for old in born_of)) if born_of else frozenset({unit_id})
            else:
                found = NONE.union(*(self.reach(step.new_id, on) for step in self.out[unit_id]))
            self._reach[key] = found
        return self._reach[key]

    def steps(self, unit_id: int, on: date) -> list[Succession]:
        """The successions that lead from a unit to those of a day that `reach` names."""
        unit = self.units[unit_id]
        if self.valid(unit, on):
            return []
        later = unit.valid_from > on
        taken = [s for s in self.into[unit_id] if s.on_date == unit.valid_from] if later else self.out[unit_id]
        further = (self.steps(step.old_id if later else step.new_id, on) for step in taken)
        return [*taken, *(step for steps in further for step in steps)]

    def ancestry(self, unit: Unit) -> tuple[Unit, ...]:
        """The unit, its parent, its parent's parent."""
        return self._ancestry[unit.pk]

    def _holders(self, unit: Unit) -> tuple[int | None, int | None]:
        by_level = {holder.level: holder.pk for holder in self.ancestry(unit)}
        return by_level.get(DISTRICT), by_level.get(PROVINCE)

    def communes_under(self, unit: Unit, on: date) -> Ids:
        """Communes of a unit on a day on which it stands; a commune is its own."""
        key = (unit.pk, self.dawn(on))
        if key not in self._under:
            standing = [child for child in self.children[unit.pk] if self.valid(child, on)]
            under = NONE.union(*(self.communes_under(child, on) for child in standing))
            own = unit.level == COMMUNE and self.valid(unit, on)
            self._under[key] = frozenset({unit.pk}) if own else under
        return self._under[key]

    def communes_of(self, unit: Unit, on: date) -> tuple[Ids, bool]:
        """Communes of a day that lie wholly in a unit, and whether they are all of it.

        Where the unit does not stand on that day, its communes of the nearest day on which it stood are followed; one
        that holds land of others too is left out, and then the communes are not all of it.
        """
        if self.valid(unit, on):
            return self.communes_under(unit, on), True
        nearest = unit.valid_from if on < unit.valid_from else self.ends[unit.pk] - DAY
        own = self.communes_under(unit, nearest)
        followed = NONE.union(*(self.reach(commune, on) for commune in own))
        inside = frozenset(commune for commune in followed if self.reach(commune, nearest) <= own)
        return inside, bool(inside) and inside == followed

    def touching(self, communes: Ids, on: date) -> Ids:
        """Commune units of any time whose territory lies, or may lie, in these communes of a day."""
        key = (communes, self.dawn(on))
        if key not in self._touching:
            touching = (unit for unit in self.communes if not communes.isdisjoint(self.reach(unit, on)))
            self._touching[key] = frozenset(touching)
        return self._touching[key]

    def scope(self, on: date) -> Scope | None:
        """The statement of the book's scope that holds on a day; before the first one, the first."""
        begun = [scope for scope in self.scopes if scope.valid_from <= on]
        first = [scope for scope in self.scopes if scope.valid_from == self.scopes[0].valid_from]
        return next(reversed(begun or first), None)

    def known_at(self, posting: int) -> "Tree":
        """The tree of what was stated up to a posting."""
        return Tree(
            [unit for unit in self.units.values() if unit.posted <= posting],
            [step for steps in self.out.values() for step in steps if step.posted <= posting],
            [ending for ending in self.endings.values() if ending.posted <= posting],
            [scope for scope in self.scopes if scope.posted <= posting],
        )


def _upwards(unit: Unit) -> Iterator[Unit]:
    here: Unit | None = unit
    while here is not None:
        yield here
        here = here.parent


class _Kept:
    """The newest tree and the older knowledge asked of it."""

    def __init__(self) -> None:
        self.stamp: object = None
        self.postings: list[int] = []
        self.trees: dict[int, Tree] = {}


#: By database: a program has one, its tests have several copies and go from one to another.
_kept: dict[str, _Kept] = {}
_STATED = (Unit, Succession, Ending, Scope)
_NEWEST = "SELECT " + ", ".join(f"(SELECT MAX(id) FROM {model._meta.db_table})" for model in _STATED)


def current(known_at: int | None = None) -> Tree:
    """The tree as the tables stand, or as known at a posting; read again only when something was stated since."""
    # Units are stated in postings alone, one at a time: within one, only its own statements could make another tree.
    kept = memory.remembered("places.tree", lambda: memory.while_alone(("places.tree", Stated.written), _fresh))
    if known_at is None or not kept.postings or known_at >= kept.postings[-1]:
        return kept.trees[EVER]
    last = bisect_right(kept.postings, known_at)
    if last not in kept.trees:
        kept.trees[last] = kept.trees[EVER].known_at(known_at)
    return kept.trees[last]


def _fresh() -> _Kept:
    """What is kept, read again when something was stated since."""
    database, stamp = str(connection.settings_dict["NAME"]), _stamp()
    kept = _kept.get(database)
    if kept is None or kept.stamp != stamp:
        kept = _Kept()
        kept.stamp = stamp
        rows = [list(model._default_manager.all()) for model in _STATED]
        whole = Tree(*rows)
        kept.postings = sorted({row.posted for stated in rows for row in stated})
        kept.trees[EVER] = whole
        _kept[database] = kept
    return kept


def _stamp() -> object:
    """Changes whenever rows were stated, by this process or another."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        return (Stated.written, cursor.fetchone())
