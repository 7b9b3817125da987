"""Buyers' requests as pages beside their own show them."""

from dataclasses import dataclass

from nongcot.registry import queries
from nongcot.registry.reading.points import Point
from nongcot.trade import lists
from nongcot.trade.describe import request_url
from nongcot.trade.models import BuyerRequest


@dataclass(frozen=True)
class Asked:
    """A buyer's request with its page, and whether it is open on the day."""

    fact: BuyerRequest
    url: str
    state: tuple[str, str]


def at_event(event_id: int, point: Point) -> list[Asked]:
    """What buyers asked for at an event, the first first."""
    # Of what stands, not of what was ever told: a request may be said anew of another event.
    found = queries.standing_rows(BuyerRequest, point.n).filter(event_id=event_id)
    return [
        Asked(one, f"{request_url(one.request_id)}{point.query}", lists.state(one, point))
        for one in sorted(found, key=lambda one: (one.valid_from, one.request_id))
    ]
