"""How records are named: asked of the room that keeps them, without importing it."""

from collections.abc import Collection
from datetime import date
from importlib import import_module

from django.conf import settings

from nongcot.indicators.declare import Described
from nongcot.kernel.dates import PartialDate

#: Breakdowns whose keys are records.
RECORDS = {"union": "organisation", "member_place": "unit", "event": "event"}


def describe(subject: str, ids: list[int], on: date, n: int) -> dict[int, Described]:
    """Label and address of records, by the room that keeps them (`settings.DESCRIBE`)."""
    module, name = settings.DESCRIBE[subject].rsplit(".", 1)
    found: dict[int, Described] = getattr(import_module(module), name)(ids, on, n)
    return found


def partial_days(organisations: Collection[int], n: int) -> dict[int, dict[date, PartialDate]]:
    """Of organisations, the first days that are known only in part, by the room that keeps them
    (`settings.PARTIAL_DAYS`)."""
    module, name = settings.PARTIAL_DAYS.rsplit(".", 1)
    found: dict[int, dict[date, PartialDate]] = getattr(import_module(module), name)(organisations, n)
    return found
