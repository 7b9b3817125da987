"""Tables of other programs: reading workbooks, writing exports (`sheets.write`), marking doubts (`sheets.mark`)."""

from nongcot.sheets.cells import Cell, Position, address
from nongcot.sheets.read import Sheet, Workbook, read_workbook
from nongcot.sheets.refusal import SheetRefused

__all__ = ["Cell", "Position", "Sheet", "SheetRefused", "Workbook", "address", "read_workbook"]
