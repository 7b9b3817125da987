"""Buyers and what they look for; shops on the net."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from nongcot.indicators.declare import Described
from nongcot.kernel import text
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.registry import describe, queries, words
from nongcot.registry.reading import export
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.vocabulary import Sector
from nongcot.sheets.write import Column, Table
from nongcot.trade import contracts, policies, reading
from nongcot.trade.models import BuyerRequest, Offer, OnlineShop
from nongcot.trade.vocabulary import Outcome

PAGE = 25
BADGES = {Outcome.OPEN: "wait", Outcome.AGREED: "on", Outcome.DECLINED: "end"}


@dataclass(frozen=True)
class Asked:
    """A buyer's request with what came of it so far."""

    fact: BuyerRequest
    offers: int
    agreed: int
    is_open: bool

    @property
    def url(self) -> str:
        return reverse("trade:buyer", kwargs={"request_id": self.fact.request_id})

    @property
    def sector(self) -> str:
        return words.label(Sector, self.fact.sector) if self.fact.sector else ""


@at_point
def buyers(request: HttpRequest) -> HttpResponse:
    """What buyers look for, the open ones first."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    page: Page = Paginator(_asked(point), PAGE).get_page(request.GET.get("page"))  # type: ignore[type-arg]  # of requests
    files = {f: f"{reverse('trade:buyers_file', args=[f])}{point.query}" for f in export.FORMATS}
    context = {"page": page, "may_record": policies.may_record(request.user), "files": files}
    return render(request, "trade/buyers.html", context)


@at_point
def buyers_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The list of requests as a file."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        labels = ("Người mua", "Cần mua", "Ngành", "Số lượng", "Yêu cầu")
        columns = [*(Column(label) for label in labels), Column("Từ ngày", "day"), Column("Đến hết ngày", "day")]
        columns += [Column("Chào hàng", "number"), Column("Đã thỏa thuận", "number")]
        rows = [
            [f.buyer, f.wanted, one.sector, f.volume, f.requirements, f.valid_from, _last(f.valid_to), one.offers,
             one.agreed]
            for one in _asked(point)
            for f in [one.fact]
        ]  # fmt: skip
    address = request.build_absolute_uri(f"{reverse('trade:buyers')}{point.query}")
    return export.download(
        Table("Yêu cầu của người mua", columns, rows, export.notes(point, (), address)), format_, "nguoi-mua"
    )


@at_point
def buyer(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request with the offers to it."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    found = [one for one in _asked(point) if one.fact.request_id == request_id]
    if not found:
        raise Http404
    offers = queries.standing(Offer, point.n, request_id=request_id)
    who = describe.describe_organisations({offer.organisation_id for offer in offers}, point.on, point.n)
    names = reading.product_names({offer.product_id for offer in offers if offer.product_id}, point)
    deals = contracts.named({offer.agreement_id for offer in offers if offer.agreement_id}, point)
    record = describe.describe_organisations({found[0].fact.organisation_id} - {0}, point.on, point.n)
    context = {
        "asked": found[0],
        "fact": found[0].fact,
        "last": _last(found[0].fact.valid_to),
        "record": record.get(found[0].fact.organisation_id),
        "offers": [
            (o, who[o.organisation_id], names.get(o.product_id or 0, ""), BADGES[Outcome(o.outcome)],
             words.label(Outcome, o.outcome), [deals[o.agreement_id]] if o.agreement_id in deals else [])
            for o in sorted(offers, key=lambda o: (o.offered_on, o.pk))
        ],
        "may_record": policies.may_record(request.user),
    }  # fmt: skip
    return render(request, "trade/buyer.html", context)


@dataclass(frozen=True)
class Sold:
    """A shop on the net with whose it is."""

    fact: OnlineShop
    who: Described

    @property
    def since(self) -> PartialDate:
        day = self.fact.valid_from
        if self.fact.precision == "month":
            return PartialDate.month(day.year, day.month)
        return PartialDate.year(day.year) if self.fact.precision == "year" else PartialDate.day(day)


@at_point
def shops(request: HttpRequest) -> HttpResponse:
    """Who sells on the net as of the day."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    page: Page = Paginator(_sold(point), PAGE).get_page(request.GET.get("page"))  # type: ignore[type-arg]  # of shops
    files = {f: f"{reverse('trade:shops_file', args=[f])}{point.query}" for f in export.FORMATS}
    context = {"page": page, "files": files}
    return render(request, "trade/shops.html", context)


@at_point
def shops_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The list of shops as a file."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        columns = [
            Column("Tổ chức", width=52),
            Column("Sàn, trang"),
            Column("Đường dẫn", width=48),
            Column("Có từ", "day"),
        ]
        rows = [[one.who.label, one.fact.platform, one.fact.link, one.since] for one in _sold(point)]
    address = request.build_absolute_uri(f"{reverse('trade:shops')}{point.query}")
    return export.download(
        Table("Gian hàng trực tuyến", columns, rows, export.notes(point, (), address)), format_, "gian-hang-truc-tuyen"
    )


def _asked(point: Point) -> list[Asked]:
    offers = queries.standing(Offer, point.n)
    found = []
    for fact in queries.standing(BuyerRequest, point.n):
        own = [offer for offer in offers if offer.request_id == fact.request_id]
        agreed = sum(offer.outcome == Outcome.AGREED for offer in own)
        found.append(Asked(fact, len(own), agreed, fact.valid_from <= point.on < fact.valid_to))
    return sorted(found, key=lambda one: (one.is_open, one.fact.valid_from, one.fact.request_id), reverse=True)


def _sold(point: Point) -> list[Sold]:
    facts = [s for s in queries.standing(OnlineShop, point.n) if s.valid_from <= point.on < s.valid_to]
    who = describe.describe_organisations({fact.organisation_id for fact in facts}, point.on, point.n)
    found = [Sold(fact, who[fact.organisation_id]) for fact in facts if fact.organisation_id in who]
    return sorted(found, key=lambda one: (text.sort_key(one.who.label), one.fact.platform))


def _last(valid_to: date) -> date | None:
    return None if valid_to == FAR else valid_to - reading.DAY
