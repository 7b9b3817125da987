"""Entering rules; each change is the act of the posting that carries it."""

from datetime import date
from typing import Any

from nongcot.basis import rules
from nongcot.basis.models import Rule
from nongcot.indicators.ledger import Entry
from nongcot.kernel.dates import FAR


def load_carried(entry: Entry) -> None:
    """Enter the rules that come with the program, where the ledger does not hold them as they are carried."""
    standing = {(r.code, r.valid_from): r for r in Rule.objects.filter(retracted=None)}
    for row in rules.carried():
        found = standing.get((row["code"], row["valid_from"]))
        if found is not None and all(getattr(found, name) == value for name, value in row.items()):
            continue
        if found is not None:
            Rule.objects.filter(pk=found.pk).update(retracted=entry.n)
        _enter(entry, row)


def state_rule(
    entry: Entry,
    *,
    code: str,
    valid_from: date,
    parameters: dict[str, Any],
    legal_basis: str,
    verified: bool,
    note: str = "",
) -> None:
    """Enter a rule or a reading that holds from `valid_from` on, until the next one of its code that is known.

    The row that held on that day ends with it; one of the very same day is replaced.
    """
    valid_to = FAR
    for row in Rule.objects.filter(code=code, retracted=None).order_by("valid_from"):
        if row.valid_from > valid_from:
            valid_to = min(valid_to, row.valid_from)
        elif valid_from < row.valid_to:
            Rule.objects.filter(pk=row.pk).update(retracted=entry.n)
            if row.valid_from < valid_from:
                _enter(entry, {name: getattr(row, name) for name in _COLUMNS} | {"valid_to": valid_from})
    told = {"code": code, "valid_from": valid_from, "valid_to": valid_to, "parameters": parameters}
    _enter(entry, told | {"legal_basis": legal_basis, "verified": verified, "note": note})


_COLUMNS = ("code", "valid_from", "parameters", "legal_basis", "verified", "note")


def _enter(entry: Entry, row: dict[str, Any]) -> None:
    Rule.objects.create(**row, posted=entry.n)
    entry.note("basis_rule", [(row["code"], row["valid_from"], row["parameters"])])
