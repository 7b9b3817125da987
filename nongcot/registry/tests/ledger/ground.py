"""The ground that histories stand on: a few communes and what became of them, written down by hand.

Resolutions 861/NQ-UBTVQH14 (1 February 2020), 1104/NQ-UBTVQH15 (1 September 2024), 1674/NQ-UBTVQH15 (1 July 2025). The
oracle reads places from here and never from `places`.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from nongcot.places.models import Unit

LAM_GROWS = date(2020, 2, 1)
NAM_DIEN_IS_MADE = date(2024, 9, 1)
TWO_LEVELS = date(2025, 7, 1)

NOWHERE = ""
OUTSIDE = "outside"


@dataclass(frozen=True)
class Commune:
    """A commune unit: its code and first day, its district, the codes its territory bears from a day on."""

    code: str
    since: date
    district: str
    bears: tuple[tuple[date, str], ...]
    becomes: dict[str, date] = field(default_factory=dict, hash=False)


START = date(2016, 1, 1)
COMMUNES = {
    "yen_my": Commune("13831", START, "360", ((date.min, "13831"), (TWO_LEVELS, "13834"))),
    "yen_xa": Commune("13837", START, "360", ((date.min, "13837"), (LAM_GROWS, "13795")), {"lam": LAM_GROWS}),
    "lam": Commune("13795", START, "360", ((date.min, "13795"),)),
    "nam_my": Commune(
        "13969", START, "362", ((date.min, "13969"), (NAM_DIEN_IS_MADE, "13972")), {"nam_dien": NAM_DIEN_IS_MADE}
    ),
    # Before it was made out of three communes, nobody can say in which of them something lay.
    "nam_dien": Commune("13972", NAM_DIEN_IS_MADE, "362", ((date.min, "unknown"), (NAM_DIEN_IS_MADE, "13972"))),
}
#: A commune of old Hà Nam, which the book does not keep.
ELSEWHERE = ("35", START)

NAMES = (*COMMUNES, NOWHERE, OUTSIDE)


@cache
def ids(_database: str) -> dict[str, int]:
    """Name → id of the commune unit in the open ledger; 0 for nowhere."""
    found = {name: Unit.objects.get(code=c.code, valid_from=c.since).pk for name, c in COMMUNES.items()}
    outside = Unit.objects.filter(parent__parent__code=ELSEWHERE[0], valid_from=ELSEWHERE[1]).order_by("pk")[0]
    return found | {NOWHERE: 0, OUTSIDE: outside.pk}


def district(name: str) -> str:
    """The code of its district, while there are districts."""
    return COMMUNES[name].district if name in COMMUNES else "unknown"


def commune(name: str, geography: date) -> str:
    """The code of the commune of that day in which it lies."""
    if name not in COMMUNES:
        return "unknown"
    return [code for day, code in COMMUNES[name].bears if day <= geography][-1]


def is_move(before: str, after: str, day: date) -> bool:
    """Whether naming another commune on that day is a move: not when only the commune became the other one, and not
    when one of them is not known."""
    if before == after or NOWHERE in (before, after):
        return False
    became = COMMUNES[before].becomes if before in COMMUNES else {}
    return not (after in became and (became[after] <= day or COMMUNES[after].since == became[after]))
