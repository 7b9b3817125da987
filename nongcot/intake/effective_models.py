"""Effective models that a workbook lists: what is made, where, at what cost and profit; taken in with the rest.

Only what is beyond doubt goes in: an amount whose unit is doubtful stays out until an officer settles its cell, and the
note of a new model says which cells wait. Who represents a model is a person and is never kept.

A model that stands is told anew only in what the row tells beyond doubt and otherwise. What an officer wrote or took
back since the last workbook waits for a yes, and so does a text poorer than the book's.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.exemplars.actions import effective
from nongcot.exemplars.actions.effective import Told
from nongcot.exemplars.models import EffectiveModel
from nongcot.exemplars.vocabulary import Per
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.intake import differences
from nongcot.intake.understanding import Understood
from nongcot.intake.understanding.understood import CellReading, RowReading, UnderstoodSheet
from nongcot.intake.understanding.vocabulary import BY_CODE
from nongcot.kernel import numbers
from nongcot.kernel.text import fold
from nongcot.registry import words, writing
from nongcot.registry.vocabulary import Sector

#: The kind of sheet that lists models (`understanding.kinds`).
SHEET = "models"
AMOUNTS = ("cost", "income", "profit")
#: What of a row must be told beside the name, so that there is something to keep.
TELLING = ("activity", "area", "process", "output", "market", *AMOUNTS)
#: The columns of a model that a row tells, by the target that tells each. Its day, what the amounts are told for and
#: whose it is are no cells of the row.
COLUMNS = {
    "name": "name", "activity": "activity", "sector": "sector", "place_text": "address", "area": "area",
    "process": "process", "members": "members_total", "output": "output", "outlet": "market", "cost": "cost",
    "income": "income", "profit": "profit", "active": "status",
}  # fmt: skip
#: By name and place a model is known, also where they are doubtful; the rest must be beyond doubt.
_SURE = tuple(target for target in COLUMNS.values() if target not in ("name", "address"))
TEXTS = frozenset({"name", "activity", "place_text", "process", "output", "outlet"})
#: The yes to enter a model again that an officer took back.
AGAIN = "model"

Where = tuple[str, int]
Identity = tuple[int, str, str]


@dataclass(frozen=True)
class Change:
    """A column of a model that the row tells anew: as the book has it, as it would be, its cell, and why it waits for a
    yes ("": it does not)."""

    column: str
    before: Any
    after: Any
    cell: str
    asks: str = ""

    @property
    def what(self) -> str:
        """Under what a yes to it is kept."""
        return f"model.{self.column}"

    @property
    def label(self) -> str:
        """The column in words."""
        return str(BY_CODE[COLUMNS[self.column]].label)

    @property
    def shown(self) -> tuple[str, str]:
        """Before and after in words, "" where there is none."""
        return _in_words(self.column, self.before), _in_words(self.column, self.after)


@dataclass(frozen=True)
class ModelRow:
    """What a row tells of a model: a new one (`before` None), or what it changes in one that stands.

    `waits` says why nothing of it goes in, `asks` why a whole new model waits for a yes; `agreed` are the officer's.
    """

    name: str
    cell: str
    columns: Mapping[str, Any] = field(default_factory=dict)
    before: EffectiveModel | None = None
    changes: tuple[Change, ...] = ()
    waits: str = ""
    asks: str = ""
    agreed: frozenset[str] = frozenset()
    #: Whether the note is one that an earlier workbook left: it then follows the cells.
    is_note_ours: bool = False

    @property
    def written(self) -> dict[str, Any]:
        """The columns that may be written; none where there is nothing to write."""
        if self.waits or (self.asks and AGAIN not in self.agreed):
            return {}
        if self.before is None:
            return dict(self.columns)
        found = {one.column: one.after for one in self.changes if not one.asks or one.what in self.agreed}
        return found | {"note": self.columns["note"]} if found and self.is_note_ours else found

    @property
    def is_new(self) -> bool:
        """Whether a model would be entered."""
        return self.before is None and bool(self.written)

    @property
    def is_changed(self) -> bool:
        """Whether a model that stands would be told anew."""
        return self.before is not None and bool(self.written)

    @property
    def open_asks(self) -> list[tuple[str, str, str]]:
        """What still waits for a yes: its cell, what it is, why."""
        asked = [(self.cell, AGAIN, self.asks), *((one.cell, one.what, one.asks) for one in self.changes)]
        return [(cell, what, why) for cell, what, why in asked if why and what not in self.agreed]


def compare(
    understood: Understood, owners: Mapping[Where, int], agreed: Collection[tuple[str, int, str]]
) -> dict[Where, ModelRow]:
    """What becomes of the rows of a workbook that list models, by (sheet, row).

    `owners` are the organisations that the rows are of: 0 nobody's, below 0 one that is not begun yet. A row that is
    not among them waits with its organisation.
    """
    rows = [
        (sheet, row, owners[sheet.name, row.row_no])
        for sheet in understood.sheets
        if sheet.kind == SHEET
        for row in sheet.rows
        if (sheet.name, row.row_no) in owners and _text(row, "name")
    ]
    known = _known({owner for _sheet, _row, owner in rows if owner >= 0}, understood.on) if rows else {}
    found = {}
    for sheet, row, owner in rows:
        one = _compared(sheet, row, owner, understood.on, known)
        said = frozenset(
            what for sheet_name, number, what in agreed if (sheet_name, number) == (sheet.name, row.row_no)
        )
        found[sheet.name, row.row_no] = replace(one, agreed=said)
    return found


def counts(rows: Iterable[ModelRow | None]) -> dict[str, int]:
    """How many models rows enter and tell anew, and how many rows of models change nothing."""
    told = [row for row in rows if row is not None and not row.waits]
    new, changed = sum(one.is_new for one in told), sum(one.is_changed for one in told)
    return {"models_new": new, "models_changed": changed, "models_same": len(told) - new - changed}


def tell(entry: Entry, rows: Mapping[Where, tuple[ModelRow, int]], source: str) -> None:
    """Assert what rows tell of models, within an open posting, each with the organisation it is of."""
    fresh: list[dict[str, Any]] = []
    for (sheet, number), (row, owner) in rows.items():
        said = row.written | {"source": f"{source} {sheet}!{number}"}
        if row.is_new:
            fresh.append(said | {"organisation_id": owner})
        elif row.is_changed and row.before is not None:
            writing.tell_again(entry, row.before, **said)
    if fresh:
        effective.enter(entry, fresh, source)


@dataclass(eq=False)
class _Known:
    """A model of the book: as it stands (None: taken back), as the last workbook told it (None: none did), and every
    name and place under which it ever was."""

    stands: EffectiveModel | None
    imported: EffectiveModel | None
    identities: frozenset[Identity]

    def is_officers(self, column: str) -> bool:
        """Whether an officer wrote what stands in a column."""
        return self.imported is None or getattr(self.stands, column) != getattr(self.imported, column)


def _known(organisations: Collection[int], on: date) -> dict[Identity, list[_Known]]:
    """The models told for a day, by each name and place under which they ever were; those that stand first.

    One whose name or day an officer corrected is still the one that the workbook tells.
    """
    versions: dict[str, list[EffectiveModel]] = {}
    for row in EffectiveModel.objects.filter(organisation_id__in=organisations, withdrawn=None).order_by(
        "posted", "pk"
    ):
        versions.setdefault(row.key, []).append(row)
    versions = {key: told for key, told in versions.items() if any(one.as_of == on for one in told)}
    posted = {one.posted for told in versions.values() for one in told}
    imports = set(Posting.objects.filter(pk__in=posted, cause=Posting.Cause.IMPORT).values_list("pk", flat=True))
    found: dict[Identity, list[_Known]] = {}
    for told in versions.values():
        imported = next((one for one in reversed(told) if one.posted in imports and not one.void), None)
        identities = frozenset(_identity(one.organisation_id, one.name, one.place_text) for one in told)
        known = _Known(None if told[-1].void else told[-1], imported, identities)
        for identity in identities:
            found.setdefault(identity, []).append(known)
    for same in found.values():
        same.sort(key=lambda one: one.stands is None)
    return found


def _compared(
    sheet: UnderstoodSheet, row: RowReading, owner: int, on: date, known: dict[Identity, list[_Known]]
) -> ModelRow:
    """One row against the book; what it is found to tell of is no later row's."""
    name, cell = _text(row, "name"), _cell(row, "name")
    if not any(row.value(target) is not None for target in TELLING):
        return ModelRow(name, cell, waits=_("chỉ có tên: chưa có gì để ghi vào Mô hình hiệu quả"))
    try:
        columns = _model(row, sheet, on, owner).columns()
    except ValidationError as error:
        # Personal data in free text, or a number that cannot be: the row waits for an officer.
        return ModelRow(name, cell, waits=" ".join(error.messages))
    told = [(column, columns[column]) for column in COLUMNS if columns[column] not in (None, "")]
    of_name = known.get(_identity(owner, columns["name"], columns["place_text"]), [])
    there = of_name[0] if of_name else None
    if there is not None:
        for identity in there.identities:
            known[identity].remove(there)
    if there is None or there.stands is None:
        changes = tuple(Change(column, None, after, _cell(row, COLUMNS[column])) for column, after in told)
        asks = _("cán bộ đã rút lại mô hình này khỏi sổ: ghi lại?") if there is not None else ""
        return ModelRow(name, cell, columns, None, changes, asks=asks)
    differing = tuple(
        Change(column, before, after, _cell(row, COLUMNS[column]), _asks(there, column, before, after))
        for column, after in told
        if (before := getattr(there.stands, column)) != after
    )
    return ModelRow(name, cell, columns, there.stands, differing, is_note_ours=not there.is_officers("note"))


