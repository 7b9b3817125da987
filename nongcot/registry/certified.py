"""Who and what is certified on which days: certificates cut along the lives of their holders."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from nongcot.kernel.dates import FAR
from nongcot.registry import derived, holdings, keyed, standing
from nongcot.registry.holdings import HOLDING, Held, Slice
from nongcot.registry.models import Certificate, Certified, Organisation, Product
from nongcot.registry.vocabulary import MARKS, QUALITY, Scheme

CERTIFIED = (*HOLDING, "schemes")
COUNTED = (*MARKS, Scheme.TRACEABILITY, Scheme.PLANTING_AREA)


def prepare(n: int, touched: Collection[int]) -> set[int]:
    """Bring the rows of the touched organisations in line with their certificates, at posting `n`. Called by the
    engine."""
    everyone = standing.together([o for o in touched if o > 0])
    if not keyed.anything_of(everyone, Certificate):
        return set()
    rows = list(_rows(everyone))
    derived.replace(Certified, CERTIFIED, rows, n, everyone)
    return everyone


def differences() -> int:
    """How many derived rows are not what the certificates give, over the whole register; for `reconcile`."""
    return derived.differences(Certified, CERTIFIED, _rows(set(Organisation.objects.values_list("pk", flat=True))))


def _rows(everyone: Collection[int]) -> Iterator[tuple[Any, ...]]:
    as_one = holdings.roots(everyone)
    certificates: dict[int, list[Certificate]] = defaultdict(list)
    for certificate in keyed.of_many(Certificate, everyone):
        if certificate.scheme in COUNTED:
            certificates[as_one.get(certificate.organisation_id, certificate.organisation_id)].append(certificate)
    if not certificates:
        return
    products: dict[int, list[Product]] = defaultdict(list)
    for product in keyed.of_many(Product, everyone):
        products[as_one.get(product.organisation_id, product.organisation_id)].append(product)
    lives = holdings.lives(certificates)
    for organisation, held in certificates.items():
        life = lives.get(organisation, [])
        for code, schemes in (("certified", QUALITY), ("planting_area", (Scheme.PLANTING_AREA,))):
            yield from _stretches(code, organisation, life, [_held(one) for one in held if one.scheme in schemes])
        for product in products[organisation]:
            covering = [one for one in held if one.product_id in (None, product.product_id)]
            for code, schemes in (("product", MARKS), ("traceable", (Scheme.TRACEABILITY,))):
                offered = product.valid_from or date.min, product.valid_to
                while_offered = [_held(one, *offered) for one in covering if one.scheme in schemes]
                yield from _stretches(code, product.product_id, life, while_offered)


def _held(certificate: Certificate, since: date = date.min, until: date = FAR) -> Held:
    return Held(max(certificate.issued_on, since), min(certificate.valid_to, until), str(certificate.scheme))


def _stretches(code: str, subject: int, life: Sequence[Slice], held: Sequence[Held]) -> Iterator[tuple[Any, ...]]:
    for stretch in holdings.along(life, held):
        yield (*stretch.row(code, subject), ",".join(sorted(set(stretch.held))))
