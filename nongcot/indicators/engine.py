"""Spans follow facts: what should stand is worked out for the organisations touched; the difference is written."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib import import_module
from itertools import chain

from django.conf import settings
from django.db import connection

from nongcot.indicators import bulk, definitions, rollups, wanted
from nongcot.indicators.declare import Events, Indicator, Stock, catalogue
from nongcot.kernel import memory

TOUCHED = "nc_touched"
DELTA = "nc_delta"
DELTA_SQL = f"id bigint, sign integer, {wanted.COLUMNS_SQL}"
SPAN = "indicators_span"

#: Organisations worked out at once over the whole book; a posting takes all it touched.
BATCH = 5_000


def follow(n: int, touched: Collection[int], lived: Collection[int] = ()) -> None:
    """Bring profiles, spans and roll-ups of the touched organisations in line with their facts, at posting `n`; `lived`
    are those of whom only that changed of which their lives are worked out."""
    if not (touched or lived):
        return
    with memory.remembering():
        changed = _changed()
        organisations = prepare(n, touched, lived)
    posted = definitions.current()
    counted = _sources_that_read(changed)
    indicators = {posted[i.code].pk: i for i in catalogue().values() if source_of(i) in counted}
    filled = stage(organisations, counted)
    _write(n, *difference(indicators, indicators, organisations, filled))
    for after in _hooks("AFTER_POSTING"):
        after(n, organisations)


def prepare(n: int, touched: Collection[int], lived: Collection[int] = ()) -> set[int]:
    """Let every room bring the derived rows of the touched organisations in line with their facts; gives all whose rows
    were looked at."""
    organisations = {*touched, *lived}
    # Facts stand still while rows follow them: what several rooms read of them is read once.
    with memory.remembering():
        for room in _hooks("PREPARE"):
            organisations |= room(n, organisations)
        stayed = _stayed().difference(touched)
        for room in _hooks("PREPARE_ALONG_LIVES"):
            organisations |= room(n, organisations - stayed)
    return organisations


def lives_stayed(organisations: Iterable[int]) -> None:
    """Told while rows follow facts: what hangs on the lives of these finds them as they were before the posting."""
    _stayed().update(organisations)


def _stayed() -> set[int]:
    return memory.remembered("lives that stayed", set)


def row_changed(table: str) -> None:
    """Told while rows follow facts: rows of this table changed, so that spans counted from it may change.

    Spans of tables of which no row changed stay as they are: most acts change the rows of one or two rooms.
    """
    _changed().add(table)


def _changed() -> set[str]:
    return memory.remembered("tables with changed rows", set)


def _sources_that_read(changed: Collection[str]) -> set[str]:
    """Sources of which some indicator's query names one of these tables: its source, or a table it looks into."""
    posting = (i for i in catalogue().values() if i.posts)
    return {source_of(i) for i in posting if any(table in i.as_text for table in changed)}


def repost(n: int, codes: list[str]) -> None:
    """Post the declared definitions of `codes` over all organisations, at posting `n`."""
    old = [row.pk for code, row in definitions.current().items() if code in codes]
    definitions.post(n, codes)
    posted = definitions.current()
    indicators = {posted[code].pk: catalogue()[code] for code in codes if code in posted}
    for batch, filled in batches():
        _write(n, *difference(indicators, {*old, *indicators}, batch, filled))
    rollups.forget(old)


def batches() -> Iterator[tuple[Collection[int], Collection[str]]]:
    """All organisations that have source rows or spans, staged some at a time: memory does not grow with the book.

    Gives each batch with what `stage` gives of it.
    """
    for batch in everyone():
        yield batch, stage(batch)


def everyone() -> Iterator[Collection[int]]:
    """All organisations, and other bearers, that have source rows or spans, some at a time."""
    of_tables = " UNION ".join(
        f"SELECT organisation_id FROM {table} WHERE retracted IS NULL" for table in (*sources(), SPAN)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT organisation_id FROM ({of_tables}) everyone ORDER BY organisation_id")
        found = [row[0] for row in cursor.fetchall()]
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]


