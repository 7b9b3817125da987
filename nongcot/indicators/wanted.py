"""The rows an indicator wants to stand, worked out from staged source rows.

Every source is read once for all indicators that count its rows: each adds its own columns to the one query, what a row
counts with (null: not at all) and its cell. The rows of one subject then come in the order of time, and a stock's
slices that follow one another in the same cell are merged. Each end of such an island gets its cause from what happened
there: the life began or ended (the source says how), the subject was counted in another cell the day before (`moved`,
`changed`), or it was there and not counted (`resumed`, `suspended`, `entered`, `changed`).

Sources stand staged in temporary tables named by `staged`, already narrowed to the organisations in hand.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection

from nongcot.indicators.declare import CELL_SEPARATOR, Axis, Events, Indicator, Stock
from nongcot.kernel.dates import FAR

COLUMNS = (
    "definition_id",
    "organisation_id",
    "subject_id",
    "valid_from",
    "valid_to",
    "place_id",
    "sector",
    "kind",
    "axis",
    "cell",
    "amount",
    "opens_by",
    "closes_by",
)

COLUMNS_SQL = (
    "definition_id integer, organisation_id bigint, subject_id bigint, valid_from date, valid_to date, "
    "place_id bigint, sector varchar(8), kind varchar(12), axis varchar(24), cell varchar(120), amount bigint, "
    "opens_by varchar(12), closes_by varchar(12)"
)

#: A row of `COLUMNS`, days as ISO text.
Row = tuple[Any, ...]

#: What every scan reads of a row, before the columns of its parts; a stock's slices also say what they border on.
_COMMON = ("valid_from", "valid_to", "place_id", "sector", "kind")
_BORDERS = ("begins_by", "ends_by", "moved", "resumes", "suspends")
_SUBJECT, _FROM, _TO, _PLACE, _SECTOR, _KIND = range(1, 7)
_BEGINS, _ENDS, _MOVED, _RESUMES, _SUSPENDS = range(7, 12)
_OPEN_END = FAR.isoformat()

#: A return to operation and a stop by their flags: with a day of its own (1), or only seen in a list (2).
_RETURNS = {1: "resumed", 2: "observed"}
_STOPS = {1: "suspended", 2: "observed"}


@dataclass(frozen=True)
class _Asked:
    """An indicator under its definition; as long as its fingerprint is the same, so is its query."""

    definition_id: int
    fingerprint: str
    query: Stock | Events = field(compare=False)


@dataclass(frozen=True)
class _Scan:
    """What parts must have in common to be read by one query."""

    query: type[Stock] | type[Events]
    source: str
    subject: str
    join: str
    key: str


@dataclass(frozen=True)
class _Part:
    """The main rows of a definition, or those of one of its axes; `cell` is SQL unless `is_word`."""

    definition_id: int
    query: Stock | Events
    axis: str
    cell: str
    amount: str
    counted: str
    is_word: bool = False


@dataclass(frozen=True)
class _Column:
    """Where a part's amount, cell and flag stand in the rows of its scan; a cell or flag at 0 is not read."""

    part: _Part
    amount_at: int
    cell_at: int
    observed_at: int


def staged(source: str) -> str:
    """The temporary table that stands for `source` while spans are worked out."""
    return f"nc_{source}"


def columns(names: Iterable[str], alias: str) -> list[str]:
    """SQL for these columns; days as ISO text, which compares and hashes faster and is alike on both databases."""
    days = ("valid_from", "valid_to")
    return [f"CAST({alias}.{name} AS varchar(10))" if name in days else f"{alias}.{name}" for name in names]


def rows(indicators: Mapping[int, Indicator], filled: Collection[str]) -> Iterator[Row]:
    """What each indicator (by definition id) wants to stand, from those of the staged sources that hold anything."""
    asked: dict[str, list[_Asked]] = defaultdict(list)
    for definition_id, indicator in indicators.items():
        query = indicator.query
        assert isinstance(query, Stock | Events)
        if query.source in filled:
            asked[query.source].append(_Asked(definition_id, indicator.fingerprint, query))
    for of_source in asked.values():
        for scan, sql, columns in _statements(tuple(of_source)):
            yield from _read(scan, sql, columns)


@lru_cache(maxsize=64)
def _statements(asked: tuple[_Asked, ...]) -> list[tuple[_Scan, str, list[_Column]]]:
    """The queries that read what these indicators of one source want, each with the columns of its parts."""
    scans: dict[_Scan, list[_Part]] = defaultdict(list)
    for one in asked:
        query = one.query
        cell, counted = _joined(list(query.cells.values())), query.counted
        main = _Part(one.definition_id, query, "", cell, query.amount, counted, is_word=not query.cells)
        scans[_Scan(type(query), query.source, query.subject, "", "")].append(main)
        for axis in query.axes:
            scan = _Scan(type(query), query.source, query.subject, _join(axis), axis.key if _join(axis) else "")
            scans[scan].extend(_parts(one.definition_id, query, axis))
    return [(scan, *_statement(scan, parts)) for scan, parts in scans.items()]


def _joined(expressions: list[str]) -> str:
    return f" || '{CELL_SEPARATOR}' || ".join(f"({e})" for e in expressions)


