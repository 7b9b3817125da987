"""Reading the cells of a row that are beyond doubt, and what the register refuses of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nongcot.intake.deeds.told import Cells, Deed
from nongcot.intake.understanding import RowReading, UnderstoodSheet
from nongcot.intake.understanding.understood import CellReading
from nongcot.kernel.dates import PartialDate
from nongcot.kernel.text import nfc

__all__ = [
    "Reading",
    "RowReading",
    "UnderstoodSheet",
    "cells",
    "day",
    "decimal",
    "fact_key",
    "is_same",
    "of_book",
    "sure",
    "text",
    "when",
    "whole",
]


@dataclass
class Reading:
    """What a row tells, why it waits ("" = it does not), and what of it does not go in: (cell, text, sentence)."""

    deed: Deed | None = None
    waits: str = ""
    refused: list[tuple[str, str, str]] = field(default_factory=list)


def sure(row: RowReading, target: str) -> CellReading | None:
    """A cell without a doubt."""
    cell = row.values.get(target)
    return cell if cell is not None and not cell.doubt and cell.value is not None else None


def text(row: RowReading, target: str) -> str:
    """The text of a target in one line; "" where none is told."""
    cell = sure(row, target)
    return " ".join(cell.value.split()) if cell is not None and isinstance(cell.value, str) else ""


def when(row: RowReading, target: str) -> PartialDate | None:
    """A date, perhaps known in part."""
    cell = sure(row, target)
    return cell.value if cell is not None and isinstance(cell.value, PartialDate) else None


def day(row: RowReading, target: str) -> date | None:
    """The last day that a date may be."""
    told = when(row, target)
    return told.latest if told is not None else None


def decimal(cell: CellReading | None) -> Decimal | None:
    """A quantity; None where none is told."""
    value = cell.value if cell is not None else None
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def whole(row: RowReading, target: str) -> int | None:
    """A whole number; None where none is told."""
    cell = sure(row, target)
    value = cell.value if cell is not None else None
    return int(value) if isinstance(value, int | Decimal) and value == int(value) else None


def of_book(row: RowReading) -> bool:
    """Whether a row comes from a list of the book: it names its record by key, or the fact. All that it says otherwise
    is told."""
    return sure(row, "book_key") is not None or bool(fact_key(row))


def fact_key(row: RowReading) -> str:
    """The key by which a row names the fact that it is about; "" where it names none."""
    return text(row, "fact_key")


def is_same(before: str, after: str) -> bool:
    """Whether a text of a list of the book stands as it went out: an accent may be what was corrected."""
    return nfc(before).casefold() == nfc(after).casefold()


def cells(row: RowReading, targets: Iterable[str]) -> Cells:
    """The addresses of targets."""
    return tuple((target, row.values[target].address) for target in targets if target in row.values)
