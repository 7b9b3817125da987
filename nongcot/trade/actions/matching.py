"""Buyers and sellers: what a buyer asks for, what co-ops offer, what became of it."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR
from nongcot.registry import checking, keyed, lives, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.registry.values import written
from nongcot.registry.vocabulary import Sector
from nongcot.trade import contracts
from nongcot.trade.models import BuyerRequest, Offer, TradeEvent
from nongcot.trade.vocabulary import Outcome

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
    told = checking.texts({"buyer": buyer, "wanted": wanted, "volume": volume, "requirements": requirements}, _LENGTHS)
    for name in ("buyer", "wanted"):
        if not told[name]:
            raise ValidationError({name: _("Cần điền mục này.")})
    if sector:
        checking.require_choice("sector", sector, Sector)
    if until is not None and until < since:
        raise ValidationError({"until": _("Ngày hết hạn trước ngày bắt đầu.")})
    with posting("trade.ask_for", by=by, source=source) as entry:
        if buyer_id is not None:
            lives.of(buyer_id)
        if event_id is not None:
            keyed.standing(TradeEvent, f"te{event_id}")
        number = writing.next_identity(BuyerRequest, "request_id")
        days = {"valid_from": since, "valid_to": FAR if until is None else until + DAY}
        fact = {"key": f"tb{number}", "source": source, "organisation_id": buyer_id or 0, "request_id": number}
        keys = writing.tell(entry, BuyerRequest, [fact | told | days | {"sector": sector, "event_id": event_id}])
    return Recorded(entry.n, (buyer_id,) if buyer_id else (), tuple(keys))


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


def offer(
    *,
    request_id: int,
    organisation_id: int,
    day: date,
    by: User | None,
    product_id: int | None = None,
    terms: str = "",
    source: str = "",
) -> Recorded:
    """Enter what an organisation offers to a request. Raises NotNow, also for a second offer of the same product."""
    told = {"terms": written(terms), "product_id": product_id, "offered_on": day}
    if product_id is not None:
        checking.require_own("product_id", organisation_id, [product_id])
    with posting("trade.offer", by=by, source=source) as entry:
        keyed.standing(BuyerRequest, f"tb{request_id}")
        lives.of(organisation_id)
        for other in checking.newest_by(Offer, request_id=request_id, organisation_id=organisation_id):
            if other.product_id == product_id and other.outcome == Outcome.OPEN:
                raise NotNow(_("Tổ chức đang chào chính sản phẩm này cho yêu cầu ấy."))
        fact = {"organisation_id": organisation_id, "source": source, "request_id": request_id, **told}
        state = {"outcome": Outcome.OPEN.value, "outcome_on": None, "agreement_id": None, "reference": ""}
        keys = writing.tell(entry, Offer, [fact | state])
    return Recorded(entry.n, (organisation_id,), tuple(keys))


def settle_offer(
    *,
    key: str,
    outcome: str,
    day: date,
    by: User | None,
    seen: int | None,
    agreement_id: int | None = None,
    reference: str = "",
) -> Recorded:
    """Say what became of an offer.

    `agreement_id` is the number of the contract that stands in linkage; `reference` names in words one that does not.

    Raises NotNow, ChangedSince, ValidationError by field: of `agreement_id` for a contract that does not stand, that is
    another's, that was signed before the offer, or beside an offer that was not agreed.
    """
    checking.require_choice("outcome", outcome, Outcome)
    with posting("trade.settle_offer", by=by) as entry:
        before = keyed.standing(Offer, key)
        versions.require_fact_unchanged(before, seen)
        if day < before.offered_on:
            raise ValidationError({"day": _("Ngày này trước ngày chào hàng.")})
        if agreement_id is not None:
            if outcome != Outcome.AGREED:
                raise ValidationError({"agreement_id": _("Chỉ chào hàng đã thỏa thuận mới có hợp đồng.")})
            whose, since = before.organisation_id, before.offered_on
            contracts.require_fruit("agreement_id", whose, [agreement_id], since, _("ngày chào hàng"))
        told = {"outcome": str(outcome), "outcome_on": day, "agreement_id": agreement_id}
        writing.tell_again(entry, before, **told, reference=written(reference))
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_offer(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take an offer back: it was never made. Raises NotNow when it was taken back already, ChangedSince."""
    with posting("trade.withdraw_offer", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Offer, key)
        versions.require_fact_unchanged(before, seen)
        writing.tell_again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))
