"""History in bulk: results and recognitions from decisions and lists, without a dossier, in one posting."""

from collections.abc import Sequence
from dataclasses import dataclass

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate
from nongcot.ocop.actions import about
from nongcot.ocop.actions.results import Found, Given, give, result_columns
from nongcot.ocop.models import Dossier, Result
from nongcot.ocop.stating import state
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Product
from nongcot.registry.outcomes import Recorded
from nongcot.registry.standing import newest_of_each
from nongcot.registry.writing import new_key


@dataclass(frozen=True)
class Past:
    """One product of a list: what was filed, found and given; whatever a list does not tell stays None or empty."""

    product_id: int
    kind: str
    regime: str = ""
    set_code: str = ""
    filed: PartialDate | None = None
    found: Found | None = None
    given: Given | None = None


def enter_history(*, past: Sequence[Past], by: User | None, source: str) -> Recorded:
    """Enter what decisions and lists tell of products, in one posting; imported history is warned of and never blocked.

    Raises NotNow for a product that is not in the book, ValidationError by field.
    """
    with posting("ocop.enter_history", by=by, cause=Posting.Cause.IMPORT, source=source) as entry:
        owners = _owners([one.product_id for one in past])
        dossiers, results, given = [], [], []
        for one in past:
            about.require_kind(one.kind)
            if one.regime:
                about.require_set(one.regime, one.set_code)
            whose = {
                "organisation_id": owners[one.product_id],
                "product_id": one.product_id,
                "kind": one.kind,
                "regime": one.regime,
                "set_code": one.set_code,
            }
            linked = whose
            if one.filed is not None:
                linked = whose | {"dossier": new_key()}
                filed = {"key": linked["dossier"], "opened_on": one.filed.earliest, **about.on(one.filed)}
                dossiers.append({**whose, **filed, "source": source})
            if one.found is not None:
                results.append(linked | result_columns(one.regime, one.found) | {"source": source})
            if one.given is not None:
                given.append((linked, one.given))
        state(entry, Dossier, dossiers)
        state(entry, Result, results)
        keys = give(entry, given, source)
    return Recorded(entry.n, tuple(sorted(set(owners.values()))), tuple(keys))


def _owners(products: Sequence[int]) -> dict[int, int]:
    """The producers of products, read at once. Raises NotNow for one that is not in the book."""
    rows = Product.objects.filter(product_id__in=set(products), withdrawn=None).order_by("posted", "pk")
    found = {product.product_id: product.organisation_id for product in newest_of_each(rows)}
    for product in products:
        if product not in found:
            about.product_of(product)
    return found
