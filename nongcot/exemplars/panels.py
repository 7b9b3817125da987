"""What this room shows on an organisation's page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nongcot.exemplars import policies
from nongcot.exemplars.reading import row_acts
from nongcot.exemplars.reading.lists import LISTS
from nongcot.registry.lists import listed as lists
from nongcot.registry.lists.cells import Cell, Column
from nongcot.registry.reading.panels import Panel
from nongcot.registry.reading.portrait import Portrait

SHOWN = ("danh-hieu", "cong-nghe-cao", "dau-tu", "mo-hinh", "khen-thuong", "nhan-rong", "viec-cung-co")

#: The column by which a fact is called, where that is not the first beside the owner: a technology, not its year.
CALLED_BY = {"cong-nghe-cao": 2}


@dataclass(frozen=True)
class Line:
    """One fact, in a column of the page that is too narrow for the table of its list: what it is called by, what else
    is told of it after which heading, how it stands, what may be done about it."""

    head: Cell
    told: tuple[tuple[str, Cell], ...]
    badges: tuple[Cell, ...]
    acts: Cell | None


def panel(portrait: Portrait, user: Any) -> Panel | None:
    """Titles, confirmations, investments, models, awards and replications of the organisation, and for those who see
    the alliance's work what was undertaken with it; None without any."""
    point, groups = portrait.point, []
    sees = policies.sees_work(user)
    for slug in SHOWN:
        listed = LISTS[slug]
        if listed.working and not sees:
            continue
        narrowing = lists.Narrowing(organisations=frozenset(portrait.records))
        found = list(lists.facts(listed, narrowing, point))
        if not found:
            continue
        kept = {
            index: column
            for index, column in enumerate(listed.columns)
            if (sees or not column.working) and not column.only_in_files and not _is_owner(slug, index)
        }
        called_by = CALLED_BY.get(slug, next(iter(kept)))
        offered = row_acts.cells(found, point) if policies.may_edit(user) else None
        rows = zip(lists.rows(listed, found, point), offered or [None] * len(found), strict=True)
        groups.append((str(listed.title), [_line(row, kept, called_by, acts) for row, acts in rows]))
    if not groups:
        return None
    return Panel("exemplars/_panel.html", {"groups": groups})


def _line(row: lists.Row, kept: Mapping[int, Column], called_by: int, acts: Cell | None) -> Line:
    """What is not told is left out."""
    told = [(column, row[index]) for index, column in kept.items() if index != called_by and row[index].text]
    return Line(
        head=row[called_by],
        told=tuple((_heading(column, cell), cell) for column, cell in told if not cell.badge),
        badges=tuple(cell for _column, cell in told if cell.badge),
        acts=acts,
    )


def _heading(column: Column, cell: Cell) -> str:
    """What stands before a cell: nothing where its own words say it, as a level's do ("Cấp tỉnh")."""
    said = str(column.label)
    return "" if cell.text.startswith(said) else f"{said}: "


def _is_owner(slug: str, index: int) -> bool:
    """Whether a column only names the organisation whose page it is."""
    return index == (1 if slug == "mo-hinh" else 0)
