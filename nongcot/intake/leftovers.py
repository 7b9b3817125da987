"""The rows of an applied workbook that did not go in, given back as a workbook of their own.

A row is left when it waits, may be a duplicate that nobody decided, was held back because the register changed, or
holds a cell that did not go in; so is a row of an effective model that is nobody's. With it come the headings, the
titles that tell the list's day, and the section rows it stands under, so that the mended workbook is understood as the
first one was. Columns of the class "refused", and cells that hold such data, come back empty, wherever they stand in
the workbook.
"""

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from nongcot.intake import files
from nongcot.intake.models import Batch
from nongcot.intake.proposals import DUPLICATE, IGNORED, WAITING, Proposal, RowProposal
from nongcot.intake.understanding import Doubt, RowReading, Understood, UnderstoodSheet
from nongcot.intake.understanding.names import tells_personal
from nongcot.registry import words
from nongcot.sheets.cells import column_number, position
from nongcot.sheets.mark import Marks, Span, marked_copy

Agreed = Collection[tuple[str, int, str]]


@dataclass
class _OfSheet:
    """What comes back of one sheet: rows that are left, all rows that stay (numbers from 1), reasons by cell, and what
    of it comes back empty, also where the whole sheet is given back."""

    left: set[int] = field(default_factory=set)
    stay: set[int] = field(default_factory=set)
    reasons: dict[str, str] = field(default_factory=dict)
    hidden: list[Span] = field(default_factory=list)


def of(understood: Understood, proposal: Proposal, held: Collection[tuple[str, int]], agreed: Agreed) -> dict[str, Any]:
    """The rows left of a workbook that is being applied, as JSON, by sheet."""
    by_row = {(row.sheet, row.row_no): row for row in proposal.rows}
    named = words.names({pair.organisation_id for row in proposal.rows for pair in row.pairs[:1]})
    told: dict[str, _OfSheet] = {}
    for sheet in understood.sheets:
        found = told.setdefault(sheet.name, _OfSheet())
        found.hidden += _hidden(sheet, [other for other in understood.sheets if other.name == sheet.name])
        left = set[int]()
        doubts: dict[int, list[Doubt]] = {}
        for doubt in sheet.doubts:
            doubts.setdefault(position(doubt.cell)[0] + 1, []).append(doubt)
        for row in sheet.rows:
            proposed = by_row.get((sheet.name, row.row_no))
            if proposed is not None and (row.taken or proposed.model is not None):
                is_held = (sheet.name, row.row_no) in held
                for cell, why in _reasons(row, proposed, doubts.get(row.row_no, []), is_held, agreed, named):
                    left.add(row.row_no)
                    found.reasons.setdefault(cell, why)
        if left:
            found.left |= left
            found.stay |= left | _context(sheet, max(left))
    return {
        name: {
            "left": len(found.left),
            "rows": sorted(found.left),
            "stay": sorted(found.stay),
            "reasons": found.reasons,
            "hidden": found.hidden,
        }
        for name, found in told.items()
    }


def by_reason(
    told: dict[str, Any], proposal: Proposal, held: Collection[tuple[str, int]]
) -> dict[str, list[list[Any]]]:
    """The rows left, as [sheet, row], by what keeps them out: held, duplicate, waiting, or only some cells of them."""
    action = {(row.sheet, row.row_no): row.action for row in proposal.rows}
    empty = {
        (r.sheet, r.row_no) for r in proposal.rows if r.action == IGNORED and r.model is not None and r.model.waits
    }
    found: dict[str, list[list[Any]]] = {}
    for sheet, of_sheet in told.items():
        for row in of_sheet["rows"]:
            code = action.get((sheet, row), "")
            whole = code if code in (DUPLICATE, WAITING) else WAITING if (sheet, row) in empty else "cells"
            why = "held" if (sheet, row) in held else whole
            found.setdefault(why, []).append([sheet, row])
    return found


def count(told: dict[str, Any]) -> int:
    """How many rows are left."""
    return sum(sheet["left"] for sheet in told.values())


def got(batch: Batch) -> dict[str, Any] | None:
    """What `of` told of a batch, as it is kept; None where there is none that can be used."""
    told: dict[str, Any] | None = files.got(files.left_marks(batch))
    # An earlier release told only what comes back empty in the rows that are left.
    return told if told is not None and all("hidden" in sheet for sheet in told.values()) else None


