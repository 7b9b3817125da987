"""How many organisations stand on a day, by every closed list at once: summed from an index, remembered per knowledge.

What was known at a posting never changes, so a sum once taken holds for ever; it is kept under the posting's digest.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache

from django.db import connection

from nongcot.registry.queries import holds, known
from nongcot.registry.reading.points import Point

#: Columns of a profile that a list may be narrowed by without looking at single rows.
CLOSED = (
    "kind",
    "statistical_status",
    "legal_status",
    "sector",
    "size_class",
    "governing_law",
    "regime",
    "alliance",
)

Cell = tuple[str, ...]
Asked = Mapping[str, Collection[str]]
KEPT = 32


def count(point: Point, asked: Asked) -> int:
    """How many organisations have, for each named column, one of the values."""
    return sum(_picked(_knowledge(point), "", _frozen(asked)).values())


def by(point: Point, column: str, asked: Asked) -> Counter[str]:
    """The same by the values of one column, which itself narrows nothing."""
    others = {name: values for name, values in asked.items() if name != column}
    return Counter(_picked(_knowledge(point), column, _frozen(others)))


Knowledge = tuple[str, str, int, bool, date]
Frozen = tuple[tuple[str, frozenset[str]], ...]


def _knowledge(point: Point) -> Knowledge:
    return (str(connection.settings_dict["NAME"]), point.digest, point.n, point.is_newest, point.on)


def _frozen(asked: Asked) -> Frozen:
    return tuple((name, frozenset(values)) for name, values in sorted(asked.items()))


@lru_cache(maxsize=32 * KEPT)
def _picked(knowledge: Knowledge, column: str, asked: Frozen) -> Mapping[str, int]:
    index = CLOSED.index(column) if column else None
    tests = [(CLOSED.index(name), values) for name, values in asked]
    found: Counter[str] = Counter()
    for cell, number in _summed(*knowledge).items():
        if all(cell[place] in values for place, values in tests):
            found[cell[index] if index is not None else ""] += number
    return found


@lru_cache(maxsize=KEPT)
def _summed(_database: str, _digest: str, n: int, newest: bool, on: date) -> Mapping[Cell, int]:
    """Organisations by the values of `CLOSED`."""
    columns = ", ".join(f"p.{name}" for name in CLOSED)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns}, COUNT(*) FROM registry_profile p WHERE {known(n, newest)} AND {holds()} "
            f"GROUP BY {columns}",
            [on, on],
        )
        return {tuple(row[:-1]): int(row[-1]) for row in cursor.fetchall()}
