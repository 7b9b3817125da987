"""What is to be known of a sheet besides its values."""

from dataclasses import dataclass, field

from nongcot.sheets.cells import Position


@dataclass(slots=True)
class SheetFacts:
    """Rows and columns from 0."""

    errors: dict[Position, str] = field(default_factory=dict)
    """Cells with an error value such as "#DIV/0!"; "" for a formula that was never computed."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    fonts: dict[Position, str] = field(default_factory=dict)
    """The legacy fonts (".Vn…", "VNI-…") of the cells that have one."""
    merges: list[tuple[Position, Position]] = field(default_factory=list)
    """First and last cell of merged ranges, where the reader of values does not tell them."""


def is_legacy_font(name: str) -> bool:
    """Whether a font draws Vietnamese over Latin-1 letters."""
    return name.casefold().startswith((".vn", "vni-"))
