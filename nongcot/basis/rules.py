"""Asking the rules: what held on a day, as known at a posting."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from nongcot.basis.models import Rule
from nongcot.indicators.models import Posting
from nongcot.kernel import memory
from nongcot.kernel.dates import FAR

DATA = Path(__file__).parent / "data" / "rules.json"

#: The acts by which the program itself enters rules and documents.
CARRYING = ("registry.open_ledger", "registry.renew_ledger")


@dataclass(frozen=True)
class Held:
    """One rule as it holds during `[valid_from, valid_to)`; `said` is the posting that said it, `is_carried` whether it
    came with the program and no officer entered it."""

    valid_from: date
    valid_to: date
    parameters: dict[str, Any]
    legal_basis: str
    verified: bool
    note: str = ""
    said: int = 0
    is_carried: bool = True


def of(code: str, n: int | None = None) -> list[Held]:
    """The rules of `code` by their first day; as known at posting `n`, or at the newest."""
    return of_each([code], n)[code]


def of_each(codes: Collection[str], n: int | None = None) -> dict[str, list[Held]]:
    """The same for several codes, read at once."""
    return memory.remembered(("rules", tuple(codes), n), lambda: _of_each(codes, n))


def _of_each(codes: Collection[str], n: int | None) -> dict[str, list[Held]]:
    # Read several times at every act: to put the query together would take longer than to read the few rows.
    known = "r.retracted IS NULL" if n is None else "r.posted <= %s AND (r.retracted IS NULL OR r.retracted > %s)"
    points = () if n is None else (n, n)
    rows = Rule.objects.raw(
        "SELECT r.*, COALESCE(r.first_said, r.posted) AS said, p.act FROM basis_rule r "
        "LEFT JOIN indicators_posting p ON p.n = COALESCE(r.first_said, r.posted) "
        f"WHERE r.code IN ({', '.join(['%s'] * len(codes))}) AND {known} ORDER BY r.valid_from, r.posted",
        [*codes, *points],
    )
    found: dict[str, list[Held]] = {code: [] for code in codes}
    for rule in rows:
        found[rule.code].append(held(rule))
    return found


def ever(codes: Collection[str]) -> list[Held]:
    """Whatever was said under these codes, also what stands no more, the newest first."""
    return [held(rule) for rule in with_origin(Rule.objects.filter(code__in=codes)).order_by("-posted", "-pk")]


def with_origin(rows: QuerySet[Rule]) -> QuerySet[Rule]:
    """Rules with the posting that said each (`said`) and its act (`act`)."""
    act = Posting.objects.filter(pk=OuterRef("said")).values("act")
    return rows.annotate(said=Coalesce("first_said", "posted")).annotate(act=Subquery(act))


def held(rule: Any) -> Held:
    """A row of `with_origin` as it holds."""
    return Held(
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        parameters=rule.parameters,
        legal_basis=rule.legal_basis,
        verified=rule.verified,
        note=rule.note,
        said=rule.said,
        is_carried=rule.act in CARRYING,
    )


@dataclass(frozen=True)
class Former:
    """What a rule said before somebody said it anew, or took it back: who said it, and in which posting it ended."""

    held: Held
    said_by: Posting
    replaced_by: Posting


def former(code: str) -> list[Former]:
    """What was once said under a code and stands no more, the newest first."""
    rows = with_origin(Rule.objects.filter(code=code)).order_by("-retracted", "-valid_from")
    standing = {(row.said, row.valid_from) for row in rows if row.retracted is None}
    ended: dict[tuple[int, date], Any] = {}
    for row in rows:
        if (row.said, row.valid_from) not in standing:
            ended.setdefault((row.said, row.valid_from), row)
    postings = Posting.objects.in_bulk({n for row in ended.values() for n in (row.said, row.retracted)})
    return [Former(held(row), postings[row.said], postings[row.retracted]) for row in ended.values()]


def on(code: str, day: date, n: int | None = None) -> Held | None:
    """The rule of `code` that holds on `day`, if any does."""
    return next((held for held in of(code, n) if held.valid_from <= day < held.valid_to), None)


def carried() -> list[dict[str, Any]]:
    """The rules that come with the program, as rows: dates are days, an open end is `FAR`."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    return [
        {
            **row,
            "valid_from": date.fromisoformat(row["valid_from"]),
            "valid_to": date.fromisoformat(row["valid_to"]) if row["valid_to"] else FAR,
            "note": row.get("note", ""),
        }
        for row in rows
    ]
