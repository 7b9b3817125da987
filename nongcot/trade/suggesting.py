"""Which products of the register may fit what a buyer asks for, each with its reasons.

A suggestion decides nothing: an officer reads why it is made, asks the co-op, and enters the offer. Words are compared
with their marks where the request is written with marks ("bò" is not "bơ"), without where it is not.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators.declare import Described
from nongcot.kernel.text import fold, nfc, sort_key
from nongcot.registry import describe, finding, queries, words
from nongcot.registry.models import Certificate, MainProduct, Offering, Product
from nongcot.registry.reading import product_list, whereabouts
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.product_list import ProductNarrowing
from nongcot.registry.reading.whereabouts import Whereabouts
from nongcot.registry.vocabulary import ProductNature, Scheme, Sector
from nongcot.trade.models import BuyerRequest, Offer, TradeEvent

#: Words of requests that say how, how much and when, never what.
_SILENT = frozenset(
    word
    for line in (
        "cần mua tìm nguồn hàng các loại và hoặc của cho theo từ có tấn tạ yến kg lít mỗi tháng năm vụ mùa ngày",
        "đóng túi gói hộp chai sạch an toàn đặc sản truyền thống tươi chất lượng cao sản phẩm nông số lớn nhỏ",
    )
    for word in line.split()
)
_SILENT_FOLDED = frozenset(map(fold, _SILENT))
_WORD = re.compile(r"[^\W\d_]{2,}")


class Why(TextChoices):
    """Why a product may fit."""

    NAME = "name", gettext_lazy("Tên, nhóm sản phẩm")
    MAIN = "main", gettext_lazy("Sản phẩm chủ lực")
    CERTIFICATE = "certificate", gettext_lazy("Chứng nhận được yêu cầu")
    SECTOR = "sector", gettext_lazy("Cùng ngành")
    PLACE = "place", gettext_lazy("Gần người mua")


@dataclass(frozen=True)
class Reason:
    """One reason: of which sort, and what was found, in words."""

    why: Why
    found: str


@dataclass(frozen=True)
class Fitting:
    """A product that may fit, as it is offered on the day, and why."""

    product: Product
    offering: Offering
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Suggestion:
    """A product that may fit, whose it is, and why; `offered`: it is offered to this request already."""

    product: Product
    url: str
    owner: Described
    owner_key: str
    where: Whereabouts
    reasons: tuple[Reason, ...]
    offered: bool
    request_key: str

    @property
    def offer_url(self) -> str:
        """Where the offer is entered, the product chosen."""
        subject = f"{self.request_key}.{self.owner_key}"
        return f"{reverse('trade:act_on', args=['offer', subject])}?product_id={self.product.product_id}"


class Wanted:
    """What a request asks for, as far as the register can answer it."""

    def __init__(self, request: BuyerRequest, point: Point) -> None:
        self.request, self.point = request, point

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that say what is wanted, as they are compared."""
        typed = nfc(self.request.wanted).lower()
        silent = _SILENT if self._has_marks else _SILENT_FOLDED
        return tuple(dict.fromkeys(word for word in _WORD.findall(typed) if word not in silent))

    @cached_property
    def _has_marks(self) -> bool:
        typed = nfc(self.request.wanted).lower()
        return " ".join(_WORD.findall(typed)) != " ".join(_WORD.findall(fold(typed)))

    def within(self, text: str) -> list[str]:
        """Of the wanted words those that a text holds."""
        told = set(_WORD.findall(nfc(text).lower() if self._has_marks else fold(text)))
        return [word for word in self.words if word in told]

    @cached_property
    def schemes(self) -> tuple[Scheme, ...]:
        """The certificates that the request names."""
        text = fold(f"{self.request.wanted} {self.request.requirements}")
        spaced, joined = f" {text} ", text.replace(" ", "")
        return tuple(
            scheme
            for scheme in Scheme
            if scheme != Scheme.OTHER
            for name in [fold(str(scheme.label))]
            if f" {name} " in spaced or (len(name) >= _LONG and name.replace(" ", "") in joined)
        )

    @cached_property
    def where(self) -> Whereabouts:
        """Where the buyer is, as far as the register or the event of the request tells."""
        return whereabouts.of(self._place_id, self.point.on, self.point.n)

    @cached_property
    def _place_id(self) -> int:
        profiles = queries.profiles(self.point.on, self.point.n).filter(organisation_id=self.request.organisation_id)
        found = profiles.values_list("place_id", flat=True).first() if self.request.organisation_id else None
        if not found and self.request.event_id is not None:
            events = queries.standing(TradeEvent, self.point.n, event_id=self.request.event_id)
            found = events[0].place_id if events else 0
        return found or 0


