"""The rows under a header: which are data, which are sections, totals, signatures, repeated headers or empty.

Nothing disappears silently: every row that is left out is listed with its reason. A row with a name and nothing else is
data. Cells that a merged parent covers are filled down; so is a producer's name that stands only beside its first
product, with a doubt.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from nongcot.intake.understanding import forms, names
from nongcot.intake.understanding.grid import Grid, Row, shown
from nongcot.intake.understanding.tables import Table
from nongcot.intake.understanding.understood import LeftOut
from nongcot.intake.understanding.words import sector_of
from nongcot.kernel.text import fold

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*[.)]?")
_MARKER = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])[.)]?")
_MARKED = re.compile(r"(?P<marker>[IVX]{1,5}|[A-HĐ])\s*[.)\-–/]\s*(?P<text>\S.*)")
_COUNT_AT_END = re.compile(r"\s*[(:]\s*\d+\s*(?:HTX|THT|đơn vị|xã)?\s*\)?$", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:tổng (?:cộng|số|chung|toàn|hợp chung)|tổng$|tổng:|cộng$|cộng:|cộng (?!hòa|hoà|đồng|tác)|t\.cộng)"
)
_TOTAL_FOLDED = re.compile(r"tong cong(?! ty)|tong so|cong|tong")
_FOOT = re.compile(
    r"(?:nguoi (?:lap|tong hop|bao cao|cung cap)|lap bieu|lap bang|thu truong|ky ten|ky ghi ro|ky dong dau|noi nhan"
    r"|xac nhan|ghi chu|luu y|nguon|tm |t m |kt |k t |chu tich(?! hdqt)|truong phong|ngay thang nam"
    r"|can bo tong hop|luu vt)\b"
)
_SIGNED_ON = re.compile(r"ngay (?:\d+|\.*)\s*thang (?:\d+|\.*)\s*nam")
_AREA = re.compile(r"(?:tinh|thanh pho|tp|huyen|quan|thi xa|tx)\b")
_COMMUNE = re.compile(r"(?:xa|phuong|thi tran|tt)\b")


@dataclass(frozen=True, slots=True)
class Section:
    """A section row: its text, its column and row (from 0), and what it speaks of: area, commune, form,
    sector or topic."""

    text: str
    row: int
    column: int
    kind: str
    marker: str = ""


@dataclass(frozen=True, slots=True)
class DataRow:
    """A row of data (from 0). `filled` gives, for cells taken from a merged parent, the row they stand in.

    `guessed` are the columns filled from the row above without a merged range saying so; `total` says that the row sums
    up others, where totals are data.
    """

    row: int
    cells: Row
    sections: tuple[Section, ...] = ()
    filled: dict[int, int] = field(default_factory=dict)
    guessed: frozenset[int] = frozenset()
    total: bool = False


@dataclass(frozen=True, slots=True)
class Roles:
    """Which columns (from 0) hold the running number, the key (a name), and what a merged parent shares.

    `refused` columns are not looked at, not even to see whether a row is blank. In a list of `organisations` a numbered
    row that holds nothing but the name of a sector, a place or a legal form is a section.
    """

    number: int | None
    key: int | None
    parents: tuple[int, ...] = ()
    refused: frozenset[int] = frozenset()
    totals_are_data: bool = False
    organisations: bool = False


class _Reader:
    """Walks the rows of a table once, remembering where it is."""

    def __init__(self, grid: Grid, table: Table, roles: Roles) -> None:
        self.grid, self.table, self.roles = grid, table, roles
        self.columns = [heading.column for heading in table.headings if heading.column not in roles.refused]
        self.labels = {heading.column: fold(heading.text) for heading in table.headings}
        self.sections: tuple[Section, ...] = ()
        self.data: list[DataRow] = []
        self.left_out: list[tuple[int, str, str]] = []
        self.in_foot = False
        self.down = _merged_down(grid, table)
        self.across = {(merge.top, merge.left) for merge in grid.merges if merge.right - merge.left >= 2}

    def read(self) -> None:
        for row in range(self.table.first, self.table.last + 1):
            code, text = self.look(row)
            if code:
                self.left_out.append((row, code, names.without_personal(text)))

    def look(self, row: int) -> tuple[str, str]:
        """Why a row is left out and what stands there; "" for data, which is kept."""
        cells = self.grid.rows[row]
        filled = self.down.get(row, {})
        own = [at for at in self.columns if not _blank(cells[at])]
        if not own:
            return ("", "") if filled and self.keep(row, cells, filled) else ("blank", "")
        number = self.roles.number
        stt = shown(cells[number]) if number is not None else ""
        numbered = bool(_NUMBER.fullmatch(stt))
        texts = [at for at in own if at != number]
        if not texts and numbered:
            return "numbered_empty", ""
        if self.repeats_header(cells, own):
            return "header_again", ""
        if not texts:  # a lone text in the column of numbers
            texts, stt = own, ""
        first = shown(cells[texts[0]]) if isinstance(cells[texts[0]], str) else ""
        if self.is_foot(row, numbered, stt or first, cells):
            return "foot", ""
        total = not numbered and _is_total(stt or first)
        if total and not self.roles.totals_are_data:
            return "total", stt or first
        section = None if total or number in filled else self.section(row, stt, texts, cells)
        if section:
            self.sections = _pushed(self.sections, section)
            return "section", section.text
        self.keep(row, cells, filled, total)
        return "", ""

    def keep(self, row: int, cells: Row, filled: dict[int, int], total: bool = False) -> bool:
        guessed = self.guessed(cells, filled)
        if filled or guessed:
            cells = list(cells)
            for at, source in filled.items():
                cells[at] = self.grid.rows[source][at]
            for at in guessed:
                cells[at] = self.data[-1].cells[at]
        self.data.append(DataRow(row, cells, self.sections, filled, guessed, total))
        return True

    def guessed(self, cells: Row, filled: dict[int, int]) -> frozenset[int]:
        """The parent columns of a row that has a key, no running number, and stands under a row that has them."""
        number, key, parents = self.roles.number, self.roles.key, self.roles.parents
        if not parents or not self.data or number is None or filled or key is None:
            return frozenset()
        if not _blank(cells[number]) or _blank(cells[key]) or any(not _blank(cells[at]) for at in parents):
            return frozenset()
        return frozenset(at for at in parents if not _blank(self.data[-1].cells[at]))

    def repeats_header(self, cells: Row, own: list[int]) -> bool:
        key = self.roles.key if self.roles.key is not None else own[0]
        cell = cells[key]
        if not isinstance(cell, str) or fold(cell) != self.labels.get(key):
            return False
        return 10 * sum(1 for at in own if fold(str(cells[at])) == self.labels[at]) >= 6 * len(own)

    def is_foot(self, row: int, numbered: bool, text: str, cells: Row) -> bool:
        """Signatures and remarks under the table: they go on until a numbered row with a key."""
        key = self.roles.key
        if numbered and key is not None and not _blank(cells[key]):
            self.in_foot = False
            return False
        if not self.in_foot and (self.data or self.left_out):
            folded = fold(text)
            signs = _FOOT.match(folded) or _SIGNED_ON.search(folded)
            name = self.grid.text(row, key) if signs and key is not None else ""
            self.in_foot = bool(signs) and not forms.of_name(name)
        return self.in_foot

    def section(self, row: int, stt: str, texts: list[int], cells: Row) -> Section | None:
        column = texts[0]
        if not isinstance(cells[column], str) or any(isinstance(cells[at], str) for at in texts[1:]):
            return None
        marker, text = stt, shown(cells[column])
        marked = _MARKED.fullmatch(text)
        if marked and not marker:
            marker, text = marked["marker"], marked["text"]
        bare = names.without_personal(_COUNT_AT_END.sub("", text))
        kind = _kind_of(bare)
        if _NUMBER.fullmatch(marker):
            known = kind != "topic" and len(texts) == 1 and self.roles.organisations
            return Section(bare, row, column, kind, "number") if known else None
        if marker and not _MARKER.fullmatch(marker):
            return None
        named = forms.of_name(bare) and not forms.is_bare(bare)
        if named and not marker and (row, column) not in self.across:
            return None
        if marker or (row, column) in self.across or self.unmarked(column, texts, kind):
            return Section(bare, row, column, kind, _likeness_of(marker))
        return None

    def unmarked(self, column: int, texts: list[int], kind: str) -> bool:
        """Whether a lone text without a marker is a section: it would have a running number if it were data."""
        if len(texts) > 1:  # with subtotals beside it
            return kind != "topic" and self.roles.number is not None
        if self.roles.number is not None:
            return self.roles.key is None or column <= self.roles.key
        return kind != "topic" or (self.roles.key is not None and column < self.roles.key)


def _blank(cell: object) -> bool:
    return cell is None or (type(cell) is str and not cell.strip())


def _merged_down(grid: Grid, table: Table) -> dict[int, dict[int, int]]:
    """For each row that a merged parent covers: the covered columns and the row that holds their text."""
    columns = {heading.column for heading in table.headings}
    down: dict[int, dict[int, int]] = {}
    for merge in grid.merges:
        if merge.bottom > merge.top >= table.first and merge.bottom <= table.last:
            for row in range(merge.top + 1, merge.bottom + 1):
                covered = {at: merge.top for at in range(merge.left, merge.right + 1) if at in columns}
                down.setdefault(row, {}).update(covered)
    return down


def _is_total(text: str) -> bool:
    lowered = text.casefold()
    if text.isascii():
        return bool(_TOTAL_FOLDED.fullmatch(lowered.strip(" :.")))
    return bool(_TOTAL.match(lowered)) and not fold(text).startswith(("tong cong ty", "tong cty"))


def _kind_of(text: str) -> str:
    folded = fold(text)
    if _COMMUNE.match(folded):
        return "commune"
    if _AREA.match(folded):
        return "area"
    if forms.is_bare(text):
        return "form"
    return "sector" if sector_of(text) else "topic"


def _pushed(sections: tuple[Section, ...], new: Section) -> tuple[Section, ...]:
    """The sections that hold from a new one on: it ends the first of its like and all below that."""
    end = next((n for n, section in enumerate(sections) if _alike(section, new)), len(sections))
    return (*sections[:end], new)


def _likeness_of(marker: str) -> str:
    if not marker:
        return ""
    return "roman" if set(marker) <= set("IVX.)") else "letter"


def _alike(one: Section, other: Section) -> bool:
    """Sections of one level. What an unmarked text of no known kind speaks of nobody knows: it may end any other."""
    if one.marker or other.marker:
        return one.marker == other.marker
    return one.kind == other.kind or "topic" in (one.kind, other.kind)


def read(grid: Grid, table: Table, roles: Roles) -> tuple[list[DataRow], list[LeftOut]]:
    """The data rows of a table, and the rows that were left out, by reason and run."""
    reader = _Reader(grid, table, roles)
    reader.read()
    out = [(row, "title", grid_text(grid, row)) for row in table.titles]
    if table.number_row is not None:
        out.append((table.number_row, "column_numbers", ""))
    out += [(row, "remark", grid.text(row, column)) for row, column in table.remarks]
    return reader.data, _told(sorted(out + reader.left_out))


def grid_text(grid: Grid, row: int) -> str:
    """The texts of a row in one line, without long numbers."""
    texts = (grid.text(row, column) for column in range(len(grid.rows[row])))
    return names.without_personal(" · ".join(text for text in texts if text))


def _told(out: list[tuple[int, str, str]]) -> list[LeftOut]:
    """Rows with a text one by one; the others of one reason together, as runs."""
    told: list[LeftOut] = []
    runs: dict[str, list[list[int]]] = {}
    for row, code, text in out:
        if text:
            told.append(LeftOut(((row + 1, row + 1),), reason(code), code, text))
        elif code in runs and runs[code][-1][1] == row:
            runs[code][-1][1] = row + 1
        else:
            runs.setdefault(code, []).append([row + 1, row + 1])
    told += [LeftOut(tuple((a, b) for a, b in found), reason(code), code) for code, found in runs.items()]
    return sorted(told, key=lambda left: left.rows)


def reason(code: str) -> str:
    """Why rows are left out, in the active language."""
    return {
        "title": _("dòng tên bảng"),
        "column_numbers": _("dòng đánh số cột"),
        "remark": _("ghi chú ngoài bảng"),
        "blank": _("dòng trống"),
        "numbered_empty": _("dòng chỉ có số thứ tự"),
        "header_again": _("tiêu đề lặp lại"),
        "foot": _("chữ ký, ghi chú dưới bảng"),
        "total": _("dòng tổng"),
        "section": _("dòng chia nhóm"),
    }[code]
