"""How the room's facts are asserted within an open posting: every table by one road."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import JSONField

from nongcot.indicators.ledger import Entry
from nongcot.registry.models import Keyed
from nongcot.registry.writing import new_key

_NOT_STATED = ("id", "posted", "withdrawn")

_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def state(entry: Entry, model: type[Keyed], facts: Iterable[Mapping[str, Any]]) -> list[str]:
    """Assert facts, each a mapping of columns; those without a key get one. Gives their keys, in order."""
    fields = [field for field in model._meta.concrete_fields if field.attname not in _NOT_STATED]
    told = [{**fact, "key": fact.get("key") or new_key()} for fact in facts]
    rows: list[Sequence[Any]] = []
    for fact in told:
        values = [fact.get(field.attname, field.get_default()) for field in fields]
        rows.append([_json(v) if isinstance(f, JSONField) else v for f, v in zip(fields, values, strict=True)])
    entry.write(model, [field.attname for field in fields], rows)
    entry.touch(fact["organisation_id"] for fact in told)
    return [fact["key"] for fact in told]


def again(fact: Keyed, **changes: Any) -> dict[str, Any]:
    """A fact as it stands, with these columns otherwise: what a correction or a withdrawal asserts."""
    told = {f.attname: getattr(fact, f.attname) for f in fact._meta.concrete_fields if f.attname not in _NOT_STATED}
    return told | changes
