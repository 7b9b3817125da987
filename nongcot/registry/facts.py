"""What stands of one organisation at a posting, as plain values: the input of a biography."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from nongcot.registry.fields import FIELDS


class EventFact(NamedTuple):
    """A lifecycle event as it stands."""

    kind: str
    earliest: date
    latest: date
    posted: int
    counterpart_id: int | None
    details: dict[str, Any]


class ProductFact(NamedTuple):
    """A product or service as it stands."""

    product_id: int
    sector: str
    valid_from: date | None
    valid_to: date


def never(_unit: int, _later: int, _day: date) -> bool:
    """No unit succeeds another: the default where places play no part."""
    return False


@dataclass
class Facts:
    """What stands of one organisation: statements as (day, posting, said), events, products."""

    organisation_id: int
    statements: list[tuple[date, int, dict[str, Any]]] = field(default_factory=list)
    events: list[EventFact] = field(default_factory=list)
    products: list[ProductFact] = field(default_factory=list)
    #: Whether on a day a later unit has only succeeded an earlier one (unit, later unit, day): naming it is no move.
    succeeds: Callable[[int, int, date], bool] = never
    #: What stands of each organisation that its events name, under the id by which they name it: belonging to a union
    #: ends with the union, and what something was converted into is of the kind that its successor's facts say.
    counterparts: dict[int, "Facts"] = field(default_factory=dict)


class Timeline:
    """Values of one field over time: each holds from its day until the next."""

    __slots__ = ("days", "reaches_back", "values")

    def __init__(self, reaches_back: bool) -> None:
        self.days: list[date] = []
        self.values: list[Any] = []
        self.reaches_back = reaches_back

    def at(self, day: date, default: Any = None) -> Any:
        """The value on `day`; before the first one, that first value if the field reaches back."""
        if not self.days:
            return default
        index = bisect_right(self.days, day) - 1
        if index < 0:
            return self.values[0] if self.reaches_back else default
        return self.values[index]


def timelines(statements: Iterable[tuple[date, int, dict[str, Any]]]) -> dict[str, Timeline]:
    """Each stated field's values over time; of two statements for one day the later posting wins, null takes back."""
    found: dict[str, Timeline] = {}
    for day, _posted, values in sorted(statements, key=itemgetter(0, 1)):
        for code, value in values.items():
            line = found.get(code)
            if line is None:
                line = found[code] = Timeline(FIELDS[code].reaches_back if code in FIELDS else True)
            if line.days and line.days[-1] == day:
                line.days.pop()
                line.values.pop()
            if value is not None:
                line.days.append(day)
                line.values.append(value)
    return {code: line for code, line in found.items() if line.days}


def kind_of(facts: Facts) -> str:
    """Of what kind an organisation is, by the last word of its facts; "" while nothing says."""
    line = timelines(facts.statements).get("kind")
    return str(line.values[-1]) if line else ""
