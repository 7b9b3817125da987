"""The column in which officers are offered what may be done about the fact of a row: on pages, never in files."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from nongcot.exemplars import acts
from nongcot.registry import words
from nongcot.registry.lists.cells import Cell, Column
from nongcot.registry.models import Keyed
from nongcot.registry.queries import roots
from nongcot.registry.reading.points import Point

COLUMN = Column(_("Việc"))


def cells(found: Sequence[Keyed], point: Point) -> list[Cell] | None:
    """The cell of each fact of a list; None where nothing is offered.

    Knowledge that is past offers nothing, and facts with a page of their own are told and corrected there. An act is
    recorded of the organisation that a record counts as.
    """
    if not point.is_newest:
        return None
    as_one = roots(point.n)
    owners = [as_one.get(fact.organisation_id, fact.organisation_id) for fact in found]  # type: ignore[attr-defined]  # every fact of a list has it
    keys, names = words.keys(set(owners)), words.names(set(owners))
    listed = [
        Cell(text=f"{fact} – {names[owner]}", acts=tuple(acts.in_row(fact, keys[owner]))) if owner in keys else Cell()
        for fact, owner in zip(found, owners, strict=True)
    ]
    return listed if any(cell.acts for cell in listed) else None


def offered(found: Sequence[Keyed], point: Point) -> tuple[Column, list[Cell]] | None:
    """The column with its cells; None where nothing is offered."""
    listed = cells(found, point)
    return None if listed is None else (COLUMN, listed)
