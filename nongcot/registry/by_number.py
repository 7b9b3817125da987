"""Finding facts by the number of their paper, by its beginning: whatever its case, marks and signs.

The index holds numbers as they were written. What is typed is looked for as it stands, in capitals, and by what comes
before its first letter ("18/" of "18/hđlk"), which is written in one way alone; what that leaves is compared folded.
"""

import re
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Q

from nongcot.kernel.text import compact
from nongcot.registry import queries
from nongcot.registry.models import Keyed

K = TypeVar("K", bound=Keyed)

#: So many rows of the index are looked at for one text, and a text tells no number with fewer signs.
MOST, FEWEST = 100, 3
_BEFORE_LETTERS = re.compile(r"[^\W\d_]")
_LAST = chr(0x10FFFF)


def beginning(model: type[K], typed: str, n: int) -> list[K]:
    """The facts that stand at posting `n` whose `number` begins with what was typed, by number, of `MOST` at most; none
    for a text without a digit. The column needs an index."""
    wanted = compact(typed)
    if len(wanted) < FEWEST or not any(map(str.isdecimal, wanted)):
        return []
    rows = model._default_manager.filter(_begun(typed.strip()), withdrawn=None)
    keys = [key for key, number in rows.values_list("key", "number")[:MOST] if compact(number).startswith(wanted)]
    facts: list[Any] = queries.standing(model, n, key__in=keys) if keys else []
    left = [fact for fact in facts if compact(fact.number).startswith(wanted)]
    return sorted(left, key=lambda fact: (len(fact.number), fact.number, fact.pk))


def _begun(typed: str) -> Q:
    capitals = typed.upper()
    spelt = {typed, capitals, capitals.replace("HD", "HĐ").replace("QD", "QĐ"), _BEFORE_LETTERS.split(typed)[0]}
    found = Q()
    for begun in sorted(spelt - {""}):
        # SQLite asks no index for LIKE, PostgreSQL none of another order than the byte's for a range.
        is_range = connection.vendor == "sqlite"
        found |= Q(number__gte=begun, number__lt=f"{begun}{_LAST}") if is_range else Q(number__startswith=begun)
    return found
