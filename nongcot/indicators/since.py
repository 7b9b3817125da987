"""What was learnt since a posting: by how much a stock of the book as known then differs from the stock known now.

Roll-ups hold the newest knowledge alone. Most of what was known at an older posting is believed still: an older stock
is the newest one, with the spans that were taken back since and without those that came since: they are few.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from django.db import connection

from nongcot.indicators.kept import kept
from nongcot.kernel.dates import stored_day


@dataclass
class Differences:
    """What is to be added to the newest stock, as steps of each cell (place, kind): from which days on, by how much in
    all; below 0 where more came than went."""

    _days: dict[tuple[int, str], list[date]] = field(default_factory=lambda: defaultdict(list))
    _sums: dict[tuple[int, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def step(self, place: int, kind: str, day: date, amount: int) -> None:
        """A cell differs by so much more from that day on; days of a cell come in order."""
        days, sums = self._days[place, kind], self._sums[place, kind]
        days.append(day)
        sums.append(amount + (sums[-1] if sums else 0))

    def on(self, day: date) -> Iterator[tuple[int, str, int]]:
        """(place, kind, amount) of each cell that differs on that day."""
        for (place, kind), days in self._days.items():
            before = bisect_right(days, day)
            if before and (amount := self._sums[place, kind][before - 1]):
                yield place, kind, amount


@kept(64)
def differences(definition_id: int, n: int) -> Differences:
    """From the newest knowledge to that of posting `n`, of the spans a total is summed from."""
    told = f"FROM indicators_span s WHERE s.definition_id = {int(definition_id)} AND s.axis = ''"
    knowledge, ends = (("-", came(n)), ("", went(n))), (("", "valid_from"), ("-", "valid_to"))
    steps = " UNION ALL ".join(
        f"SELECT s.place_id, s.kind, s.{day} AS day, {sign}({turn}s.amount) AS signed {told} AND {changed}"
        for (sign, changed), (turn, day) in product(knowledge, ends)
    )
    found = Differences()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT place_id, kind, day, SUM(signed) FROM ({steps}) learnt GROUP BY place_id, kind, day "
            "HAVING SUM(signed) <> 0 ORDER BY place_id, kind, day"
        )
        for place, kind, day, amount in cursor.fetchall():
            found.step(int(place), kind, stored_day(day), int(amount))
    return found


def came(n: int) -> str:
    """SQL: the span is believed now and was not known at posting `n`."""
    return f"s.retracted IS NULL AND s.posted > {int(n)}"


def stayed(n: int) -> str:
    """SQL: the span was known at posting `n` and is believed still."""
    return f"s.retracted IS NULL AND s.posted <= {int(n)}"


def went(n: int) -> str:
    """SQL: the span was known at posting `n` and has been taken back since."""
    return f"s.posted <= {int(n)} AND s.retracted > {int(n)}"
