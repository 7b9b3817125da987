"""Where organisations sell on the net."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.registry import keyed, lives, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import Recorded
from nongcot.registry.values import written
from nongcot.trade.models import OnlineShop

DAY = timedelta(days=1)


def open_shop(
    *, organisation_id: int, platform: str, since: PartialDate, by: User | None, link: str = "", source: str = ""
) -> Recorded:
    """Enter that an organisation sells on a platform since a day.

    Raises NotNow for an organisation that is not there, ValidationError by field.
    """
    told = _checked(platform, link, since) | {"organisation_id": organisation_id, "source": source, "valid_to": FAR}
    with posting("trade.open_shop", by=by, source=source) as entry:
        lives.of(organisation_id)
        keys = writing.tell(entry, OnlineShop, [told])
    return Recorded(entry.n, (organisation_id,), tuple(keys))


def change_shop(
    *,
    key: str,
    platform: str,
    since: PartialDate,
    by: User | None,
    seen: int | None,
    reason: str,
    link: str = "",
    valid_until: date | None = None,
) -> Recorded:
    """Say a shop anew under its key, from `since` to `valid_until` (its last day; None: it sells there still).

    Raises NotNow when it was taken back, ChangedSince, ValidationError by field.
    """
    told = _checked(platform, link, since)
    if valid_until is not None and valid_until < since.earliest:
        raise ValidationError({"valid_until": _("Ngày ngừng trước ngày bắt đầu.")})
    with posting("trade.change_shop", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(OnlineShop, key)
        versions.require_fact_unchanged(before, seen)
        writing.tell_again(entry, before, **told, valid_to=FAR if valid_until is None else valid_until + DAY)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def close_shop(*, key: str, valid_until: date, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """It sells there no longer, `valid_until` being the last day. Raises NotNow, ChangedSince, ValidationError."""
    with posting("trade.close_shop", by=by, reason=reason) as entry:
        before = keyed.standing(OnlineShop, key)
        versions.require_fact_unchanged(before, seen)
        if valid_until < before.valid_from:
            raise ValidationError({"valid_until": _("Ngày ngừng trước ngày bắt đầu.")})
        writing.tell_again(entry, before, valid_to=valid_until + DAY)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_shop(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take back that it ever sold there. Raises NotNow when it was taken back already, ChangedSince."""
    with posting("trade.withdraw_shop", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(OnlineShop, key)
        versions.require_fact_unchanged(before, seen)
        writing.tell_again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def _checked(platform: str, link: str, since: PartialDate) -> dict[str, Any]:
    told = {"platform": written(platform, 100), "link": _web_address(link)}
    if not told["platform"]:
        raise ValidationError({"platform": _("Cần có tên.")})
    return told | {"valid_from": since.earliest, "precision": str(since.precision)}


def _web_address(link: str) -> str:
    """An address that a page may link to. Numbers in it are the platform's, no person's."""
    found = link.strip()
    if not found:
        return ""
    parts = urlsplit(found)
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c.isspace() for c in found):
        raise ValidationError({"link": _("Cần một địa chỉ mạng, bắt đầu bằng https://.")})
    if len(found) > 300:
        raise ValidationError({"link": _("Quá dài: nhiều nhất %(length)s ký tự.") % {"length": 300}})
    return found
