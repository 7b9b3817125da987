"""What was understood of a workbook: plain frozen values that survive a trip through JSON.

Nothing here knows a database. A *row* is a data row of a table, also when it is doubtful or of a kind that is not
taken in; a *doubt* always has a cell of the sheet: a column's doubt its heading, a sheet's doubt the first cell of its
table. Values of columns of the class "refused" never reach these types.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from nongcot.intake.understanding.codec import Json, Value
from nongcot.kernel.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Choice(Json):
    """One answer to a doubt: what the officer reads, and the value that `SheetOverride` takes for it."""

    label: str
    value: Value


@dataclass(frozen=True, slots=True)
class Doubt(Json):
    """Something that a person should look at: where it stands, what was read, why it is doubtful, what it could be.

    `why` is a sentence in the language that was active when the workbook was read; `code` is its name for programs.
    The choices of a cell are its values; those of a heading targets ("" = leave the column out) or, for `unit_*`
    doubts, scales of the amount; those of a sheet's first cell are kinds of sheet.
    """

    sheet: str
    cell: str
    read: str
    why: str
    code: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Note(Json):
    """Something that was done with certainty and that the officer may want to see (a legacy font converted)."""

    cell: str
    read: str
    said: str


@dataclass(frozen=True, slots=True)
class CellReading(Json):
    """One cell: its typed value, its address ("C14"), its text as it stood, and the sentence of its doubt ("" = none).

    A merged parent that was filled down keeps the address of the cell that holds the text; so does a section row.
    """

    value: Value
    address: str
    raw: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class PlaceText(Json):
    """What a row says about its place, as written; each part may be empty.

    `area` stands in a column that does not say whether it names communes or districts ("Địa bàn"); `title` is what the
    lines above the table, its sheet and its file are called.
    """

    commune: str = ""
    district: str = ""
    province: str = ""
    address: str = ""
    area: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class PlaceReading(Json):
    """The answer of the caller's place look-up: the unit's id (None: not found, or in doubt), name, doubt, choices.

    Where the commune is not known, `district` may be, and `outside` says that the row names a place in which the book
    keeps nothing. `about` is the target whose cell the doubt is about ("": the first that tells a place), `assumed` a
    sentence on what was supposed.
    """

    unit: int | None
    name: str = ""
    doubt: str = ""
    choices: tuple[Choice, ...] = ()
    district: int | None = None
    outside: bool = False
    about: str = ""
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class ProposedEvent(Json):
    """A lifecycle event that a row's columns tell.

    `kind`: founded, registered, notified, stopped, resumed, dissolving, dissolved, recognised, or observed: the last
    says only that the organisation stood at `status` (operating, inactive, awaiting_dissolution) when the list was
    made. `when` is None where the list gives no date. `cells` are the addresses it was read from.
    """

    kind: str
    when: PartialDate | None = None
    status: str = ""
    document_no: str = ""
    document_date: PartialDate | None = None
    issuing_body: str = ""
    reason: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnReading(Json):
    """A column of a table: its letter, heading, target (None: ignored), why so, unit, and the class of the field.

    `klass` is "public", "working", "refused" or "" (no target). `taken` says that the register has a place for it;
    a recognised column that is not taken (figures of a yearly return) says why in `why`.
    """

    letter: str
    heading: str
    target: str | None
    why: str
    unit: str = ""
    klass: str = ""
    taken: bool = True


@dataclass(frozen=True, slots=True)
class RowReading(Json):
    """A data row. `kind` is what it is about: coop, union, group, credit_fund, enterprise, household, farm, other ("" =
    not told), or a kind that is not taken in, such as pump_station; of a product it is the producer's.

    `not_taken` says why the row is not taken in, "" where it is. `section` is the text of the section rows above it,
    joined by " / ". `parent` is the row that holds the merged cells this row shares (a producer's first product), None
    for a row of its own.

    Beside the targets of `vocabulary.TARGETS`, `values` may hold what a cell tells besides: stars_proposed,
    founding_decision_date, decision_issuer.
    """

    row_no: int
    kind: str
    values: Mapping[str, CellReading]
    not_taken: str = ""
    section: str = ""
    parent: int | None = None
    place: PlaceReading | None = None
    events: tuple[ProposedEvent, ...] = ()

    @property
    def taken(self) -> bool:
        """Whether the row is taken in."""
        return not self.not_taken

    def value(self, target: str) -> Value:
        """The value of a target; None where the row has none."""
        cell = self.values.get(target)
        return cell.value if cell else None


@dataclass(frozen=True, slots=True)
class LeftOut(Json):
    """Rows that hold no data, and why; `rows` are first and last row of each run, `text` what stood there."""

    rows: tuple[tuple[int, ...], ...]
    reason: str
    code: str
    text: str = ""

    @property
    def count(self) -> int:
        """How many rows."""
        return sum(last - first + 1 for first, last in self.rows)


@dataclass(frozen=True, slots=True)
class ReferenceDate(Json):
    """The date that a list is of, as its title, sheet or file name tells it; `where` is a cell, a sheet or the file."""

    day: date
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class UnderstoodSheet(Json):
    """One table of a sheet (a sheet with two tables gives two, `part` 1 and 2; an empty sheet one without columns).

    `kind` is a key of `kinds.SHEET_KINDS`, `kind_why` the sentence behind it; `first_cell` is where the table begins.
    `layout` is the code of the saved profile (`profiles`) that knows it, "" where none does.
    """

    name: str
    kind: str
    kind_why: str
    header_rows: tuple[int, ...]
    first_cell: str
    columns: tuple[ColumnReading, ...] = ()
    rows: tuple[RowReading, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[Note, ...] = ()
    title: str = ""
    part: int = 1
    proposed_on: ReferenceDate | None = None
    layout: str = ""


@dataclass(frozen=True, slots=True)
class Understood(Json):
    """A whole workbook. `on` is the day it was read for; `proposed_on` the date the workbook itself tells, if any.

    `assumed` lists, in sentences, what was proposed without being asked for (kinds, units, the reference date).
    """

    sheets: tuple[UnderstoodSheet, ...]
    on: date
    proposed_on: ReferenceDate | None = None
    assumed: tuple[str, ...] = ()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """The doubts of all sheets, in the order of the workbook."""
        return tuple(doubt for sheet in self.sheets for doubt in sheet.doubts)


@dataclass(frozen=True, slots=True)
class SheetOverride(Json):
    """An officer's corrections of one table; what is left empty stays as proposed.

    `columns` maps letters to targets ("" = leave the column out), `units` letters to the scale of an amount
    (1,000,000 = triệu đồng), `cells` addresses to decided values: these are taken as they are, and no doubt of such a
    cell is raised again (a heading or first cell with any value is settled too). A whole number for a cell of a place
    or address is the id of its unit, and a code of `trade.vocabulary.Scope` says where the row's event is held: the
    text stays as it is read.
    """

    kind: str = ""
    header_rows: tuple[int, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)
    cells: Mapping[str, Value] = field(default_factory=dict)


Overrides = Mapping[str, SheetOverride]
"""Corrections by sheet name, or by name and part ("HTX#2") for a sheet that holds several tables."""
