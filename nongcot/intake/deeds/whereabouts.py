"""Where the events of a list are held: as a column says, as their place tells, else asked at the cell of the place.

An event in a commune that the book keeps is held in the province, one that lies elsewhere out of it. The place of an
international one does not tell which of the kinds it is. A cell that is doubtful as a place already asks both in one
question: who chooses a commune has told where the event is held. That a place lies elsewhere is no doubt here.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from nongcot.intake.deeds import reading
from nongcot.intake.understanding import Choice, Doubt, Understood, UnderstoodSheet, listed, subjects
from nongcot.kernel.text import fold
from nongcot.places import geography
from nongcot.sheets.cells import position
from nongcot.trade.vocabulary import Scope

CODE = "event_scope_missing"


def of(row: reading.RowReading, on: date) -> str:
    """Where the event of a row is held, on the day its list is of; "" where neither a word nor the place tells."""
    told = reading.text(row, "event_scope")
    if told or row.place is None or "quoc te" in fold(reading.text(row, "event_name")):
        return told
    if row.place.unit:
        kept = geography.scope(on)
        return (Scope.IN_PROVINCE if not kept or row.place.unit in kept else Scope.OUT_PROVINCE).value
    return Scope.OUT_PROVINCE.value if row.place.outside else ""


def settle(understood: Understood) -> Understood:
    """The workbook with a question for each event of which nobody knows where it is held."""
    sheets = (_asked(sheet, understood.on) if sheet.kind == "fairs" else sheet for sheet in understood.sheets)
    return replace(understood, sheets=tuple(sheets))


def _asked(sheet: UnderstoodSheet, on: date) -> UnderstoodSheet:
    doubts = {(doubt.cell, doubt.code): doubt for doubt in sheet.doubts}
    rows = []
    for row in sheet.rows:
        scope = row.values.get("event_scope")
        if not row.taken or "event_name" not in row.values or (scope and scope.doubt):
            rows.append(row)
            continue
        cell = next(_cells(sheet, row))
        before = doubts.get((cell, "place"))
        if of(row, on):
            if before is not None and row.place and row.place.outside and not before.choices:
                del doubts[cell, "place"]
                row = _beyond_doubt(row, cell)
        elif before is not None:
            doubts[cell, "place"] = replace(before, why=f"{before.why}. {_why()}", choices=before.choices + _choices())
        else:
            read = next((one.raw for one in row.values.values() if one.address == cell), "")
            doubts[cell, CODE] = Doubt(sheet.name, cell, read, _why(), CODE, _choices())
        rows.append(row)
    listed_by_cell = sorted(doubts.values(), key=lambda doubt: position(doubt.cell))
    return replace(sheet, rows=tuple(rows), doubts=tuple(listed_by_cell))


def _beyond_doubt(row: reading.RowReading, cell: str) -> reading.RowReading:
    """The row of an event that is held elsewhere: in which commune there nobody needs to know."""
    values = {target: replace(one, doubt="") if one.address == cell else one for target, one in row.values.items()}
    return replace(row, values=values)


def _why() -> str:
    return _("Sự kiện này tổ chức trong tỉnh hay ngoài tỉnh?")


def _choices() -> tuple[Choice, ...]:
    return listed.choices(Scope)


def _cells(sheet: UnderstoodSheet, row: reading.RowReading) -> Iterator[str]:
    """The cells of a row where it may be asked, the most telling first: its place, the empty cell of one, its name."""
    yield from (row.values[target].address for target in subjects.PLACE_CELLS if target in row.values)
    letters = {column.target: column.letter for column in sheet.columns if column.target}
    yield from (f"{letters[target]}{row.row_no}" for target in subjects.PLACE_CELLS if target in letters)
    yield row.values["event_name"].address
