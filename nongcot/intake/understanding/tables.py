"""Where tables stand in a sheet: titles, header rows, and the columns that have a heading.

A header is found by its headings: the first row in which at least two, and at least half, of the filled cells are known
ones (or four word for word). From there it grows upwards over merged group headings and downwards over sub-headings, a
repeated header with other labels, and units. Where no heading is known, the first row of plain texts as wide as the
table is taken for the header.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from nongcot.intake.understanding import headings
from nongcot.intake.understanding.grid import Grid, Merge
from nongcot.kernel.numbers import unit_of
from nongcot.kernel.text import fold

MOST_HEADER_ROWS = 4
SEARCHED = 60
"""Filled rows that are looked through for the first header."""

_TITLE = re.compile(
    r"(?:danh sach|bang |bieu|phu luc|kem theo|don vi tinh|dvt|bao cao|thong ke|cong hoa xa hoi|doc lap tu do|lien minh"
    r"|uy ban|ubnd|tinh den|so lieu|tong hop|don vi bao cao|mau so|thong tin|ket qua)"
)
_TOTALS = frozenset({"tong", "tong cong", "tong so", "cong"})
"""What a row of totals begins with: no header does."""

_LONG_NUMBER = re.compile(r"\d{6}")
_NUMBER_MARK = re.compile(r"[(\[]?(?:#|[A-Z]|\d{1,2})[)\]]?(?:\s*=.*)?|[(\[]\d{1,2}\s*=[^)]*[)\]]")
_MEASURES = frozenset(
    {"ha", "m2", "người", "triệu đồng", "tr.đ", "trđ", "đồng", "nghìn đồng", "tỷ đồng", "tấn", "%", "hộ"}
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column (from 0): its text, the merged heading above it, and the row (from 0) it stands in."""

    column: int
    text: str
    group: str
    row: int
    replaced: str = ""

    @property
    def full(self) -> str:
        """With the merged heading above it."""
        return f"{self.group} / {self.text}" if self.group else self.text


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet; all rows and columns from 0. `first` and `last` bound its data rows, both included."""

    headings: tuple[Heading, ...]
    header: tuple[int, ...]
    number_row: int | None
    titles: tuple[int, ...]
    first: int
    last: int
    remarks: tuple[tuple[int, int], ...] = ()
    by_guess: bool = False


@dataclass(slots=True)
class _Filled:
    """The columns of the filled cells of each row, and the filled rows in order."""

    columns: list[list[int]]
    rows: list[int] = field(default_factory=list)


def find(grid: Grid, header_rows: tuple[int, ...] = ()) -> list[Table]:
    """The tables of a sheet, from above to below. `header_rows` (row numbers of the file) is an officer's word."""
    filled = _filled(grid)
    if not filled.rows:
        return []
    if header_rows:
        header = tuple(row - 1 for row in header_rows if row <= len(grid.rows))
        return [_table(grid, filled, header, 0, filled.rows[-1], by_guess=False)]
    starts = _headers(grid, filled)
    if not starts:
        return [_guessed(grid, filled)]
    tables, after = [], 0
    for n, header in enumerate(starts):
        end = _before(grid, filled, starts[n + 1][0], header[-1]) if n + 1 < len(starts) else filled.rows[-1]
        tables.append(_table(grid, filled, header, after, end, by_guess=False))
        after = end + 1
    return tables


def _filled(grid: Grid) -> _Filled:
    columns = [
        [at for at, cell in enumerate(row) if cell is not None and (not isinstance(cell, str) or not cell.isspace())]
        for row in grid.rows
    ]
    return _Filled(columns, [row for row, found in enumerate(columns) if found])


def _headers(grid: Grid, filled: _Filled) -> list[tuple[int, ...]]:
    """The rows of each header."""
    found: list[tuple[int, ...]] = []
    first = next((row for row in filled.rows[:SEARCHED] if _known_headings(grid, filled, row)), None)
    if first is None:
        return []
    found.append(_grown(grid, filled, first))
    previous = found[0][-1]
    for row in filled.rows:
        if row <= found[-1][-1]:
            continue
        may_begin = _may_begin_anew(grid, filled, row, previous) and not _has_refused(grid, filled, row, found)
        if may_begin and _known_headings(grid, filled, row):
            grown = _grown(grid, filled, row)
            if not _same_labels(grid, filled, grown[-1], found[-1]):
                found.append(grown)
        previous = row
    return found