def _asks(known: _Known, column: str, before: Any, after: Any) -> str:
    """Why a value of the file may not take the place of the book's by itself."""
    if known.is_officers(column):
        return _("cán bộ đã ghi hoặc sửa ô này trong sổ: lấy theo tệp?")
    if column in TEXTS and before and differences.is_worse(column, before, after):
        return _("chữ trong tệp nghèo hơn chữ trong sổ (mất dấu, viết tắt, thiếu ý): sổ giữ nguyên")
    return ""


def _model(row: RowReading, sheet: UnderstoodSheet, on: date, owner: int) -> Told:
    waiting = [cell.address for name in _SURE if (cell := row.values.get(name)) is not None and cell.doubt]
    told = Told(
        name=_text(row, "name"),
        per=Per.YEAR,
        as_of=on,
        organisation_id=owner,
        activity=_sure_text(row, "activity"),
        sector=_sure_text(row, "sector"),
        place_text=_text(row, "address"),
        area=_number(row, "area"),
        process=_sure_text(row, "process"),
        members=_whole(row, "members_total"),
        output=_output(sheet, row),
        outlet=_sure_text(row, "market"),
        active={"operating": True, "inactive": False}.get(_sure_text(row, "status")),
        note=_("Chờ cán bộ xem lại các ô %(cells)s.") % {"cells": ", ".join(waiting)} if waiting else "",
        **{name: _whole(row, name) for name in AMOUNTS},
    )
    return replace(told, note=told.note[:500])


