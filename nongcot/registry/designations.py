"""Main products by the province's decisions, cut along the lives of their makers."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from nongcot.registry import derived, holdings, keyed, standing
from nongcot.registry.holdings import HOLDING, Held, along
from nongcot.registry.models import KeyProduct, MainProduct, Organisation, Product

COLUMNS = (*HOLDING, "product_sector")


def prepare(n: int, touched: Collection[int]) -> set[int]:
    """Bring the rows of main products in line with the facts of the touched organisations, at posting `n`."""
    organisations = standing.together([o for o in touched if o > 0])
    # A withdrawn decision counts, for its rows have to go.
    if keyed.anything_of(organisations, MainProduct):
        wanted = _wanted(organisations)
        derived.replace(KeyProduct, COLUMNS, wanted, n, organisations)
    return set()


def differences() -> int:
    """How many rows are not what the facts give; for `reconcile`."""
    everyone = set(Organisation.objects.values_list("pk", flat=True))
    return derived.differences(KeyProduct, COLUMNS, _wanted(everyone))


def _wanted(organisations: Collection[int]) -> list[tuple[Any, ...]]:
    named = keyed.of_many(MainProduct, organisations)
    if not named:
        return []
    products = {product.product_id: product for product in keyed.of_many(Product, organisations)}
    as_one = holdings.roots(organisations)
    lives = holdings.lives({as_one.get(o, o) for o in organisations})
    held: dict[int, list[Held]] = defaultdict(list)
    for told in named:
        product = products.get(told.product_id)
        if product is not None:
            since = max(told.valid_from, product.valid_from or date.min)
            held[told.product_id].append(Held(since, min(told.valid_to, product.valid_to)))
    found = []
    for number, days in held.items():
        product = products[number]
        for stretch in along(lives.get(as_one.get(product.organisation_id, product.organisation_id), []), days):
            row = stretch.row("main_product", number)
            found.append((*row, product.sector or stretch.slice.sector))
    return found