#: A scheme's name so long is found also where its letters are written together ("GlobalGAP").
_LONG = 7


def fitting(request: BuyerRequest, point: Point) -> list[Fitting]:
    """Every product that may fit a request at a point, those with most in common first."""
    wanted = Wanted(request, point)
    pairs = _candidates(wanted)
    facts = Product.objects.in_bulk({fact for fact, _offering in pairs})
    offered = Offering.objects.in_bulk({offering for _fact, offering in pairs})
    own = {request.organisation_id, queries.counted_as(request.organisation_id, point.n)} - {0}
    several = [
        (facts[fact], offered[offering]) for fact, offering in pairs if offered[offering].organisation_id not in own
    ]
    told = _reasons(several, wanted)
    found = [Fitting(product, offering, told[offering.pk]) for product, offering in several if told[offering.pk]]
    return sorted(found, key=lambda one: (-_weight(one, wanted), sort_key(one.product.name), one.offering.pk))


def narrowed(
    found: Iterable[Fitting], point: Point, *, text: str = "", why: str = "", communes: Collection[int] | None = None
) -> list[Fitting]:
    """Those that a narrowing leaves: to a name of product or organisation, to a sort of reason, to communes."""
    left = [
        one
        for one in found
        if (not why or why in {reason.why for reason in one.reasons})
        and (communes is None or one.offering.place_id in communes)
    ]
    if not text:
        return left
    holds = finding.holder(text)
    owners = describe.describe_organisations({one.offering.organisation_id for one in left}, point.on, point.n)
    return [one for one in left if holds(fold(f"{one.product.name} {owners[one.offering.organisation_id].label}"))]


def _weight(one: Fitting, wanted: Wanted) -> int:
    """How much a product has in common with what is wanted: words first, then every other reason."""
    return 3 * len(wanted.within(f"{one.product.name} {one.product.group}")) + len(one.reasons)


def _candidates(wanted: Wanted) -> set[tuple[int, int]]:
    """(fact, offering) of what is offered on the day and bears one of the words in its name or group or as a main
    product, or is of the sector and holds every certificate asked for."""
    point, goods = wanted.point, {"nature": ProductNature.PRODUCT.value}
    found: set[tuple[int, int]] = set()
    for word in wanted.words:
        found.update(product_list.ids(ProductNarrowing(q=word, **goods), point))
    found |= _offered(_by_group(wanted) | {one.product_id for one in _main(wanted)}, point)
    if wanted.request.sector and wanted.schemes:
        certified = [
            set(product_list.ids(ProductNarrowing(sector=wanted.request.sector, scheme=scheme.value, **goods), point))
            for scheme in wanted.schemes
        ]
        found |= set.intersection(*certified)
    return found


def _by_group(wanted: Wanted) -> set[int]:
    """Products of the groups whose name holds a wanted word."""
    standing = queries.standing_rows(Product, wanted.point.n).filter(nature=ProductNature.PRODUCT)
    groups = standing.exclude(group="").order_by("group").values_list("group", flat=True).distinct()
    meant = [group for group in groups if wanted.within(group)]
    return set(standing.filter(group__in=meant).values_list("product_id", flat=True)) if meant else set()


def _main(wanted: Wanted) -> list[MainProduct]:
    """Main products of the day whose commodity holds a wanted word."""
    on = wanted.point.on
    standing = queries.standing_rows(MainProduct, wanted.point.n).filter(valid_from__lte=on, valid_to__gt=on)
    return [one for one in standing if wanted.within(one.commodity)]


