"""Lists of what is told of products: certificates of every scheme, GTINs, main products by decision."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nongcot.registry import finding
from nongcot.registry.describe import describe_products
from nongcot.registry.lists import states
from nongcot.registry.lists.cells import Cell, Column, told
from nongcot.registry.lists.listed import Listed, Row, Shown, badge, holding, label, until
from nongcot.registry.models import Certificate, Gtin, MainProduct
from nongcot.registry.reading import fact_keys, histories
from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import Level, Scheme


def of_products(text: str) -> Q:
    """What is told of a product, or the product itself, whose name a text may mean."""
    return Q(product_id__in=finding.found(text, finding.PRODUCT))


def _products(found: Sequence[Certificate | Gtin | MainProduct], shown: Shown) -> dict[int | None, Cell]:
    """The products that facts are told of, with their pages."""
    ids = [one.product_id for one in found if one.product_id]
    named = describe_products(ids, shown.point.on, shown.point.n)
    return {pk: Cell(product.label, product.label, product.url) for pk, product in named.items()}


def _certificates(found: Sequence[Certificate], shown: Shown) -> Iterable[Row]:
    products = _products(found, shown)
    for one in found:
        yield [
            replace(_named(one), sub=one.number),
            told(one.number),
            told(one.stars),
            replace(products.get(one.product_id, Cell()), sub=one.scope),
            shown.who(one.organisation_id),
            told(one.scope),
            told(one.issuer),
            told(label(Level, one.level)),
            told(histories.issued(one)),
            until(one.valid_to),
            badge(one.issued_on, one.valid_to, shown.point.on),
        ]


def _named(one: Certificate) -> Cell:
    """A certificate by its scheme; on pages with its stars."""
    scheme = label(Scheme, one.scheme)
    return Cell(scheme, f"{scheme} {histories.mark(one)}" if one.stars else scheme)


def _gtins(found: Sequence[Gtin], shown: Shown) -> Iterable[Row]:
    products = _products(found, shown)
    for one in found:
        yield [
            told(one.gtin),
            products.get(one.product_id, Cell()),
            shown.who(one.organisation_id),
            told(one.valid_from),
            until(one.valid_to),
            badge(one.valid_from, one.valid_to, shown.point.on),
        ]


def _main_products(found: Sequence[MainProduct], shown: Shown) -> Iterable[Row]:
    products = _products(found, shown)
    for one in found:
        yield [
            products.get(one.product_id, Cell()),
            shown.who(one.organisation_id),
            told(one.commodity),
            told(one.decision_no),
            told(one.decided_on),
            told(one.issuing_body),
            told(one.valid_from),
            until(one.valid_to),
            badge(one.valid_from, one.valid_to, shown.point.on),
        ]


def _of_certificates(text: str, _point: Point) -> Q:
    return of_products(text) | Q(number__icontains=text) | Q(number__contains=text.upper())


def _of_gtins(text: str, _point: Point) -> Q:
    return of_products(text) | Q(gtin__startswith=text)


def _of_main_products(text: str, point: Point) -> Q:
    return of_products(text) | holding(MainProduct, ("commodity", "decision_no"), text, point)


CERTIFICATES = Listed(
    slug="chung-nhan",
    title=pgettext_lazy("danh sách", "Chứng nhận"),
    model=Certificate,
    columns=(
        Column(_("Chứng nhận"), width=28),
        Column(_("Số giấy chứng nhận"), "code", only_in_files=True),
        Column(_("Hạng sao"), "number", only_in_files=True),
        Column(_("Sản phẩm"), width=40),
        Column(_("Của tổ chức"), width=52, names_whom=True),
        Column(_("Phạm vi"), width=32, only_in_files=True),
        Column(_("Cơ quan cấp"), width=32),
        Column(_("Cấp công nhận")),
        Column(_("Ngày cấp"), "day"),
        Column(_("Có giá trị đến hết ngày"), "day"),
        Column(_("Tình trạng")),
    ),
    rows=_certificates,
    order=("-issued_on", "-posted", "-pk"),
    year="issued_on",
    kinds="scheme",
    kinds_label=_("Chứng nhận"),
    choices=Scheme,
    levels="level",
    states=states.by_days("issued_on"),
    sought=_of_certificates,
    sought_label=_("Tổ chức, sản phẩm, số giấy"),
    named_by=fact_keys.CERTIFICATE,
)

GTINS = Listed(
    slug="ma-gtin",
    title=pgettext_lazy("danh sách", "Mã GTIN"),
    model=Gtin,
    columns=(
        Column(_("Mã GTIN"), "code"),
        Column(_("Sản phẩm"), width=40),
        Column(_("Của tổ chức"), width=52, names_whom=True),
        Column(_("Từ ngày"), "day"),
        Column(_("Đến hết ngày"), "day"),
        Column(_("Tình trạng")),
    ),
    rows=_gtins,
    order=("-valid_from", "-posted", "-pk"),
    year="valid_from",
    states=states.by_days(),
    sought=_of_gtins,
    sought_label=_("Tổ chức, sản phẩm, mã"),
)

MAIN_PRODUCTS = Listed(
    slug="san-pham-chu-luc",
    title=_("Sản phẩm chủ lực"),
    model=MainProduct,
    columns=(
        Column(_("Sản phẩm"), width=40),
        Column(_("Của tổ chức"), width=52, names_whom=True),
        Column(_("Nhóm trong danh mục"), width=28),
        Column(_("Số quyết định"), "code"),
        Column(_("Ngày quyết định"), "day"),
        Column(_("Cơ quan ban hành"), width=28),
        Column(_("Từ ngày"), "day"),
        Column(_("Đến hết ngày"), "day"),
        Column(_("Tình trạng")),
    ),
    rows=_main_products,
    order=("-valid_from", "-posted", "-pk"),
    year="valid_from",
    states=states.by_days(),
    sought=_of_main_products,
    sought_label=_("Tổ chức, sản phẩm, nhóm"),
    named_by=fact_keys.MAIN_PRODUCT,
)
