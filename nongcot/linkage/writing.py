"""How facts of linkage are asserted within an open posting: each table by one road, for single and bulk acts."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import models

from nongcot.indicators.ledger import Entry
from nongcot.registry.models import Keyed
from nongcot.registry.writing import new_key

#: What every fact carries besides what it says.
COMMON = ("id", "key", "void", "source", "posted", "withdrawn")


def columns(model: type[Keyed]) -> tuple[str, ...]:
    """What a fact of this table says."""
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname not in COMMON)


def state(entry: Entry, model: type[Keyed], facts: Sequence[Mapping[str, Any]], source: str = "") -> list[str]:
    """Assert facts under new keys; gives the keys. Each holds every column of the table."""
    names = columns(model)
    keys = [new_key() for _fact in facts]
    rows = [
        (key, False, source, *(_stored(fact[name]) for name in names)) for key, fact in zip(keys, facts, strict=True)
    ]
    entry.write(model, ("key", "void", "source", *names), rows)
    entry.touch(fact["organisation_id"] for fact in facts)
    return keys


def again(entry: Entry, before: Keyed, *, void: bool = False, **changes: Any) -> None:
    """Assert a fact anew under its key, with something changed, or void: it never was."""
    model = type(before)
    told = {name: getattr(before, name) for name in columns(model)} | changes
    row = (before.key, void, before.source, *(_stored(value) for value in told.values()))
    entry.write(model, ("key", "void", "source", *told), [row])
    entry.touch({before.organisation_id, told["organisation_id"]})  # type: ignore[attr-defined]  # every fact has it


def next_number(model: type[Keyed], column: str) -> int:
    """The number after the greatest one given; safe only under the ledger's lock."""
    last = model._default_manager.aggregate(last=models.Max(column))["last"]
    return int(last or 0) + 1


def _stored(value: Any) -> Any:
    """Decimals as text: SQLite's driver, which is asked past Django, knows none."""
    return str(value) if isinstance(value, Decimal) else value
