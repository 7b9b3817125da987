"""What buyers ask for: told, said anew, ended, taken back."""

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
from nongcot.registry.vocabulary import Sector
from nongcot.trade.models import BuyerRequest, TradeEvent

DAY = timedelta(days=1)
_LENGTHS = {"buyer": 200, "wanted": 300, "volume": 200, "requirements": 300}


def ask_for(
    *,
    buyer: str,
    wanted: str,
    since: date,
    by: User | None,
    buyer_id: int | None = None,
    sector: str = "",
    volume: str = "",
    requirements: str = "",
    until: date | None = None,
    event_id: int | None = None,
    source: str = "",
) -> Recorded:
    """Enter what a buyer looks for; `buyer_id` is its record where the register holds it, `until` the last day.

    Raises NotNow for a buyer or event that is not there, ValidationError by field.
    """
    texts = {"buyer": buyer, "wanted": wanted, "volume": volume, "requirements": requirements}
    told = _checked(texts, sector, since, until)
    with posting("trade.ask_for", by=by, source=source) as entry:
        if buyer_id is not None:
            lives.of(buyer_id)
        if event_id is not None:
            keyed.standing(TradeEvent, f"te{event_id}")
        number = writing.next_identity(BuyerRequest, "request_id")
        fact = {"key": f"tb{number}", "source": source, "organisation_id": buyer_id or 0, "request_id": number}
        keys = writing.tell(entry, BuyerRequest, [fact | told | {"event_id": event_id}])
    return Recorded(entry.n, (buyer_id,) if buyer_id else (), tuple(keys))


def change_request(
    *,
    key: str,
    buyer: str,
    wanted: str,
    since: date,
    by: User | None,
    seen: int | None,
    reason: str,
    buyer_id: int | None = None,
    sector: str = "",
    volume: str = "",
    requirements: str = "",
    until: date | None = None,
    event_id: int | None = None,
) -> Recorded:
    """Say a buyer's request anew under its key; offers to it stay.

    Raises NotNow when it was taken back, or the buyer or event is not there; ChangedSince, ValidationError by field.
    """
    texts = {"buyer": buyer, "wanted": wanted, "volume": volume, "requirements": requirements}
    told = _checked(texts, sector, since, until)
    with posting("trade.change_request", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(BuyerRequest, key)
        versions.require_fact_unchanged(before, seen)
        if buyer_id is not None:
            lives.of(buyer_id)
        if event_id not in (None, before.event_id):
            keyed.standing(TradeEvent, f"te{event_id}")
        writing.tell_again(entry, before, organisation_id=buyer_id or 0, event_id=event_id, **told)
    return Recorded(entry.n, (buyer_id,) if buyer_id else (), (key,))


def _checked(texts: dict[str, str], sector: str, since: date, until: date | None) -> dict[str, Any]:
    told: dict[str, Any] = checking.texts(texts, _LENGTHS)
    for name in ("buyer", "wanted"):
        if not told[name]:
            raise ValidationError({name: _("Cần điền mục này.")})
    if sector:
        checking.require_choice("sector", sector, Sector)
    if until is not None and until < since:
        raise ValidationError({"until": _("Ngày hết hạn trước ngày bắt đầu.")})
    return told | {"valid_from": since, "valid_to": FAR if until is None else until + DAY, "sector": sector}


def close_request(*, key: str, until: date, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """A buyer looks for it no longer, `until` being the last day. Raises NotNow, ChangedSince, ValidationError."""
    with posting("trade.close_request", by=by, reason=reason) as entry:
        before = keyed.standing(BuyerRequest, key)
        versions.require_fact_unchanged(before, seen)
        if until < before.valid_from:
            raise ValidationError({"until": _("Ngày hết hạn trước ngày bắt đầu.")})
        writing.tell_again(entry, before, valid_to=until + DAY)
    return Recorded(entry.n, (), (key,))


def withdraw_request(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a request back. Raises NotNow when it was taken back already, ChangedSince."""
    with posting("trade.withdraw_request", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(BuyerRequest, key)
        versions.require_fact_unchanged(before, seen)
        writing.tell_again(entry, before, void=True)
    return Recorded(entry.n, (), (key,))
