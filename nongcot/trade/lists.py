"""What the market pages list: shops on the net; buyers' requests, offers to them, what officers confirmed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from nongcot.kernel.dates import PartialDate
from nongcot.registry import queries
from nongcot.registry.lists import states
from nongcot.registry.lists.cells import Cell, Column, marked, told
from nongcot.registry.lists.listed import Listed, Row, Shown, State, badge, holding, label, until
from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import Sector
from nongcot.trade import contracts, reading
from nongcot.trade.describe import describe_events, request_url
from nongcot.trade.models import BuyerRequest, Confirmation, Offer, OnlineShop
from nongcot.trade.vocabulary import ConfirmationKind, Outcome

OUTCOMES = {Outcome.OPEN: "wait", Outcome.AGREED: "on", Outcome.DECLINED: "end"}


def _open_or_not(opened: Any, closed: Any) -> Mapping[str, State]:
    """What stands on the day, and what does no longer or not yet."""

    def stands(point: Point) -> Q:
        return Q(valid_from__lte=point.on, valid_to__gt=point.on)

    return {
        "open": State(opened, lambda found, point: found.filter(stands(point))),
        "closed": State(closed, lambda found, point: found.exclude(stands(point))),
    }


def state(one: BuyerRequest | OnlineShop, point: Point) -> tuple[str, str]:
    """Badge and words: whether a request or a shop is open on the day."""
    if one.valid_from <= point.on < one.valid_to:
        return "on", _("Đang mở")
    return ("info", _("Chưa mở")) if point.on < one.valid_from else ("end", _("Đã khép"))


def _shops(found: Sequence[OnlineShop], shown: Shown) -> Iterable[Row]:
    for one in found:
        yield [
            shown.who(one.organisation_id),
            told(one.platform, url=one.link),
            told(one.link),
            told(opened(one)),
            until(one.valid_to),
            marked(*state(one, shown.point)),
        ]


def opened(shop: OnlineShop) -> PartialDate:
    """The day of a shop's opening as precisely as it is known."""
    day = shop.valid_from
    if shop.precision == "month":
        return PartialDate.month(day.year, day.month)
    return PartialDate.year(day.year) if shop.precision == "year" else PartialDate.day(day)


def _requests(found: Sequence[BuyerRequest], shown: Shown) -> Iterable[Row]:
    numbers = [one.request_id for one in found]
    offers = queries.standing(Offer, shown.point.n, request_id__in=numbers)
    made = Counter(offer.request_id for offer in offers)
    at = {one.event_id for one in found if one.event_id is not None}
    events = describe_events(at, shown.point.on, shown.point.n)
    agreed = Counter(offer.request_id for offer in offers if offer.outcome == Outcome.AGREED)
    for one in found:
        url = f"{request_url(one.request_id)}{shown.point.query}"
        yield [
            told(one.buyer, url=url),
            told(one.wanted, sub=one.volume),
            told(one.volume),
            told(label(Sector, one.sector)),
            told(one.requirements),
            told(events[one.event_id].label if one.event_id is not None else ""),
            told(one.valid_from),
            until(one.valid_to),
            told(made[one.request_id], url=f"{url}#chao-hang"),
            told(agreed[one.request_id], url=f"{url}#chao-hang"),
            marked(*state(one, shown.point)),
        ]


def _offers(found: Sequence[Offer], shown: Shown) -> Iterable[Row]:
    point = shown.point
    numbers = {one.request_id for one in found}
    requests = {one.request_id: one for one in queries.standing(BuyerRequest, point.n, request_id__in=numbers)}
    products = reading.product_names({one.product_id for one in found if one.product_id}, point)
    deals = contracts.named({one.agreement_id for one in found if one.agreement_id}, point)
    for one in found:
        request, deal = requests.get(one.request_id), deals.get(one.agreement_id or 0)
        yield [
            shown.who(one.organisation_id),
            told(str(request), url=f"{request_url(one.request_id)}{point.query}") if request else Cell(),
            told(products.get(one.product_id or 0, ""), sub=one.terms),
            told(one.terms),
            told(one.offered_on),
            marked(OUTCOMES[Outcome(one.outcome)], label(Outcome, one.outcome)),
            told(one.outcome_on),
            told(deal.label, url=deal.url) if deal else told(one.reference),
        ]


def _confirmations(found: Sequence[Confirmation], shown: Shown) -> Iterable[Row]:
    products = reading.product_names({one.product_id for one in found if one.product_id}, shown.point)
    for one in found:
        yield [
            shown.who(one.organisation_id),
            told(label(ConfirmationKind, one.kind)),
            told(products.get(one.product_id or 0, "")),
            told(one.document),
            told(one.valid_from),
            until(one.valid_to),
            badge(one.valid_from, one.valid_to, shown.point.on),
        ]


def _to_buyers(text: str, point: Point) -> Q:
    """Offers to the requests that hold a text."""
    asked = BuyerRequest.objects.filter(holding(BuyerRequest, ("buyer", "wanted"), text, point))
    return Q(request_id__in=asked.values("request_id"))