def _cell(row: RowReading, name: str) -> str:
    return row.values[name].address if name in row.values else ""


def _sure(row: RowReading, name: str) -> CellReading | None:
    cell = row.values.get(name)
    return cell if cell is not None and not cell.doubt else None


def _text(row: RowReading, name: str) -> str:
    """A text by which a model is known, also a doubtful one."""
    value = row.value(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _sure_text(row: RowReading, name: str) -> str:
    return _text(row, name) if _sure(row, name) is not None else ""


def _number(row: RowReading, name: str) -> Decimal | None:
    cell = _sure(row, name)
    return cell.value if cell is not None and isinstance(cell.value, Decimal) else None


def _whole(row: RowReading, name: str) -> int | None:
    cell = _sure(row, name)
    value = cell.value if cell is not None else None
    return int(value) if isinstance(value, int | Decimal) and value == int(value) else None


def _output(sheet: UnderstoodSheet, row: RowReading) -> str:
    """The output with the unit of its column; what is written with a unit of its own stays in its words."""
    cell = _sure(row, "output")
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return " ".join(cell.value.split())
    unit = next((column.unit for column in sheet.columns if column.target == "output"), "")
    return f"{cell.value} {unit}".strip().replace(".", ",")


def _identity(organisation_id: int, name: str, place_text: str) -> Identity:
    return organisation_id, fold(name), fold(place_text)


def _in_words(column: str, value: Any) -> str:
    match column, value:
        case _, None | "":
            return ""
        case "sector", str():
            return words.label(Sector, value)
        case "active", bool():
            return _("đang hoạt động") if value else _("ngừng hoạt động")
        case _, int() if column in AMOUNTS:
            return words.money(value)
        case _, int() | Decimal():
            return numbers.format_number(value, _decimals(value))
    return str(value)


def _decimals(value: int | Decimal) -> int:
    exponent = Decimal(value).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
