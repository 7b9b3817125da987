"""What several acts of the room let choose from."""

from nongcot.registry import keyed, standing
from nongcot.registry.forms.offerings import FactForm
from nongcot.registry.models import Product

NONE = ("", "–")


def own_products(organisation_id: int) -> list[tuple[str, str]]:
    """Products of an organisation and of records united with it, as choices."""
    records = sorted(standing.together([organisation_id]))
    return [(str(p.product_id), p.name) for record in records for p in keyed.all_standing(Product, record)]


class OfOneProduct(FactForm):
    """Questions of which one, `product_id`, lets choose a product of an organisation, or none."""

    def offers_of(self, organisation_id: int) -> None:
        """Let choose from what an organisation makes."""
        choices = [NONE, *own_products(organisation_id)]
        self.fields["product_id"].choices = choices  # type: ignore[attr-defined]

    @property
    def product(self) -> int | None:
        """The number of the chosen product."""
        return int(self.cleaned_data["product_id"]) if self.cleaned_data["product_id"] else None
