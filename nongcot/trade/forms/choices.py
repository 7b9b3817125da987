"""What several acts of the room let choose from."""

from collections.abc import Collection

from nongcot.registry import standing
from nongcot.registry.forms import products
from nongcot.registry.forms.offerings import FactForm

NONE = ("", "–")


def own_products(organisation_id: int, kept: Collection[int] = ()) -> list[tuple[str, str]]:
    """Products of an organisation and of records united with it, as choices; `kept` as of `products.offered`."""
    return products.offered(standing.together([organisation_id]), kept)


class OfOneProduct(FactForm):
    """Questions of which one, `product_id`, lets choose a product of an organisation, or none."""

    def offers_of(self, organisation_id: int, before: int | None = None) -> None:
        """Let choose from what an organisation makes, and what was chosen `before`."""
        choices = [NONE, *own_products(organisation_id, [before] if before else [])]
        self.fields["product_id"].choices = choices  # type: ignore[attr-defined]

    @property
    def product(self) -> int | None:
        """The number of the chosen product."""
        return int(self.cleaned_data["product_id"]) if self.cleaned_data["product_id"] else None
