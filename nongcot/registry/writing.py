"""How facts are asserted within an open posting: many at once, each table by one road, for actions and intake."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from secrets import token_hex
from typing import Any

from django.db import connection

from nongcot.indicators import bulk
from nongcot.indicators.ledger import Entry
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.registry.models import Branch, Certificate, Keyed, LifeEvent, Organisation, Product, SameAs, Statement

#: One encoder for all rows: `json.dumps` with these arguments makes a new one for each.
_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


@dataclass(frozen=True)
class Said:
    """From `valid_from` on these fields of an organisation have these values (None takes back what was said)."""

    organisation_id: int
    valid_from: date
    values: dict[str, Any]
    source: str = ""


@dataclass(frozen=True)
class Happened:
    """A lifecycle event. `key` names the fact when an earlier one is corrected; `void` takes it back."""

    organisation_id: int
    kind: str
    on: PartialDate
    paper_date: date | None = None
    document_no: str = ""
    issuing_body: str = ""
    counterpart_id: int | None = None
    details: dict[str, Any] = field(default_factory=dict)
    source: str = ""
    key: str = ""
    void: bool = False


def new_key() -> str:
    """An identity for a fact."""
    return token_hex(10)


def new_organisations(entry: Entry, count: int) -> list[int]:
    """Identities for `count` organisations, in order."""
    first = bulk.next_id(Organisation._meta.db_table)
    ids = list(range(first, first + count))
    entry.write(Organisation, ("id", "key"), [(i, f"TC{i:06d}") for i in ids])
    if connection.vendor == "postgresql" and ids:
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('registry_organisation', 'id'), %s)", [ids[-1]])
    return ids


def say(entry: Entry, said: Iterable[Said]) -> None:
    """Assert statements; the organisations' profiles and figures follow at the end of the posting."""
    rows = [(s.organisation_id, s.valid_from, _json(s.values), s.source) for s in said if s.values]
    entry.write(Statement, ("organisation_id", "valid_from", "said", "source"), rows)
    entry.touch_lives(row[0] for row in rows)


def happen(entry: Entry, happened: Sequence[Happened]) -> list[str]:
    """Assert lifecycle events; gives their keys, in order."""
    keys = [h.key or new_key() for h in happened]
    rows = [
        (
            key,
            h.void,
            h.source,
            h.organisation_id,
            h.kind,
            h.on.earliest,
            h.on.latest,
            h.on.precision,
            h.paper_date,
            h.document_no,
            h.issuing_body,
            h.counterpart_id,
            _json(h.details),
        )
        for h, key in zip(happened, keys, strict=True)
    ]
    columns = ("key", "void", "source", "organisation_id", "kind", "earliest", "latest", "precision", "paper_date")
    columns += ("document_no", "issuing_body", "counterpart_id", "details")
    entry.write(LifeEvent, columns, rows)
    entry.touch_lives(h.organisation_id for h in happened)
    return keys


def offer(
    entry: Entry,
    *,
    organisation_id: int,
    name: str,
    nature: str,
    sector: str = "",
    group: str = "",
    valid_from: date | None = None,
    valid_to: date = FAR,
    product_id: int | None = None,
    void: bool = False,
    source: str = "",
) -> int:
    """Assert a product or service; gives its id, which is also the fact's identity."""
    identity = product_id or next_product(entry)
    row = (f"p{identity}", void, source, organisation_id, identity, name, nature, sector, group, valid_from, valid_to)
    columns = ("key", "void", "source", "organisation_id", "product_id", "name", "nature", "sector", "group")
    entry.write(Product, (*columns, "valid_from", "valid_to"), [row])
    entry.touch([organisation_id])
    return identity


def next_product(entry: Entry) -> int:
    """The id after the greatest product id."""
    return next_identity(Product, "product_id")


def next_identity(model: type[Keyed], column: str) -> int:
    """The number after the greatest one of a column that numbers things; safe only under the ledger's lock."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX({column}), 0) + 1 FROM {model._meta.db_table}")
        return int(cursor.fetchone()[0])


def tell(entry: Entry, model: type[Keyed], facts: Sequence[Mapping[str, Any]]) -> list[str]:
    """Assert facts of a keyed table, all with the same columns, and touch whose they are; gives their keys, in order.

    `key` "" makes a new fact; `void` and `source` may be left out.
    """
    rows = [{"void": False, "source": "", **fact, "key": fact.get("key") or new_key()} for fact in facts]
    if rows:
        columns = tuple(rows[0])
        entry.write(model, columns, [tuple(_stored(row[column]) for column in columns) for row in rows])
        entry.touch(row["organisation_id"] for row in rows)
    return [row["key"] for row in rows]


def tell_again(entry: Entry, fact: Keyed, **changes: Any) -> None:
    """Assert a fact once more under its key, with some columns changed."""
    kept = {f.attname for f in fact._meta.concrete_fields} - {"id", "posted", "withdrawn"}
    tell(entry, type(fact), [{name: getattr(fact, name) for name in sorted(kept)} | changes])


def _stored(value: Any) -> Any:
    return _json(value) if isinstance(value, dict | list) else value


def certify(entry: Entry, *, key: str = "", void: bool = False, source: str = "", **columns: Any) -> str:
    """Assert a certificate (columns of `Certificate`); gives its key."""
    identity = key or new_key()
    untold = {"product_id": None, "number": "", "issuer": "", "scope": "", "level": "", "stars": None, "valid_to": FAR}
    values = untold | columns
    entry.write(Certificate, ("key", "void", "source", *values), [(identity, void, source, *values.values())])
    entry.touch([values["organisation_id"]])
    return identity


def open_branch(entry: Entry, *, key: str = "", void: bool = False, source: str = "", **columns: Any) -> str:
    """Assert a branch (columns of `Branch`); gives its key."""
    identity = key or new_key()
    values = {"kind": "", "code": "", "place_id": 0, "address": "", "valid_to": FAR} | columns
    entry.write(Branch, ("key", "void", "source", *values), [(identity, void, source, *values.values())])
    entry.touch([values["organisation_id"]])
    return identity


def unite(entry: Entry, *, organisation_id: int, keep_id: int, since: date, reason: str, void: bool = False) -> None:
    """Assert (or, void, take back) that two records are one organisation."""
    row = (f"s{organisation_id}", void, "", organisation_id, keep_id, since, reason)
    entry.write(SameAs, ("key", "void", "source", "organisation_id", "keep_id", "since", "reason"), [row])
    entry.touch([organisation_id, keep_id])
