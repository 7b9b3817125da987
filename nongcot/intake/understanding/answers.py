"""What a reader says of one cell, and the doubts that are collected while a table is read."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from nongcot.intake.understanding.codec import Value
from nongcot.intake.understanding.understood import Choice, Doubt
from nongcot.intake.understanding.vocabulary import BY_CODE
from nongcot.sheets import address
from nongcot.sheets.cells import position


class Answer(NamedTuple):
    """The reading of one cell. `code` and `why` are "" where nothing is doubtful.

    `extra` are values for other targets that the cell tells as well (the date beside a decision's number). `hidden`
    says that the cell's text must not be shown or kept: it holds what the house refuses.
    """

    value: Value
    code: str = ""
    why: str = ""
    choices: tuple[Choice, ...] = ()
    extra: tuple[tuple[str, Value], ...] = ()
    hidden: bool = False


NOTHING = Answer(None)


class Doubts:
    """The doubts of one table; cells that an officer has decided (`settled`, by address) are not doubted again."""

    def __init__(self, sheet: str, settled: Iterable[str] = ()) -> None:
        self.sheet = sheet
        self.settled = frozenset(settled)
        self.found: dict[tuple[int, int, str], Doubt] = {}

    def add(self, row: int, column: int, code: str, why: str, read: str = "", choices: Iterable[Choice] = ()) -> None:
        """Doubt a cell (row and column from 0); the same doubt of a cell is told once."""
        self.take([Doubt(self.sheet, address(row, column), read, why, code, tuple(choices))])

    def take(self, doubts: Iterable[Doubt]) -> None:
        """Add doubts that were found elsewhere."""
        for doubt in doubts:
            if doubt.cell in self.settled:
                continue
            self.found.setdefault((*position(doubt.cell), doubt.code), doubt)

    def forget(self, row: int, column: int, *codes: str) -> bool:
        """Take doubts of a cell back that turn out to be none; whether there were any."""
        gone = [self.found.pop((row, column, code), None) for code in codes]
        return any(gone)

    def listed(self) -> tuple[Doubt, ...]:
        """All of them, by row and column."""
        return tuple(doubt for _place, doubt in sorted(self.found.items(), key=lambda item: item[0]))


def targets(*codes: str) -> tuple[Choice, ...]:
    """Targets as choices for a heading, and the choice to leave the column out."""
    return tuple(Choice(str(BY_CODE[code].label) if code else leave_out(), code) for code in (*codes, ""))


def leave_out() -> str:
    """The label of the choice that leaves a column out."""
    return _("Bỏ cột này")


def blank() -> Choice:
    """The choice to leave a cell empty."""
    return Choice(_("Để trống"), None)
