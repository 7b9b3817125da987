"""Small workbooks of made-up organisations, proposed to or applied in an open ledger by the whole road."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook as Book

from nongcot.intake import actions, places, summary
from nongcot.intake.actions import Applied
from nongcot.intake.comparing import propose
from nongcot.intake.proposals import Answers, Proposal, RowProposal, Scope
from nongcot.intake.understanding import Overrides, Understood, understand
from nongcot.sheets import Sheet, Workbook, read_workbook

ON = date(2019, 12, 31)

Line = tuple[Any, ...]


def wide(lines: tuple[Line, ...]) -> list[list[Any]]:
    """Lines as wide as the widest; blank texts are empty cells."""
    width = max(map(len, lines))
    return [[None if cell == "" else cell for cell in (*line, *[None] * (width - len(line)))] for line in lines]


def understood(
    *lines: Line,
    on: date = ON,
    name: str = "ds.xlsx",
    sheet: str = "DS",
    overrides: Overrides | None = None,
    kind: str | None = None,
    **facts: Any,
) -> Understood:
    """Lines of one sheet, understood with the real look-up of places."""
    book = Workbook(name, "xlsx", [Sheet(sheet, wide(lines), **facts)])
    return understand(book, on=on, kind=kind, place_of=places.finder(on), overrides=overrides)


def proposed(*lines: Line, on: date = ON, answers: Answers | None = None, **more: Any) -> Proposal:
    """What these lines would do to the register."""
    return propose(understood(*lines, on=on, **more), on=on, answers=answers)


def told(*lines: Line, on: date = ON, **more: Any) -> dict[str, Any]:
    """The whole answer of a trial, as the command prints it."""
    found = understood(*lines, on=on, **more)
    return summary.of(found, propose(found, on=on), None)


def applied(
    *lines: Line,
    on: date = ON,
    name: str = "ds.xlsx",
    scope: Scope | None = None,
    change: Callable[..., None] | None = None,
) -> Applied:
    """Send these lines as a workbook and apply it; `change` may correct the batch before."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        book = Book()
        sheet = book.active
        sheet.title = "DS"
        for line in lines:
            sheet.append(list(line))
        book.save(path)
        batch = actions.receive(source=path, name=name, on=on, by=None, scope=scope)
    if change is not None:
        change(batch)
    return actions.apply(batch=batch, by=None)


def from_file(path: Path, on: date) -> Proposal:
    """What a file would do to the register."""
    return propose(understand(read_workbook(path), on=on, place_of=places.finder(on)), on=on)


def actions_of(proposal: Proposal) -> list[str]:
    """What becomes of each row, in order."""
    return [row.action for row in proposal.rows]


def row(proposal: Proposal, number: int) -> RowProposal:
    """The row of that number of the file."""
    return next(row for row in proposal.rows if row.row_no == number)


def doubts(answer: dict[str, Any]) -> dict[str, str]:
    """The sentence of the (last) doubt of each cell."""
    return {doubt["cell"]: doubt["why"] for doubt in answer["doubts"]}