def stage(organisations: Collection[int], counted: Collection[str] | None = None) -> Collection[str]:
    """Copy the live source rows of these organisations into the temporary tables that queries read; of all sources, or
    of those named.

    Gives the sources that hold any: most organisations have facts of a few rooms alone. The other tables are not read.
    """
    asked = sources() if counted is None else sorted(counted)
    if not asked:
        return []
    theirs = f"{among(organisations)} AND retracted IS NULL"
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{source}' WHERE EXISTS (SELECT 1 FROM {source} WHERE {theirs})" for source in asked
            )
        )
        filled = [row[0] for row in cursor.fetchall()]
        for source in filled:
            name = wanted.staged(source)
            bulk.temporary_like(name, "*", source)
            cursor.execute(f"INSERT INTO {name} SELECT * FROM {source} WHERE {theirs}")
    return filled


def lay_out() -> None:
    """On SQLite, make the temporary tables of a posting and of its proof before the transaction that fills them.

    Made inside one that is rolled back (an act that is tried out, or refused), they go again, and SQLite reads its
    whole schema anew and prepares every statement again: that takes longer than a small posting.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block or bulk.is_there(DELTA):
        return
    for source in sources():
        bulk.temporary_like(wanted.staged(source), "*", source)
    rollups.lay_out_truth()
    bulk.temporary(DELTA, DELTA_SQL)


def among(organisations: Collection[int]) -> str:
    """SQL that holds for the rows of these organisations."""
    return bulk.among("organisation_id", organisations, TOUCHED)


def sources() -> list[str]:
    """Tables that declared queries read, each once."""
    return sorted({source_of(i) for i in catalogue().values() if i.posts})


def source_of(indicator: Indicator) -> str:
    """The table an indicator is counted from; "" for one that posts no spans."""
    return indicator.query.source if isinstance(indicator.query, Stock | Events) else ""


def live(definition_ids: Collection[int], organisations: Collection[int]) -> dict[wanted.Row, int]:
    """The spans of these organisations that stand under these definitions, each with its id."""
    columns = ", ".join(wanted.columns(wanted.COLUMNS, "s"))
    # The plus keeps the databases from beginning with the definitions: they cannot know how few are touched.
    ids = ", ".join(map(str, definition_ids)) or "0"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.id, {columns} FROM {SPAN} s WHERE {among(organisations)} "
            f"AND s.retracted IS NULL AND +s.definition_id IN ({ids})"
        )
        return {row[1:]: row[0] for row in cursor.fetchall()}


def difference(
    indicators: Mapping[int, Indicator],
    definition_ids: Collection[int],
    organisations: Collection[int],
    filled: Collection[str],
) -> tuple[dict[wanted.Row, int], list[wanted.Row]]:
    """Of staged organisations (`filled`: what `stage` gave): spans that go, with their ids, and those that come."""
    gone = live(definition_ids, organisations)
    come = [row for row in dict.fromkeys(wanted.rows(indicators, filled)) if gone.pop(row, None) is None]
    return gone, come


def _write(n: int, gone: Mapping[wanted.Row, int], come: Iterable[wanted.Row]) -> None:
    """Retract and append; `nc_delta` keeps both (sign −1, with their id, and +1) for roll-ups and rehearsals."""
    names = ", ".join(wanted.COLUMNS)
    delta = chain(((pk, -1, *row) for row, pk in gone.items()), ((0, 1, *row) for row in come))
    bulk.temporary(DELTA, DELTA_SQL, delta)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {SPAN} SET retracted = %s WHERE id IN (SELECT id FROM {DELTA} WHERE sign = -1)", [n])
        cursor.execute(f"INSERT INTO {SPAN} ({names}, posted) SELECT {names}, %s FROM {DELTA} WHERE sign = 1", [n])
    rollups.add(DELTA)


def _hooks(name: str) -> list:  # type: ignore[type-arg]  # functions of rooms above, read by dotted name
    found = []
    for dotted in getattr(settings, name, ()):
        module, function = dotted.rsplit(".", 1)
        found.append(getattr(import_module(module), function))
    return found
