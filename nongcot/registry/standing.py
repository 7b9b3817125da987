"""The facts that stand, read from the tables of assertions for some organisations at the newest knowledge."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, models

from nongcot.indicators import bulk
from nongcot.indicators.models import Assertion
from nongcot.kernel import memory, rows
from nongcot.kernel.dates import stored_day
from nongcot.places import tree
from nongcot.registry.facts import EventFact, Facts, ProductFact
from nongcot.registry.models import LifeEvent, Product, SameAs, Statement

TABLE = "nc_facts_of"
TABLE_OF_NAMED = "nc_named"

_DAYS = ("valid_from", "valid_to", "earliest", "latest")


def assertions() -> Iterator[type[Assertion]]:
    """Every table in which something of an organisation is asserted, of whatever room."""
    for model in apps.get_models():
        if issubclass(model, Assertion) and any(f.name == "organisation_id" for f in model._meta.concrete_fields):
            yield model


def newest_of_each(rows: Iterable[Any]) -> list[Any]:
    """Of rows with a `key`, in the order of their postings, the one that stands for each key."""
    by_key: dict[str, Any] = {}
    for row in rows:
        by_key[row.key] = row
    return [row for row in by_key.values() if not row.void]


def united(organisations: Collection[int]) -> dict[int, int]:
    """Record → the record it is counted as, for every union of records that these organisations belong to."""
    roots = memory.remembered("records united", _united) if organisations else {}
    if not roots:
        return {}
    wanted = {roots.get(o, o) for o in organisations}
    return {record: root for record, root in roots.items() if root in wanted}


def _united() -> dict[int, int]:
    links = {row.organisation_id: row.keep_id for row in newest_of_each(rows.read(SameAs, "withdrawn IS NULL"))}
    return {record: _root(record, links) for record in links}


def _root(record: int, links: dict[int, int]) -> int:
    seen = {record}
    while record in links and links[record] not in seen:
        record = links[record]
        seen.add(record)
    return record


def together(organisations: Collection[int]) -> set[int]:
    """These organisations and all records united with them."""
    as_one = united(organisations)
    return {*organisations, *as_one, *as_one.values()}


def of(organisations: Collection[int]) -> dict[int, Facts]:
    """Facts of each organisation; records united with another one give theirs to it and have none themselves."""
    found, _as_one = _told(organisations)
    named = {event.counterpart_id for facts in found.values() for event in facts.events if event.counterpart_id}
    if named:
        others, as_one = _told(named)
        for facts in found.values():
            met = {event.counterpart_id for event in facts.events if event.counterpart_id}
            facts.counterparts = {o: others[as_one.get(o, o)] for o in met}
    return found


def leaning_on(organisations: Collection[int]) -> set[int]:
    """Organisations whose events name one of these, so that their lives are read by its facts too."""
    whose = bulk.among("counterpart_id", organisations, TABLE_OF_NAMED)
    return {one for (one,) in rows.values(LifeEvent, ["organisation_id"], f"{whose} AND withdrawn IS NULL")}


def _told(organisations: Collection[int]) -> tuple[dict[int, Facts], dict[int, int]]:
    """Facts of organisations and of records united with them, without counterparts; and which is counted as which."""
    as_one = united(organisations)
    everyone = {*organisations, *as_one, *as_one.values()}
    succeeds = _successions()
    found = {o: Facts(o, succeeds=succeeds) for o in everyone}

    def home(organisation_id: int) -> Facts:
        return found[as_one.get(organisation_id, organisation_id)]

    one_of = bulk.one_of(everyone, TABLE)
    for organisation_id, valid_from, posted, said in _rows(one_of, Statement, "valid_from", "posted", "said"):
        home(organisation_id).statements.append((stored_day(valid_from), posted, _json(said)))
    for organisation_id, kind, earliest, latest, posted, counterpart, details in _newest_rows(
        one_of, LifeEvent, "kind", "earliest", "latest", "posted", "counterpart_id", "details"
    ):
        home(organisation_id).events.append(
            EventFact(kind, stored_day(earliest), stored_day(latest), posted, counterpart, _json(details))
        )
    for organisation_id, product_id, sector, valid_from, valid_to in _newest_rows(
        one_of, Product, "product_id", "sector", "valid_from", "valid_to"
    ):
        since = None if valid_from is None else stored_day(valid_from)
        home(organisation_id).products.append(ProductFact(product_id, sector, since, stored_day(valid_to)))
    return found, as_one


def _successions() -> Callable[[int, int, date], bool]:
    """Whether a unit went into a later one by a day, at once or step by step; one named before it was there counts as
    named on its first day."""
    units = tree.current()

    def succeeds(unit: int, later: int, day: date) -> bool:
        if later not in units.units:
            return False
        since = max(day, units.units[later].valid_from)
        steps = (step for step in units.out.get(unit, ()) if step.on_date <= since)
        return any(step.new_id == later or succeeds(step.new_id, later, day) for step in steps)

    return succeeds


def _rows(one_of: str, model: type[models.Model], *columns: str) -> list[tuple[Any, ...]]:
    # Days as text: Django's own conversion takes longer than all else that is done with a row.
    read = (f"CAST(s.{column} AS varchar(10))" if column in _DAYS else f"s.{column}" for column in columns)
    names = ", ".join(("s.organisation_id", *read))
    with connection.cursor() as cursor:
        # Not in the order of an index: SQLite would walk the whole table in the order of postings.
        cursor.execute(
            f"SELECT {names} FROM {model._meta.db_table} s "
            f"WHERE s.organisation_id IN {one_of} AND s.withdrawn IS NULL ORDER BY +s.posted, s.id"
        )
        return cursor.fetchall()


def _newest_rows(one_of: str, model: type[models.Model], *columns: str) -> Iterator[tuple[Any, ...]]:
    """As `newest_of_each`, of many rows: models would cost more than all that is done with them."""
    by_key = {key: row for *row, key in _rows(one_of, model, "void", *columns, "key")}
    return ((organisation_id, *told) for organisation_id, void, *told in by_key.values() if not void)


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
