"""A second course of things: the rows of recorded acts posted anew, one posting each, but for some acts."""

import json
from collections import defaultdict
from typing import Any

from django.db import models

from nongcot.indicators.ledger import posting
from nongcot.indicators.models import Definition, Span
from nongcot.registry.models import LifeEvent, Organisation, Product, SameAs, Statement
from nongcot.registry.tests.ledger.facts import Rows

HIDDEN = {"id", "posted", "withdrawn"}


def replay(rows: Rows, without: set[int]) -> None:
    """Post everything that was recorded again, in the same order, but for the acts of some postings."""
    acts: dict[int, list[tuple[type[models.Model], dict[str, Any]]]] = defaultdict(list)
    tables = ((Statement, rows.statements), (LifeEvent, rows.events), (Product, rows.products), (SameAs, rows.links))
    for model, told in tables:
        for row in told:
            acts[row["posted"]].append((model, row))
    with posting("everybody", by=None) as entry:
        entry.write(Organisation, ("id", "key"), [(pk, f"TC{pk:06d}") for pk, _posted in rows.organisations])
    for n in sorted(acts.keys() - without):
        with posting("again", by=None) as entry:
            for model, row in acts[n]:
                columns = [name for name in row if name not in HIDDEN]
                entry.write(model, columns, [[_stored(row[name]) for name in columns]])
                entry.touch({row["organisation_id"], row.get("keep_id") or row["organisation_id"]})


def _stored(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def standing() -> list[tuple[Any, ...]]:
    """Every live span, without its id and its posting."""
    codes = dict(Definition.objects.values_list("pk", "code"))
    columns = [f.attname for f in Span._meta.concrete_fields if f.attname not in ("id", "posted", "retracted")]
    spans = Span.objects.filter(retracted=None).values_list(*columns)
    return sorted(((codes[row[0]], *row[1:]) for row in spans), key=repr)
