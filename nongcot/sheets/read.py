"""Reading workbooks whole: every sheet's values, and what else is to be known of them."""

import pickle
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize
from zipfile import ZipFile

from django.utils.translation import gettext as _

from nongcot.sheets import delimited, guard, ods, values, xls, xlsx
from nongcot.sheets.cells import Cell, Position
from nongcot.sheets.facts import SheetFacts
from nongcot.sheets.refusal import SheetRefused
from nongcot.sheets.values import Broken, Locked, SheetValues, TooFar

__all__ = ["Merge", "Sheet", "Workbook", "read_workbook"]

Merge = tuple[Position, Position]
"""First and last cell of a merged range, both included; the first alone holds the value."""

LONGEST_READING = 60  # seconds


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Rows and columns are counted from 0; `rows` is as wide everywhere as the used range."""

    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    fonts: dict[Position, str] = field(default_factory=dict)
    """Cells with a legacy font (".Vn…", "VNI-…") and its name; not told by text files and ods."""
    doubts: dict[Position, str] = field(default_factory=dict)
    """Cells whose value was not there to be read, with a sentence each (errors, formulas never computed)."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as read; `format` is xlsx, xls, ods, csv or tsv, by its content; `doubts` are of the whole file."""

    name: str
    format: str
    sheets: list[Sheet]
    doubts: tuple[str, ...] = ()


def read_workbook(path: Path, *, name: str | None = None) -> Workbook:
    """Read a workbook or a table in text; `name` is the name the officer gave the file (kept in NFC).

    Values are plain: whole numbers int, others float, empty cells None, durations and text as text, which stands as it
    was (blanks, leading zeros and legacy encodings kept). Empty rows and columns at the end are left out. Raises
    SheetRefused (see `guard.check`).
    """
    guard.check(path)
    kind = guard.format_of(path)
    name = normalize("NFC", name or path.name)
    if kind == "text":
        table = delimited.read(path)
        sheet = Sheet(Path(name).stem, table.rows, doubts=table.cell_doubts)
        return Workbook(name, table.format, [sheet], tuple(table.doubts))
    try:
        read = _read_apart(path) if kind == "xls" else values.read(str(path), guard.MAX_CELLS)
        facts = _facts(path, kind)
    except TooFar as error:
        raise SheetRefused(guard.too_far(*error.args)) from error
    except Locked as error:
        raise SheetRefused(guard.locked()) from error
    except (Broken, ValueError, KeyError, SyntaxError) as error:
        raise SheetRefused(guard.broken()) from error
    return Workbook(name, kind, [_sheet(sheet, facts.get(sheet.name, SheetFacts())) for sheet in read])


def _read_apart(path: Path) -> list[SheetValues]:
    """Read in a process of its own, which may die of a broken file."""
    command = [sys.executable, "-I", values.__file__, str(path), str(guard.MAX_CELLS)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=LONGEST_READING, check=True)
    except subprocess.SubprocessError as error:
        raise Broken from error
    failure, outcome = pickle.loads(done.stdout)
    if failure:
        raise {"TooFar": TooFar, "Locked": Locked, "Broken": Broken}[failure](*outcome)
    return [SheetValues(*sheet) for sheet in outcome]


def _facts(path: Path, kind: guard.Format) -> dict[str, SheetFacts]:
    if kind == "xls":
        return xls.facts(path.read_bytes())
    with ZipFile(path) as package:
        if kind == "ods":
            return ods.facts(package.read("content.xml"))
        legacy = xlsx.legacy_styles(package)
        return {name: xlsx.facts(package, part, legacy) for name, part in xlsx.sheet_parts(package).items()}


def _sheet(read: SheetValues, facts: SheetFacts) -> Sheet:
    for row, col in facts.errors:
        if row < len(read.rows) and col < len(read.rows[row]):
            read.rows[row][col] = None
    return Sheet(
        name=read.name,
        rows=read.rows,
        hidden=read.hidden,
        merges=facts.merges or read.merges,
        hidden_rows=frozenset(facts.hidden_rows),
        hidden_columns=frozenset(facts.hidden_columns),
        fonts=facts.fonts,
        doubts={place: _doubt(error) for place, error in facts.errors.items()},
    )


def _doubt(error: str) -> str:
    if error:
        return _("Ô có lỗi công thức %(error)s.") % {"error": error}
    return _("Ô có công thức chưa được tính; hãy mở tệp bằng Excel và lưu lại.")
