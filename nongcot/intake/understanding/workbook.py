"""A workbook understood: tables, columns, kinds, cells, events and doubts, as plain values."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from nongcot.intake.understanding import (
    cells,
    checks,
    columns,
    events,
    forms,
    grid,
    kinds,
    known_layouts,
    place_codes,
    profiles,
    reference,
    rows,
    subjects,
    tables,
    unsaid,
)
from nongcot.intake.understanding.answers import Doubts
from nongcot.intake.understanding.checks import Read
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import Grid
from nongcot.intake.understanding.kinds import Kind
from nongcot.intake.understanding.profiles import Profile
from nongcot.intake.understanding.subjects import PlaceOf
from nongcot.intake.understanding.tables import Table
from nongcot.intake.understanding.understood import (
    CellReading,
    Choice,
    Doubt,
    LeftOut,
    Overrides,
    ProposedEvent,
    ReferenceDate,
    RowReading,
    SheetOverride,
    Understood,
    UnderstoodSheet,
)
from nongcot.kernel.text import nfc
from nongcot.sheets import Workbook, address
from nongcot.sheets.cells import position

Tell = Callable[[int, int], None]
"""Takes how many rows are understood, and how many there are."""


@dataclass(slots=True)
class _Draft:
    """A table between its two readings: the columns of all sheets first, then rows with what sheets tell each other."""

    grid: Grid
    table: Table
    part: int
    parts: int
    columns: list[Column]
    doubts: Doubts
    override: SheetOverride
    profile: Profile | None

    @property
    def titles(self) -> list[str]:
        return [rows.grid_text(self.grid, row) for row in self.table.titles]

    @property
    def first(self) -> tuple[int, int]:
        """The first cell of the table."""
        row = self.table.header[0] if self.table.header else self.table.first
        return row, self.table.headings[0].column if self.table.headings else 0

    @property
    def height(self) -> int:
        """The rows from the first to the last below the heading, whatever they hold."""
        return max(0, self.table.last - self.table.first + 1)


def understand(
    workbook: Workbook,
    *,
    on: date,
    kind: str | None = None,
    place_of: PlaceOf | None = None,
    overrides: Overrides | None = None,
    tell: Tell | None = None,
) -> Understood:
    """Understand a workbook that was read.

    `on` is the day by which what happened has happened; `kind` (a key of `kinds.SHEET_KINDS`) decides the kind of every
    sheet that has a column of names; `place_of` looks places up; `overrides` are an officer's corrections. `tell` is
    told by and by how far the work is. Raises KeyError for an unknown kind.
    """
    understood: list[UnderstoodSheet] = []
    assumed: list[str] = []
    with _without_collecting():
        drafts = [draft for sheet in workbook.sheets for draft in _drafts(grid.of(sheet), overrides or {}, kind)]
        sisters = _units(drafts)
        told_rows = _Told(tell, sum(draft.height for draft in drafts))
        for draft in drafts:
            sheet, told = _sheet(draft, workbook.name, kind, on, place_of, sisters, told_rows)
            understood.append(sheet)
            assumed += told
    proposed = _reference(understood)
    if proposed:
        assumed.append(
            _("ngày của danh sách: %(day)s (theo “%(text)s”)")
            % {"day": proposed.day.strftime("%d/%m/%Y"), "text": proposed.text}
        )
    if understood and workbook.doubts:
        understood[0] = _with_file_doubts(understood[0], workbook.doubts)
    return Understood(tuple(understood), on, proposed, tuple(assumed))


class _Told:
    """Counts rows for whoever listens: a table is read column by column, so a column is worth a share of its rows."""

    def __init__(self, tell: Tell | None, total: int) -> None:
        self.tell, self.total, self.done = tell, total, 0

    def part(self, draft: _Draft, columns: int) -> None:
        """So many columns of a table are read; the rows themselves come after the last one."""
        if self.tell:
            self.tell(self.done + draft.height * columns // (len(draft.columns) + 1), self.total)

    def whole(self, draft: _Draft) -> None:
        """A table is done."""
        self.done += draft.height


def proposed_on(workbook: Workbook, *, on: date) -> ReferenceDate | None:
    """The date that the workbook itself tells, without its rows being read."""
    found: list[ReferenceDate | None] = []
    for draft in (draft for sheet in workbook.sheets for draft in _drafts(grid.of(sheet), {})):
        kind = _kind(draft, None)[0].sheet if draft.columns else ""
        if kind in kinds.TAKEN_IN:
            found.append(_proposed_on(draft, kind, workbook.name, on))
    return _most_told(found)


def has_table(workbook: Workbook) -> bool:
    """Whether any sheet holds a table: a row of known headings, or at least a column that tells what it is by itself.

    Without one there is nothing that an officer could put right: prose, or data that is no table, split at its commas.
    """
    drafts = (draft for sheet in workbook.sheets for draft in _drafts(grid.of(sheet), {}))
    return any(
        draft.profile or (draft.columns and not draft.table.by_guess) or any(column.target for column in draft.columns)
        for draft in drafts
    )


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A large workbook is some hundred thousand small values, none of them garbage and none in a cycle: the collector
    would walk them again and again, a third of the whole time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _drafts(sheet: Grid, overrides: Overrides, asked: str | None = None) -> Iterator[_Draft]:
    override = overrides.get(sheet.name, SheetOverride())
    recognised = None if override.header_rows else profiles.recognise(sheet)
    if recognised and (override.kind or asked) and recognised[0].kind not in kinds.TO_CHOOSE:
        recognised = None  # an officer says that it is a list of something after all
    header_rows = (recognised[1] + 1,) if recognised else override.header_rows
    found = tables.find(sheet, header_rows)
    if not found:
        yield _Draft(sheet, Table((), (), None, (), 0, -1), 1, 1, [], Doubts(sheet.name), override, None)
    for part, table in enumerate(found, 1):
        own = overrides.get(f"{sheet.name}#{part}", override)
        doubts = Doubts(sheet.name, own.cells)
        profile = recognised[0] if recognised else None
        if profile:
            matched = known_layouts.match(sheet, table, profile, doubts)
        else:
            matched = columns.match(sheet, table, own, doubts)
        yield _Draft(sheet, table, part, len(found), matched, doubts, own, profile)


def _units(drafts: list[_Draft]) -> dict[str, str]:
    """The unit that most sheets of the workbook give to each target of amounts."""
    counts: dict[str, Counter[str]] = {}
    for draft in drafts:
        for target, unit in columns.stated_units(draft.columns):
            counts.setdefault(target, Counter())[unit] += 1
    return {target: found.most_common(1)[0][0] for target, found in counts.items()}


def _sheet(
    draft: _Draft,
    file: str,
    asked: str | None,
    on: date,
    place_of: PlaceOf | None,
    sisters: dict[str, str],
    told_rows: _Told,
) -> tuple[UnderstoodSheet, list[str]]:
    """A table read whole, and what was assumed of it."""
    if not draft.columns:
        why = _("trang tính trống")
        return UnderstoodSheet(draft.grid.name, "empty", why, (), "A1"), []
    draft.doubts.take(doubt for doubt in draft.grid.doubts if _is_inside(doubt.cell, draft))
    kind, assumed = _kind(draft, asked)
    _fit_targets(draft, kind)
    for column in draft.columns if draft.profile is None else ():
        columns.set_habits(column)
    assumed += columns.set_units(draft.columns, draft.titles, sisters, draft.override, draft.doubts)
    data, left_out = rows.read(draft.grid, draft.table, _roles(draft.columns, kind))
    read = Read(draft.columns, data, [{} for _row in data], draft.doubts, on, draft.override.cells)
    for number, column in enumerate(draft.columns):
        told_rows.part(draft, number)
        cells.read_column(column, data, read.values, on, draft.override.cells, draft.doubts)
    told_rows.part(draft, len(draft.columns))
    _common_producer(draft, kind, read)
    assumed += unsaid.fill(kind.sheet, read, [*draft.titles, draft.grid.name, file], draft.override, draft.first)
    checks.run(read)
    place_codes.check(read)
    checks.hidden_rows(read, draft.grid.hidden_rows, _roles(draft.columns, kind).key)
    if draft.profile:
        known_layouts.check(read, draft.profile)
    _mark(read)
    found = subjects.rows(read, kind, place_of, " · ".join((*draft.titles, draft.grid.name, file)))
    assumed += dict.fromkeys(row.place.assumed for row in found if row.place and row.place.assumed)
    assumed += _without_status(found, kind)
    assumed += _without_day(found, kind)
    _mark(read)
    _doubt_sheet(draft, kind, file)
    proposed = _proposed_on(draft, kind.sheet, file, on) if kind.sheet in kinds.TAKEN_IN else None
    sheet = _told(draft, kind, found, left_out, proposed)
    told_rows.whole(draft)
    return sheet, [_("trang “%(sheet)s”: %(what)s") % {"sheet": draft.grid.name, "what": what} for what in assumed]


def _without_status(found: tuple[RowReading, ...], kind: Kind) -> list[str]:
    """What a register without a word for "not known" makes of rows that tell no status, or a doubtful one; a row that
    names a record by its key begins none."""
    if kind.sheet in kinds.DEEDS | kinds.OF_NOBODY:
        return []
    new = (row for row in found if "book_key" not in row.values)
    rows_of = [row for row in new if row.taken and row.kind and kind.sheet != "foreign_register"]
    bare = [row for row in rows_of if not any(event.kind in events.STATES for event in row.events)]
    doubtful = sum(1 for row in bare if "status" in row.values and row.value("status") not in events.OVER)
    silent = sum(1 for row in bare if "status" not in row.values)
    told = []
    if silent:
        told.append(_("%(n)s dòng không ghi tình trạng: tổ chức mới được tính là đang hoạt động") % {"n": silent})
    if doubtful:
        told.append(
            _("%(n)s dòng có tình trạng còn ngờ: chưa trả lời thì tổ chức mới được tính là đang hoạt động")
            % {"n": doubtful}
        )
    return told


def _without_day(found: tuple[RowReading, ...], kind: Kind) -> list[str]:
    """A stop that no cell dates counts from the list's day, as seen there."""
    rows_of = [row for row in found if row.taken and row.kind and kind.sheet != "foreign_register"]
    stopped = sum(1 for row in rows_of if any(_is_undated_stop(event) for event in row.events))
    awaiting = sum(1 for row in rows_of if any(event.status == "awaiting_dissolution" for event in row.events))
    told = []
    if stopped:
        told.append(_("%(n)s dòng ghi ngừng không có ngày: tính từ ngày của danh sách") % {"n": stopped})
    if awaiting:
        told.append(_("%(n)s dòng ghi chờ giải thể không có ngày: tính từ ngày của danh sách") % {"n": awaiting})
    return told


