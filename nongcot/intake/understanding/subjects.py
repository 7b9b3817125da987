"""What each row is about: its kind, whether it is taken in, its section's sector and place."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from nongcot.intake.understanding import events, forms, kinds, names, words
from nongcot.intake.understanding.answers import blank
from nongcot.intake.understanding.cells import Values
from nongcot.intake.understanding.checks import Read
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.kinds import Kind
from nongcot.intake.understanding.rows import DataRow, Section
from nongcot.intake.understanding.understood import CellReading, Choice, PlaceReading, PlaceText, RowReading
from nongcot.kernel.text import fold, nfc
from nongcot.sheets import address
from nongcot.sheets.cells import position

PlaceOf = Callable[[PlaceText], PlaceReading]
"""The caller's look-up of places, on the list's date."""

IN_NAME = ("owner_in_name", "place_in_name", "remark_in_name", "household_person", "name_number")
"""Doubts about what a name holds besides."""

_OF_ONE_KIND = frozenset({"coops", "unions", "groups", "credit_funds", "enterprises"})
"""Kinds of sheet whose rows are organisations of one kind."""

MIXED = frozenset({"models", "pump_stations", "production_zones"})
"""Kinds of sheet that list something else, but whose rows may be organisations."""


def rows(read: Read, kind: Kind, place_of: PlaceOf | None, title: str = "") -> tuple[RowReading, ...]:
    """The rows of a table as they are handed over; `title` is what stands above it and what it is called."""
    subject = {"products": "producer", "fairs": "event_name"}.get(kind.sheet, "name")
    _known_by_key(read, subject)
    told = _kinds(read, kind, subject)
    continued = _continued(read, kind, subject)
    _doubt_kinds(read, kind, subject, told)
    _doubt_missing(read, kind, subject, continued)
    places: dict[PlaceText, PlaceReading] = {}
    found = []
    for row, values, row_kind in zip(read.data, read.values, told, strict=True):
        not_taken = _not_taken(kind, row_kind)
        if row.row in continued:
            not_taken = not_taken or _("nối tiếp dòng %(row)s") % {"row": continued[row.row]}
        _from_sections(row, values, not_taken)
        if not not_taken and "note" in values:
            _doubt_note(read, values["note"])
        abroad = kind.sheet == "foreign_register"
        place = None if not_taken or abroad or place_of is None else _place(read, row, values, place_of, places, title)
        tells_life = not not_taken and kind.sheet not in kinds.DEEDS | kinds.OF_NOBODY
        happened = events.of(values, product=kind.sheet == "products") if tells_life else ()
        section = " / ".join(section.text for section in row.sections)
        parent = min(row.filled.values()) + 1 if row.filled else continued.get(row.row)
        found.append(RowReading(row.row + 1, row_kind, values, not_taken, section, parent, place, happened))
    return tuple(found)


def _kinds(read: Read, kind: Kind, subject: str) -> list[str]:
    """The kind of each row: by the name's legal form, the column "Loại hình", the section, then the sheet."""
    if kind.sheet not in kinds.TAKEN_IN | MIXED or kind.sheet in kinds.OF_NOBODY | {"foreign_register"}:
        return [kind.rows] * len(read.data)
    told = []
    for row, values in zip(read.data, read.values, strict=True):
        name = _text(values, subject)
        by_name = forms.of_name(name) if name else ""
        by_section = next((forms.of_name(section.text) for section in row.sections if section.kind == "form"), "")
        if "book_key" in values:  # a record of the book is an organisation, whatever its name begins with
            by_name = by_name if by_name in forms.ORGANISATIONS else ""
            told.append(_text(values, "legal_form") or by_name)
            continue
        told.append(by_name or _text(values, "legal_form") or by_section or kind.rows)
    return told


def _known_by_key(read: Read, subject: str) -> None:
    """Where a row tells the key of a record, its name stands as it is written: nothing is to be taken out of it."""
    for values in read.values:
        key, name = values.get("book_key"), values.get(subject)
        if key and key.value and name and name.doubt and read.doubts.forget(*position(name.address), *IN_NAME):
            values[subject] = replace(name, value=nfc(name.raw), doubt="")


def _continued(read: Read, kind: Kind, subject: str) -> dict[int, int]:
    """Rows of a list of organisations that go on with the one above (two rows, one co-op), and its row number.

    Either a merged name covers them, or they have neither number nor name. Each is told at its first cell.
    """
    key, number = read.column(subject), read.column("stt")
    if key is None or kind.sheet not in kinds.TAKEN_IN - kinds.DEEDS - kinds.OF_NOBODY - {"products"}:
        return {}
    found: dict[int, int] = {}
    above: int | None = None
    for row in read.data:
        unnamed = number is not None and row.cells[number.at] is None and row.cells[key.at] is None
        if key.at in row.filled or (unnamed and above is not None):
            found[row.row] = row.filled.get(key.at, above or 0) + 1
            own = (column.at for column in read.columns if column.at not in row.filled and not column.refused)
            at = next((at for at in own if row.cells[at] is not None), key.at)
            why = _("Có lẽ dòng này nối tiếp dòng %(row)s (một tổ chức, hai dòng).") % {"row": found[row.row]}
            read.doubts.add(row.row, at, "continues", why, shown(row.cells[at]))
        else:
            above = row.row
    return found


