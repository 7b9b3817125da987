"""Sums kept beside the spans, moved by every posting's difference; `reconcile` proves that they agree.

Only deltas are kept, no running totals: a back-dated fact then moves one row instead of every later one.
"""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import connection

from nongcot.indicators import bulk
from nongcot.indicators.declare import vocabulary
from nongcot.indicators.models import Definition, Rollup
from nongcot.kernel import rows
from nongcot.kernel.dates import FAR, stored_day
from nongcot.places import geography

TABLE = "indicators_rollup"
TRUTH = "nc_truth"
KEY = "definition_id, grain, place_id, sector, period, kind, cause"
#: The place of what has none that is known: it stands in the book, under "not known".
NOWHERE = 0
LIVE = "(SELECT s.*, 1 AS sign FROM indicators_span s WHERE retracted IS NULL)"


def add(delta: str) -> None:
    """Add to the roll-ups what `delta` (rows of spans with a `sign`) changes."""
    _sum_into(TABLE, delta)


def rebuild() -> None:
    """Work the roll-ups out from nothing, from the live spans."""
    Rollup.objects.all().delete()
    _sum_into(TABLE, LIVE)


def forget(definition_ids: Collection[int]) -> None:
    """Drop the sums of definitions that stand no more; all of them are zero by now."""
    Rollup.objects.filter(definition_id__in=definition_ids, subjects=0, amount=0).delete()


def differences() -> list[tuple[object, ...]]:
    """Keys whose stored sums the live spans do not add up to: key, amount kept and true, subjects kept and true."""
    lay_out_truth()
    _sum_into(TRUTH, LIVE)
    with connection.cursor() as cursor:
        cursor.execute(f"""
            SELECT {KEY}, SUM(kept), SUM(truth), SUM(kept_subjects), SUM(true_subjects) FROM (
                SELECT {KEY}, amount AS kept, 0 AS truth, subjects AS kept_subjects, 0 AS true_subjects FROM {TABLE}
                UNION ALL SELECT {KEY}, 0, amount, 0, subjects FROM {TRUTH}
            ) compared GROUP BY {KEY}
            HAVING SUM(kept) <> SUM(truth) OR SUM(kept_subjects) <> SUM(true_subjects)
        """)
        return [tuple(row) for row in cursor.fetchall()]


def lay_out_truth() -> None:
    """An empty temporary table for the sums as they should be."""
    bulk.temporary_like(TRUTH, f"{KEY}, amount, subjects", TABLE)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE UNIQUE INDEX IF NOT EXISTS {TRUTH}_key ON {TRUTH} ({KEY})")


def stock_of_years_before(definition_id: int, year: int, *, communes: bool) -> dict[tuple[int, str], int]:
    """What opened minus what closed before 1 January of `year`, by (place, kind); the book's unless `communes`."""
    place = f"place_id <> {Rollup.BOOK}" if communes else f"place_id = {Rollup.BOOK}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT place_id, kind, SUM(amount) FROM {TABLE} WHERE definition_id = %s AND grain = 'year' "
            f"AND sector = '{Rollup.ALL}' AND {place} AND period < %s GROUP BY place_id, kind",
            [definition_id, date(year, 1, 1)],
        )
        return {(int(p), str(k)): int(v) for p, k, v in cursor.fetchall()}


def sectors_before(definition_id: int, month: date) -> list[tuple[str, str, int]]:
    """Of the book, what opened minus what closed before a month: (sector, kind, amount)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT sector, kind, SUM(amount) FROM {TABLE} WHERE definition_id = %s AND grain = 'month' "
            f"AND place_id = {Rollup.BOOK} AND sector <> '{Rollup.ALL}' AND period < %s GROUP BY sector, kind",
            [definition_id, month],
        )
        return [(sector, kind, int(amount)) for sector, kind, amount in cursor.fetchall()]


def years(definition_id: int) -> list[tuple[int, str, int]]:
    """What opened minus what closed in the book in each year: (year, kind, amount)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT period, kind, amount FROM {TABLE} WHERE definition_id = %s AND grain = 'year' "
            f"AND sector = '{Rollup.ALL}' AND place_id = {Rollup.BOOK}",
            [definition_id],
        )
        return [(stored_day(p).year, k, int(a)) for p, k, a in cursor.fetchall()]