def _is_undated_stop(event: ProposedEvent) -> bool:
    return event.status == "inactive" or (event.kind == "stopped" and event.when is None)


def _kind(draft: _Draft, asked: str | None) -> tuple[Kind, list[str]]:
    """The kind of a table, and what was assumed: an officer's word is no assumption."""
    named = {column.target for column in draft.columns}
    decided = draft.override.kind or (asked if "name" in named or (asked in kinds.DEEDS and len(named) > 1) else "")
    if decided:
        kinds.label(decided)
        return Kind(decided, _("cán bộ chọn"), kinds.OF_SHEET.get(decided, ""), is_told=True), []
    if draft.profile:
        kind = Kind(
            draft.profile.kind, _("bố cục đã biết: %(title)s") % {"title": draft.profile.title}, draft.profile.row_kind
        )
    else:
        kind = kinds.propose(draft.grid.name, draft.titles, draft.columns)
    return kind, [f"{kinds.label(kind.sheet)} ({kind.why})"]


def _fit_targets(draft: _Draft, kind: Kind) -> None:
    """In a list of products the organisation is the producer; in a list of organisations a product is an activity."""
    targets = {column.target for column in draft.columns}
    if kind.sheet in kinds.DEEDS | kinds.OF_NOBODY:
        unsaid.fit(kind.sheet, draft.columns)
        return
    for column in draft.columns:
        if kind.sheet == "products" and column.target == "name" and "producer" not in targets:
            column.target = "producer"
        elif kind.sheet == "products" and column.target in kinds.OF_PRODUCT:
            column.of_product = True
        elif kind.sheet != "products" and column.target == "product_name":
            column.target = None if "activity" in targets else "activity"


