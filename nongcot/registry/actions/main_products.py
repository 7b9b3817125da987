"""Main products (sản phẩm chủ lực): products of the register that a decision of the province names as such."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR
from nongcot.registry import keyed, versions
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import MainProduct, Product
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.registry.standing import newest_of_each
from nongcot.registry.values import written
from nongcot.registry.writing import new_key

DAY = timedelta(days=1)
COLUMNS = ("organisation_id", "product_id", "commodity", "decision_no", "decided_on", "issuing_body", "valid_from")


def designate_main_products(
    *,
    products: Sequence[int],
    commodity: str,
    decision_no: str,
    decided_on: date,
    since: date,
    by: User | None,
    issuing_body: str = "",
    last_day: date | None = None,
    source: str = "",
) -> Recorded:
    """A decision makes products main products from `since` on; `last_day` None: until another decision.

    One decision names a commodity, and the officer says which products of the register it means. Raises NotNow for a
    product that is not there, or is one already on that day (it is named), ValidationError by field.
    """
    said: dict[str, Any] = {
        "commodity": commodity,
        "decision_no": decision_no,
        "decided_on": decided_on,
        "issuing_body": issuing_body,
        "since": since,
        "last_day": last_day,
    }
    _told(**said)
    with posting("registry.designate_main_products", by=by, source=source) as entry:
        keys = designate_within(entry, products=products, source=source, **said)
        rows = keyed.those_standing(MainProduct, keys)
    return Recorded(entry.n, tuple(dict.fromkeys(rows[key].organisation_id for key in keys)), tuple(keys))


def designate_within(entry: Entry, *, products: Sequence[int], source: str = "", **said: Any) -> list[str]:
    """The same within an open posting (`said` as there); gives the keys. Raises as it does."""
    told = _told(**said)
    rows = []
    for number in products:
        product = keyed.standing(Product, f"p{number}")
        _require_new(product, said["since"])
        rows.append((new_key(), False, source, product.organisation_id, number, *told))
    entry.write(MainProduct, ("key", "void", "source", *COLUMNS, "valid_to"), rows)
    entry.touch(row[3] for row in rows)
    return [row[0] for row in rows]


def require_sound(product: int, **said: Any) -> None:
    """Raise as `designate_main_products` where a decision cannot make this product a main product."""
    _told(**said)
    _require_new(keyed.standing(Product, f"p{product}"), said["since"])


def complete_within(entry: Entry, *, before: MainProduct, issuing_body: str = "", last_day: date | None = None) -> None:
    """Within an open posting: who issued the decision and until when it holds, where it did not tell so far.

    Raises ValidationError for a last day before the first.
    """
    if last_day is not None and last_day < before.valid_from:
        raise ValidationError({"last_day": _("Ngày kết thúc trước ngày bắt đầu.")})
    columns = {name: getattr(before, name) for name in COLUMNS}
    columns["issuing_body"] = written(issuing_body, 200) or before.issuing_body
    ends = before.valid_to if last_day is None else last_day + DAY
    row = (before.key, False, before.source, *columns.values(), ends)
    entry.write(MainProduct, ("key", "void", "source", *COLUMNS, "valid_to"), [row])
    entry.touch([before.organisation_id])


def _told(
    *,
    commodity: str,
    decision_no: str,
    decided_on: date,
    since: date,
    issuing_body: str = "",
    last_day: date | None = None,
) -> tuple[Any, ...]:
    """The columns after the product's, in their order. Raises ValidationError by field."""
    told = (
        _written("commodity", commodity, 200),
        _written("decision_no", decision_no, 80),
        decided_on,
        written(issuing_body, 200),
        since,
        FAR if last_day is None else last_day + DAY,
    )
    if last_day is not None and last_day < since:
        raise ValidationError({"last_day": _("Ngày kết thúc trước ngày bắt đầu.")})
    return told


def end_main_product(*, key: str, last_day: date, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """A product is a main product until the end of `last_day`. Raises NotNow, ChangedSince, ValidationError."""
    with posting("registry.end_main_product", by=by, reason=reason) as entry:
        before = keyed.standing(MainProduct, key)
        versions.require_fact_unchanged(before, seen)
        if last_day < before.valid_from:
            raise ValidationError({"last_day": _("Ngày kết thúc trước ngày bắt đầu.")})
        row = (key, False, before.source, *(getattr(before, name) for name in COLUMNS), last_day + DAY)
        entry.write(MainProduct, ("key", "void", "source", *COLUMNS, "valid_to"), [row])
        entry.touch([before.organisation_id])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_main_product(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """No decision named this product. Raises NotNow, ChangedSince."""
    with posting("registry.withdraw_main_product", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(MainProduct, key)
        versions.require_fact_unchanged(before, seen)
        row = (key, True, before.source, *(getattr(before, name) for name in (*COLUMNS, "valid_to")))
        entry.write(MainProduct, ("key", "void", "source", *COLUMNS, "valid_to"), [row])
        entry.touch([before.organisation_id])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def _written(name: str, value: str, length: int) -> str:
    try:
        found = written(value, length, numbers=name != "decision_no")
    except ValidationError as error:
        raise ValidationError({name: error}) from None
    if not found:
        raise ValidationError({name: _("Chưa điền.")})
    return found


def _require_new(product: Product, since: date) -> None:
    rows = MainProduct.objects.filter(product_id=product.product_id, withdrawn=None).order_by("posted", "pk")
    if any(row.valid_from <= since < row.valid_to for row in newest_of_each(rows)):
        raise NotNow(is_one_already(product.name))


def is_one_already(product: str) -> str:
    """The sentence about a product that another decision names already."""
    return _("“%(product)s” đã là sản phẩm chủ lực vào ngày ấy.") % {"product": product}
