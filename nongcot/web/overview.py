"""What the front page shows: the figures that matter, why the first of them changed, where it stands, what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nongcot.indicators import addresses, causes, disclosure, figures, grounds, summary
from nongcot.indicators.answers import Figure
from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import Described, catalogue
from nongcot.indicators.kept import kept
from nongcot.indicators.models import Posting
from nongcot.indicators.periods import year_to
from nongcot.indicators.questions import DAY, NotAskable, Question, ask
from nongcot.kernel.dates import format_day
from nongcot.places import geography, maps, tree
from nongcot.registry import describe, journal, queries
from nongcot.registry.reading import product_list
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.product_list import ProductLine, ProductNarrowing
from nongcot.registry.vocabulary import ProductNature, Scheme
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


@kept(16)
def of(point: Point) -> Shown:
    """The figures of the front page."""
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
        concept=str(indicator.says),
        basis=grounds.of(indicator.words),
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
    drawn_on = max(point.on, MAPPED_SINCE)
    found = _broken_down(point, "place:commune", drawn_on)
    if found is None:
        return None
    values = {part.key: float(part.value or 0) for part in found.breakdown if part.key != "unknown"}
    urls = {key: _address(point, on=point.on, place=key, geography=drawn_on) for key in values}
    return maps.picture(found.label, values, over_codes=_former_districts(point.n), urls=urls)


def _former_districts(n: int) -> list[str]:
    """Codes of the districts that the map's communes lay in until there were none: people know their way by them."""
    last = MAPPED_SINCE - DAY
    inside, units = set(geography.scope(last, n)), tree.current(n).units
    above = {row.district for row in geography.table(last, n) if row.commune in inside and row.district is not None}
    return sorted(units[pk].code for pk in above)


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
    touched = journal.touched(posting.undoes_id or posting.n for posting in postings)
    single = {who: queries.counted_as(who, point.n) for who, count in touched.values() if count == 1}
    named = describe.describe_organisations(single.values(), point.on, point.n)
    found = []
    for posting in postings:
        who, count = touched.get(posting.undoes_id or posting.n, (0, 0))
        organisation = named.get(single[who]) if count == 1 else None
        found.append(Recent(posting, journal.title(posting.act), organisation, count))
    return found


@dataclass(frozen=True)
class Shelf:
    """A few products for visitors: what they have in common, where all of them are listed."""

    heading: str
    lead: str
    query: str
    lines: Sequence[ProductLine]


def products(point: Point) -> Shelf | None:
    """Products with OCOP stars valid on the day, else with another certificate, else those recorded last."""
    for scheme in (Scheme.OCOP, *(one for one in Scheme if one != Scheme.OCOP)):
        ids = product_list.ids(ProductNarrowing(scheme=scheme), point)
        if ids:
            heading = _("Sản phẩm OCOP") if scheme == Scheme.OCOP else _("Sản phẩm có chứng nhận")
            lead = _("Chứng nhận còn hạn; hỏi mua trực tiếp với hợp tác xã")
            return Shelf(heading, lead, f"?scheme={scheme}", product_list.lines(ids[:PRODUCTS], point))
    goods = product_list.ids(ProductNarrowing(nature=ProductNature.PRODUCT), point)
    newest = sorted(goods, reverse=True)[:PRODUCTS]
    if not newest:
        return None
    lead = _("Hỏi mua trực tiếp với hợp tác xã")
    return Shelf(_("Sản phẩm mới ghi vào sổ"), lead, "", product_list.lines(newest, point))


def included(request: HttpRequest) -> list[dict[str, Any]]:
    """What rooms add to the front page (`settings.OVERVIEW`); those that have nothing to show are left out."""
    found = []
    for dotted in settings.OVERVIEW:
        module, name = dotted.rsplit(".", 1)
        context = getattr(import_module(module), name)(request)
        if context:
            found.append(context)
    return found
