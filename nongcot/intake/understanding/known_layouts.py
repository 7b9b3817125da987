"""Tables whose layout a saved profile knows: columns by the profile, and the checks that it asks for."""

from django.utils.translation import gettext as _

from nongcot.intake.understanding import columns, contents
from nongcot.intake.understanding.answers import Doubts
from nongcot.intake.understanding.checks import Read
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import Grid, shown
from nongcot.intake.understanding.profiles import Profile
from nongcot.intake.understanding.tables import Table
from nongcot.sheets.cells import position


def match(grid: Grid, table: Table, profile: Profile, doubts: Doubts) -> list[Column]:
    """The columns of a table by a profile. Headings that it does not name are left out."""
    found: list[Column] = []
    seen: set[str] = set()
    for heading in table.headings:
        column = Column(heading, profile.columns.get(heading.text), decided=True)
        column.why = _("theo bố cục đã biết") if column.target else _("bố cục đã biết không dùng cột này")
        columns.refuse_added(grid, table, column)
        column.joined = column.target in seen
        column.words = {word.casefold(): code for word, code in profile.words.get(column.target or "", {}).items()}
        column.earliest_year = profile.earliest_year
        seen.add(column.target or "")
        column.sample = [] if column.refused else contents.sample(grid, table, heading.column)
        found.append(column)
        _doubt_digits(column, profile, grid, table, doubts)
    return found


def _doubt_digits(column: Column, profile: Profile, grid: Grid, table: Table, doubts: Doubts) -> None:
    digits = profile.digits.get(column.heading.text)
    if not digits:
        return
    cells = (shown(grid.rows[row][column.at]) for row in range(table.first, table.last + 1))
    short = sum(1 for cell in cells if cell.isdecimal() and len(cell) == digits - 1)
    if short:
        why = _("%(count)s ô chỉ có %(digits)s chữ số: có lẽ đã mất số 0 ở đầu.")
        told = why % {"count": short, "digits": digits - 1}
        doubts.add(column.heading.row, column.at, "zeros_lost", told, column.heading.text)


def check(read: Read, profile: Profile) -> None:
    """No two rows share what the profile calls unique."""
    seen: dict[object, int] = {}
    for row, values in zip(read.data, read.values, strict=True):
        cell = values.get(profile.unique)
        if cell is None:
            continue
        if cell.value in seen:
            why = _("Mã này đã có ở dòng %(row)s.") % {"row": seen[cell.value]}
            read.doubts.add(*position(cell.address), "key_twice", why, shown(cell.raw))
        seen.setdefault(cell.value, row.row + 1)
