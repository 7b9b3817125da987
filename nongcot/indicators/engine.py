"""Spans follow facts: what should stand is worked out for the organisations touched; the difference is written."""

from collections.abc import Iterable
from importlib import import_module

from django.conf import settings
from django.db import connection

from nongcot.indicators import bulk, definitions, rollups, wanted
from nongcot.indicators.declare import Indicator, catalogue

TOUCHED = "nc_touched"
DELTA = "nc_delta"
SPAN = "indicators_span"


def follow(n: int, touched: Iterable[int]) -> None:
    """Bring profiles, spans and roll-ups of the touched organisations in line with their facts, at posting `n`."""
    organisations = set(touched)
    if not organisations:
        return
    for prepare in _hooks("PREPARE"):
        organisations |= prepare(n, organisations)
    stage(organisations)
    posted = definitions.current()
    indicators = [i for i in catalogue().values() if i.posts]
    fill({posted[i.code].pk: i for i in indicators})
    _difference([posted[i.code].pk for i in indicators])
    _write(n)
    for after in _hooks("AFTER_POSTING"):
        after(n, organisations)


def repost(n: int, codes: list[str]) -> None:
    """Post the declared definitions of `codes` over all organisations, at posting `n`."""
    old = [row.pk for code, row in definitions.current().items() if code in codes]
    definitions.post(n, codes)
    stage(None)
    posted = definitions.current()
    fill({posted[code].pk: catalogue()[code] for code in codes if code in posted})
    _difference(old)
    _write(n)
    rollups.forget(old)


def stage(organisations: set[int] | None) -> None:
    """Copy the live source rows of these organisations (None: of all) into the temporary tables queries read."""
    bulk.temporary(TOUCHED, "organisation_id bigint", ((o,) for o in organisations or ()), index="organisation_id")
    narrowed = "" if organisations is None else f" AND organisation_id IN (SELECT organisation_id FROM {TOUCHED})"
    with connection.cursor() as cursor:
        for source in sources():
            name = wanted.staged(source)
            bulk.temporary_like(name, "*", source)
            cursor.execute(f"INSERT INTO {name} SELECT * FROM {source} WHERE retracted IS NULL{narrowed}")
            bulk.analyse(name)
        if organisations is None:
            cursor.execute(f"INSERT INTO {TOUCHED} SELECT DISTINCT organisation_id FROM {SPAN} WHERE retracted IS NULL")


def sources() -> list[str]:
    """Tables that declared queries read, each once."""
    found = {i.query.source for i in catalogue().values() if i.posts}  # type: ignore[union-attr]  # they have a source
    return sorted(found)


def fill(indicators: dict[int, Indicator]) -> None:
    """Work out into `nc_wanted` what each indicator (by definition id) wants, from the staged sources."""
    bulk.temporary(wanted.TABLE, wanted.TABLE_SQL, index="definition_id, organisation_id, subject_id, axis, valid_from")
    columns = ", ".join(wanted.COLUMNS)
    with connection.cursor() as cursor:
        for definition_id, indicator in indicators.items():
            for query in wanted.queries(indicator, definition_id):
                cursor.execute(f"INSERT INTO {wanted.TABLE} ({columns}) {query}")
    bulk.analyse(wanted.TABLE)


def _difference(definition_ids: list[int]) -> None:
    """Leave in `nc_delta` the rows that go (sign −1, with their id) and the rows that come (+1)."""
    columns = ", ".join(wanted.COLUMNS)
    same = " AND ".join(f"w.{c} = s.{c}" for c in wanted.COLUMNS)
    ids = ", ".join(map(str, definition_ids)) or "0"
    bulk.temporary(DELTA, f"id bigint, sign integer, {wanted.TABLE_SQL}")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {DELTA} (id, sign, {columns}) SELECT s.id, -1, {_of('s')} FROM {TOUCHED} t "
            f"JOIN {SPAN} s ON s.organisation_id = t.organisation_id AND s.retracted IS NULL "
            f"WHERE s.definition_id IN ({ids}) AND NOT EXISTS (SELECT 1 FROM {wanted.TABLE} w WHERE {same})"
        )
        cursor.execute(
            f"INSERT INTO {DELTA} (id, sign, {columns}) SELECT 0, 1, {_of('w')} FROM {wanted.TABLE} w "
            f"WHERE NOT EXISTS (SELECT 1 FROM {SPAN} s WHERE s.retracted IS NULL AND {same})"
        )


def _write(n: int) -> None:
    columns = ", ".join(wanted.COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {SPAN} SET retracted = %s WHERE id IN (SELECT id FROM {DELTA} WHERE sign = -1)", [n])
        cursor.execute(f"INSERT INTO {SPAN} ({columns}, posted) SELECT {columns}, %s FROM {DELTA} WHERE sign = 1", [n])
    rollups.add(DELTA)


def _of(alias: str) -> str:
    return ", ".join(f"{alias}.{column}" for column in wanted.COLUMNS)


def _hooks(name: str) -> list:  # type: ignore[type-arg]  # functions of rooms above, read by dotted name
    found = []
    for dotted in getattr(settings, name, ()):
        module, function = dotted.rsplit(".", 1)
        found.append(getattr(import_module(module), function))
    return found
