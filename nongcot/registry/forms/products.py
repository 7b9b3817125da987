"""Products to choose among."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from nongcot.registry import keyed
from nongcot.registry.models import Product


def offered(records: Collection[int], kept: Collection[int] = ()) -> list[tuple[str, str]]:
    """Products of these records, as choices; and those `kept` that a fact names already, be they another record's, or
    taken back since, which is said: else saying the fact anew would drop them."""
    own = {p.product_id: p.name for record in sorted(records) for p in keyed.all_standing(Product, record)}
    missing = [f"p{number}" for number in dict.fromkeys(kept) if number not in own]
    there = keyed.those_standing(Product, missing)
    for key, product in keyed.last_told_of_each(Product, missing).items():
        name = there[key].name if key in there else _("%(product)s (đã rút lại)") % {"product": product.name}
        own[product.product_id] = name
    return [(str(number), name) for number, name in own.items()]
