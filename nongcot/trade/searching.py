"""What the search finds among events (`settings.SEARCHED`)."""

from collections import Counter
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.indicators.kept import kept
from nongcot.registry import queries
from nongcot.registry.reading.points import Point
from nongcot.trade.models import TradeEvent
from nongcot.trade.reading import Shown, searched, state_of
from nongcot.ui.found import SHOWN, Group, Hit, holds_words


def events(typed: str, request: HttpRequest) -> Group:
    """Events by name, number of their decision, venue or organiser, the last to open first."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by the page of the search
    found = [event for event, folded in _events(point.n) if holds_words(typed, folded)]
    shown = [Shown(event, state_of(event, point.on), Counter(), 0) for event in found[:SHOWN]]
    hits = [
        Hit(
            one.event.name,
            f"{one.url}{point.query}",
            tuple(part for part in (one.type, one.days, one.event.decision_no) if part),
            (one.badge,),
        )
        for one in shown
    ]
    more = f"{reverse('trade:events')}?{urlencode({'q': typed})}"
    return Group("event", _("Hội chợ, xúc tiến"), len(found), hits, more)


@kept(2)
def _events(n: int) -> list[tuple[TradeEvent, str]]:
    """Every event with its folded words: a province has some hundreds."""
    found = sorted(queries.standing(TradeEvent, n), key=lambda event: (event.earliest, event.event_id), reverse=True)
    return [(event, searched(event)) for event in found]
