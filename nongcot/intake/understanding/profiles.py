"""Saved mappings for layouts that are known by their headings (`nongcot/intake/profiles/*.json`).

A profile says which headings it is recognised by, the kind of the sheet, and the target of each column; columns that it
does not name are left out. Several columns of one target are joined. `words` gives the codes of a target's words,
`digits` the number of digits that a column's numbers have, `unique` the target that no two rows share, `earliest_year`
the first year that its dates may be of (1900 where it says nothing).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from nongcot.intake.understanding.grid import Grid
from nongcot.kernel.dates import EARLIEST_YEAR

FOLDER = Path(__file__).parents[1] / "profiles"
SEARCHED = 10
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
    earliest_year: int = EARLIEST_YEAR


@cache
def saved() -> tuple[Profile, ...]:
    """The profiles of the house. TypeError where a file has an unknown or lacks a needed key."""
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        data["recognised_by"] = frozenset(data["recognised_by"])
        found.append(Profile(path.stem, **data))
    return tuple(found)


def recognise(grid: Grid) -> tuple[Profile, int] | None:
    """The profile whose headings stand in one of the first rows, and that row (from 0)."""
    for row, cells in enumerate(grid.rows[:SEARCHED]):
        texts = {cell.strip() for cell in cells if isinstance(cell, str)}
        for profile in saved():
            if profile.recognised_by <= texts:
                return profile, row
    return None