def _known_headings(grid: Grid, filled: _Filled, row: int) -> bool:
    columns = filled.columns[row]
    texts = [grid.text(row, column) for column in columns]
    if not any(isinstance(grid.rows[row][column], str) for column in columns):
        return False
    if len(texts) == 1 and any(len(filled.columns[below]) > 1 for below in filled.rows[:SEARCHED]):
        return False
    known = sum(1 for text in texts if headings.exact(text) or (len(texts) > 1 and headings.target_of(text)))
    exactly = sum(1 for text in texts if headings.exact(text))
    enough = 2 * known >= len(texts) or exactly >= 4
    # "Tổng cộng" twice is a total, and what stands between them is no heading.
    telling = any(headings.exact(text) and not headings.is_generic(text) for text in texts)
    return known >= min(2, len(texts)) and enough and telling


def _may_begin_anew(grid: Grid, filled: _Filled, row: int, previous: int) -> bool:
    """Whether a later row could be another header: after a gap or a lone text, or where its first cell says STT."""
    columns = filled.columns[row]
    if len(columns) < 2:
        return False
    first = grid.rows[row][columns[0]]
    if not isinstance(first, str) or headings.plain(first) in _TOTALS:
        return False
    return row > previous + 1 or len(filled.columns[previous]) == 1 or headings.plain(first) in ("stt", "tt", "so tt")


def _has_refused(grid: Grid, filled: _Filled, row: int, headers: list[tuple[int, ...]]) -> bool:
    """Whether a row holds something that is no heading under a refused column: it would be shown as a heading."""
    above = ((at, grid.text(header, at)) for rows in headers for header in rows for at in filled.columns[header])
    refused = {at for at, text in above if headings.is_refused(text)}
    below = (grid.text(row, at) for at in filled.columns[row] if at in refused)
    return any(not headings.exact(text) and not headings.target_of(text) for text in below)


def _same_labels(grid: Grid, filled: _Filled, row: int, header: tuple[int, ...]) -> bool:
    """Whether a row says the same as one of the header rows (a header printed again on each page)."""
    return any(_repeats(grid, filled, row, above) for above in header)


def _repeats(grid: Grid, filled: _Filled, row: int, above: int) -> bool:
    columns = filled.columns[row]
    same = sum(1 for at in columns if at in filled.columns[above] and _alike(grid.text(row, at), grid.text(above, at)))
    return len(columns) > 1 and same >= 0.6 * max(len(columns), len(filled.columns[above]))


def _alike(one: str, other: str) -> bool:
    return headings.plain(one) == headings.plain(other)


def _grown(grid: Grid, filled: _Filled, row: int) -> tuple[int, ...]:
    """The header rows around a row of known headings: groups above, sub-headings below."""
    rows = [row]
    while rows[0] > 0 and len(rows) < MOST_HEADER_ROWS and _is_group_row(grid, filled, rows[0] - 1, rows[0]):
        rows.insert(0, rows[0] - 1)
    while len(rows) < MOST_HEADER_ROWS and _goes_on(grid, filled, rows[-1] + 1, rows):
        rows.append(rows[-1] + 1)
    return tuple(rows)


def _texts(grid: Grid, filled: _Filled, row: int) -> list[str] | None:
    """The texts of a row; None where it has none or holds anything else."""
    if row >= len(grid.rows) or not filled.columns[row]:
        return None
    if not all(isinstance(grid.rows[row][at], str) for at in filled.columns[row]):
        return None
    return [grid.text(row, at) for at in filled.columns[row]]


def _is_group_row(grid: Grid, filled: _Filled, row: int, below: int) -> bool:
    texts = _texts(grid, filled, row)
    if not texts or any(_TITLE.match(fold(text)) or ":" in text for text in texts):
        return False
    width = len(filled.columns[below])
    spans = [merge.right - merge.left + 1 for merge in grid.merges if merge.top <= row <= merge.bottom]
    if any(span >= max(width, 3) for span in spans):
        return False
    return len(texts) > 1 or any(1 < span < width for span in spans)


def _goes_on(grid: Grid, filled: _Filled, row: int, header: list[int]) -> bool:
    """Whether a row below still belongs to the header."""
    texts = _texts(grid, filled, row)
    if not texts or _has_refused(grid, filled, row, [tuple(header)]):
        return False
    if _repeats(grid, filled, row, header[-1]) or _is_unit_row(texts):
        return True
    columns = filled.columns[row]
    under_blank = [at for at in columns if all(at not in filled.columns[above] for above in header)]
    starts_group = [at for at in columns if at not in under_blank and at + 1 in under_blank]
    wide = {at for at in columns for merge in grid.merges if _covers_group(merge, at, header)}
    stands_under = set(under_blank) | set(starts_group) | wide
    return bool(under_blank) and stands_under >= set(columns) and len(columns) > 1


def _covers_group(merge: Merge, column: int, header: list[int]) -> bool:
    return merge.top in header and merge.left <= column <= merge.right and merge.right > merge.left


def _is_unit_row(texts: list[str]) -> bool:
    units = [text.strip("()[] ").casefold() for text in texts]
    return len(units) > 1 and all(unit in _MEASURES or unit_of(f"({unit})") for unit in units)


