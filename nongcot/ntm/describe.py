"""How communes behind a figure are named on its page."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from nongcot.indicators.declare import Described
from nongcot.places import tree


def describe_units(ids: Iterable[int], on: date, n: int) -> dict[int, Described]:
    """Name and page of each commune."""
    known = tree.current(n).units
    return {
        pk: Described(known[pk].full_name, f"{reverse('ntm:commune', args=[known[pk].code])}?on={on.isoformat()}")
        for pk in ids
        if pk in known
    }
