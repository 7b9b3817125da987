"""How dossiers and outcomes are said."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.basis.rules import Held
from nongcot.ocop.models import Dossier
from nongcot.ocop.scoring import Outcome
from nongcot.ocop.vocabulary import Stop
from nongcot.registry import holdings
from nongcot.registry import words as registry_words
from nongcot.registry.models import Organisation, Product
from nongcot.registry.standing import newest_of_each
from nongcot.registry.vocabulary import Level


@dataclass(frozen=True)
class Names:
    """A product and its producer, by name and address; the producer's key in the book."""

    product: str
    producer: str
    product_url: str = ""
    producer_url: str = ""
    producer_key: str = ""


def of_dossier(dossier: Dossier) -> Names:
    """The names of one dossier."""
    return of_products([(dossier.product_id, dossier.organisation_id)])[dossier.product_id]


def of_products(asked: Iterable[tuple[int, int]]) -> dict[int, Names]:
    """Names by product, asked as (product, producer)."""
    pairs = dict(asked)
    as_one = holdings.roots(set(pairs.values()))
    owners = {product: as_one.get(owner, owner) for product, owner in pairs.items()}
    rows = Product.objects.filter(product_id__in=pairs, withdrawn=None).order_by("posted", "pk")
    products = {row.product_id: row.name for row in newest_of_each(rows)}
    producers = registry_words.names(set(owners.values()))
    keys = dict(Organisation.objects.filter(pk__in=set(owners.values())).values_list("pk", "key"))
    return {
        product: Names(
            products.get(product, f"p{product}"),
            producers.get(owner, ""),
            reverse("registry:product", args=[product]),
            reverse("registry:organisation", args=[keys[owner]]) if owner in keys else "",
            keys.get(owner, ""),
        )
        for product, owner in owners.items()
    }


def stars(star: int | None) -> str:
    """ "4 sao"; no recognition in words."""
    return _("Không được công nhận") if star is None else _("%(stars)s sao") % {"stars": star}


def verdict(outcome: Outcome | None) -> str:
    """An outcome in a few words."""
    if outcome is None:
        return _("chưa có kết quả")
    if outcome.stopped:
        return _("không đánh giá")
    return stars(outcome.star)


def stop(code: str) -> str:
    """A disqualifier."""
    return str(Stop(code).label) if code in Stop.values else code


def filled_in(rule: Held) -> str:
    """That an officer filled a rule in, by which document; "" for one that came with the program."""
    return "" if rule.is_carried else _("cán bộ điền theo %(basis)s") % {"basis": rule.legal_basis}


def level(code: str) -> str:
    """Who decided; "" for unknown."""
    return str(Level(code).label) if code in Level.values else ""
