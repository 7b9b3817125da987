"""What was learnt since a posting: by how much a stock of the book as known then differs from the stock known now.

Roll-ups hold the newest knowledge alone. Most of what was known at an older posting is believed still: an older stock
is the newest one, with the spans that were taken back since and without those that came since: they are few.
"""

from datetime import date
from typing import NamedTuple

from django.db import connection

from nongcot.indicators.kept import kept
from nongcot.kernel.dates import stored_day


class Difference(NamedTuple):
    """What is to be added to the newest stock of a cell on the days `[start, end)`; below 0 for what came since."""

    place_id: int
    kind: str
    start: date
    end: date
    amount: int

    def holds(self, day: date) -> bool:
        """Whether it is to be added on that day."""
        return self.start <= day < self.end


@kept(64)
def differences(definition_id: int, n: int) -> tuple[Difference, ...]:
    """From the newest knowledge to that of posting `n`, of the spans a total is summed from."""
    columns = "s.place_id, s.kind, s.valid_from, s.valid_to"
    told = f"FROM indicators_span s WHERE s.definition_id = {int(definition_id)} AND s.axis = ''"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place_id, kind, valid_from, valid_to, SUM(signed) FROM ("
            f"SELECT {columns}, -s.amount AS signed {told} AND {came(n)} "
            f"UNION ALL SELECT {columns}, s.amount {told} AND {went(n)}"
            ") learnt GROUP BY place_id, kind, valid_from, valid_to HAVING SUM(signed) <> 0"
        )
        return tuple(
            Difference(int(place), kind, stored_day(start), stored_day(end), int(amount))
            for place, kind, start, end, amount in cursor.fetchall()
        )


def came(n: int) -> str:
    """SQL: the span is believed now and was not known at posting `n`."""
    return f"s.retracted IS NULL AND s.posted > {int(n)}"


def stayed(n: int) -> str:
    """SQL: the span was known at posting `n` and is believed still."""
    return f"s.retracted IS NULL AND s.posted <= {int(n)}"


def went(n: int) -> str:
    """SQL: the span was known at posting `n` and has been taken back since."""
    return f"s.posted <= {int(n)} AND s.retracted > {int(n)}"
