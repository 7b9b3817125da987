"""How records are named: asked of the room that keeps them, without importing it."""

from datetime import date
from importlib import import_module

from django.conf import settings

from nongcot.indicators.declare import Described

#: Breakdowns whose keys are records.
RECORDS = {"union": "organisation", "event": "event"}


def describe(subject: str, ids: list[int], on: date, n: int) -> dict[int, Described]:
    """Label and address of records, by the room that keeps them (`settings.DESCRIBE`)."""
    module, name = settings.DESCRIBE[subject].rsplit(".", 1)
    found: dict[int, Described] = getattr(import_module(module), name)(ids, on, n)
    return found
