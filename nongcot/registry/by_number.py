"""Finding facts by the number of their paper, by its beginning: whatever its case, marks and signs.

The index holds numbers as they were written. What is typed is looked for as it stands, in capitals, and by what comes
before its first letter ("18/" of "18/hđlk"), which is written in one way alone; what that leaves is compared folded.
"""

import re
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Q

from nongcot.kernel.text import compact
from nongcot.registry import queries
from nongcot.registry.models import Keyed

K = TypeVar("K", bound=Keyed)

#: So many rows of the index are looked at in each of the two ways, and a text tells no number with fewer signs.
MOST, FEWEST = 100, 3
_BEFORE_LETTERS = re.compile(r"[^\W\d_]")
_LAST = chr(0x10FFFF)


class Found(NamedTuple, Generic[K]):
    """The facts found, by number; `is_least` says that there may be more of them."""

    facts: list[K]
    is_least: bool


def beginning(model: type[K], typed: str, n: int) -> Found[K]:
    """The facts that stand at posting `n` whose `number` begins with what was typed; none for a text without a digit.
    The column needs an index."""
    wanted = compact(typed)
    if len(wanted) < FEWEST or not any(map(str.isdecimal, wanted)):
        return Found([], is_least=False)
    # Apart: many numbers begin as "01/" does, and those as they were typed must not be lost among them.
    looked = [_looked_at(model, spellings) for spellings in (_spelt(typed.strip()), _before_letters(typed.strip()))]
    keys = {key for rows in looked for key, number in rows if compact(number).startswith(wanted)}
    facts: list[Any] = queries.standing(model, n, key__in=keys) if keys else []
    left = [fact for fact in facts if compact(fact.number).startswith(wanted)]
    left.sort(key=lambda fact: (len(fact.number), fact.number, fact.pk))
    return Found(left, is_least=bool(left) and any(len(rows) >= MOST for rows in looked))


def _looked_at(model: type[K], spellings: set[str]) -> list[tuple[str, str]]:
    """Key and number of rows whose number begins in one of these ways, `MOST` at most."""
    begun = Q()
    for spelt in sorted(spellings - {""}):
        # SQLite asks no index for LIKE, PostgreSQL none of another order than the byte's for a range.
        is_range = connection.vendor == "sqlite"
        begun |= Q(number__gte=spelt, number__lt=f"{spelt}{_LAST}") if is_range else Q(number__startswith=spelt)
    return (
        list(model._default_manager.filter(begun, withdrawn=None).values_list("key", "number")[:MOST]) if begun else []
    )


def _spelt(typed: str) -> set[str]:
    capitals = typed.upper()
    return {typed, capitals, capitals.replace("HD", "HĐ").replace("QD", "QĐ")}


def _before_letters(typed: str) -> set[str]:
    return {_BEFORE_LETTERS.split(typed)[0]}