def communes_at_year_ends(definition_id: int, years: Sequence[int]) -> list[tuple[int, str, list[int]]]:
    """Of each commune unit and kind, what stood on 31 December of each year."""
    sums = ", ".join("SUM(CASE WHEN period <= %s THEN amount ELSE 0 END)" for _year in years)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT place_id, kind, {sums} FROM {TABLE} WHERE definition_id = %s AND grain = 'year' "
            f"AND sector = '{Rollup.ALL}' AND place_id <> {Rollup.BOOK} GROUP BY place_id, kind",
            [*(date(year, 12, 31) for year in years), definition_id],
        )
        return [(int(place), kind, [int(amount) for amount in amounts]) for place, kind, *amounts in cursor.fetchall()]


def book_months(definition_id: int, since: date, until: date) -> list[tuple[date, str, str, int, int]]:
    """Of the book, all sectors: (month, kind, cause, amount, subjects) in `[since, until)`; closings below 0."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT period, kind, cause, amount, subjects FROM {TABLE} WHERE definition_id = %s AND grain = 'month' "
            f"AND place_id = {Rollup.BOOK} AND sector = '{Rollup.ALL}' AND period >= %s AND period < %s "
            "ORDER BY period",
            [definition_id, since, until],
        )
        return [(stored_day(p), k, c, int(a), int(s)) for p, k, c, a, s in cursor.fetchall()]


def _sum_into(table: str, delta: str) -> None:
    """Group the edges of `delta`'s spans into the grains kept, and add them to `table`."""
    definitions = rows.values(Definition, ["id", "code"], "1 = 1")
    stocks = [pk for pk, code in definitions if vocabulary()[code].kind in ("stock", "units")]
    counted = f"axis = '' AND definition_id IN ({', '.join(map(str, stocks)) or '0'})"
    units = ", ".join(map(str, sorted({NOWHERE, *geography.scope_units()})))
    book, every = Rollup.BOOK, Rollup.ALL
    with connection.cursor() as cursor:
        cursor.execute(f"""
            WITH edges AS (
                SELECT definition_id, valid_from AS day, place_id, sector, kind, opens_by AS cause,
                       sign * amount AS amount, sign AS subjects, place_id IN ({units}) AS inside
                FROM {delta} opening WHERE {counted}
                UNION ALL
                SELECT definition_id, valid_to, place_id, sector, kind, '-' || closes_by,
                       -sign * amount, -sign, place_id IN ({units})
                FROM {delta} closing WHERE {counted} AND valid_to < '{FAR}'
            ), cells AS (
                SELECT definition_id, 'year' AS grain, place_id, '{every}' AS sector,
                       {_start_of("year")} AS period, kind, '' AS cause, amount, subjects FROM edges
                UNION ALL
                SELECT definition_id, 'year', {book}, '{every}', {_start_of("year")}, kind, '', amount, subjects
                FROM edges WHERE inside
                UNION ALL
                SELECT definition_id, 'month', {book}, '{every}', {_start_of("month")}, kind, cause, amount, subjects
                FROM edges WHERE inside
                UNION ALL
                SELECT definition_id, 'month', {book}, sector, {_start_of("month")}, kind, cause, amount, subjects
                FROM edges WHERE inside
            )
            INSERT INTO {table} ({KEY}, amount, subjects)
            SELECT {KEY}, SUM(amount), SUM(subjects) FROM cells WHERE 1 = 1 GROUP BY {KEY}
            HAVING SUM(amount) <> 0 OR SUM(subjects) <> 0
            ON CONFLICT ({KEY}) DO UPDATE
            SET amount = {table}.amount + excluded.amount, subjects = {table}.subjects + excluded.subjects
        """)


def _start_of(grain: str) -> str:
    """SQL for the first day of `day`'s year or month."""
    if connection.vendor == "postgresql":
        return f"date_trunc('{grain}', day)::date"
    return f"date(day, 'start of {grain}')"
