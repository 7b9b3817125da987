"""Products that rows tell: which of them the register has, and how new ones and their stars are asserted."""

from collections.abc import Collection
from dataclasses import dataclass, field

from nongcot.indicators.ledger import Entry
from nongcot.intake.candidates import ToldProduct
from nongcot.registry import writing
from nongcot.registry.models import Certificate, Product
from nongcot.registry.standing import newest_of_each
from nongcot.registry.vocabulary import ProductNature, Scheme


@dataclass
class Standing:
    """A product of the register and the OCOP stars it was ever recognised with."""

    product_id: int
    stars: set[int | None] = field(default_factory=set)


Offered = dict[int, dict[str, Standing]]


def offered(organisations: Collection[int]) -> Offered:
    """Products of these organisations by their name in small letters."""
    about = {"organisation_id__in": list(organisations), "withdrawn": None}
    found: Offered = {organisation: {} for organisation in organisations}
    by_id: dict[int, Standing] = {}
    for product in newest_of_each(Product.objects.filter(**about).order_by("posted", "pk")):
        by_id[product.product_id] = Standing(product.product_id)
        found[product.organisation_id][product.name.casefold()] = by_id[product.product_id]
    for certificate in newest_of_each(Certificate.objects.filter(**about).order_by("posted", "pk")):
        if certificate.scheme == Scheme.OCOP and certificate.product_id in by_id:
            by_id[certificate.product_id].stars.add(certificate.stars)
    return found


def is_new(told: ToldProduct, known: Standing | None) -> bool:
    """Whether the register does not have the product, or not with the stars the row has a date for."""
    return known is None or (told.recognised is not None and told.stars is not None and told.stars not in known.stars)


def tell(entry: Entry, organisation_id: int, told: ToldProduct, known: Standing | None, source: str) -> Standing:
    """Assert the product and its recognition where the register does not have them.

    Stars without a date of recognition are no certificate: they wait for the paper.
    """
    standing = known or Standing(
        writing.offer(
            entry,
            organisation_id=organisation_id,
            name=told.name,
            nature=ProductNature.PRODUCT,
            group=told.group,
            source=source,
        )
    )
    if told.stars is not None and told.recognised is not None and told.stars not in standing.stars:
        writing.certify(
            entry,
            source=source,
            organisation_id=organisation_id,
            product_id=standing.product_id,
            scheme=Scheme.OCOP,
            number=told.document_no,
            issuer=told.issuer,
            stars=told.stars,
            issued_on=told.recognised.earliest,
            issued_precision=told.recognised.precision,
        )
        standing.stars.add(told.stars)
    return standing
