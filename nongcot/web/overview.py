"""What the front page shows: the figures that matter, why the first of them changed, where it stands, what is new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nongcot.indicators import addresses, causes, figures, summary
from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import indicator
from nongcot.indicators.models import Posting
from nongcot.indicators.periods import year_to
from nongcot.indicators.questions import DAY, NotAskable
from nongcot.kernel.dates import format_day
from nongcot.places import maps
from nongcot.ui import charts

#: The figures on the front page, the first of them explained below.
TILES = (
    "operating_cooperatives",
    "established_cooperatives",
    "notified_cooperative_groups",
    "people_credit_funds",
    "cooperative_members",
    "collective_economy_organisations",
)

#: Since this day communes are those the map draws.
MAPPED_SINCE = date(2025, 7, 1)


@dataclass(frozen=True)
class Tile:
    """A figure with its past year ends."""

    label: str
    value: Any
    url: str
    trend: charts.Sparkline | None
    concept: str


def tiles(on: date, n: int) -> list[Tile]:
    """The front page's figures at (on, n)."""
    found = summary.briefs(on, n)
    return [_tile(found[code], on, n) for code in TILES if code in found]


def _tile(brief: summary.Brief, on: date, n: int) -> Tile:
    words = brief.indicator.words
    label = in_language(words.label_vi, words.label_en)
    trend = None
    if brief.past and isinstance(brief.value, int):
        trend = charts.Sparkline(label, tuple(float(value) for value in (*brief.past, brief.value)))
    concept = str(brief.indicator.says) or words.population
    return Tile(label, brief.value, addresses.address(words.code, on=on), trend, concept)


def why(on: date, n: int) -> charts.Waterfall | None:
    """Why the first figure changed since the year began; None where nothing did."""
    period = year_to(on)
    moved = figures.figure(TILES[0], period=period, known_at=n).movement
    if moved is None or not (moved.inflow or moved.outflow):
        return None
    known = indicator(TILES[0])
    steps = tuple(
        charts.Cause(
            term.label,
            term.of(moved) if term.way == "in" else -term.of(moved),
            term.group,
            addresses.address(TILES[0], period=period),
        )
        for term in causes.terms(known, [moved])
    )
    opening, closing = (format_day(day) for day in (period[0] - DAY, on))
    return charts.Waterfall(
        title=_("Vì sao %(opening)s thành %(closing)s") % {"opening": moved.opening, "closing": moved.closing},
        opening=charts.Stand(opening, moved.opening, addresses.address(TILES[0], on=period[0] - DAY)),
        causes=steps,
        closing=charts.Stand(closing, moved.closing, addresses.address(TILES[0], on=on)),
    )


def where(on: date, n: int) -> charts.Map | None:
    """Where the first figure stands, by the communes of today; None where it cannot be said by commune."""
    try:
        found = figures.figure(TILES[0], on=on, by="place:commune", geography_on=max(on, MAPPED_SINCE), known_at=n)
    except NotAskable:
        return None
    values = {part.key: float(part.value or 0) for part in found.breakdown if part.key != "unknown"}
    urls = {key: addresses.address(TILES[0], on=on, place=key, geography=found.geography) for key in values}
    return maps.picture(found.label, values, urls=urls)


def recent(n: int) -> Iterable[Posting]:
    """The last postings that changed facts, newest first."""
    return Posting.objects.filter(n__lte=n).exclude(cause=Posting.Cause.DEFINITION).order_by("-n")[:6]


def included(request: HttpRequest) -> list[dict[str, Any]]:
    """What rooms add to the front page (`settings.OVERVIEW`); those that have nothing to show are left out."""
    found = []
    for dotted in settings.OVERVIEW:
        module, name = dotted.rsplit(".", 1)
        context = getattr(import_module(module), name)(request)
        if context:
            found.append(context)
    return found
