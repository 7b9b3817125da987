"""SQL conditions on contracts `c` and their seasons `d` that lists and the board share.

A season is judged by value, and by quantity where no values are told, as `contract_page.kept` shows it.
"""

from datetime import date, timedelta
from typing import Any

from django.db import connection

from nongcot.linkage.models import Delivery, Document

#: Seasons of the last two years are looked at; below this share, in percent, a contract is told as not kept.
LOOKED_BACK = timedelta(days=730)
KEPT_WELL = 80


_FALSE = {"sqlite": "0", "postgresql": "FALSE"}

Condition = tuple[str, list[Any]]


def share(d: str = "d") -> str:
    """What was delivered of what was agreed for a season `d`, from 0 on; NULL where it is not known."""
    return (
        f"CASE WHEN {d}.agreed_value > 0 AND {d}.delivered_value IS NOT NULL "
        f"THEN {d}.delivered_value * 1.0 / {d}.agreed_value "
        f"WHEN {d}.agreed > 0 AND {d}.delivered IS NOT NULL THEN {d}.delivered * 1.0 / {d}.agreed END"
    )


def stands(alias: str, model: type[Any], n: int) -> str:
    """SQL: the row of a keyed fact is the one that stands at posting `n`, and voids nothing."""
    table = model._meta.db_table
    newer = f"w{alias}"
    return (
        f"{alias}.void = {_FALSE[connection.vendor]} AND {alias}.posted <= {int(n)} "
        f"AND ({alias}.withdrawn IS NULL OR {alias}.withdrawn > {int(n)}) "
        f"AND NOT EXISTS (SELECT 1 FROM {table} {newer} WHERE {newer}.key = {alias}.key "
        f"AND {newer}.posted > {alias}.posted AND {newer}.posted <= {int(n)} "
        f"AND ({newer}.withdrawn IS NULL OR {newer}.withdrawn > {int(n)}))"
    )


def without_papers(n: int) -> str:
    """The book knows neither a number of the contract nor a paper."""
    return (
        "c.number = '' AND NOT EXISTS (SELECT 1 FROM linkage_document p "
        f"WHERE p.contract_id = c.contract_id AND {stands('p', Document, n)})"
    )


def ended(on: date, n: int) -> Condition:
    """The season stands and ended in the last two years before a day."""
    return f"{stands('d', Delivery, n)} AND d.ends <= %s AND d.ends > %s", [on, on - LOOKED_BACK]


def unkept(on: date, n: int) -> Condition:
    """Of such a season less than `KEPT_WELL` was delivered."""
    sql, parameters = ended(on, n)
    return f"{sql} AND {share()} * 100 < %s", [*parameters, KEPT_WELL]


def unrecorded(on: date, n: int) -> Condition:
    """Of such a season nobody told what was delivered."""
    sql, parameters = ended(on, n)
    return f"{sql} AND d.delivered IS NULL AND d.delivered_value IS NULL", parameters


def any_season(sql: str = "1 = 1") -> str:
    """The contract has a season of which a condition holds."""
    return f"EXISTS (SELECT 1 FROM linkage_delivery d WHERE d.contract_id = c.contract_id AND {sql})"
