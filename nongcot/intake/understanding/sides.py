"""The sides of a contract: several parties in one cell or in several columns, each with a name of its own."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from nongcot.intake.understanding import parties, subjects
from nongcot.intake.understanding.cells import Values
from nongcot.intake.understanding.checks import Read
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.understood import CellReading
from nongcot.linkage import vocabulary
from nongcot.sheets.cells import position

#: Where a row keeps the parties after the first of its side.
BESIDE = {"name": "name_beside", "partner": "partner_beside"}

#: The targets that tell the keys of the parties of a side, in the order of their names.
KEYS = {"name": "book_key", "partner": "partner_key"}

#: The targets of those who sign beside the two sides, with the side of each.
FURTHER = {f"side_{side}": side for side in vocabulary.FURTHER}


def fit(columns: Sequence[Column]) -> None:
    """Of several columns of one side the later ones tell further parties of it."""
    for column in columns:
        if column.target is None and column.again in FURTHER and not column.decided:
            column.target, column.why, column.joined = column.again, _("theo tiêu đề"), True
    further = [column for column in columns if column.target is None and column.again in ("partner", "linkage")]
    for number, column in enumerate(column for column in further if not column.decided):
        column.target, column.why, column.joined = "other_partner", _("theo tiêu đề"), number > 0


def spread(read: Read, spoken: Sequence[str]) -> list[str]:
    """Take the parties after the first of a cell apart, or doubt it; nothing is assumed of them."""
    for found in read.values:
        for target, beside in BESIDE.items():
            if target in found and not _by_keys(read, found, target, beside):
                _spread(read, found, target, beside)
    return []


def _by_keys(read: Read, found: Values, target: str, beside: str) -> bool:
    """Take the parties of a cell apart for which the row tells as many keys of the book; whether it does."""
    cell, key = found[target], found.get(KEYS[target])
    if key is None or key.doubt or key.value is None:
        return False
    names, keys = parties.apart(cell.raw), key.value if isinstance(key.value, tuple) else (key.value,)
    if len(names) != len(keys):
        return False
    read.doubts.forget(*position(cell.address), *subjects.IN_NAME, "sides")
    found[target] = CellReading(names[0], cell.address, cell.raw)
    found[KEYS[target]] = replace(key, value=str(keys[0]))
    if len(names) > 1:
        found[beside] = CellReading(tuple(names[1:]), cell.address, cell.raw)
        found[f"{KEYS[target]}_beside"] = replace(key, value=tuple(map(str, keys[1:])))
    return True


def _spread(read: Read, found: Values, target: str, beside: str) -> None:
    cell = found[target]
    if isinstance(cell.value, tuple):
        told = cell.value
    elif cell.doubt or cell.value is None or cell.address in read.decided:
        return
    else:
        answer = parties.several(cell.raw)
        if answer.code:
            read.doubt(cell, answer.code, answer.why, answer.choices)
            return
        told = answer.value if isinstance(answer.value, tuple) else ()
    if len(told) > 1:
        found[target] = CellReading(told[0], cell.address, cell.raw)
        found[beside] = CellReading(told[1:], cell.address, cell.raw)