def write(batch: Batch, told: dict[str, Any], out: Path) -> None:
    """Write the workbook of the rows left, whole or not at all; nothing where no row is left. Raises SheetRefused."""
    if not count(told):
        return
    rows_only = {name: {row - 1 for row in sheet["stay"]} for name, sheet in told.items()}
    marks = {name: {position(c): why for c, why in sheet["reasons"].items()} for name, sheet in told.items()}
    written = out.with_name(f"{out.name}.{os.getpid()}.part")
    _write(batch, marks, rows_only, told, written)
    written.chmod(0o600)
    written.replace(out)


def write_whole(batch: Batch, marks: Marks, told: dict[str, Any], out: Path) -> None:
    """Write the whole workbook with these cells marked. Raises SheetRefused."""
    _write(batch, marks, None, told, out)


def _write(batch: Batch, marks: Marks, rows_only: dict[str, set[int]] | None, told: dict[str, Any], out: Path) -> None:
    """The one way by which a workbook that was sent goes out again."""
    hidden = {name: [(col, first, last) for col, first, last in sheet["hidden"]] for name, sheet in told.items()}
    marked_copy(files.workbook(batch), marks, rows_only, out, hidden, tells_personal, batch.name)


def _reasons(
    row: RowReading, proposed: RowProposal, doubts: list[Doubt], held: bool, agreed: Agreed, named: dict[int, str]
) -> Iterator[tuple[str, str]]:
    """Why a row, or cells of it, did not go in: (address, sentence)."""
    name = row.values.get("name") or row.values.get("producer")
    at = name.address if name and name.address else f"A{row.row_no}"
    if proposed.action == WAITING:
        yield at, proposed.why
    elif proposed.action == DUPLICATE:
        pair = proposed.pairs[0]
        told = {"why": pair.why, "name": named.get(pair.organisation_id, _("một dòng khác của tệp"))}
        yield at, _("Nghi trùng với “%(name)s”: %(why)s.") % told
    elif held:
        yield at, _("Sổ đã đổi từ lúc xem trước: dòng này được giữ lại.")
    for cell in row.values.values():
        if cell.doubt and cell.address:
            yield cell.address, cell.doubt
    for doubt in doubts:
        yield doubt.cell, doubt.why
    for ask in proposed.asks:
        yield ask.cell or at, ask.why
    for refused in proposed.candidate.refused if proposed.candidate else ():
        yield refused.cell or at, refused.why
    if proposed.model is not None:
        if proposed.model.waits:
            yield proposed.model.cell or at, proposed.model.waits
        for cell, _what, asks in proposed.model.open_asks:
            yield cell or at, asks
    for cell, what, asks in _asked(proposed):
        if asks and (proposed.sheet, proposed.row_no, what) not in agreed:
            yield cell or at, asks


def _asked(proposed: RowProposal) -> Iterable[tuple[str, str, str]]:
    for change in proposed.difference.changes:
        yield change.cell, change.field, change.asks
    for event in proposed.difference.events:
        yield "", str(event.told.kind), event.asks


def _context(sheet: UnderstoodSheet, last: int) -> set[int]:
    """Headings, titles, and the section rows down to the last row left."""
    rows = set(sheet.header_rows)
    for out in sheet.left_out:
        if out.code in ("title", "section"):
            rows |= {row for first, end in out.rows for row in range(first, end + 1) if row <= last}
    return rows


def _hidden(sheet: UnderstoodSheet, parts: list[UnderstoodSheet]) -> list[Span]:
    """What of a table comes back empty: its refused columns down to where the next table begins, and single cells."""
    first = max(sheet.header_rows, default=position(sheet.first_cell)[0])
    after = [position(other.first_cell)[0] for other in parts if other.part > sheet.part]
    last = min(after) - 1 if after else None
    cells = [position(doubt.cell) for doubt in sheet.doubts if doubt.code == "personal"]
    columns = [column_number(column.letter) for column in sheet.columns if column.klass == "refused"]
    return [*((col, first, last) for col in columns), *((col, row, row) for row, col in cells)]
