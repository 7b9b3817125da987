"""A batch as its page shows it: sheets as understood, doubts with choices, likely duplicates, the effect."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from nongcot.indicators.addresses import address
from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import vocabulary
from nongcot.intake.proposals import CREATE, DUPLICATE, IGNORED, WAITING, Proposal, RowProposal
from nongcot.intake.understanding import Doubt, RowReading, Understood, UnderstoodSheet
from nongcot.places.models import Unit
from nongcot.registry import words
from nongcot.registry.describe import describe_organisations
from nongcot.registry.fields import FIELDS

#: How many rows of a sheet the page shows; the whole file is what the officer has open anyway.
SHOWN = 30


@dataclass(frozen=True)
class CellShown:
    """One cell of the sheet; `mark` is new | doubt | bad | "" and `ref` its address where it is marked."""

    text: str
    mark: str = ""
    ref: str = ""


@dataclass(frozen=True)
class RowShown:
    """One row: its number, its cells, why it is skipped."""

    number: int
    cells: tuple[CellShown, ...]
    skipped: str = ""


@dataclass(frozen=True)
class SheetShown:
    """One table with its columns' letters and headings."""

    sheet: UnderstoodSheet
    rows: tuple[RowShown, ...]
    more: int


@dataclass(frozen=True)
class EffectShown:
    """A figure before and after."""

    label: str
    url: str
    before: int
    after: int

    @property
    def change(self) -> int:
        return self.after - self.before


@dataclass(frozen=True)
class Question:
    """A doubt or a change that waits: the cell, what was read, why, and the choices as (value of the form, label)."""

    name: str
    sheet: str
    cell: str
    read: str
    why: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PairShown:
    """A row and a record side by side: (label, in the file, in the register, differs)."""

    row: RowProposal
    organisation_id: int
    url: str
    why: str
    percent: int
    lines: tuple[tuple[str, str, str, bool], ...]


@dataclass
class Preview:
    """Everything the page shows."""

    sheets: list[SheetShown] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    pairs: list[PairShown] = field(default_factory=list)
    effect: list[EffectShown] = field(default_factory=list)
    waiting: list[RowProposal] = field(default_factory=list)
    absent: list[dict[str, Any]] = field(default_factory=list)


def of(understood: Understood, proposal: Proposal) -> Preview:
    """What the page shows of a batch."""
    by_row = {(row.sheet, row.row_no): row for row in proposal.rows}
    found = Preview(
        sheets=[_sheet(sheet, by_row) for sheet in understood.sheets if sheet.columns],
        questions=[_question(doubt) for doubt in understood.doubts],
        asked=list(_asked(proposal.rows)),
        effect=[_effect(e.code, e.before, e.after, proposal) for e in proposal.effect],
        waiting=[row for row in proposal.rows if row.action == WAITING],
    )
    duplicates = [row for row in proposal.rows if row.action == DUPLICATE and row.pairs[0].organisation_id > 0]
    ids = [row.pairs[0].organisation_id for row in duplicates] + [a.organisation_id for a in proposal.absent]
    named = describe_organisations(ids, proposal.on, proposal.n)
    found.pairs = [_pair(row, named, proposal) for row in duplicates]
    found.absent = [
        {"absent": a, "url": named[a.organisation_id].url} for a in proposal.absent if a.organisation_id in named
    ]
    return found


def _sheet(sheet: UnderstoodSheet, by_row: dict[tuple[str, int], RowProposal]) -> SheetShown:
    doubts = {doubt.cell for doubt in sheet.doubts}
    rows = tuple(_row(sheet, row, by_row.get((sheet.name, row.row_no)), doubts) for row in sheet.rows[:SHOWN])
    return SheetShown(sheet, rows, max(0, len(sheet.rows) - SHOWN))


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
        cells.append(CellShown(cell.raw or str(cell.value or ""), mark or ("new" if is_name else ""), cell.address))
    skipped = proposal.why if proposal is not None and proposal.action in (IGNORED, WAITING) else ""
    return RowShown(row.row_no, tuple(cells), skipped)


def _is_of(cell: str, row: RowReading) -> bool:
    return cell == f"{_letters(cell)}{row.row_no}"


def _letters(cell: str) -> str:
    return cell.rstrip("0123456789")


def _question(doubt: Doubt) -> Question:
    choices = tuple((str(number), choice.label) for number, choice in enumerate(doubt.choices))
    return Question(f"{doubt.sheet}#{doubt.cell}#{doubt.code}", doubt.sheet, doubt.cell, doubt.read, doubt.why, choices)


def _asked(rows: Iterable[RowProposal]) -> Iterable[Question]:
    """Changes that wait for a yes: before → after."""
    for row in rows:
        for change in row.difference.changes:
            if change.asks:
                read = f"{_value(change.field, change.before)} → {_value(change.field, change.after)}"
                label = f"{row.name}: {FIELDS[change.field].label}"
                yield Question(f"{row.sheet}#{row.row_no}#{change.field}", label, change.cell, read, change.asks)
        for event in row.difference.events:
            if event.asks:
                name = f"{row.sheet}#{row.row_no}#{event.told.kind}"
                yield Question(name, f"{row.name}: {words.event(event.told.kind)}", "", str(event.told.on), event.asks)


def _value(code: str, value: Any) -> str:
    return words.value(code, value) if value not in (None, "") else _("chưa rõ")


def _effect(code: str, before: int, after: int, proposal: Proposal) -> EffectShown:
    known = vocabulary()[code]
    label = in_language(known.label_vi, known.label_en)
    return EffectShown(label, address(code, on=proposal.on), before, after)


def _pair(row: RowProposal, named: dict[int, Any], proposal: Proposal) -> PairShown:
    from nongcot.registry.models import Profile

    pair = row.pairs[0]
    assert row.candidate is not None
    known = Profile.objects.filter(organisation_id=pair.organisation_id, retracted=None).order_by("valid_from").last()
    lines = []
    for code in ("name", "tax_code", "certificate_no", "place", "address", "sector", "members", "charter_capital"):
        told = row.candidate.said.get(code)
        has = getattr(known, "place_id" if code == "place" else code, None)
        if told or has:
            file_text, book_text = (_shown(code, value) for value in (told, has))
            lines.append((str(FIELDS[code].label), file_text, book_text, file_text != book_text))
    url = named[pair.organisation_id].url if pair.organisation_id in named else ""
    return PairShown(row, pair.organisation_id, url, pair.why, round(pair.score * 100), tuple(lines))


def _shown(code: str, value: Any) -> str:
    if value in (None, "", 0):
        return ""
    if code == "place":
        unit = Unit.objects.filter(pk=value).first()
        return unit.full_name if unit else ""
    return words.value(code, value) or str(value)
