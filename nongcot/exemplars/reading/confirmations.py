"""How long confirmations of high technology hold by the reading of their day, at a point."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from nongcot.exemplars import readings
from nongcot.exemplars.derived import confirmed
from nongcot.exemplars.models import Recognition
from nongcot.registry.holdings import Held
from nongcot.registry.queries import roots, standing_rows
from nongcot.registry.reading.points import Point


def holding(point: Point, organisations: Collection[int] | None = None) -> dict[int, Held]:
    """By number of the confirmation how long it holds, of these organisations or of all; one that no reading counts is
    left out. Records united with one another are confirmed as one."""
    as_one = roots(point.n)
    rows = standing_rows(Recognition, point.n)
    if organisations is not None:
        asked = {as_one.get(one, one) for one in organisations}
        rows = rows.filter(organisation_id__in=asked | {one for one, root in as_one.items() if root in asked})
    told: dict[int, list[Recognition]] = defaultdict(list)
    for one in rows:
        told[as_one.get(one.organisation_id, one.organisation_id)].append(one)
    read = readings.read(point.n)
    return {one.recognition_id: held for of_one in told.values() for one, held in confirmed(of_one, read)}


def in_force(point: Point) -> QuerySet[Any]:
    """The confirmations that hold on the day."""
    numbers = [number for number, held in holding(point).items() if held.valid_from <= point.on < held.valid_to]
    return standing_rows(Recognition, point.n).filter(recognition_id__in=numbers)
