"""Products without linkage: those on offer whose makers have no contract in force and hold no stage of a chain."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.linkage.models import Party
from nongcot.linkage.reading.conditions import Condition, stands
from nongcot.registry.describe import describe_products
from nongcot.registry.lists.cells import Cell, Column, told
from nongcot.registry.lists.listed import Listed, Row, Shown, label
from nongcot.registry.lists.of_products import of_products
from nongcot.registry.models import Offering, Product
from nongcot.registry.queries import believed, holds, known
from nongcot.registry.reading import whereabouts
from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import Sector


def condition(point: Point) -> Condition:
    """SQL that holds for such offerings, called `o`, with its parameters."""
    sql = (
        f"{known(point.n, point.is_newest, 'o')} AND {holds('o')} AND o.kind IN ('coop', 'union', 'group') "
        "AND NOT EXISTS (SELECT 1 FROM linkage_party y JOIN linkage_bond b ON b.code = 'contract' "
        f"AND b.subject_id = y.contract_id AND {known(point.n, point.is_newest, 'b')} AND {holds('b')} "
        f"WHERE y.organisation_id = o.organisation_id AND y.side IN ('collective', 'partner') "
        f"AND {stands('y', Party, point.n)}) "
        f"AND NOT EXISTS (SELECT 1 FROM linkage_bond l WHERE l.organisation_id = o.organisation_id "
        f"AND l.code IN ('rule', 'chain') AND {known(point.n, point.is_newest, 'l')} AND {holds('l')})"
    )
    return sql, [point.on] * 6


def _only(products: QuerySet[Any], point: Point) -> QuerySet[Any]:
    sql, asked = condition(point)
    return products.extra(
        where=[f"product_id IN (SELECT o.product_id FROM registry_offering o WHERE {sql})"], params=asked
    )


def _rows(found: Sequence[Product], shown: Shown) -> Iterable[Row]:
    ids = [one.product_id for one in found]
    named = describe_products(ids, shown.point.on, shown.point.n)
    on_offer = Offering.objects.filter(
        believed(shown.point.n), product_id__in=ids, valid_from__lte=shown.point.on, valid_to__gt=shown.point.on
    )
    offered = {product: told for product, *told in on_offer.values_list("product_id", "place_id", "product_sector")}
    where = whereabouts.many({place for place, _sector in offered.values()}, shown.point.on, shown.point.n)
    for one in found:
        product, (place, sector) = named.get(one.product_id), offered[one.product_id]
        yield [
            Cell(one.name, one.name, product.url if product else ""),
            shown.who(one.organisation_id),
            told(where[place].full or _("chưa rõ địa bàn")),
            told(label(Sector, sector)),
        ]


def _sought(text: str, _point: Point) -> Q:
    return of_products(text)


UNLINKED = Listed(
    slug="san-pham-chua-lien-ket",
    title=gettext_lazy("Sản phẩm chưa có liên kết"),
    model=Product,
    columns=(
        Column(gettext_lazy("Sản phẩm"), width=40),
        Column(gettext_lazy("Của tổ chức"), width=52),
        Column(gettext_lazy("Xã, phường"), width=40),
        Column(gettext_lazy("Ngành"), width=28),
    ),
    rows=_rows,
    order=("name", "pk"),
    only=_only,
    sought=_sought,
    sought_label=gettext_lazy("Tổ chức, sản phẩm"),
    working=True,
    nothing=gettext_lazy("Sản phẩm nào cũng đã có liên kết"),
    nothing_text=gettext_lazy("Sản phẩm nào trong sổ cũng của tổ chức đã có liên kết."),
)