SHOPS = Listed(
    slug="gian-hang",
    title=gettext_lazy("Gian hàng trực tuyến"),
    model=OnlineShop,
    columns=(
        Column(gettext_lazy("Tổ chức"), width=52, names_whom=True),
        Column(gettext_lazy("Sàn, trang bán hàng"), width=36),
        Column(gettext_lazy("Đường dẫn"), width=48, only_in_files=True),
        Column(gettext_lazy("Có từ"), "day"),
        Column(gettext_lazy("Đến hết ngày"), "day"),
        Column(gettext_lazy("Tình trạng")),
    ),
    rows=_shops,
    order=("-valid_to", "-valid_from", "-pk"),
    year="valid_from",
    states=_open_or_not(gettext_lazy("Đang bán"), gettext_lazy("Đã đóng")),
    sought=lambda text, point: holding(OnlineShop, ("platform", "link"), text, point),
    sought_label=gettext_lazy("Tổ chức, sàn, trang"),
    nothing=gettext_lazy("Chưa ghi gian hàng nào"),
    nothing_text=gettext_lazy("Gian hàng được ghi từ trang của từng hợp tác xã."),
)

REQUESTS = Listed(
    slug="nguoi-mua",
    title=gettext_lazy("Người mua cần gì"),
    model=BuyerRequest,
    columns=(
        Column(gettext_lazy("Người mua"), width=40),
        Column(gettext_lazy("Cần mua"), width=40),
        Column(gettext_lazy("Số lượng"), width=28, only_in_files=True),
        Column(gettext_lazy("Ngành")),
        Column(gettext_lazy("Yêu cầu"), width=36),
        Column(gettext_lazy("Tại sự kiện"), width=40, only_in_files=True),
        Column(gettext_lazy("Từ ngày"), "day"),
        Column(gettext_lazy("Đến hết ngày"), "day"),
        Column(gettext_lazy("Chào hàng"), "number"),
        Column(gettext_lazy("Đã thỏa thuận"), "number"),
        Column(gettext_lazy("Tình trạng")),
    ),
    rows=_requests,
    order=("-valid_to", "-valid_from", "-request_id"),
    year="valid_from",
    kinds="sector",
    kinds_label=gettext_lazy("Ngành"),
    choices=Sector,
    states=_open_or_not(gettext_lazy("Đang mở"), gettext_lazy("Đã khép")),
    sought=lambda text, point: holding(BuyerRequest, ("buyer", "wanted", "requirements"), text, point),
    sought_label=gettext_lazy("Người mua, hàng cần mua"),
    has_place=False,
    working=True,
    nothing=gettext_lazy("Chưa ghi yêu cầu nào"),
    nothing_text=gettext_lazy("Khi người mua hỏi tìm nguồn hàng, ghi lại đây để ghép với hợp tác xã."),
)

OFFERS = Listed(
    slug="chao-hang",
    title=gettext_lazy("Chào hàng"),
    model=Offer,
    columns=(
        Column(gettext_lazy("Tổ chức"), width=52, names_whom=True),
        Column(gettext_lazy("Cho yêu cầu"), width=44),
        Column(gettext_lazy("Sản phẩm"), width=36),
        Column(gettext_lazy("Số lượng, giá, điều kiện"), width=36, only_in_files=True),
        Column(gettext_lazy("Ngày chào hàng"), "day"),
        Column(gettext_lazy("Kết quả")),
        Column(gettext_lazy("Ngày có kết quả"), "day"),
        Column(gettext_lazy("Hợp đồng"), width=40),
    ),
    rows=_offers,
    order=("-offered_on", "-posted", "-pk"),
    year="offered_on",
    kinds="outcome",
    kinds_label=gettext_lazy("Kết quả"),
    choices=Outcome,
    sought=_to_buyers,
    sought_label=gettext_lazy("Tổ chức, người mua, hàng"),
    working=True,
    nothing=gettext_lazy("Chưa hợp tác xã nào chào hàng"),
    nothing_text=gettext_lazy("Chào hàng được ghi từ trang của từng yêu cầu, thay cho hợp tác xã."),
)

CONFIRMATIONS = Listed(
    slug="xac-nhan",
    title=pgettext_lazy("danh sách", "Xác nhận điều kiện xuất khẩu"),
    model=Confirmation,
    columns=(
        Column(gettext_lazy("Tổ chức"), width=52, names_whom=True),
        Column(gettext_lazy("Điều đã xem")),
        Column(gettext_lazy("Của sản phẩm"), width=36),
        Column(gettext_lazy("Căn cứ"), width=36),
        Column(gettext_lazy("Từ ngày"), "day"),
        Column(gettext_lazy("Đến hết ngày"), "day"),
        Column(gettext_lazy("Tình trạng")),
    ),
    rows=_confirmations,
    order=("-valid_from", "-posted", "-pk"),
    year="valid_from",
    kinds="kind",
    kinds_label=gettext_lazy("Điều đã xem"),
    choices=ConfirmationKind,
    states=states.by_days(),
    working=True,
    nothing=gettext_lazy("Chưa xác nhận điều nào"),
    nothing_text=gettext_lazy(
        "Điều không giấy chứng nhận nào cho biết, như nhãn song ngữ, được xác nhận từ trang của tổ chức."
    ),
)

#: By the names of their addresses.
LISTS = {"shops": SHOPS, "buyers": REQUESTS, "offers": OFFERS, "confirmations": CONFIRMATIONS}
