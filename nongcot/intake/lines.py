"""What becomes of each row, cell by cell, as the page lists it: kept beside the workbook, read a page at a time.

One row a line of a text file, since a hundred thousand rows are not to be read for the fifty of a page.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from nongcot.intake import differences, products
from nongcot.intake.candidates import Refused
from nongcot.intake.deeds import roads
from nongcot.intake.effective_models import AGAIN
from nongcot.intake.proposals import (
    CHANGE,
    CREATE,
    DUPLICATE,
    IGNORED,
    MODEL,
    UNCHANGED,
    WAITING,
    Proposal,
    RowProposal,
)
from nongcot.intake.understanding.codec import Json
from nongcot.kernel.dates import format_partial
from nongcot.registry import words
from nongcot.registry.fields import FIELDS

ACTIONS = (CHANGE, CREATE, UNCHANGED, MODEL, DUPLICATE, WAITING, IGNORED)


@dataclass(frozen=True)
class CellTold(Json):
    """A value the row tells: its field, what the book has, what the file has, its address, why it waits ("": not), why
    it does not go in at all ("": it may)."""

    label: str
    before: str
    after: str
    cell: str = ""
    waits: str = ""
    stays_out: str = ""


@dataclass(frozen=True)
class LineTold(Json):
    """A row: what becomes of it, whose it is (0: of none that the book has), why, and its cells."""

    action: str
    sheet: str
    row: int
    name: str
    organisation_id: int = 0
    why: str = ""
    cells: tuple[CellTold, ...] = ()


def of(proposal: Proposal) -> Iterator[LineTold]:
    """All rows in the order of the workbook."""
    places: dict[int, str] = {}
    for row in proposal.rows:
        why = row.pairs[0].why if row.pairs else row.why
        identity = max(row.organisation_id or 0, 0)
        cells = tuple(_cells(row, proposal, places)) if row.action in (CREATE, CHANGE, UNCHANGED) else ()
        yield LineTold(row.counted, row.sheet, row.row_no, row.name, identity, why, cells + models_cells(row))


def models_cells(row: RowProposal) -> tuple[CellTold, ...]:
    """What a row tells of an effective model, cell by cell."""
    if row.model is None:
        return ()
    waits = {what: why for _cell, what, why in row.model.open_asks}
    return tuple(
        CellTold(
            _("Mô hình hiệu quả: %(column)s") % {"column": change.label},
            *change.shown,
            change.cell,
            waits.get(change.what, waits.get(AGAIN, "")),
        )
        for change in row.model.changes
    )


def _cells(row: RowProposal, proposal: Proposal, places: dict[int, str]) -> Iterator[CellTold]:
    assert row.candidate is not None
    if row.begins:
        for code, value in row.candidate.said.items():
            yield CellTold(str(FIELDS[code].label), "", _value(code, value, places), row.candidate.cells.get(code, ""))
        for told in differences.of_new(row.candidate, proposal.on):
            yield CellTold(words.event(told.kind), "", _day(told))
    for change in row.difference.changes:
        before, after = (_value(change.field, value, places) for value in (change.before, change.after))
        yield CellTold(str(FIELDS[change.field].label), before, after, change.cell, change.asks)
    for event in row.difference.events:
        yield CellTold(words.event(event.told.kind), "", _day(event.told), waits=event.asks)
    if row.candidate.deed is not None and row.action in (CREATE, CHANGE):
        for label, told, cell in roads.shown(row.candidate.deed):
            yield CellTold(label, "", told, cell)
    for label, before, after, cell in products.shown(row.offers):
        yield CellTold(label, before, after, cell)
    for refused in refused_of(row):
        yield CellTold(_("Không ghi vào sổ"), "", refused.read, refused.cell, stays_out=refused.why)


def refused_of(row: RowProposal) -> tuple[Refused, ...]:
    """The cells of a row that do not go in: the register has them otherwise, or does not take them."""
    return (*row.candidate.refused, *row.difference.refused) if row.candidate is not None else ()


def _value(code: str, value: object, places: dict[int, str]) -> str:
    if value in (None, ""):
        return ""
    if code == "place" and isinstance(value, int):
        if value not in places:
            places[value] = words.value(code, value)
        return places[value]
    return words.value(code, value)


def _day(told: differences.ToldEvent) -> str:
    return " ".join(part for part in (format_partial(told.on), told.document_no) if part)


def keep(path: Path, token: str, lines: Iterator[LineTold]) -> None:
    """Keep the rows of the look of this token, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f"{path.name}.{os.getpid()}.part")
    with written.open("w", encoding="utf-8") as file:
        file.write(f"{token}\n")
        for line in lines:
            file.write(f"{line.action}\t{json.dumps(line.to_json(), ensure_ascii=False)}\n")
    written.chmod(0o600)
    written.replace(path)


def listed(path: Path, token: str, action: str, first: int, count: int) -> list[LineTold] | None:
    """Rows of one action, so many from the given one on; None where those of this look are not kept."""
    try:
        with path.open(encoding="utf-8") as file:
            if next(file, "").strip() != token:
                return None
            wanted = (line for line in file if line.startswith(f"{action}\t"))
            chosen = [line.partition("\t")[2] for line in islice(wanted, first, first + count)]
        return [LineTold.from_json(json.loads(line)) for line in chosen]
    except (OSError, ValueError, TypeError):
        return None
