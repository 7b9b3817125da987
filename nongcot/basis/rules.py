"""Asking the rules: what held on a day, as known at a posting."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nongcot.basis.models import Rule
from nongcot.kernel import memory
from nongcot.kernel.dates import FAR

DATA = Path(__file__).parent / "data" / "rules.json"


@dataclass(frozen=True)
class Held:
    """One rule as it holds during `[valid_from, valid_to)`."""

    valid_from: date
    valid_to: date
    parameters: dict[str, Any]
    legal_basis: str
    verified: bool


def of(code: str, n: int | None = None) -> list[Held]:
    """The rules of `code` by their first day; as known at posting `n`, or at the newest."""
    return of_each([code], n)[code]


def of_each(codes: Collection[str], n: int | None = None) -> dict[str, list[Held]]:
    """The same for several codes, read at once."""
    return memory.remembered(("rules", tuple(codes), n), lambda: _of_each(codes, n))


def _of_each(codes: Collection[str], n: int | None) -> dict[str, list[Held]]:
    rows = Rule.objects.filter(code__in=codes).order_by("valid_from", "posted")
    known = {"retracted": None} if n is None else {"posted__lte": n}
    found: dict[str, list[Held]] = {code: [] for code in codes}
    for r in rows.filter(**known).exclude(retracted__lte=n or 0):
        found[r.code].append(Held(r.valid_from, r.valid_to, r.parameters, r.legal_basis, r.verified))
    return found


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
