"""Entering rules; each change is the act of the posting that carries it."""

from nongcot.basis import rules
from nongcot.basis.models import Rule
from nongcot.indicators.ledger import Entry


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