def _roles(found: list[Column], kind: Kind) -> rows.Roles:
    at = {column.target: column.at for column in found if column.target}
    key = next((at[target] for target in columns.KEYS if target in at), None)
    parents = tuple(at[target] for target in unsaid.PARENTS.get(kind.sheet, ()) if target in at)
    refused = frozenset(column.at for column in found if column.refused)
    return rows.Roles(
        at.get("stt"),
        key,
        parents,
        refused,
        totals_are_data=kind.sheet == "totals",
        organisations=kind.sheet in kinds.TAKEN_IN - kinds.OF_NOBODY,
    )


def _common_producer(draft: _Draft, kind: Kind, read: Read) -> None:
    """An officer's word on whose all products of a table without a column of producers are: the value of its first
    cell."""
    name = draft.override.cells.get(address(*draft.first))
    if _names_no_producer(draft, kind) and isinstance(name, str) and name.strip():
        for found in read.values:
            found["producer"] = CellReading(name, address(*draft.first), name)


def _names_no_producer(draft: _Draft, kind: Kind) -> bool:
    return kind.sheet == "products" and not any(column.target == "producer" for column in draft.columns)


def _named_above(draft: _Draft, file: str) -> tuple[Choice, ...]:
    """Organisations that the title, the sheet or the file is named after."""
    told = (*draft.titles, draft.grid.name, file.rpartition(".")[0])
    named = (text for text in map(nfc, told) if forms.of_name(text) in forms.ORGANISATIONS and not forms.is_bare(text))
    return tuple(Choice(text, text) for text in dict.fromkeys(named))


