"""Products and services: what an organisation offers, from when to when.

A product of an organisation that ended counts no more, without anybody ending it.
"""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR
from nongcot.registry import keyed, lives, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Product
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.registry.values import written
from nongcot.registry.vocabulary import ProductNature, Sector

DAY = timedelta(days=1)


def add_product(
    *,
    organisation_id: int,
    name: str,
    by: User | None,
    nature: str = ProductNature.PRODUCT,
    sector: str = "",
    group: str = "",
    since: date | None = None,
    source: str = "",
) -> Recorded:
    """Enter a product or service; `since` None: for as long as the organisation is there.

    `sector` "" counts it under the organisation's main sector. Raises NotNow when a product of that name stands,
    ValidationError.
    """
    told = _checked(name, nature, sector, group)
    with posting("registry.add_product", by=by, source=source) as entry:
        lives.of(organisation_id)
        if any(p.name == told["name"] and p.valid_to == FAR for p in keyed.all_standing(Product, organisation_id)):
            raise NotNow(_("Tổ chức đã có sản phẩm, dịch vụ tên “%(name)s”.") % {"name": told["name"]})
        identity = writing.offer(entry, organisation_id=organisation_id, valid_from=since, source=source, **told)
    return Recorded(entry.n, (organisation_id,), (f"p{identity}",))


def change_product(
    *,
    key: str,
    by: User | None,
    seen: int | None,
    name: str,
    nature: str,
    sector: str = "",
    group: str = "",
    since: date | None = None,
    offered_until: date | None = None,
    reason: str = "",
) -> Recorded:
    """Say a product anew under its key; `offered_until` is its last day, None while it is offered.

    Raises NotNow when it was taken back, ChangedSince, ValidationError.
    """
    told = _checked(name, nature, sector, group)
    valid_to = FAR if offered_until is None else offered_until + DAY
    if since is not None and valid_to <= since:
        raise ValidationError({"offered_until": _("Ngày ngừng trước ngày bắt đầu.")})
    with posting("registry.change_product", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        product = keyed.standing(Product, key)
        versions.require_fact_unchanged(product, seen)
        writing.offer(
            entry,
            organisation_id=product.organisation_id,
            product_id=product.product_id,
            valid_from=since,
            valid_to=valid_to,
            source=product.source,
            **told,
        )
    return Recorded(entry.n, (product.organisation_id,), (key,))


def end_product(*, key: str, offered_until: date, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """A product is offered no longer, `offered_until` being its last day. Raises as `change_product`."""
    with posting("registry.end_product", by=by, reason=reason) as entry:
        product = keyed.standing(Product, key)
        versions.require_fact_unchanged(product, seen)
        if product.valid_from is not None and offered_until < product.valid_from:
            raise ValidationError({"offered_until": _("Ngày ngừng trước ngày bắt đầu.")})
        _assert_again(entry, product, valid_to=offered_until + DAY)
    return Recorded(entry.n, (product.organisation_id,), (key,))


def withdraw_product(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a product back: it was never offered. Raises NotNow when it was taken back already, ChangedSince."""
    with posting("registry.withdraw_product", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        product = keyed.standing(Product, key)
        versions.require_fact_unchanged(product, seen)
        _assert_again(entry, product, void=True)
    return Recorded(entry.n, (product.organisation_id,), (key,))


def _checked(name: str, nature: str, sector: str, group: str) -> dict[str, Any]:
    found = {"name": written(name), "nature": nature, "sector": sector, "group": written(group, 200)}
    if not found["name"]:
        raise ValidationError({"name": _("Cần có tên.")})
    if nature not in ProductNature.values or (sector and sector not in Sector.values):
        raise ValidationError(_("Không có lựa chọn này."))
    return found


def _assert_again(entry: Entry, product: Product, *, valid_to: date | None = None, void: bool = False) -> None:
    writing.offer(
        entry,
        organisation_id=product.organisation_id,
        product_id=product.product_id,
        name=product.name,
        nature=product.nature,
        sector=product.sector,
        group=product.group,
        valid_from=product.valid_from,
        valid_to=valid_to or product.valid_to,
        source=product.source,
        void=void,
    )
