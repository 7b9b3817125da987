"""The table beside every picture: the same numbers for those who read rather than look."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A heading; numbers are set to the right."""

    label: str
    is_number: bool = True


@dataclass(frozen=True)
class Cell:
    """A written value, with the page that opens it."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Table:
    """Headings and rows; the first cell of a row is its name."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(caption: str, columns: tuple[Column, ...], *rows: tuple[Cell | str, ...]) -> Table:
    """A table from cells or plain texts."""
    return Table(caption, columns, tuple(tuple(c if isinstance(c, Cell) else Cell(c) for c in row) for row in rows))