def _text(values: Values, target: str) -> str:
    value = values[target].value if target in values else None
    return value if isinstance(value, str) else ""


def _not_taken(kind: Kind, row_kind: str) -> str:
    if kind.sheet not in kinds.TAKEN_IN and kind.sheet not in MIXED:
        return _("trang này không được nhập ở đây: %(kind)s") % {"kind": kinds.label(kind.sheet)}
    if kind.sheet in MIXED and row_kind not in forms.ORGANISATIONS:
        return _("tên không phải tên tổ chức")
    if (
        kind.sheet not in {"products", "foreign_register"} | kinds.OF_NOBODY
        and row_kind
        and row_kind not in forms.ORGANISATIONS
    ):
        return _("tên không phải tên tổ chức")
    return ""


def _doubt_kinds(read: Read, kind: Kind, subject: str, told: list[str]) -> None:
    """Names without a legal form, vague or contradicting ones; one doubt for a column where most are so."""
    column = read.column(subject)
    if column is None or kind.sheet not in kinds.TAKEN_IN - kinds.OF_NOBODY - {"foreign_register"} | MIXED:
        return
    _doubt_heading(read, kind, subject, told)
    named = [
        (row, values[subject]) for row, values in zip(read.data, read.values, strict=True) if _text(values, subject)
    ]
    told_elsewhere = {
        row.row for row, values in zip(read.data, read.values, strict=True) if _text(values, "legal_form")
    }
    keyed = {row.row for row, values in zip(read.data, read.values, strict=True) if "book_key" in values}
    formless = {row.row for row, cell in named if not forms.of_name(str(cell.value))} - told_elsewhere - keyed
    many = 2 * len(formless) > len(named) and len(named) > 3
    if many and kind.rows and kind.sheet != "products":
        why = _("Phần lớn tên không ghi loại hình; hiểu là %(kind)s.") % {"kind": forms.label(kind.rows)}
        read.doubt_heading(column, "form_missing", why)
    seen: set[str] = set()
    for row, values, row_kind in zip(read.data, read.values, told, strict=True):
        name, word = _text(values, subject), _text(values, "legal_form")
        if name and _contradicts(kind, row_kind):  # of each row: one that goes in by itself would be of another kind
            said = {"name": forms.label(row_kind), "sheet": kinds.label(kind.sheet)}
            why = _("Theo tên gọi là %(name)s, mà trang được chọn là “%(sheet)s”.") % said
            read.doubt(values[subject], "other_kind", why, (Choice(name, name),))
            continue
        if not name or name in seen or row.row in keyed:
            continue
        seen.add(name)
        cell = values[subject]
        if row.row in formless and not (many and kind.rows):
            read.doubt(cell, "form_missing", _form_missing(row_kind), _kind_choices(cell))
        elif forms.of_name(name) == "other" and not word:
            why = _("“Cơ sở”, “nhóm”, “hội” chưa nói rõ loại hình tổ chức.")
            read.doubt(cell, "form_vague", why, _kind_choices(cell))
        elif word and forms.of_name(name) and forms.of_name(name) != word and word != "other":
            why = _("Loại hình ghi khác với tên gọi.")
            read.doubt(values["legal_form"], "contradiction", why, (blank(),))
        elif kind.sheet in MIXED and row_kind not in forms.ORGANISATIONS and forms.within(name):
            why = _("Tên có nhắc tới một tổ chức nhưng không phải tên tổ chức; dòng này không được nhập.")
            read.doubt(cell, "organisation_within", why, (Choice(name, name),))


def _contradicts(kind: Kind, row_kind: str) -> bool:
    """Whether a row is of another kind than that of which somebody said all are. A list of co-ops may name their unions
    and credit funds, which are co-ops too."""
    if not kind.is_told or kind.sheet not in _OF_ONE_KIND or not row_kind:
        return False
    return row_kind != kind.rows and not (kind.rows == "coop" and row_kind in ("union", "credit_fund"))


def _form_missing(row_kind: str) -> str:
    if not row_kind:
        return _("Tên không ghi loại hình tổ chức.")
    return _("Tên không ghi loại hình; hiểu là %(kind)s.") % {"kind": forms.label(row_kind)}


def _kind_choices(cell: CellReading) -> tuple[Choice, ...]:
    """The name as it stands, or with a legal form before it."""
    name = str(cell.value)
    return (
        *(Choice(f"{form} {name}", f"{form} {name}") for form in ("HTX", "THT", "Hộ kinh doanh")),
        Choice(name, name),
    )