def _join(axis: Axis) -> str:
    if axis.amounts or axis.join:
        return axis.join
    values = ", ".join(f"('{key}')" for key in axis.keys)
    return f"JOIN (WITH keys(key) AS (VALUES {values}) SELECT key FROM keys) x ON {axis.having}"


def _parts(definition_id: int, query: Stock | Events, axis: Axis) -> Iterator[_Part]:
    if not axis.amounts:
        yield _Part(definition_id, query, axis.name, axis.key, query.amount, axis.counted or query.counted)
    for key, amount in axis.amounts.items():
        counted = f"({query.counted}) AND ({amount}) <> 0"
        yield _Part(definition_id, query, axis.name, key, amount, counted, is_word=True)


def _statement(scan: _Scan, parts: list[_Part]) -> tuple[str, list[_Column]]:
    common = (*_COMMON, *_BORDERS) if scan.query is Stock else _COMMON
    read = ["p.organisation_id", scan.subject, *columns(common, "p")]
    placed = []
    for part in parts:
        amount_at, cell_at = len(read), 0
        read.append(f"CASE WHEN {part.counted} THEN {part.amount} END")
        if not part.is_word:
            cell_at = len(read)
            read.append(part.cell)
        observed_at = 0
        if isinstance(part.query, Stock) and part.query.observed:
            observed_at = len(read)
            read.append(f"CASE WHEN {part.query.observed} THEN 1 ELSE 0 END")
        placed.append(_Column(part, amount_at, cell_at, observed_at))
    counted = " OR ".join(f"({counted})" for counted in dict.fromkeys(part.counted for part in parts))
    order = ", ".join(part for part in (scan.subject, scan.key, "p.valid_from") if part)
    sql = f"SELECT {', '.join(read)} FROM {staged(scan.source)} p {scan.join} WHERE {counted} ORDER BY {order}"
    return sql, placed


def _read(scan: _Scan, sql: str, placed: list[_Column]) -> Iterator[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = cursor.fetchall()
    for at in placed:
        query = at.part.query
        if isinstance(query, Stock):
            yield from _islands(at.part, query, found, at.amount_at, at.cell_at, at.observed_at, by_cell=bool(scan.key))
        else:
            yield from _events(at.part, found, at.amount_at, at.cell_at)


def _events(part: _Part, found: Iterable[Row], amount_at: int, cell_at: int) -> Iterator[Row]:
    definition_id, axis, word = part.definition_id, part.axis, part.cell
    for row in found:
        amount = row[amount_at]
        if amount is not None:
            cell = row[cell_at] if cell_at else word
            yield (definition_id, *row[:_BEGINS], axis, cell, amount, "entered", "")


def _islands(
    part: _Part, query: Stock, found: Iterable[Row], amount_at: int, cell_at: int, observed_at: int, *, by_cell: bool
) -> Iterator[Row]:
    """Only counted slices are looked at; what a slice borders on stands in its own flags (`moved`, `resumes`, …)."""
    first: Row | None = None
    last: Row = ()
    opens_by = ""

    def island(closes_by: str) -> Row:
        assert first is not None
        cell = first[cell_at] if cell_at else part.cell
        bounds = (part.definition_id, *first[:_TO], last[_TO], *first[_PLACE:_BEGINS])
        return (*bounds, part.axis, cell, first[amount_at], opens_by, closes_by)

    for row in found:
        if row[amount_at] is None:
            continue
        touches = (
            first is not None
            and last[_TO] == row[_FROM]
            and last[_SUBJECT] == row[_SUBJECT]
            and (not by_cell or last[cell_at] == row[cell_at])
        )
        if (
            touches
            and last[amount_at] == row[amount_at]
            and last[_PLACE] == row[_PLACE]
            and (not cell_at or last[cell_at] == row[cell_at])
            and last[_SECTOR] == row[_SECTOR]
            and last[_KIND] == row[_KIND]
            and not row[_BEGINS]
            and not last[_ENDS]
        ):
            last = row
            continue
        # What goes whole from one commune to another moved; an amount that became another one on that day changed, or
        # moves would not cancel out over all communes.
        moved = touches and row[_MOVED] and last[amount_at] == row[amount_at]
        turn = ("moved" if moved else "changed") if touches else ""
        if first is not None:
            yield island(_closes_by(query, last, turn))
        first = last = row
        opens_by = _opens_by(query, row, turn, observed=bool(observed_at and row[observed_at]))
    if first is not None:
        yield island(_closes_by(query, last, ""))


def _opens_by(query: Stock, row: Row, turn: str, *, observed: bool) -> str:
    """`turn` is why the subject stands in another cell than the day before ("" : it did not count then)."""
    if row[_BEGINS]:
        return str(row[_BEGINS])
    if turn:
        return turn
    if observed:
        return "observed"
    return _RETURNS[row[_RESUMES]] if query.operating and row[_RESUMES] else query.arrives_by


def _closes_by(query: Stock, row: Row, turn: str) -> str:
    if row[_TO] == _OPEN_END:
        return ""
    if row[_ENDS]:
        return str(row[_ENDS])
    if turn:
        return turn
    return _STOPS[row[_SUSPENDS]] if query.operating and row[_SUSPENDS] else "changed"
