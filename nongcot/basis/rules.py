"""Asking the rules: what held on a day, as known at a posting."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from nongcot.basis.models import Rule
from nongcot.indicators.models import Posting
from nongcot.kernel import memory, rows
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
    if n is None:
        # Rules are said in postings alone, one at a time: within one, only its own could make others of them.
        standing = memory.remembered("rules", lambda: memory.while_alone(("rules", Rule.written), _standing))
        return {code: list(standing.get(code, ())) for code in codes}
    return memory.remembered(("rules", tuple(codes), n), lambda: _of_each(codes, n))


def _of_each(codes: Collection[str], n: int) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = {code: [] for code in codes}
    known = "posted <= %s AND (retracted IS NULL OR retracted > %s)"
    for rule, held in _read(codes, known, (n, n), order="valid_from, posted"):
        found[rule.code].append(held)
    return found


#: What stands by code, and the stamp under which it was read. Every act asks for some of it, and few ever say a rule.
_kept: tuple[object, Mapping[str, Sequence[Held]]] = (None, {})


def _standing() -> Mapping[str, Sequence[Held]]:
    """All rules that stand, by code; read again only when one was said or taken back since."""
    global _kept
    stamp = _stamp()
    kept_under, kept = _kept
    if kept_under == stamp:
        return kept
    found = rows.read(Rule, "retracted IS NULL", order="valid_from, posted")
    acts = _acts(found)
    standing: dict[str, list[Held]] = defaultdict(list)
    for rule in found:
        standing[rule.code].append(_held(rule, acts))
    # The posting that is being written has no row yet, so nobody knows whether it carries; and others write meanwhile.
    if all(_said(rule) in acts for rule in found) and _stamp() == stamp:
        _kept = (stamp, standing)
    return standing


def _stamp() -> object:
    """Changes whenever a rule was said or taken back, by this process or another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id), MAX(retracted) FROM basis_rule")
        return (connection.settings_dict["NAME"], Rule.written, cursor.fetchone())


def ever(codes: Collection[str]) -> list[Held]:
    """Whatever was said under these codes, also what stands no more, the newest first."""
    return [held for _rule, held in _read(codes, "1 = 1", order="posted DESC, id DESC")]


def _read(codes: Collection[str], which: str, points: Sequence[int] = (), *, order: str) -> list[tuple[Rule, Held]]:
    """Rules under these codes for which `which` holds, each with what it says."""
    one_of = ", ".join(["%s"] * len(codes)) or "NULL"
    found = rows.read(Rule, f"code IN ({one_of}) AND {which}", [*codes, *points], order=order)
    acts = _acts(found)
    return [(rule, _held(rule, acts)) for rule in found]


def _acts(found: Iterable[Rule]) -> dict[int, str]:
    """The acts of the postings that said these rules."""
    said = ", ".join(map(str, sorted(set(map(_said, found))))) or "NULL"
    return dict(rows.values(Posting, ["n", "act"], f"n IN ({said})"))


def _said(rule: Rule) -> int:
    return rule.first_said or rule.posted


def _held(rule: Rule, acts: Mapping[int, str]) -> Held:
    said = _said(rule)
    return Held(
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        parameters=rule.parameters,
        legal_basis=rule.legal_basis,
        verified=rule.verified,
        note=rule.note,
        said=said,
        is_carried=acts.get(said) in CARRYING,
    )


@dataclass(frozen=True)
class Former:
    """What a rule said before somebody said it anew, or took it back: who said it, and in which posting it ended."""

    held: Held
    said_by: Posting
    replaced_by: Posting


def former(code: str) -> list[Former]:
    """What was once said under a code and stands no more, the newest first."""
    told = _read([code], "1 = 1", order="COALESCE(retracted, 0) DESC, valid_from DESC")
    standing = {(held.said, held.valid_from) for rule, held in told if rule.retracted is None}
    ended: dict[tuple[int, date], tuple[Held, int]] = {}
    for rule, held in told:
        if rule.retracted is not None and (held.said, held.valid_from) not in standing:
            ended.setdefault((held.said, held.valid_from), (held, rule.retracted))
    postings = Posting.objects.in_bulk({n for held, retracted in ended.values() for n in (held.said, retracted)})
    return [Former(held, postings[held.said], postings[retracted]) for held, retracted in ended.values()]


def on(code: str, day: date, n: int | None = None) -> Held | None:
    """The rule of `code` that holds on `day`, if any does."""
    return next((held for held in of(code, n) if held.valid_from <= day < held.valid_to), None)


def carried() -> list[dict[str, Any]]:
    """The rules that come with the program, as rows: dates are days, an open end is `FAR`."""
    told = json.loads(DATA.read_text(encoding="utf-8"))
    return [
        {
            **row,
            "valid_from": date.fromisoformat(row["valid_from"]),
            "valid_to": date.fromisoformat(row["valid_to"]) if row["valid_to"] else FAR,
            "note": row.get("note", ""),
        }
        for row in told
    ]
