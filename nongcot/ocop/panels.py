"""What the room shows on an organisation's page, and what it offers to record there."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.ocop import policies, queries, regimes, stages
from nongcot.ocop.views.dossiers import BADGES
from nongcot.registry import keyed
from nongcot.registry.lives import Life
from nongcot.registry.models import Organisation, Product
from nongcot.registry.reading.panels import Offered, Panel
from nongcot.registry.reading.portrait import Portrait
from nongcot.registry.vocabulary import Kind, Scheme

#: Credit funds have no product of the programme.
NOT_FOR = (Kind.CREDIT_FUND,)


def panel(portrait: Portrait, user: Any) -> Panel | None:
    """Products with their stars, and for officers the dossiers that are under way."""
    certified = [
        one for one in portrait.certificates if one.fact.scheme == Scheme.OCOP and one.fact.product_id and one.product
    ]
    waiting = []
    if policies.may_view(user):
        products = {product.product_id: product.name for product in portrait.products}
        waiting = [
            {"standing": one, "name": products[one.dossier.product_id], "badge": (BADGES[one.stage], one.stage.label)}
            for one in queries.dossiers_of(products)
            if one.stage not in stages.OVER
        ]
    if not certified and not waiting:
        return None
    context = {
        "certified": certified,
        "waiting": waiting,
        "windows": {
            one.fact.key: regimes.window(one.fact.valid_to, portrait.point.on, portrait.point.n)
            for one in certified
            if policies.may_view(user)
        },
        "query": portrait.point.query,
    }
    return Panel("ocop/_organisation.html", context)


def offered(organisation: Organisation, life: Life, today: date) -> Offered | None:
    """A dossier for each product that is offered."""
    if life.kind in NOT_FOR:
        return None
    products = [p for p in keyed.all_standing(Product, organisation.pk) if p.valid_to > today]
    lines = tuple(
        (
            _("Lập hồ sơ OCOP: %(product)s") % {"product": product.name},
            reverse("ocop:open_dossier", args=[product.product_id]),
            "",
        )
        for product in products
    )
    return Offered(_("OCOP"), lines) if lines else None


def offered_of_product(product: Product, kind: str, today: date) -> tuple[str, str] | None:
    """A dossier, while the product is offered."""
    if kind in NOT_FOR or product.valid_to <= today:
        return None
    return _("Lập hồ sơ OCOP"), reverse("ocop:open_dossier", args=[product.product_id])
