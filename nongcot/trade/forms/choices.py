"""What several acts of the room let choose from."""

from nongcot.registry import keyed, standing
from nongcot.registry.models import Product

NONE = ("", "–")


def own_products(organisation_id: int) -> list[tuple[str, str]]:
    """Products of an organisation and of records united with it, as choices."""
    records = sorted(standing.together([organisation_id]))
    return [(str(p.product_id), p.name) for record in records for p in keyed.all_standing(Product, record)]
