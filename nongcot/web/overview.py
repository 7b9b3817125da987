"""What the front page shows: the figures that matter, why the first of them changed, where it stands, what is new."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nongcot.indicators import addresses, causes, disclosure, figures, summary
from nongcot.indicators.answers import Figure
from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import Described, catalogue
from nongcot.indicators.models import Posting
from nongcot.indicators.periods import year_to
from nongcot.indicators.questions import DAY, NotAskable, Question, ask
from nongcot.kernel.dates import format_day
from nongcot.places import maps
from nongcot.registry import describe, queries
from nongcot.registry.models import LifeEvent, Statement
from nongcot.registry.reading import chronicle, product_list
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.product_list import ProductLine, ProductNarrowing
from nongcot.registry.vocabulary import Scheme
from nongcot.ui import charts

#: The figures on the front page, the first of them explained below.
TILES = (
    "operating_cooperatives",
    "established_cooperatives",
    "notified_cooperative_groups",
    "people_credit_funds",
    "cooperative_members",
    "alliance_members",
)
#: Of these visitors see the first five.
PUBLIC_TILES = 5

#: Since this day communes are those the map draws.
MAPPED_SINCE = date(2025, 7, 1)
BARS, RECENT, PRODUCTS = 10, 6, 4
#: From here on a number leaves no room for its trend on a tile.
TOO_WIDE = 10_000


@dataclass(frozen=True)
class Tile:
    """A figure with its past year ends and its change since the year began; `since` says of which days it speaks.

    `told` is what visitors are told of it: None where a sum would tell on somebody.
    """

    label: str
    value: int | Decimal | None
    told: int | Decimal | None
    url: str
    trend: charts.Sparkline | None
    delta: int | None
    since: str
    concept: str
    basis: str


@dataclass(frozen=True)
class Shown:
    """The figures of the front page; all of them are the same for everybody."""

    tiles: tuple[Tile, ...]
    why: charts.Waterfall | None
    map: charts.Map | None
    sectors: charts.Bars | None
    districts: charts.Bars | None

    @property
    def public_tiles(self) -> tuple[Tile, ...]:
        """The figures that visitors see first."""
        return self.tiles[:PUBLIC_TILES]


def of(point: Point, language: str) -> Shown:
    """The figures of the front page. What was known at a posting never changes: they are kept under its digest."""
    return _shown(str(connection.settings_dict["NAME"]), point, language)


@lru_cache(maxsize=16)
def _shown(_database: str, point: Point, _language: str) -> Shown:
    briefs = summary.briefs(point.on, point.known)
    tiles = tuple(_tile(briefs[code], point) for code in TILES if code in briefs)
    return Shown(tiles, _why(point), _where(point), _ranked(point, "sector"), _ranked(point, "place:district"))


def _tile(brief: summary.Brief, point: Point) -> Tile:
    indicator = brief.indicator
    label = in_language(indicator.words.label_vi, indicator.words.label_en)
    begun = format_day(point.on.replace(month=1, day=1))
    past, value = brief.past, brief.value
    trend = delta = None
    if past and isinstance(value, int):
        delta = value - past[-1]
    if past and isinstance(value, int) and value < TOO_WIDE:
        trend = charts.Sparkline(
            _("%(label)s: %(first)s đến %(last)s") % {"label": label, "first": past[0], "last": value},
            tuple(float(number) for number in (*past, value)),
        )
    return Tile(
        label=label,
        value=value,
        told=value if disclosure.told(_question(brief, point), "").value else None,
        url=addresses.address(indicator.code, on=brief.on, period=brief.period, known=point.known),
        trend=trend,
        delta=delta,
        since=(_("từ %(day)s") if brief.period is None else _("tính từ %(day)s")) % {"day": begun},
        concept=str(indicator.says) or indicator.words.population,
        basis=indicator.words.basis,
    )


def _question(brief: summary.Brief, point: Point) -> Question:
    return ask(brief.indicator.code, on=brief.on, period=brief.period, known_at=point.known)


def _address(point: Point, **question: Any) -> str:
    return addresses.address(TILES[0], known=point.known, **question)


def _why(point: Point) -> charts.Waterfall | None:
    """Why the first figure changed since the year began; None where nothing did."""
    period = year_to(point.on)
    moved = figures.figure(TILES[0], period=period, known_at=point.known).movement
    if moved is None or not (moved.inflow or moved.outflow):
        return None
    steps = tuple(
        charts.Cause(
            term.label,
            term.of(moved) if term.way == "in" else -term.of(moved),
            term.group,
            _address(point, period=period),
        )
        for term in causes.terms(catalogue()[TILES[0]], [moved])
    )
    before = period[0] - DAY
    return charts.Waterfall(
        title=_("Vì sao %(opening)s thành %(closing)s") % {"opening": moved.opening, "closing": moved.closing},
        opening=charts.Stand(format_day(before), moved.opening, _address(point, on=before)),
        causes=steps,
        closing=charts.Stand(format_day(point.on), moved.closing, _address(point, on=point.on)),
    )


def _broken_down(point: Point, by: str, geography: date | None = None) -> Figure | None:
    try:
        return figures.figure(TILES[0], on=point.on, by=by, geography_on=geography, known_at=point.known)
    except NotAskable:
        return None


def _where(point: Point) -> charts.Map | None:
    """Where the first figure stands, by the communes that the map draws; None where it cannot be said by commune,
    or no border of these communes is carried."""
    geography = max(point.on, MAPPED_SINCE)
    found = _broken_down(point, "place:commune", geography)
    if found is None:
        return None
    values = {part.key: float(part.value or 0) for part in found.breakdown if part.key != "unknown"}
    urls = {key: _address(point, on=point.on, place=key, geography=geography) for key in values}
    return maps.picture(found.label, values, urls=urls)


def _ranked(point: Point, by: str) -> charts.Bars | None:
    """The greatest cells of the first figure in a breakdown; None where there is none."""
    found = _broken_down(point, by)
    parts = [part for part in found.breakdown if part.value] if found else []
    if not found or not parts:
        return None
    parts.sort(key=lambda part: (part.key == "unknown", -float(part.value or 0)))
    title = _("%(label)s theo ngành") if by == "sector" else _("%(label)s theo huyện, thành phố")
    return charts.Bars(
        title % {"label": found.label},
        tuple(charts.Bar(part.label, float(part.value or 0), _part_url(point, by, part.key)) for part in parts[:BARS]),
    )


def _part_url(point: Point, by: str, key: str) -> str:
    if key == "unknown":
        return _address(point, on=point.on, by=by)
    return _address(point, on=point.on, cells={by: key}) if by == "sector" else _address(point, on=point.on, place=key)


@dataclass(frozen=True)
class Recent:
    """A posting of late: what was done, to whom where it was one, to how many else."""

    posting: Posting
    title: str
    organisation: Described | None
    count: int


def recent(point: Point) -> list[Recent]:
    """The last postings that told or withdrew facts, the newest first."""
    postings = Posting.objects.filter(n__lte=point.n).exclude(cause=Posting.Cause.DEFINITION).order_by("-n")[:RECENT]
    touched = _touched([posting.n for posting in postings])
    single = {who: queries.counted_as(who, point.n) for count, who in touched.values() if count == 1}
    named = describe.describe_organisations(single.values(), point.on, point.n)
    found = []
    for posting in postings:
        count, who = touched.get(posting.n, (0, 0))
        found.append(Recent(posting, chronicle.title(posting), named.get(single[who]) if count == 1 else None, count))
    return found


def _touched(numbers: list[int]) -> Mapping[int, tuple[int, int]]:
    """How many organisations each posting told something of, and one of them."""
    found: dict[int, tuple[int, int]] = {}
    for model in (LifeEvent, Statement):
        rows = model._default_manager.filter(posted__in=numbers).values("posted")
        for row in rows.annotate(count=Count("organisation_id", distinct=True), who=Min("organisation_id")):
            present = found.get(row["posted"], (0, 0))
            found[row["posted"]] = max(present, (row["count"], row["who"]))
    return found


def products(point: Point) -> list[ProductLine]:
    """A few products with OCOP stars that are valid on the day."""
    ids = product_list.ids(ProductNarrowing(scheme=Scheme.OCOP), point)
    return product_list.lines(ids[:PRODUCTS], point)


def included(request: HttpRequest) -> list[dict[str, Any]]:
    """What rooms add to the front page (`settings.OVERVIEW`); those that have nothing to show are left out."""
    found = []
    for dotted in settings.OVERVIEW:
        module, name = dotted.rsplit(".", 1)
        context = getattr(import_module(module), name)(request)
        if context:
            found.append(context)
    return found