_HEADED = (
    ("pump_station", "tram bom"),
    ("model", "mo hinh"),
    ("coop", "htx"),
    ("coop", "hop tac xa"),
    ("group", "to hop tac"),
)


def _doubt_heading(read: Read, kind: Kind, subject: str, told: list[str]) -> None:
    """A heading that speaks of something else than the names under it: "Tên trạm bơm" over production zones."""
    column = read.column(subject)
    if column is None or not told:
        return
    folded = f" {fold(column.heading.text)} "
    said = next((of for of, word in _HEADED if f" {word} " in folded), "")
    other = [row_kind for row_kind in told if row_kind and row_kind != said]
    if said and 2 * len(other) > len(told) and not (said == "coop" and set(other) <= {"union", "credit_fund", "coop"}):
        why = _("Tiêu đề ghi “%(heading)s” nhưng các dòng là %(kind)s.") % {
            "heading": column.heading.text,
            "kind": forms.label(kind.rows),
        }
        read.doubt_heading(column, "heading_wrong", why)


def _doubt_missing(read: Read, kind: Kind, subject: str, continued: Mapping[int, int]) -> None:
    """Names that every row should have."""
    needed = {
        "products": ("product_name", "producer"),
        "places": ("commune_code", "new_commune_code", "old_commune_code"),
        "effective_models": ("model_name",),  # it may be nobody's
    }.get(kind.sheet, (subject,) if kind.sheet in kinds.TAKEN_IN else ())
    for target in needed:
        column = read.column(target)
        if column is None:
            continue
        why = {
            subject: _("Dòng không có tên."),
            "model_name": _("Dòng không có tên."),
            "product_name": _("Dòng không có tên sản phẩm."),
            "producer": _("Dòng không có chủ thể."),
        }.get(target, _("Dòng không có mã."))
        for row, values in zip(read.data, read.values, strict=True):
            if target not in values and row.row not in continued:
                read.doubts.add(row.row, column.at, "missing", why)


def _doubt_note(read: Read, note: CellReading) -> None:
    """Remarks make no events: one that tells of an event is told."""
    if isinstance(note.value, str) and names.tells_event(note.value):
        why = _("Ghi chú nói tới một sự kiện; ghi sự kiện ấy riêng nếu đúng.")
        read.doubt(note, "event_in_note", why)


def _from_sections(row: DataRow, values: Values, not_taken: str) -> None:
    """A section's sector is that of the rows below it, where they have none of their own."""
    section = next((section for section in reversed(row.sections) if section.kind == "sector"), None)
    if section is None or not_taken or "sector" in values:
        return
    place = address(section.row, section.column)
    values["sector"] = CellReading(words.sector_of(section.text), place, section.text)
    subtype = words.table("subtype").get(fold(section.text))
    if subtype and values["sector"].value == "AGR":
        values.setdefault("agricultural_subtype", CellReading(subtype, place, section.text))


_COMMUNES = ("commune", "new_commune", "old_commune")
_ADDRESSES = ("new_address", "address", "old_address", "hamlet")
PLACE_CELLS = (*_COMMUNES, "place", *_ADDRESSES, "district", "province")
"""The targets that tell a place, the most telling first."""


def _place(
    read: Read, row: DataRow, values: Values, place_of: PlaceOf, known: dict[PlaceText, PlaceReading], title: str
) -> PlaceReading | None:
    cells = [values[target] for target in PLACE_CELLS if target in values]
    places = [cell.address for cell in cells] + [address(section.row, section.column) for section in row.sections]
    for place in places:
        unit = read.decided.get(place)
        if isinstance(unit, int) and not isinstance(unit, bool):
            return PlaceReading(unit)
    text = _place_text(values, row.sections)
    if text == PlaceText():
        return None
    text = replace(text, title=title)
    if text not in known:
        known[text] = place_of(text)
    found = known[text]
    if found.doubt:
        cell = values.get(found.about) or (cells[0] if cells else None)
        read_there = shown(cell.raw) if cell else row.sections[-1].text
        at = position(cell.address if cell else places[-1])
        read.doubts.add(*at, "place", found.doubt, read_there, found.choices)
    return found


def _place_text(values: Values, sections: tuple[Section, ...]) -> PlaceText:
    """What the row says, filled up from its sections."""
    commune = next((text for target in _COMMUNES if (text := _text(values, target))), "")
    district, province = _text(values, "district"), _text(values, "province")
    for section in sections:
        if section.kind == "commune":
            commune = commune or section.text
        elif section.kind == "area" and fold(section.text).startswith("tinh "):
            province = province or section.text
        elif section.kind == "area":
            district = district or section.text
    address = next((text for target in _ADDRESSES if (text := _text(values, target))), "")
    return PlaceText(commune, district, province, address, _text(values, "place"))
