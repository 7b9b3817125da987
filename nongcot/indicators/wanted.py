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
    status = "WHEN operating = 1 AND beside_operating = 0 THEN '{word}' " if query.operating else ""
    same = " AND ".join(f"{{side}}_{name} = {name}" for name in ("place_id", "sector", "kind", "cell", "amount"))
    return f"""
    WITH slices AS (
        SELECT p.organisation_id, {query.subject} AS subject_id, p.valid_from, p.valid_to, p.place_id, p.sector, p.kind,
               {cell} AS cell, {amount} AS amount, CASE WHEN {counted} THEN 1 ELSE 0 END AS counted,
               p.begins_by, p.ends_by, p.moved, p.operating
        FROM {staged(query.source)} p {join}
    ), beside AS (
        SELECT s.*,
            {_neighbour("LAG", "before", "valid_to")}, {_neighbour("LEAD", "after", "valid_from")},
            LEAD(moved) OVER line AS after_moved
        FROM slices s WINDOW line AS (PARTITION BY subject_id{", cell" if join else ""} ORDER BY valid_from)
    ), ends AS (
        SELECT b.*,
            CASE WHEN before_counted = 1 AND before_edge = valid_from AND {same.format(side="before")}
                 THEN 0 ELSE 1 END AS opens,
            CASE WHEN after_counted = 1 AND after_edge = valid_to AND {same.format(side="after")}
                 THEN 0 ELSE 1 END AS closes
        FROM beside b WHERE counted = 1
    ), islands AS (
        SELECT e.*, SUM(opens) OVER (PARTITION BY subject_id, cell ORDER BY valid_from) AS island,
            CASE WHEN opens = 0 THEN ''
                 WHEN begins_by <> '' THEN begins_by
                 WHEN before_counted = 1 AND before_edge = valid_from
                     THEN CASE WHEN moved = 1 THEN 'moved' ELSE 'changed' END
                 {status.format(word="resumed").replace("beside", "before")}
                 ELSE '{query.arrives_by}' END AS opens_by,
            CASE WHEN closes = 0 THEN ''
                 WHEN valid_to = '9999-12-31' THEN ''
                 WHEN ends_by <> '' THEN ends_by
                 WHEN after_counted = 1 AND after_edge = valid_to
                     THEN CASE WHEN after_moved = 1 THEN 'moved' ELSE 'changed' END
                 {status.format(word="suspended").replace("beside", "after")}
                 ELSE 'changed' END AS closes_by
        FROM ends e
    )
    SELECT {definition_id}, organisation_id, subject_id, MIN(valid_from), MAX(valid_to), place_id, sector, kind,
           '{axis}', cell, amount, MAX(opens_by), MAX(closes_by)
    FROM islands GROUP BY organisation_id, subject_id, place_id, sector, kind, cell, amount, island
    """


def _neighbour(function: str, side: str, edge: str) -> str:
    names = ("counted", "place_id", "sector", "kind", "cell", "amount", "operating")
    parts = [f"{function}({name}) OVER line AS {side}_{name}" for name in names]
    return ", ".join([*parts, f"{function}({edge}) OVER line AS {side}_edge"])


def _events(query: Events, definition_id: int, axis: str, cell: str, amount: str, counted: str, join: str) -> str:
    return f"""
    SELECT {definition_id}, p.organisation_id, {query.subject}, p.valid_from, p.valid_to, p.place_id, p.sector, p.kind,
           '{axis}', {cell}, {amount}, 'entered', ''
    FROM {staged(query.source)} p {join} WHERE {counted}
    """