def _offered(products: Collection[int], point: Point) -> set[tuple[int, int]]:
    """(fact, offering) of these products, as far as they are offered on the day."""
    rows = Offering.objects.filter(
        queries.believed(point.n), product_id__in=products, valid_from__lte=point.on, valid_to__gt=point.on
    )
    facts = {one.product_id: one.pk for one in queries.standing(Product, point.n, product_id__in=list(products))}
    return {(facts[row.product_id], row.pk) for row in rows if row.product_id in facts}


def _reasons(several: Collection[tuple[Product, Offering]], wanted: Wanted) -> dict[int, tuple[Reason, ...]]:
    """Of each offering why it may fit. A sector or a place alone is no reason: half the province shares them."""
    main = {one.product_id: one for one in _main(wanted)}
    schemes = _certified(several, wanted)
    places = whereabouts.many((offering.place_id for _fact, offering in several), wanted.point.on, wanted.point.n)
    found = {}
    for product, offering in several:
        strong = [*_by_words(product, main.get(product.product_id), wanted), *_by_schemes(schemes[offering.pk])]
        weak = [*_by_sector(offering, wanted), *_by_place(places[offering.place_id], wanted)]
        found[offering.pk] = tuple(strong + weak) if strong else ()
    return found


def _by_words(product: Product, main: MainProduct | None, wanted: Wanted) -> Iterator[Reason]:
    held = wanted.within(f"{product.name} {product.group}")
    if held:
        yield Reason(Why.NAME, _("tên hoặc nhóm có “%(words)s”") % {"words": "”, “".join(held)})
    if main is not None:
        yield Reason(Why.MAIN, _("sản phẩm chủ lực của tỉnh: %(commodity)s") % {"commodity": main.commodity})


def _by_schemes(schemes: Collection[Scheme]) -> Iterator[Reason]:
    if schemes:
        named = ", ".join(str(scheme.label) for scheme in dict.fromkeys(schemes))
        yield Reason(Why.CERTIFICATE, _("còn hạn %(schemes)s như yêu cầu") % {"schemes": named})


def _by_sector(offering: Offering, wanted: Wanted) -> Iterator[Reason]:
    if offering.product_sector and offering.product_sector == wanted.request.sector:
        yield Reason(Why.SECTOR, _("cùng ngành %(sector)s") % {"sector": words.label(Sector, offering.product_sector)})


def _by_place(where: Whereabouts, wanted: Wanted) -> Iterator[Reason]:
    levels = ((where.commune, wanted.where.commune), (where.district, wanted.where.district))
    near = next((here for here, there in levels if here and here == there), "")
    if near:
        yield Reason(Why.PLACE, _("ở %(place)s như người mua") % {"place": near})


def _certified(several: Collection[tuple[Product, Offering]], wanted: Wanted) -> dict[int, list[Scheme]]:
    """Of each offering the schemes asked for that hold on the day, of the product or of its whole maker."""
    if not wanted.schemes:
        return {offering.pk: [] for _product, offering in several}
    on, n = wanted.point.on, wanted.point.n
    makers = {product.organisation_id for product, _offering in several}
    valid = queries.standing_rows(Certificate, n).filter(
        organisation_id__in=makers, scheme__in=wanted.schemes, issued_on__lte=on, valid_to__gt=on
    )
    held = {(one.organisation_id, one.product_id, one.scheme) for one in valid}
    return {
        offering.pk: [
            scheme
            for scheme in wanted.schemes
            for product_id in (None, product.product_id)
            if (product.organisation_id, product_id, scheme.value) in held
        ]
        for product, offering in several
    }


def described(found: Sequence[Fitting], request: BuyerRequest, point: Point) -> list[Suggestion]:
    """What a page says of some of them."""
    owners = {one.offering.organisation_id for one in found}
    named, keys = describe.describe_organisations(owners, point.on, point.n), words.keys(owners)
    places = whereabouts.many((one.offering.place_id for one in found), point.on, point.n)
    there = {offer.product_id for offer in queries.standing(Offer, point.n, request_id=request.request_id)}
    return [
        Suggestion(
            product=one.product,
            url=f"{describe.product_url(one.product.product_id)}{point.query}",
            owner=named[one.offering.organisation_id],
            owner_key=keys[one.offering.organisation_id],
            where=places[one.offering.place_id],
            reasons=one.reasons,
            offered=one.product.product_id in there,
            request_key=request.key,
        )
        for one in found
    ]
