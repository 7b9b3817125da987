"""What was said of organisations' fields, at (on, n): for the fields that profiles do not hold."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q

from nongcot.registry.facts import timelines
from nongcot.registry.fields import FIELDS
from nongcot.registry.models import Statement
from nongcot.registry.reading.points import Point

#: Fields for officers alone.
WORKING = tuple(code for code, field in FIELDS.items() if field.klass == "working")

Said = list[tuple[date, int, dict[str, Any]]]


def fields(organisations: Collection[int], point: Point) -> dict[int, dict[str, Any]]:
    """Every field that has a value on the day, by organisation; records united with another are not followed."""
    said: dict[int, Said] = defaultdict(list)
    for pk, *statement in _statements(organisations, point.n):
        said[pk].append(tuple(statement))  # type: ignore[arg-type]  # of three
    return {pk: _held(statements, point.on) for pk, statements in said.items()}


def of(records: Collection[int], point: Point) -> dict[str, Any]:
    """Every field that has a value on the day, of one organisation with the records united with it."""
    return _held([tuple(statement) for _pk, *statement in _statements(records, point.n)], point.on)  # type: ignore[misc]


def since(records: Collection[int], point: Point, code: str) -> date | None:
    """The day for which the value of a field that holds on the point's day was stated; None for none."""
    line = timelines([tuple(statement) for _pk, *statement in _statements(records, point.n)]).get(code)  # type: ignore[misc]
    if line is None:
        return None
    return max((day for day in line.days if day <= point.on), default=line.days[0])


def _statements(organisations: Collection[int], n: int) -> list[tuple[Any, ...]]:
    rows = Statement.objects.filter(
        Q(withdrawn=None) | Q(withdrawn__gt=n), organisation_id__in=organisations, posted__lte=n
    )
    return list(rows.order_by("posted", "id").values_list("organisation_id", "valid_from", "posted", "said"))


def _held(statements: Said, on: date) -> dict[str, Any]:
    held = {code: line.at(on) for code, line in timelines(statements).items()}
    return {code: value for code, value in held.items() if value is not None}
