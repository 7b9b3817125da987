"""Understanding: from a workbook that was read to typed, doubted rows. Pure functions; no database."""

from nongcot.intake.understanding.understood import (
    CellReading,
    Choice,
    ColumnReading,
    Doubt,
    LeftOut,
    Note,
    Overrides,
    PlaceReading,
    PlaceText,
    ProposedEvent,
    ReferenceDate,
    RowReading,
    SheetOverride,
    Understood,
    UnderstoodSheet,
)
from nongcot.intake.understanding.workbook import has_table, proposed_on, understand

__all__ = [
    "CellReading",
    "Choice",
    "ColumnReading",
    "Doubt",
    "LeftOut",
    "Note",
    "Overrides",
    "PlaceReading",
    "PlaceText",
    "ProposedEvent",
    "ReferenceDate",
    "RowReading",
    "SheetOverride",
    "Understood",
    "UnderstoodSheet",
    "has_table",
    "proposed_on",
    "understand",
]
