"""How records behind this room's figures are named on their pages."""

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.indicators import ledger
from nongcot.indicators.declare import Described
from nongcot.indicators.models import Assertion
from nongcot.kernel.dates import format_day
from nongcot.registry import keyed, queries
from nongcot.registry.describe import describe_organisations, product_url
from nongcot.registry.models import Keyed, Product
from nongcot.registry.told_of import ToldOf, first_day, itself, named, when
from nongcot.trade.models import (
    BuyerRequest,
    Confirmation,
    Offer,
    OnlineShop,
    Participation,
    Result,
    TradeEvent,
)


def describe_events(ids: Iterable[int], on: date, n: int) -> dict[int, Described]:
    """Name and address of each event as known at posting `n`."""
    asked = list(ids)
    rows = TradeEvent.objects.filter(event_id__in=asked, posted__lte=n).order_by("posted", "id")
    names = dict(rows.values_list("event_id", "name"))
    names |= {event.event_id: event.name for event in queries.standing(TradeEvent, n, event_id__in=asked)}
    return {pk: Described(name, f"{event_url(pk)}{_point(on, n)}") for pk, name in names.items()}


def describe_participations(ids: Iterable[int], on: date, n: int) -> dict[int, Described]:
    """Who took part in which event, with the event's address, as known at posting `n`."""
    rows = Participation.objects.filter(participation_id__in=list(ids), posted__lte=n).order_by("posted", "id")
    found = {row.participation_id: row for row in rows}
    who = describe_organisations({row.organisation_id for row in found.values()}, on, n)
    where = describe_events({row.event_id for row in found.values()}, on, n)
    return {
        pk: Described(f"{who[row.organisation_id].label} – {where[row.event_id].label}", where[row.event_id].url)
        for pk, row in found.items()
    }


def page_of(fact: Assertion) -> Described | None:
    """The buyer's request that a fact of this room is, or is an offer to; else the event that it is told of
    (`settings.FACT_PAGES`)."""
    if (request := getattr(fact, "request_id", None)) is not None:
        asked = keyed.newest(BuyerRequest, f"tb{request}")
        return Described(str(asked), request_url(request)) if asked else None
    event = getattr(fact, "event_id", None)
    if event is None and (participation := getattr(fact, "participation_id", None)) is not None:
        event = Participation.objects.filter(participation_id=participation).values_list("event_id", flat=True)[0]
    if event is None:
        return None
    name = TradeEvent.objects.filter(event_id=event).order_by("-posted", "-pk")[0].name
    return Described(name, event_url(event))


def told_of(fact: Keyed) -> Iterator[ToldOf]:
    """The event or the buyer's request that a fact is told of, the product that it speaks of; which result, offer,
    confirmation or shop it is (`settings.FACT_TOLD_OF`)."""
    if isinstance(fact, Offer):
        request = named(BuyerRequest, request_id=fact.request_id)
        yield ToldOf(_("Yêu cầu của người mua"), str(request), request_url(fact.request_id))
    if (event := _event_of(fact)) is not None:
        yield ToldOf(_("Sự kiện"), f"{event.name}, {when(event)}", event_url(event.event_id))
    if (product := getattr(fact, "product_id", None)) is not None:
        yield ToldOf(_("Sản phẩm"), named(Product, product_id=product).name, product_url(product))
    match fact:
        case Result():
            yield itself(_("Kết quả"), _("ghi ngày %(day)s") % {"day": format_day(fact.told_on)})
        case Offer():
            yield itself(_("Chào hàng"), _("ngày %(day)s") % {"day": format_day(fact.offered_on)})
        case Confirmation():
            yield itself(_("Xác nhận"), str(fact), _("từ %(day)s") % {"day": format_day(fact.valid_from)})
        case OnlineShop():
            since = {"day": first_day(fact.valid_from, fact.precision)}
            yield itself(_("Gian hàng trực tuyến"), str(fact), _("từ %(day)s") % since)


def _event_of(fact: Keyed) -> TradeEvent | None:
    """The event that a fact is told of, or that it is."""
    event = getattr(fact, "event_id", None)
    if event is None and (participation := getattr(fact, "participation_id", None)) is not None:
        event = named(Participation, participation_id=participation).event_id
    return named(TradeEvent, event_id=event) if event is not None else None


def event_url(event_id: int) -> str:
    """The address of an event's page."""
    return reverse("trade:event", kwargs={"event_id": event_id})


def request_url(request_id: int) -> str:
    """The address of a buyer's request."""
    return reverse("trade:buyer", kwargs={"request_id": request_id})


def _point(on: date, n: int) -> str:
    parts = {"on": on.isoformat()} | ({"known": str(n)} if n != ledger.newest() else {})
    return f"?{urlencode(parts)}"
