"""What the page of a batch shows: sheets as understood, doubts with choices, likely duplicates, the effect.

Plain values that survive a trip through JSON: they are worked out once and kept (`looks`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from nongcot.indicators.addresses import address
from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import vocabulary
from nongcot.indicators.units import is_money, scale
from nongcot.intake import alike, effective_models, lines, own_keys, scopes
from nongcot.intake.alike import PairShown
from nongcot.intake.candidates import Refused
from nongcot.intake.effective_models import AGAIN
from nongcot.intake.lines import LineTold
from nongcot.intake.proposals import CHANGE, CREATE, IGNORED, UNCHANGED, WAITING, Proposal, RowProposal
from nongcot.intake.scopes import ScopeProposed
from nongcot.intake.understanding import (
    CellReading,
    Choice,
    ColumnReading,
    Doubt,
    RowReading,
    Understood,
    UnderstoodSheet,
    kinds,
    unsaid,
)
from nongcot.intake.understanding.codec import Json
from nongcot.intake.understanding.vocabulary import BY_CODE
from nongcot.kernel import numbers, text
from nongcot.kernel.dates import PartialDate, format_partial
from nongcot.registry import words
from nongcot.registry.describe import describe_organisations
from nongcot.registry.fields import FIELDS
from nongcot.sheets.cells import position

#: How many rows of a sheet the page shows; the whole file is what the officer has open anyway.
SHOWN = 12

#: A cell of more letters needs room: beside many columns its words would stand below each other.
WIDE = 20

#: How many changed rows the batch's own page tells cell by cell; all rows have pages of their own (`lines`).
FEW = 5

#: How many cells that do not go in it names; the marked workbook has all, and the rows' own pages.
MOST_LEFT = 20

#: What becomes of rows that are about something.
_ABOUT = (CREATE, CHANGE, UNCHANGED)

#: What an officer asks first: it heads the figures.
FIRST = "operating_cooperatives"


@dataclass(frozen=True)
class CellShown(Json):
    """One cell of the sheet: its text, what it was read as where that is not the same.

    `mark` is new | doubt | "" and `ref` its address where it is marked.
    """

    text: str
    mark: str = ""
    ref: str = ""
    read_as: str = ""


@dataclass(frozen=True)
class RowShown(Json):
    """One row: its number, its cells, why it is skipped."""

    number: int
    cells: tuple[CellShown, ...]
    skipped: str = ""


@dataclass(frozen=True)
class ColumnShown(Json):
    """A column's letter, heading, and a remark: the unit it is read in, or why it is not taken; whether its cells hold
    so much that it needs room."""

    letter: str
    heading: str
    remark: str = ""
    is_wide: bool = False


@dataclass(frozen=True)
class SheetShown(Json):
    """One table: what it is taken for and why, how many rows, what was left out, its first rows."""

    name: str
    kind_why: str
    count: int
    left_out: tuple[str, ...]
    columns: tuple[ColumnShown, ...]
    rows: tuple[RowShown, ...]

    @property
    def more(self) -> int:
        """How many rows are not shown."""
        return max(0, self.count - len(self.rows))


@dataclass(frozen=True)
class EffectShown(Json):
    """A figure before and after, in a unit of the vocabulary; money is told in the unit that suits."""

    label: str
    url: str
    before: int
    after: int
    unit: str

    @property
    def said(self) -> tuple[str, str, str]:
        """Before, after and their difference, as written."""
        written = scale(self.unit, (self.before, self.after))
        return written.text(self.before), written.text(self.after), written.signed(self.after - self.before)

    @property
    def money(self) -> str:
        """The unit of an amount of money; "" for counts, whose label says what is counted."""
        return scale(self.unit, (self.before, self.after)).unit if is_money(self.unit) else ""


@dataclass(frozen=True)
class Question(Json):
    """A doubt: its cell, what was read, why, what it could be.

    `about` says what an answer decides: kind (of the sheet), column, unit, cell. `table` is the name under which
    overrides know the table; `heading` that of the cell's column. Doubts of one `code` and column are of one kind.
    """

    table: str
    sheet: str
    cell: str
    read: str
    why: str
    code: str
    about: str
    heading: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def letters(self) -> str:
        """Its column."""
        return self.cell.rstrip("0123456789")

    @property
    def kind(self) -> tuple[str, str, str]:
        """Doubts that are alike share it."""
        return self.table, self.code, self.letters

    @property
    def labels(self) -> tuple[str, ...]:
        """What it could be, in words."""
        return tuple(choice.label for choice in self.choices)


@dataclass(frozen=True)
class Asked(Json):
    """A change that waits for a yes: which row and field, before → after, why it is asked."""

    sheet: str
    row: int
    what: str
    label: str
    cell: str
    read: str
    why: str

    @property
    def name(self) -> str:
        """By what the answer is kept."""
        return f"{self.sheet}#{self.row}#{self.what}"


@dataclass(frozen=True)
class RowTold(Json):
    """A row and a sentence about it."""

    sheet: str
    row: int
    name: str
    why: str


@dataclass(frozen=True)
class CellLeft(Json):
    """A cell that does not go in, of a row that is about something: what it reads, why, and the page of what it is
    about ("": not known)."""

    sheet: str
    name: str
    cell: str
    read: str
    why: str
    url: str = ""


@dataclass(frozen=True)
class AbsentShown(Json):
    """A record that the whole list does not name."""

    organisation_id: int
    name: str
    url: str


@dataclass(frozen=True)
class Preview(Json):
    """Everything the page shows; `counts` of rows by what becomes of them, and of cells that change.

    `kept` are worse texts that stay out unless somebody wants them, `changes` the first rows that change something,
    `stays_out` the first cells that do not go in, `models` effective models told anew, `scope` the whole list that a
    title speaks of, `effect_notes` what to know of the rows behind the effect. `is_dated`: the file tells its day,
    `may_be_whole`: it may be the whole list of a scope.
    """

    sheets: tuple[SheetShown, ...]
    assumed: tuple[str, ...]
    questions: tuple[Question, ...]
    asked: tuple[Asked, ...]
    pairs: tuple[PairShown, ...]
    effect: tuple[EffectShown, ...]
    waiting: tuple[RowTold, ...]
    absent: tuple[AbsentShown, ...]
    counts: Mapping[str, int]
    kept: tuple[Asked, ...] = ()
    changes: tuple[LineTold, ...] = ()
    scope: ScopeProposed | None = None
    effect_notes: tuple[str, ...] = ()
    models: tuple[LineTold, ...] = ()
    stays_out: tuple[CellLeft, ...] = ()
    is_dated: bool = False
    may_be_whole: bool = True


#: Kinds of sheets, and layouts, that list no organisations of a scope: none is missing from them.
_NEVER_WHOLE = kinds.DEEDS | kinds.OF_NOBODY | kinds.OWN | {"products", "own_members"}


def of(understood: Understood, proposal: Proposal) -> Preview:
    """What the page shows of a batch."""
    by_row = {(row.sheet, row.row_no): row for row in proposal.rows}
    named = describe_organisations([a.organisation_id for a in proposal.absent], proposal.on, proposal.n)
    counts = {action: proposal.count(action) for action in lines.ACTIONS}
    changed = [row for row in proposal.rows if row.counted == CHANGE]
    cells = sum(len(row.difference.changes) + len(row.difference.events) for row in changed)
    refused = [(row, one) for row in proposal.rows if row.action in _ABOUT for one in lines.refused_of(row)]
    effect = sorted(proposal.effect, key=lambda e: e.code != FIRST)
    return Preview(
        sheets=tuple(_sheet(sheet, by_row) for sheet in understood.sheets if sheet.columns),
        assumed=(*understood.assumed, *proposal.assumed),
        questions=tuple(_questions(understood)),
        asked=tuple(_asked(proposal.rows)),
        pairs=tuple(alike.of(proposal)),
        effect=tuple(_effect(e.code, e.before, e.after, proposal) for e in effect),
        waiting=tuple(RowTold(r.sheet, r.row_no, r.name, r.why) for r in proposal.rows if r.action == WAITING),
        absent=tuple(
            AbsentShown(a.organisation_id, a.name, named[a.organisation_id].url)
            for a in proposal.absent
            if a.organisation_id in named
        ),
        counts=counts
        | {"cells": cells, "stays_out": len(refused)}
        | effective_models.counts(row.model for row in proposal.rows),
        kept=tuple(_kept(proposal.rows)),
        changes=tuple(lines.of(replace(proposal, rows=changed[:FEW]))),
        scope=scopes.propose(understood, proposal.on),
        effect_notes=tuple(proposal.assumed),
        models=tuple(_models_changed(proposal.rows)),
        stays_out=tuple(_stays_out(refused[:MOST_LEFT], proposal)),
        is_dated=understood.proposed_on is not None,
        may_be_whole=any(_NEVER_WHOLE.isdisjoint((sheet.kind, sheet.layout)) for sheet in understood.sheets),
    )


def _stays_out(refused: Sequence[tuple[RowProposal, Refused]], proposal: Proposal) -> Iterable[CellLeft]:
    whose = {row.organisation_id for row, _one in refused if row.organisation_id and row.organisation_id > 0}
    described = describe_organisations(whose, proposal.on, proposal.n)
    for row, one in refused:
        told = row.candidate.keyed if row.candidate is not None else None
        owner = described.get(row.organisation_id or 0)
        url = own_keys.page_of(getattr(told, "fact_key", "")) or (owner.url if owner else "")
        yield CellLeft(row.sheet, row.name, one.cell, one.read, one.why, url)


def _models_changed(rows: Iterable[RowProposal]) -> Iterable[LineTold]:
    for row in rows:
        if row.model is not None and row.model.is_changed:
            yield LineTold(row.counted, row.sheet, row.row_no, row.model.name, cells=lines.models_cells(row))


def _sheet(sheet: UnderstoodSheet, by_row: dict[tuple[str, int], RowProposal]) -> SheetShown:
    doubts = {doubt.cell for doubt in sheet.doubts}
    rows = tuple(_row(sheet, row, by_row.get((sheet.name, row.row_no)), doubts) for row in sheet.rows[:SHOWN])
    skipped: dict[str, int] = {}
    for out in sheet.left_out:
        skipped[out.reason] = skipped.get(out.reason, 0) + out.count
    left_out = tuple(
        _("bỏ qua %(count)s dòng: %(reason)s") % {"count": numbers.format_number(count), "reason": reason}
        for reason, count in skipped.items()
    )
    wide = {at for row in rows for at, cell in enumerate(row.cells) if len(cell.text) > WIDE}
    columns = tuple(ColumnShown(c.letter, c.heading, _remark(c), at in wide) for at, c in enumerate(sheet.columns))
    return SheetShown(sheet.name, sheet.kind_why, len(sheet.rows), left_out, columns, rows)


def _remark(column: ColumnReading) -> str:
    if not column.taken or not column.target:
        return column.why
    return _("đơn vị: %(unit)s") % {"unit": column.unit} if column.unit else ""


def _row(sheet: UnderstoodSheet, row: RowReading, proposal: RowProposal | None, doubts: set[str]) -> RowShown:
    # What a section or a merged parent says of the row stands above it, perhaps in the column of a cell of its own.
    told = sorted(row.values.items(), key=lambda value: _is_of(value[1].address, row))
    at = {_letters(cell.address): (target, cell) for target, cell in told if cell.address}
    cells = []
    for column in sheet.columns:
        if column.klass == "refused":
            cells.append(CellShown(_("(không đọc)")))
            continue
        target, cell = at.get(column.letter, ("", None))
        if cell is None:
            cells.append(CellShown(""))
            continue
        mark = "doubt" if cell.doubt or cell.address in doubts else ""
        is_name = target in ("name", "producer") and proposal is not None and proposal.action == CREATE
        shown = cell.raw or str(cell.value or "")
        read_as = "" if mark else _read_as(target, cell, row, shown)
        cells.append(CellShown(shown, mark or ("new" if is_name else ""), cell.address if mark else "", read_as))
    skipped = proposal.why if proposal is not None and proposal.counted in (IGNORED, WAITING) else ""
    return RowShown(row.row_no, tuple(cells), skipped)


def _is_of(cell: str, row: RowReading) -> bool:
    return cell == f"{_letters(cell)}{row.row_no}"


def _letters(cell: str) -> str:
    return cell.rstrip("0123456789")


def _read_as(target: str, cell: CellReading, row: RowReading, shown: str) -> str:
    """What a cell was read as, where its text alone does not say it: days, amounts with units, places, codes mended."""
    match cell.value:
        case PartialDate():
            told = format_partial(cell.value)
        case Decimal():
            is_amount = target in BY_CODE and BY_CODE[target].reads == "money" and cell.value == int(cell.value)
            told = (
                words.money(int(cell.value)) if is_amount else numbers.format_number(cell.value, _decimals(cell.value))
            )
        case str() if target == "commune" and row.place and row.place.unit:
            told = row.place.name
        case str() if target in ("tax_code", "certificate_no", "phone"):
            told = cell.value
        case _:
            told = ""
    if target == "commune" and text.fold(told).endswith(text.fold(shown)):
        return ""  # only the word for its kind is missing
    return "" if text.fold(told) == text.fold(shown) else told


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _questions(understood: Understood) -> Iterable[Question]:
    several = {sheet.name for sheet in understood.sheets if sheet.part > 1}
    for sheet in understood.sheets:
        table = f"{sheet.name}#{sheet.part}" if sheet.name in several else sheet.name
        headings = {column.letter: column.heading for column in sheet.columns}
        for doubt in sheet.doubts:
            about = _about(sheet, doubt)
            heading = "" if about == "kind" else headings.get(_letters(doubt.cell), "")
            yield Question(
                table, sheet.name, doubt.cell, doubt.read, doubt.why, doubt.code, about, heading, doubt.choices
            )


def _about(sheet: UnderstoodSheet, doubt: Doubt) -> str:
    if doubt.cell == sheet.first_cell and doubt.code.startswith("kind"):
        return "kind"
    if doubt.code in unsaid.CODES:
        return "cell"
    if position(doubt.cell)[0] + 1 in sheet.header_rows:
        return "unit" if doubt.code.startswith("unit") else "column"
    return "cell"


def _asked(rows: Iterable[RowProposal]) -> Iterable[Asked]:
    """Changes that wait for a yes: before → after."""
    for row in rows:
        for ask in row.asks:
            yield Asked(row.sheet, row.row_no, ask.what, ask.label, ask.cell, ask.read, ask.why)
        for change in row.difference.changes:
            if change.asks:
                read = f"{_value(change.field, change.before)} → {_value(change.field, change.after)}"
                label = f"{row.name}: {FIELDS[change.field].label}"
                yield Asked(row.sheet, row.row_no, change.field, label, change.cell, read, change.asks)
        yield from _asked_of_model(row)
        for event in row.difference.events:
            if event.asks:
                label = f"{row.name}: {words.event(event.told.kind)}"
                read = format_partial(event.told.on)
                yield Asked(row.sheet, row.row_no, str(event.told.kind), label, "", read, event.asks)


def _asked_of_model(row: RowProposal) -> Iterable[Asked]:
    if row.model is None:
        return
    label = _("Mô hình hiệu quả “%(name)s”") % {"name": row.model.name}
    if row.model.asks:
        yield Asked(row.sheet, row.row_no, AGAIN, label, row.model.cell, _("ghi lại vào sổ"), row.model.asks)
    for change in row.model.changes:
        if change.asks:
            before, after = (told or _("chưa rõ") for told in change.shown)
            said = f"{before} → {after}"
            yield Asked(row.sheet, row.row_no, change.what, f"{label}: {change.label}", change.cell, said, change.asks)


def _kept(rows: Iterable[RowProposal]) -> Iterable[Asked]:
    """Texts of the file that say less than the book's: what stands → what the file says."""
    why = _("chữ trong tệp nghèo hơn chữ trong sổ (mất dấu, viết tắt, thiếu ý): sổ giữ nguyên")
    for row in rows:
        for change in row.difference.kept:
            read = f"{_value(change.field, change.before)} → {_value(change.field, change.after)}"
            label = f"{row.name}: {FIELDS[change.field].label}"
            yield Asked(row.sheet, row.row_no, change.field, label, change.cell, read, why)


def _value(code: str, value: Any) -> str:
    return words.value(code, value) if value not in (None, "") else _("chưa rõ")


def _effect(code: str, before: int, after: int, proposal: Proposal) -> EffectShown:
    known = vocabulary()[code]
    label = in_language(known.label_vi, known.label_en)
    return EffectShown(label, address(code, on=proposal.on), before, after, known.unit)
