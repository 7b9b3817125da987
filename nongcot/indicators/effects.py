"""What figures would become: the same queries as a posting's, over staged rows that nobody wrote."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from nongcot.indicators import bulk, definitions, engine, figures, wanted
from nongcot.indicators.declare import catalogue
from nongcot.indicators.periods import year_to
from nongcot.indicators.questions import ask
from nongcot.indicators.rollups import NOWHERE
from nongcot.places import geography

Rows = tuple[Sequence[str], Sequence[Sequence[Any]]]


@dataclass(frozen=True)
class Effect:
    """A figure before and after; flows are those of the day's year up to it."""

    code: str
    before: int
    after: int


def effects(staged: Mapping[str, Rows], organisations: Collection[int], on: date) -> list[Effect]:
    """The figures of `on` that would change if the derived rows of these organisations were the staged ones.

    `staged` maps every source table to its columns and proposed rows; organisations that do not exist yet carry ids
    that no other has. Holds no write lock: everything happens in temporary tables.
    """
    for source in engine.sources():
        columns, rows = staged.get(source, ((), ()))
        _stage(source, columns, rows)
    posted = definitions.current()
    indicators = {posted[i.code].pk: i for i in catalogue().values() if i.posts}
    engine.fill(indicators)
    bulk.temporary("nc_effect_of", "organisation_id bigint", ((o,) for o in organisations), index="organisation_id")
    bulk.temporary(
        "nc_effect_scope", "unit_id bigint", ((u,) for u in (NOWHERE, *geography.scope(on))), index="unit_id"
    )
    found = []
    for definition_id, indicator in indicators.items():
        funds = "" if indicator.words.with_credit_funds != "both" else "AND kind <> 'credit_fund'"
        condition, parameters = _holds(indicator.words.kind, on)
        where = (
            f"definition_id = {definition_id} AND axis = '' AND {condition} {funds} "
            "AND place_id IN (SELECT unit_id FROM nc_effect_scope)"
        )
        value = "COUNT(DISTINCT subject_id)" if indicator.words.kind == "distinct" else "COALESCE(SUM(amount), 0)"
        live = "AND retracted IS NULL AND organisation_id IN (SELECT organisation_id FROM nc_effect_of)"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {value} FROM {wanted.TABLE} WHERE {where}", parameters)
            comes = int(cursor.fetchone()[0])
            cursor.execute(f"SELECT {value} FROM {engine.SPAN} WHERE {where} {live}", parameters)
            goes = int(cursor.fetchone()[0])
        if comes != goes:
            before = _value(indicator.code, indicator.words.kind, on)
            found.append(Effect(indicator.code, before, before + comes - goes))
    return found


def _stage(source: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    name = wanted.staged(source)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {name}")
        cursor.execute(f"CREATE TEMPORARY TABLE {name} AS SELECT * FROM {source} WHERE 1 = 0")
    if rows:
        bulk.insert(name, columns, rows)


def _holds(kind: str, on: date) -> tuple[str, list[date]]:
    if kind == "stock":
        return "valid_from <= %s AND valid_to > %s", [on, on]
    start, end = year_to(on)
    return "valid_from >= %s AND valid_from <= %s", [start, end]


def _value(code: str, kind: str, on: date) -> int:
    question = ask(code, on=on) if kind == "stock" else ask(code, period=year_to(on))
    value = figures.answer(question).value
    return int(value or 0)
