"""Saved mappings for layouts that are known by their headings (`nongcot/intake/profiles/*.json`).

A profile says which headings it is recognised by (where it says so also which must not stand beside them, and how a
line above begins), the kind of the sheet, and the target of each column; columns that it does not name are left out.
Several columns of one target are joined. `words` gives the codes of a target's words, `digits` the number of digits
that a column's numbers have, `unique` the target that no two rows share, `earliest_year` the first year that its dates
may be of (1900 where it says nothing). Those of the lists that the book gives out are called own_*.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from nongcot.intake.understanding.grid import Grid
from nongcot.kernel.dates import EARLIEST_YEAR

FOLDER = Path(__file__).parents[1] / "profiles"
SEARCHED = 20
"""Rows that are looked through for a profile's headings."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A known layout."""

    code: str
    title: str
    kind: str
    recognised_by: frozenset[str]
    columns: Mapping[str, str]
    row_kind: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    digits: Mapping[str, int] = field(default_factory=dict)
    unique: str = ""
    unless: frozenset[str] = frozenset()
    under: str = ""
    earliest_year: int = EARLIEST_YEAR


@cache
def saved() -> tuple[Profile, ...]:
    """The profiles, the most telling first. TypeError where a file has an unknown or lacks a needed key."""
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        sets = {name: frozenset(data.get(name, ())) for name in ("recognised_by", "unless")}
        found.append(Profile(path.stem, **{**data, **sets}))
    return tuple(sorted(found, key=lambda one: -len(one.recognised_by)))


def recognise(grid: Grid) -> tuple[Profile, int] | None:
    """The profile whose headings stand in one of the first rows, and that row (from 0)."""
    for row, cells in enumerate(grid.rows[:SEARCHED]):
        texts = {cell.strip() for cell in cells if isinstance(cell, str)}
        for profile in saved():
            if profile.recognised_by <= texts and not profile.unless & texts and _is_under(grid, row, profile.under):
                return profile, row
    return None


def _is_under(grid: Grid, row: int, begins: str) -> bool:
    """Whether a line above a row begins so."""
    above = (cells[0] for cells in grid.rows[:row] if cells)
    return not begins or any(isinstance(cell, str) and cell.startswith(begins) for cell in above)
