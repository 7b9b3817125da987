"""Effective models that a workbook lists: what is made, where, at what cost and profit; taken in with the rest.

Only what is beyond doubt goes in: an amount whose unit is doubtful stays out until an officer settles its cell, and the
note says which cells wait. Who represents a model is a person and is never kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.exemplars.actions import effective
from nongcot.exemplars.actions.effective import Told
from nongcot.exemplars.models import EffectiveModel
from nongcot.exemplars.vocabulary import Per
from nongcot.indicators.ledger import Entry
from nongcot.intake.understanding import Understood
from nongcot.intake.understanding.understood import CellReading, RowReading, UnderstoodSheet
from nongcot.kernel.text import fold
from nongcot.registry import standing, writing

#: The kind of sheet that lists models (`understanding.kinds`).
SHEET = "models"
AMOUNTS = ("cost", "income", "profit")
#: What of a row must be told beside the name, so that there is something to keep.
TELLING = ("activity", "area", "process", "output", "market", *AMOUNTS)


def tell(entry: Entry, understood: Understood, owners: Mapping[tuple[str, int], int], source: str) -> int:
    """Assert the models that a workbook lists, within an open posting; gives how many were new or told otherwise.

    `owners` maps rows (sheet, number) to the organisations that they were found to be of; a row of an organisation that
    was not settled waits with its organisation. One that stands already as told is passed over.
    """
    told = list(_told(understood, owners))
    known = _standing({one.organisation_id for _row, one in told}, understood.on)
    fresh: list[dict[str, Any]] = []
    changed = 0
    for where, one in told:
        try:
            columns = one.columns()
        except ValidationError:
            # Personal data in free text, or a number that cannot be: the row waits for an officer.
            continue
        before = known.get(_identity(columns))
        if before is None:
            fresh.append({**columns, "source": f"{source} {where[0]}!{where[1]}"})
        elif any(getattr(before, name) != value for name, value in columns.items()):
            writing.tell_again(entry, before, **columns, source=f"{source} {where[0]}!{where[1]}")
            changed += 1
    if fresh:
        effective.enter(entry, fresh, source)
    return len(fresh) + changed


def _told(understood: Understood, owners: Mapping[tuple[str, int], int]) -> Iterator[tuple[tuple[str, int], Told]]:
    for sheet in understood.sheets:
        if sheet.kind == SHEET:
            for row in sheet.rows:
                where = (sheet.name, row.row_no)
                if row.taken and where not in owners:
                    continue
                if _text(row, "name") and any(row.value(name) is not None for name in TELLING):
                    yield where, _model(sheet, row, understood.on, owners.get(where, 0))


def _model(sheet: UnderstoodSheet, row: RowReading, on: date, organisation_id: int) -> Told:
    waiting = [cell.address for name in TELLING if (cell := row.values.get(name)) is not None and cell.doubt]
    told = Told(
        name=_text(row, "name"),
        per=Per.YEAR,
        as_of=on,
        organisation_id=organisation_id,
        activity=_text(row, "activity"),
        sector=_text(row, "sector"),
        place_text=_text(row, "address"),
        area=_number(row, "area"),
        process=_text(row, "process"),
        members=_whole(row, "members_total"),
        output=_output(sheet, row),
        outlet=_text(row, "market"),
        active={"operating": True, "inactive": False}.get(_text(row, "status")),
        note=_("Chờ cán bộ xem lại các ô %(cells)s.") % {"cells": ", ".join(waiting)} if waiting else "",
        **{name: _whole(row, name) for name in AMOUNTS},
    )
    return replace(told, note=told.note[:500])


def _sure(row: RowReading, name: str) -> CellReading | None:
    cell = row.values.get(name)
    return cell if cell is not None and not cell.doubt else None


def _text(row: RowReading, name: str) -> str:
    value = row.value(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _number(row: RowReading, name: str) -> Decimal | None:
    cell = _sure(row, name)
    return cell.value if cell is not None and isinstance(cell.value, Decimal) else None


def _whole(row: RowReading, name: str) -> int | None:
    cell = _sure(row, name)
    value = cell.value if cell is not None else None
    return int(value) if isinstance(value, int | Decimal) and value == int(value) else None


def _output(sheet: UnderstoodSheet, row: RowReading) -> str:
    """The output with the unit of its column; what is written with a unit of its own stays in its words."""
    value = row.value("output")
    if isinstance(value, str):
        return " ".join(value.split())
    unit = next((column.unit for column in sheet.columns if column.target == "output"), "")
    return "" if value is None else f"{value} {unit}".strip().replace(".", ",")


def _standing(organisations: Iterable[int], on: date) -> dict[tuple[int, str, str], EffectiveModel]:
    rows = EffectiveModel.objects.filter(organisation_id__in=set(organisations), as_of=on, withdrawn=None)
    found = standing.newest_of_each(rows.order_by("posted", "pk"))
    return {_identity({"organisation_id": m.organisation_id, "name": m.name, "place_text": m.place_text}): m
            for m in found}  # fmt: skip


def _identity(columns: Mapping[str, Any]) -> tuple[int, str, str]:
    return columns["organisation_id"], fold(columns["name"]), fold(columns["place_text"])
