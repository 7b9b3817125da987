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
        Rule.objects.create(**row, posted=entry.n)
        entry.note("basis_rule", [(row["code"], row["valid_from"], row["parameters"])])


def state_rule(
    entry: Entry,
    *,
    code: str,
    valid_from: date,
    parameters: dict[str, Any],
    legal_basis: str,
    verified: bool,
    note: str = "",
) -> bool:
    """From a day on a rule says this, until the next one of its code; the one before it then ends with that day.

    Gives False, and writes nothing, where it says so already.
    """
    standing = list(Rule.objects.filter(code=code, retracted=None).order_by("valid_from"))
    before = next((rule for rule in reversed(standing) if rule.valid_from <= valid_from < rule.valid_to), None)
    if before is not None and before.parameters == parameters:
        return False
    later = [rule.valid_from for rule in standing if rule.valid_from > valid_from]
    if before is not None:
        _replace(entry, before, valid_to=valid_from if before.valid_from < valid_from else None)
    row = {"code": code, "valid_from": valid_from, "valid_to": min(later, default=FAR), "parameters": parameters}
    Rule.objects.create(**row, legal_basis=legal_basis, verified=verified, note=note, posted=entry.n)
    entry.note("basis_rule", [(code, valid_from, parameters)])
    return True


def _replace(entry: Entry, before: Rule, *, valid_to: date | None) -> None:
    """Take a rule back; where it still holds until an earlier day, state that."""
    Rule.objects.filter(pk=before.pk).update(retracted=entry.n)
    if valid_to is not None:
        kept = {name: getattr(before, name) for name in ("code", "valid_from", "parameters", "legal_basis")}
        Rule.objects.create(**kept, valid_to=valid_to, verified=before.verified, note=before.note, posted=entry.n)
