"""What an officer saw of an organisation or product that no certificate tells: labels, capacity, open violations."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR
from nongcot.registry import checking, keyed, lives, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import Recorded
from nongcot.registry.values import written
from nongcot.trade.models import Confirmation
from nongcot.trade.vocabulary import ConfirmationKind

DAY = timedelta(days=1)


def confirm(
    *,
    organisation_id: int,
    kind: str,
    since: date,
    by: User | None,
    product_id: int | None = None,
    valid_until: date | None = None,
    document: str = "",
    source: str = "",
) -> Recorded:
    """Enter what was seen, from `since` to `valid_until` (its last day; None: no end is known).

    Raises NotNow for an organisation that is not there, ValidationError by field.
    """
    told = _checked(organisation_id, kind, product_id, document, since, valid_until)
    with posting("trade.confirm", by=by, source=source) as entry:
        lives.of(organisation_id)
        keys = writing.tell(entry, Confirmation, [told | {"organisation_id": organisation_id, "source": source}])
    return Recorded(entry.n, (organisation_id,), tuple(keys))


def change_confirmation(
    *,
    key: str,
    kind: str,
    since: date,
    by: User | None,
    seen: int | None,
    reason: str,
    product_id: int | None = None,
    valid_until: date | None = None,
    document: str = "",
) -> Recorded:
    """Say anew under its key what was seen. Raises NotNow when it was taken back, ChangedSince, ValidationError."""
    with posting("trade.change_confirmation", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Confirmation, key)
        versions.require_fact_unchanged(before, seen)
        told = _checked(before.organisation_id, kind, product_id, document, since, valid_until, before.product_id)
        writing.tell_again(entry, before, **told)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def end_confirmation(*, key: str, valid_until: date, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """What was seen holds no longer, `valid_until` being its last day. Raises NotNow, ChangedSince, ValidationError."""
    with posting("trade.end_confirmation", by=by, reason=reason) as entry:
        before = keyed.standing(Confirmation, key)
        versions.require_fact_unchanged(before, seen)
        if valid_until < before.valid_from:
            raise ValidationError({"valid_until": _("Ngày hết hạn trước ngày bắt đầu.")})
        writing.tell_again(entry, before, valid_to=valid_until + DAY)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_confirmation(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take back what was told to have been seen. Raises NotNow when it was taken back already, ChangedSince."""
    with posting("trade.withdraw_confirmation", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Confirmation, key)
        versions.require_fact_unchanged(before, seen)
        writing.tell_again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def _checked(
    organisation_id: int,
    kind: str,
    product_id: int | None,
    document: str,
    since: date,
    valid_until: date | None,
    kept: int | None = None,
) -> dict[str, Any]:
    checking.require_choice("kind", kind, ConfirmationKind)
    if valid_until is not None and valid_until < since:
        raise ValidationError({"valid_until": _("Ngày hết hạn trước ngày bắt đầu.")})
    if product_id is not None:
        checking.require_own("product_id", organisation_id, [product_id], [kept])
    days = {"valid_from": since, "valid_to": FAR if valid_until is None else valid_until + DAY}
    return days | {"kind": str(kind), "product_id": product_id, "document": written(document)}
