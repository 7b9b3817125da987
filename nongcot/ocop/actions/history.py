"""History in bulk: results and recognitions from decisions and lists, without a dossier, in one posting."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate
from nongcot.ocop.actions import about
from nongcot.ocop.actions.results import Found, Given, give, result_columns
from nongcot.ocop.models import Dossier, Result
from nongcot.ocop.stating import state
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Product
from nongcot.registry.outcomes import Caution, Recorded, require_confirmed
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

    @property
    def decided(self) -> list[PartialDate]:
        """The days on which something was found or given."""
        return [told.on for told in (self.found, self.given) if told is not None]


def enter_history(*, past: Sequence[Past], by: User | None, source: str, confirmed: Collection[str] = ()) -> Recorded:
    """Enter what decisions and lists tell of products, in one posting; imported history is warned of and never blocked.

    Raises NotNow for a product that is not in the book, ValidationError by field, ToConfirm.
    """
    with posting("ocop.enter_history", by=by, cause=Posting.Cause.IMPORT, source=source) as entry:
        products = _products([one.product_id for one in past])
        dossiers, results, given = [], [], []
        for one in past:
            about.require_kind(one.kind)
            if one.regime:
                about.require_set(one.regime, one.set_code)
            whose = {
                "organisation_id": products[one.product_id].organisation_id,
                "product_id": one.product_id,
                "kind": one.kind,
                "regime": one.regime,
                "set_code": one.set_code,
            }
            linked = whose
            if one.filed is not None:
                for told in one.decided:
                    about.require_after_filing(one.filed.earliest, "rows", told.latest)
                linked = whose | {"dossier": new_key()}
                filed = {"key": linked["dossier"], "opened_on": one.filed.earliest, **about.on(one.filed)}
                dossiers.append({**whose, **filed, "source": source})
            if one.found is not None:
                results.append(linked | result_columns(one.regime, one.found) | {"source": source})
            if one.given is not None:
                given.append((linked, one.given))
        require_confirmed(_cautions(past, products), confirmed)
        state(entry, Dossier, dossiers)
        state(entry, Result, results)
        keys = give(entry, given, source)
    return Recorded(entry.n, tuple(sorted({product.organisation_id for product in products.values()})), tuple(keys))


def _cautions(past: Sequence[Past], products: Mapping[int, Product]) -> list[Caution]:
    """Whether days of a dossier do not follow each other as usual: of what is told without one only its paper knows."""

    def names(asked: Collection[int]) -> str:
        return ", ".join(products[product].name for product in sorted(asked))

    found = []
    with_dossier = [one for one in past if one.filed is not None]
    early = {
        one.product_id
        for one in with_dossier
        if one.regime and any(about.regime_cautions(one.regime, day.latest) for day in one.decided)
    }
    if early:
        told = {"products": names(early)}
        found.append(Caution("before_regime", _("Trước ngày đầu của quy định ghi ở dòng ấy: %(products)s.") % told))
    before = {
        one.product_id
        for one in with_dossier
        if one.found and one.given and one.given.on.latest < one.found.on.earliest
    }
    if before:
        told = {"products": names(before)}
        found.append(Caution("before_result", _("Quyết định trước ngày có kết quả đánh giá: %(products)s.") % told))
    return found


def _products(asked: Sequence[int]) -> dict[int, Product]:
    """Products, read at once. Raises NotNow for one that is not in the book."""
    rows = Product.objects.filter(product_id__in=set(asked), withdrawn=None).order_by("posted", "pk")
    found = {product.product_id: product for product in newest_of_each(rows)}
    for product in asked:
        if product not in found:
            about.product_of(product)
    return found
