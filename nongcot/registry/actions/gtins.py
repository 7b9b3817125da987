"""Global trade item numbers (GTIN) of products: which product is sold under which code, from when to when.

Decree 37/2026/NĐ-CP a.21, a.28, a.31: use is not compulsory; a code belongs to one product; the right to it has a term.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR
from nongcot.registry import identifiers, keyed, lives, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Gtin, Product
from nongcot.registry.outcomes import NotNow, Recorded

DAY = timedelta(days=1)


def add_gtin(
    *,
    organisation_id: int,
    product_id: int,
    gtin: str,
    since: date,
    by: User | None,
    valid_until: date | None = None,
    source: str = "",
) -> Recorded:
    """Enter the code a product is sold under; `valid_until` is its last day (None: no end is known).

    Raises NotNow where the code stands for another product in those days, ValidationError by field.
    """
    code = identifiers.gtin(gtin)
    if not code:
        raise ValidationError({"gtin": _("Cần có mã GTIN.")})
    if valid_until is not None and valid_until < since:
        raise ValidationError({"valid_until": _("Ngày hết hạn trước ngày bắt đầu.")})
    valid_to = FAR if valid_until is None else valid_until + DAY
    with posting("registry.add_gtin", by=by, source=source) as entry:
        lives.of(organisation_id)
        if product_id not in {product.product_id for product in keyed.all_standing(Product, organisation_id)}:
            raise ValidationError({"product_id": _("Sản phẩm này không phải của tổ chức.")})
        _require_free(code, since, valid_to)
        told = {"organisation_id": organisation_id, "product_id": product_id, "gtin": code, "source": source}
        keys = writing.tell(entry, Gtin, [told | {"valid_from": since, "valid_to": valid_to}])
    return Recorded(entry.n, (organisation_id,), tuple(keys))


def end_gtin(*, key: str, valid_until: date, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """A code is used no longer, `valid_until` being its last day. Raises NotNow, ChangedSince, ValidationError."""
    with posting("registry.end_gtin", by=by, reason=reason) as entry:
        fact = keyed.standing(Gtin, key)
        versions.require_fact_unchanged(fact, seen)
        if valid_until < fact.valid_from:
            raise ValidationError({"valid_until": _("Ngày hết hạn trước ngày bắt đầu.")})
        writing.tell_again(entry, fact, valid_to=valid_until + DAY)
    return Recorded(entry.n, (fact.organisation_id,), (key,))


def withdraw_gtin(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a code back: it never was the product's. Raises NotNow when it was taken back already, ChangedSince."""
    with posting("registry.withdraw_gtin", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        fact = keyed.standing(Gtin, key)
        versions.require_fact_unchanged(fact, seen)
        writing.tell_again(entry, fact, void=True)
    return Recorded(entry.n, (fact.organisation_id,), (key,))


def _require_free(code: str, since: date, valid_to: date) -> None:
    for row in Gtin.objects.filter(gtin=code, withdrawn=None):
        holds = keyed.newest(Gtin, row.key)
        if holds is not None and holds.gtin == code and holds.valid_from < valid_to and since < holds.valid_to:
            raise NotNow(_("Mã %(code)s đang ghi cho một sản phẩm trong thời gian ấy.") % {"code": code})
