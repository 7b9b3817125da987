"""What organisations offer to buyers' requests, and what became of it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.registry import checking, keyed, lives, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.registry.values import written
from nongcot.trade import contracts
from nongcot.trade.models import BuyerRequest, Offer
from nongcot.trade.vocabulary import Outcome


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
    told = _checked(organisation_id, product_id, terms, day)
    with posting("trade.offer", by=by, source=source) as entry:
        keyed.standing(BuyerRequest, f"tb{request_id}")
        lives.of(organisation_id)
        _require_no_other(request_id, organisation_id, product_id)
        fact = {"organisation_id": organisation_id, "source": source, "request_id": request_id, **told}
        state = {"outcome": Outcome.OPEN.value, "outcome_on": None, "agreement_id": None, "reference": ""}
        keys = writing.tell(entry, Offer, [fact | state])
    return Recorded(entry.n, (organisation_id,), tuple(keys))


def change_offer(
    *,
    key: str,
    day: date,
    by: User | None,
    seen: int | None,
    reason: str,
    product_id: int | None = None,
    terms: str = "",
) -> Recorded:
    """Say an offer anew under its key; what became of it stays.

    Raises NotNow when it was taken back, also where the organisation offers that product already; ChangedSince;
    ValidationError by field: of `day` also for one after what became of it, or after its contract was signed.
    """
    with posting("trade.change_offer", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Offer, key)
        versions.require_fact_unchanged(before, seen)
        whose = before.organisation_id
        told = _checked(whose, product_id, terms, day, before.product_id)
        if before.outcome == Outcome.OPEN:
            _require_no_other(before.request_id, whose, product_id, key)
        if before.outcome_on is not None and before.outcome_on < day:
            raise ValidationError({"day": _("Ngày này sau ngày có kết quả.")})
        if before.agreement_id is not None:
            contracts.require_fruit("day", whose, [before.agreement_id], day, _("ngày chào hàng"))
        writing.tell_again(entry, before, **told)
    return Recorded(entry.n, (whose,), (key,))


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


def _checked(
    organisation_id: int, product_id: int | None, terms: str, day: date, kept: int | None = None
) -> dict[str, Any]:
    if product_id is not None:
        checking.require_own("product_id", organisation_id, [product_id], [kept])
    return {"terms": written(terms), "product_id": product_id, "offered_on": day}


def _require_no_other(request_id: int, organisation_id: int, product_id: int | None, key: str = "") -> None:
    """Raises NotNow where another offer than `key` offers the same product to the same request."""
    for other in checking.newest_by(Offer, request_id=request_id, organisation_id=organisation_id):
        if other.key != key and other.product_id == product_id and other.outcome == Outcome.OPEN:
            raise NotNow(_("Tổ chức đang chào chính sản phẩm này cho yêu cầu ấy."))
