"""What this room shows on an organisation's page."""

from typing import Any

from nongcot.exemplars import policies
from nongcot.exemplars.reading import row_acts
from nongcot.exemplars.reading.lists import LISTS
from nongcot.registry.lists import listed as lists
from nongcot.registry.reading.panels import Panel
from nongcot.registry.reading.portrait import Portrait

SHOWN = ("danh-hieu", "cong-nghe-cao", "dau-tu", "mo-hinh", "khen-thuong", "nhan-rong", "viec-cung-co")


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
        kept = [
            index
            for index, column in enumerate(listed.columns)
            if (sees or not column.working) and not column.only_in_files and not _is_owner(slug, index)
        ]
        rows = [[(listed.columns[index], row[index]) for index in kept] for row in lists.rows(listed, found, point)]
        columns = [listed.columns[index] for index in kept]
        offered = row_acts.cells(found, point) if policies.may_edit(user) else None
        if offered is not None:
            columns.append(row_acts.COLUMN)
            rows = [[*row, (row_acts.COLUMN, cell)] for row, cell in zip(rows, offered, strict=True)]
        groups.append((str(listed.title), columns, rows))
    if not groups:
        return None
    return Panel("exemplars/_panel.html", {"groups": groups})


def _is_owner(slug: str, index: int) -> bool:
    """Whether a column only names the organisation whose page it is."""
    return index == (1 if slug == "mo-hinh" else 0)