def _before(grid: Grid, filled: _Filled, next_header: int, header_end: int) -> int:
    """The last row of a table before the header at `next_header`: titles in between belong to the next."""
    row = next_header - 1
    while row > header_end and _is_blank_or_title(grid, filled, row):
        row -= 1
    return row


def _is_blank_or_title(grid: Grid, filled: _Filled, row: int) -> bool:
    columns = filled.columns[row]
    return not columns or (len(columns) == 1 and isinstance(grid.rows[row][columns[0]], str))


def _guessed(grid: Grid, filled: _Filled) -> Table:
    """The table of a sheet without a known heading."""
    looked_at = filled.rows[:SEARCHED]
    width = max(len(filled.columns[row]) for row in looked_at)
    for row in looked_at:
        texts = _texts(grid, filled, row)
        plain = texts and not any(_LONG_NUMBER.search(text) for text in texts)
        if texts and plain and len(texts) > 1 and 10 * len(texts) >= 6 * width and row < filled.rows[-1]:
            return _table(grid, filled, (row,), 0, filled.rows[-1], by_guess=True)
    return _table(grid, filled, (), filled.rows[0], filled.rows[-1], by_guess=True)


def _table(grid: Grid, filled: _Filled, header: tuple[int, ...], after: int, last: int, *, by_guess: bool) -> Table:
    first = header[-1] + 1 if header else after
    number_row = first if header and first <= last and _is_number_row(grid, filled, first) else None
    if number_row is not None:
        first += 1
    used: set[int] = set()
    for row in range(first, last + 1):
        used.update(filled.columns[row])
    named = _headings(grid, filled, header)
    remarks, before = [], None
    for heading in list(named):
        gap = before is not None and heading.column > before + 1 and not used & set(range(before + 1, heading.column))
        if gap and heading.column not in used:
            remarks.append((heading.row, heading.column))
            named.remove(heading)
        else:
            before = heading.column
    nameless = used - {heading.column for heading in named}
    named += [Heading(column, "", "", header[-1] if header else first) for column in nameless]
    titles = tuple(row for row in range(after, header[0] if header else after) if filled.columns[row])
    columns = tuple(sorted(named, key=lambda heading: heading.column))
    return Table(columns, header, number_row, titles, first, last, tuple(remarks), by_guess)


def _is_number_row(grid: Grid, filled: _Filled, row: int) -> bool:
    """Whether a row under the header only numbers the columns: "#, 1, 2, …", "A, B, 1, 2", "(1), (2), (3=1+2)"."""
    texts = [grid.text(row, column) for column in filled.columns[row]]
    if len(texts) < 3 or not all(_NUMBER_MARK.fullmatch(text) for text in texts):
        return False
    numbers = [int(found.group()) for text in texts if (found := re.search(r"\d+", text))]
    steps = sum(1 for one, other in pairwise(numbers) if other == one + 1)
    return len(numbers) < 2 or steps >= 0.8 * (len(numbers) - 1)


def _headings(grid: Grid, filled: _Filled, header: tuple[int, ...]) -> list[Heading]:
    columns = sorted({column for row in header for column in filled.columns[row]})
    return [heading for column in columns if (heading := _heading(grid, filled, header, column))]


def _heading(grid: Grid, filled: _Filled, header: tuple[int, ...], column: int) -> Heading | None:
    parts: list[tuple[int, str]] = []
    replaced = ""
    for n, row in enumerate(header):
        text = grid.text(row, column) or _from_group(grid, filled, header, n, column)
        if not text:
            continue
        texts = _texts(grid, filled, row) or []
        if parts and n and _is_unit_row(texts):
            parts[-1] = (parts[-1][0], f"{parts[-1][1]} ({text.strip('()[] ')})")
        elif parts and n and _repeats(grid, filled, row, header[n - 1]):
            above = parts.pop()[1]
            replaced = "" if _alike(above, text) else above
            parts.append((row, text))
        elif not parts or not _alike(parts[-1][1], text):
            parts.append((row, text))
    if not parts or not any(column in filled.columns[row] for row in header):
        return None
    row, text = parts[-1]
    return Heading(column, text, " / ".join(part for _row, part in parts[:-1]), row, replaced)


def _from_group(grid: Grid, filled: _Filled, header: tuple[int, ...], n: int, column: int) -> str:
    """The merged heading that reaches over a column; without merged ranges (CSV) the nearest to its left."""
    row = header[n]
    for merge in grid.merges:
        if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
            return grid.text(merge.top, merge.left)
    below = header[n + 1 :]
    if grid.merges or not any(column in filled.columns[lower] for lower in below):
        return ""
    left = max((at for at in filled.columns[row] if at < column), default=None)
    if left is None or not any(left in filled.columns[lower] for lower in below):
        return ""
    return grid.text(row, left)
