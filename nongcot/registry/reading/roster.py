"""How many organisations stand on a day, by every closed list at once: summed from an index, remembered per knowledge.

What was known at a posting never changes, so a sum once taken holds for ever; it is kept under the posting's digest.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
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
KEPT = 32


def of(point: Point) -> Mapping[Cell, int]:
    """Organisations by the values of `CLOSED`."""
    return _summed(connection.settings_dict["NAME"], point.digest, point.n, point.is_newest, point.on)


def count(point: Point, asked: Mapping[str, Collection[str]]) -> int:
    """How many organisations have, for each named column, one of the values."""
    return sum(_picked(of(point), asked, lambda _cell: "").values())


def by(point: Point, column: str, asked: Mapping[str, Collection[str]]) -> Counter[str]:
    """The same by the values of one column, which itself narrows nothing."""
    index = CLOSED.index(column)
    others = {name: values for name, values in asked.items() if name != column}
    return _picked(of(point), others, lambda cell: cell[index])


def _picked(
    cells: Mapping[Cell, int], asked: Mapping[str, Collection[str]], key: Callable[[Cell], str]
) -> Counter[str]:
    tests = [(CLOSED.index(name), frozenset(values)) for name, values in asked.items()]
    found: Counter[str] = Counter()
    for cell, number in cells.items():
        if all(cell[index] in values for index, values in tests):
            found[key(cell)] += number
    return found


@lru_cache(maxsize=KEPT)
def _summed(_database: str, _digest: str, n: int, newest: bool, on: date) -> Mapping[Cell, int]:
    columns = ", ".join(f"p.{name}" for name in CLOSED)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns}, COUNT(*) FROM registry_profile p WHERE {known(n, newest)} AND {holds()} "
            f"GROUP BY {columns}",
            [on, on],
        )
        return {tuple(row[:-1]): int(row[-1]) for row in cursor.fetchall()}
