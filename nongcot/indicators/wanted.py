"""The rows an indicator wants to stand, written as one set-based query over staged source rows.

A stock's slices of one subject that stand in the same cell are merged (gaps and islands), and each end of an island
gets its cause from what happened there: the life began or ended (the source says how), the subject was counted in
another cell the day before (`moved`, `changed`), or it was there and not counted (`resumed`, `suspended`, `entered`,
`changed`). Sources stand staged in temporary tables named by `staged`, already narrowed to the organisations in hand.
"""

from nongcot.indicators.declare import CELL_SEPARATOR, Axis, Events, Indicator, Stock

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

TABLE = "nc_wanted"
TABLE_SQL = (
    "definition_id integer, organisation_id bigint, subject_id bigint, valid_from date, valid_to date, "
    "place_id bigint, sector varchar(8), kind varchar(12), axis varchar(24), cell varchar(120), amount bigint, "
    "opens_by varchar(12), closes_by varchar(12)"
)


def staged(source: str) -> str:
    """The temporary table that stands for `source` while spans are worked out."""
    return f"nc_{source}"


def queries(indicator: Indicator, definition_id: int) -> list[str]:
    """SELECTs yielding `COLUMNS`: the main rows, then one query for each axis of its own."""
    query = indicator.query
    assert isinstance(query, Stock | Events)
    parts = [("", _joined(list(query.cells.values())), query.amount, query.counted, "")]
    parts += [part for axis in query.axes for part in _parts(axis, query)]
    if isinstance(query, Stock):
        return [_stock(query, definition_id, *part) for part in parts]
    return [_events(query, definition_id, *part) for part in parts]


def _parts(axis: Axis, query: Stock | Events) -> list[tuple[str, str, str, str, str]]:
    """(axis name, cell, amount, counted, join) of each query an axis needs."""
    if axis.amounts:
        return [
            (axis.name, f"'{key}'", amount, f"({query.counted}) AND ({amount}) <> 0", "")
            for key, amount in axis.amounts.items()
        ]
    if axis.join:
        return [(axis.name, axis.key, query.amount, query.counted, axis.join)]
    values = ", ".join(f"('{key}')" for key in axis.keys)
    join = f"JOIN (WITH keys(key) AS (VALUES {values}) SELECT key FROM keys) x ON {axis.having}"
    return [(axis.name, "x.key", query.amount, query.counted, join)]


def _joined(expressions: list[str]) -> str:
    return f" || '{CELL_SEPARATOR}' || ".join(f"({e})" for e in expressions) or "''"


def _stock(query: Stock, definition_id: int, axis: str, cell: str, amount: str, counted: str, join: str) -> str:
    """Only counted slices are looked at; what a slice borders on stands in its own flags (`moved`, `resumes`, …)."""
    status = "WHEN {flag} = 1 THEN '{cause}' " if query.operating else ""
    line = f"PARTITION BY subject_id{', cell' if join else ''} ORDER BY valid_from"
    return f"""
    WITH counted AS (
        SELECT p.organisation_id, {query.subject} AS subject_id, p.valid_from, p.valid_to, p.place_id, p.sector, p.kind,
               {cell} AS cell, {amount} AS amount, p.begins_by, p.ends_by, p.moved, p.moves, p.resumes, p.suspends,
               p.place_id || '/' || p.sector || '/' || p.kind || '/' || {cell} || '/' || ({amount}) AS stands
        FROM {staged(query.source)} p {join} WHERE {counted}
    ), beside AS (
        SELECT c.*, LAG(valid_to) OVER line AS before_to, LAG(stands) OVER line AS before_stands,
               LEAD(valid_from) OVER line AS after_from, LEAD(stands) OVER line AS after_stands
        FROM counted c WINDOW line AS ({line})
    ), ends AS (
        SELECT b.*,
            CASE WHEN before_to = valid_from AND before_stands = stands AND begins_by = '' THEN ''
                 WHEN begins_by <> '' THEN begins_by
                 WHEN before_to = valid_from THEN CASE WHEN moved = 1 THEN 'moved' ELSE 'changed' END
                 {status.format(flag="resumes", cause="resumed")}
                 ELSE '{query.arrives_by}' END AS opens_by,
            CASE WHEN after_from = valid_to AND after_stands = stands AND ends_by = '' THEN '-'
                 WHEN valid_to = '9999-12-31' THEN ''
                 WHEN ends_by <> '' THEN ends_by
                 WHEN after_from = valid_to THEN CASE WHEN moves = 1 THEN 'moved' ELSE 'changed' END
                 {status.format(flag="suspends", cause="suspended")}
                 ELSE 'changed' END AS closes_by
        FROM beside b
    ), bounded AS (
        SELECT e.*, LEAD(valid_to) OVER line AS later_to, LEAD(closes_by) OVER line AS later_by
        FROM ends e WHERE opens_by <> '' OR closes_by <> '-' WINDOW line AS ({line})
    )
    SELECT {definition_id}, organisation_id, subject_id, valid_from,
           CASE WHEN closes_by = '-' THEN later_to ELSE valid_to END, place_id, sector, kind, '{axis}', cell, amount,
           opens_by, CASE WHEN closes_by = '-' THEN later_by ELSE closes_by END
    FROM bounded WHERE opens_by <> ''
    """


def _events(query: Events, definition_id: int, axis: str, cell: str, amount: str, counted: str, join: str) -> str:
    return f"""
    SELECT {definition_id}, p.organisation_id, {query.subject}, p.valid_from, p.valid_to, p.place_id, p.sector, p.kind,
           '{axis}', {cell}, {amount}, 'entered', ''
    FROM {staged(query.source)} p {join} WHERE {counted}
    """
