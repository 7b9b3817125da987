"""Cells and their addresses."""

import re
from datetime import date, datetime, time

Cell = str | int | float | bool | date | datetime | time | None
Position = tuple[int, int]
"""Row and column, counted from 0."""

_A1 = re.compile(r"([A-Za-z]{1,3})([1-9]\d*)")


def address(row: int, col: int) -> str:
    """The cell's address as spreadsheets write it: (8, 4) is "E9"."""
    return f"{column_name(col)}{row + 1}"


def column_name(col: int) -> str:
    """The letters of a column: 0 is "A", 26 is "AA"."""
    letters = ""
    col += 1
    while col:
        col, place = divmod(col - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def position(written: str) -> Position:
    """The row and column of an address. Raises ValueError for what is none."""
    found = _A1.fullmatch(written)
    if not found:
        raise ValueError(f"{written!r} is no cell address")
    return int(found[2]) - 1, column_number(found[1])


def column_number(letters: str) -> int:
    """The column that letters name: "A" is 0, "AA" is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
