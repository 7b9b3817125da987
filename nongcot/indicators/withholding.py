"""Which sums may be told without telling on anybody.

A sum of money or members is told where at least three organisations stand behind it and none of them makes up more
than four fifths. Where a table's total is told, a cell held back alone could be found by subtraction; so others are
held back with it until what is hidden together would itself be safe to tell. This is the usual rule of statistical
offices (cell suppression with a frequency and a dominance criterion).
"""

from collections.abc import Iterable
from typing import NamedTuple

FEWEST = 3
MOST_SHARE = 0.8


class Contribution(NamedTuple):
    """What stands behind one cell: how many organisations, the greatest amount of one, the sum of the amounts."""

    key: str
    organisations: int
    greatest: int
    total: int


def is_safe(cell: Contribution) -> bool:
    """Whether the sum may be told. Nothing tells nothing: an empty cell is safe."""
    if not cell.organisations:
        return True
    return cell.organisations >= FEWEST and cell.greatest <= MOST_SHARE * cell.total


def withheld(cells: Iterable[Contribution]) -> set[str]:
    """The keys of a table, whose cells add up to a total that is told, that are held back.

    The smallest told cells go with the unsafe ones until the hidden together are safe. Where all cells together are not
    safe, all go, and the caller must hold back the total too.
    """
    told = sorted((cell for cell in cells if cell.organisations), key=lambda cell: (cell.total, cell.key))
    hidden = [cell for cell in told if not is_safe(cell)]
    if not hidden:
        return set()
    told = [cell for cell in told if is_safe(cell)]
    while told and not (len(hidden) > 1 and is_safe(together(hidden))):
        hidden.append(told.pop(0))
    return {cell.key for cell in hidden}


def together(cells: Iterable[Contribution]) -> Contribution:
    """The cells as one; no organisation stands in two of them."""
    found = list(cells)
    return Contribution(
        "",
        sum(cell.organisations for cell in found),
        max((cell.greatest for cell in found), default=0),
        sum(cell.total for cell in found),
    )