def _doubt_sheet(draft: _Draft, kind: Kind, file: str) -> None:
    """Doubts of a sheet as a whole stand at the first cell of its table."""
    choices = tuple(Choice(str(label), code) for code, label in kinds.SHEET_KINDS.items() if code in kinds.TAKEN_IN)
    if kind.sheet == "unknown":
        why = _("Không nhận ra trang này nói về gì.")
        draft.doubts.add(*draft.first, "kind_unknown", why, draft.grid.text(*draft.first), choices)
    if _names_no_producer(draft, kind):
        why = _("Bảng sản phẩm không có cột chủ thể: hãy cho biết chủ thể chung của cả bảng.")
        named = _named_above(draft, file)
        draft.doubts.add(*draft.first, "producer_missing", why, draft.grid.text(*draft.first), named)
    if draft.table.by_guess and not draft.profile:
        why = _("Không thấy tiêu đề quen thuộc nào; dòng tiêu đề được đoán theo hình dạng bảng.")
        draft.doubts.add(*draft.first, "header_guessed", why, draft.grid.text(*draft.first))
    if draft.grid.hidden and kind.sheet in kinds.TAKEN_IN:
        draft.doubts.add(*draft.first, "hidden", _("Trang tính này bị ẩn trong tệp."), draft.grid.text(*draft.first))


def _proposed_on(draft: _Draft, kind: str, file: str, on: date) -> ReferenceDate | None:
    titles = [(rows.grid_text(draft.grid, row), address(row, 0)) for row in draft.table.titles]
    if draft.profile and kind in kinds.DEEDS | kinds.OF_NOBODY:
        told = reference.known_at(titles, on)
        if told is not None:
            return told
    return reference.propose(titles, draft.grid.name, file, on)


def _told(
    draft: _Draft, kind: Kind, found: tuple[RowReading, ...], left_out: list[LeftOut], proposed: ReferenceDate | None
) -> UnderstoodSheet:
    return UnderstoodSheet(
        draft.grid.name,
        kind.sheet,
        kind.why,
        tuple(row + 1 for row in draft.table.header),
        address(*draft.first),
        tuple(column.told(kind.sheet) for column in draft.columns),
        found,
        tuple(left_out),
        draft.doubts.listed(),
        tuple(note for note in draft.grid.notes if _is_inside(note.cell, draft)),
        " ".join(draft.titles),
        draft.part,
        proposed,
        draft.profile.code if draft.profile else "",
    )


def _is_inside(cell: str, draft: _Draft) -> bool:
    """Whether a note or doubt of the grid belongs to this table; those of refused columns are dropped."""
    row, at = position(cell)
    lines = range(draft.table.header[0] if draft.table.header else 0, draft.table.last + 1)
    refused = any(column.at == at for column in draft.columns if column.refused)
    return not refused and (draft.parts == 1 or row in lines)


def _mark(read: Read) -> None:
    """Let cells carry the doubts that were found after they were read."""
    why = {doubt.cell: doubt.why for doubt in reversed(read.doubts.listed())}
    lines = {row for row, _column, _code in read.doubts.found}
    for row, found in zip(read.data, read.values, strict=True):
        if row.row not in lines and not row.filled:
            continue
        late = [target for target, cell in found.items() if cell.address in why and not cell.doubt]
        for target in late:
            found[target] = replace(found[target], doubt=why[found[target].address])


def _reference(sheets: list[UnderstoodSheet]) -> ReferenceDate | None:
    """The date that most sheets tell."""
    return _most_told([sheet.proposed_on for sheet in sheets])


def _most_told(proposals: list[ReferenceDate | None]) -> ReferenceDate | None:
    """The date that is told most often; the first of them where they differ."""
    told = [proposed for proposed in proposals if proposed]
    if not told:
        return None
    day = Counter(proposed.day for proposed in told).most_common(1)[0][0]
    return next(proposed for proposed in told if proposed.day == day)


def _with_file_doubts(sheet: UnderstoodSheet, why: tuple[str, ...]) -> UnderstoodSheet:
    doubts = tuple(Doubt(sheet.name, sheet.first_cell, "", sentence, "file") for sentence in why)
    return replace(sheet, doubts=doubts + sheet.doubts)
