"""Products without linkage: those on offer that no contract in force and no chain covers, or of which that is not known
(`covering`)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.linkage.reading import covering
from nongcot.linkage.reading.conditions import Condition
from nongcot.registry.describe import describe_products
from nongcot.registry.lists.cells import Cell, Column, marked, told
from nongcot.registry.lists.listed import Listed, Row, Shown, State, label
from nongcot.registry.lists.of_products import of_products
from nongcot.registry.models import Offering, Product
from nongcot.registry.queries import believed
from nongcot.registry.reading import whereabouts
from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import Sector


def condition(point: Point) -> Condition:
    """SQL that holds for such offerings, called `o`, with its parameters."""
    sql, asked = covering.offered(point)
    return f"{sql} AND NOT {covering.covered('o.product_id', point)}", asked


def _only(products: QuerySet[Any], point: Point) -> QuerySet[Any]:
    sql, asked = condition(point)
    return products.extra(
        where=[f"product_id IN (SELECT o.product_id FROM registry_offering o WHERE {sql})"], params=asked
    )


def _unclear(products: QuerySet[Any], point: Point) -> QuerySet[Any]:
    return products.extra(where=[covering.unclear("product_id", point)])


def _none(products: QuerySet[Any], point: Point) -> QuerySet[Any]:
    return products.extra(where=[f"NOT {covering.unclear('product_id', point)}"])


STATES = {
    "none": State(gettext_lazy("Chưa có liên kết"), _none),
    "unclear": State(gettext_lazy("Chưa rõ: tổ chức có liên kết, không ghi sản phẩm nào"), _unclear),
}


def _rows(found: Sequence[Product], shown: Shown) -> Iterable[Row]:
    ids = [one.product_id for one in found]
    named = describe_products(ids, shown.point.on, shown.point.n)
    on_offer = Offering.objects.filter(
        believed(shown.point.n), product_id__in=ids, valid_from__lte=shown.point.on, valid_to__gt=shown.point.on
    )
    offered = {product: told for product, *told in on_offer.values_list("product_id", "place_id", "product_sector")}
    unclear = covering.of(shown.point).unclear
    where = whereabouts.many({place for place, _sector in offered.values()}, shown.point.on, shown.point.n)
    for one in found:
        product, (place, sector) = named.get(one.product_id), offered[one.product_id]
        yield [
            Cell(one.name, one.name, product.url if product else ""),
            shown.who(one.organisation_id),
            told(where[place].full or _("chưa rõ địa bàn")),
            told(label(Sector, sector)),
            _state(one.product_id in unclear),
        ]


def _state(is_unclear: bool) -> Cell:
    if is_unclear:
        return Cell(str(STATES["unclear"].label), _("Chưa rõ"), badge="info")
    return marked("wait", str(STATES["none"].label))


def _sought(text: str, _point: Point) -> Q:
    return of_products(text)


UNLINKED = Listed(
    slug="san-pham-chua-lien-ket",
    title=gettext_lazy("Sản phẩm chưa có liên kết"),
    model=Product,
    columns=(
        Column(gettext_lazy("Sản phẩm"), width=40),
        Column(gettext_lazy("Của tổ chức"), width=52, names_whom=True),
        Column(gettext_lazy("Xã, phường"), width=40),
        Column(gettext_lazy("Ngành"), width=28),
        Column(gettext_lazy("Tình trạng"), width=28),
    ),
    rows=_rows,
    order=("name", "pk"),
    states=STATES,
    only=_only,
    sought=_sought,
    sought_label=gettext_lazy("Tổ chức, sản phẩm"),
    working=True,
    nothing=gettext_lazy("Sản phẩm nào cũng đã có liên kết"),
    nothing_text=gettext_lazy("Sản phẩm nào trong sổ cũng có hợp đồng đang thực hiện hoặc chuỗi bao."),
)
