"""What the room shows on an organisation's page, and what it offers to record there."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.kernel.dates import format_day
from nongcot.ocop import describe, policies, queries, regimes, stages, words
from nongcot.ocop.actions.about import revocations
from nongcot.ocop.acts import ACTS, OF_REVOCATIONS
from nongcot.ocop.models import Recognition, Step
from nongcot.ocop.stages import Standing
from nongcot.ocop.views.dossiers import BADGES
from nongcot.ocop.vocabulary import DossierKind
from nongcot.registry import keyed
from nongcot.registry.lives import Life
from nongcot.registry.models import Organisation, Product
from nongcot.registry.reading.panels import Offered, Panel
from nongcot.registry.reading.portrait import Portrait
from nongcot.registry.vocabulary import Kind, Scheme

#: Credit funds have no product of the programme.
NOT_FOR = (Kind.CREDIT_FUND,)


def panel(portrait: Portrait, user: Any) -> Panel | None:
    """Products with their stars, and for the alliance their dossiers: those under way, then those that are over."""
    certified = [
        one for one in portrait.certificates if one.fact.scheme == Scheme.OCOP and one.fact.product_id and one.product
    ]
    dossiers = []
    if policies.may_view(user):
        products = {product.product_id: product.name for product in portrait.products}
        dossiers = [_shown(one, products[one.dossier.product_id]) for one in queries.dossiers_of(products)]
    if not certified and not dossiers:
        return None
    context = {
        "certified": certified,
        "waiting": [one for one in dossiers if one["standing"].stage not in stages.OVER],
        "over": [one for one in dossiers if one["standing"].stage in stages.OVER],
        "windows": {
            one.fact.key: regimes.window(one.fact.valid_to, portrait.point.on, portrait.point.n)
            for one in certified
            if policies.may_view(user)
        },
        "query": portrait.point.query,
    }
    return Panel("ocop/_organisation.html", context)


def panel_of_product(product: Product, user: Any) -> Panel | None:
    """For the alliance every dossier of a product, and recognitions that lists told without one, with their acts."""
    if not policies.may_view(user):
        return None
    dossiers = [_shown(one, DossierKind(one.dossier.kind).label) for one in queries.dossiers_of([product.product_id])]
    may_edit = policies.may_edit(user)
    told = [one for one in keyed.of_many(Recognition, [product.product_id], by="product_id") if not one.dossier]
    revoked = {step.certificate: step for step in revocations([one.certificate for one in told])}
    listed = [
        {
            "name": describe.name_of(one),
            "badge": _standing(one, revoked.get(one.certificate)),
            "acts": _acts(one, revoked.get(one.certificate)) if may_edit else [],
        }
        for one in told
    ]
    return Panel("ocop/_product.html", {"dossiers": dossiers, "listed": listed}) if dossiers or listed else None


def _shown(one: Standing, name: str) -> dict[str, Any]:
    filed, opened = one.dossier.earliest, one.dossier.opened_on
    day = _("nộp %(day)s") % {"day": format_day(filed)} if filed else _("lập %(day)s") % {"day": format_day(opened)}
    when = ", ".join(part for part in (day, regimes.label(one.dossier.regime)) if part)
    return {"standing": one, "name": name, "when": when, "badge": (BADGES[one.stage], one.stage.label)}


def _standing(told: Recognition, revoked: Step | None) -> tuple[str, str]:
    if revoked is None:
        return "on", words.stars(told.star)
    return "end", _("thu hồi từ ngày %(day)s") % {"day": format_day(revoked.day)}


def _acts(told: Recognition, revoked: Step | None) -> list[tuple[str, str]]:
    """What can be recorded about a recognition, and about its revocation: what it is called, address."""
    acts: list[tuple[str, Recognition | Step]] = [("change_recognition", told)]
    acts += [("revoke", told)] if revoked is None else [(code, revoked) for code in OF_REVOCATIONS]
    acts.append(("withdraw_recognition", told))
    return [(str(ACTS[code].title), describe.act_url(code, fact)) for code, fact in acts]


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
