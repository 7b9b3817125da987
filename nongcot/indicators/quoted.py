"""What sources state, beside what is counted: their words, their dates, never mixed and never reconciled."""

from datetime import date

from django.db.models import F, Q

from nongcot.indicators.models import Quoted

NEAREST = 6


def beside(code: str, day: date, n: int) -> tuple[list[Quoted], int]:
    """The statements about an indicator known at posting `n`, those nearest to `day` first, and how many there are."""
    known = Q(posted__lte=n) & (Q(withdrawn=None) | Q(withdrawn__gt=n))
    rows = list(Quoted.objects.filter(known, indicator=code).order_by(F("latest").desc(), "scope", "pk"))
    rows.sort(key=lambda row: _distance(row, day))
    return rows[:NEAREST], len(rows)


def _distance(row: Quoted, day: date) -> int:
    """Days between the statement's time and the day; 0 inside it."""
    return max((row.earliest - day).days, (day - row.latest).days, 0)
