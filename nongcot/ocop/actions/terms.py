"""Terms of a regime that officers fill in or correct from a document: each is one posting, and nothing is overwritten.

What was decided before keeps its result, and is measured by what was known then (`measure`).
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.basis.models import Rule
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR, format_day
from nongcot.ocop import regimes, terms
from nongcot.ocop.actions import about
from nongcot.ocop.regimes import Regulation
from nongcot.ocop.terms import Term
from nongcot.ocop.vocabulary import CERTIFIED_STARS, Regime
from nongcot.registry import parameters
from nongcot.registry.actions import from_documents
from nongcot.registry.actions.from_documents import Basis
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import Caution, Recorded


def state_term(
    *,
    regime: str,
    term: str,
    valid_from: date,
    told: Mapping[str, Any],
    basis: Basis,
    by: User | None,
    seen: int | None = None,
    confirmed: Collection[str] = (),
) -> Recorded:
    """From a day on a regime sets this, by a document of the register.

    Raises ValidationError by field or parameter, ChangedSince where somebody said the term anew after posting `seen`,
    NotNow where nothing would change, ToConfirm where what is replaced was read in its document.
    """
    regulation = _regulation(regime)
    parameters.require(term, told, terms.ASKED)
    _require_sound(term, told)
    _require_within(regulation, valid_from)
    resting, code = basis.checked(), terms.code_of(term, regime)
    before = from_documents.holding(code, valid_from)
    cause = Posting.Cause.ACT if before is None else Posting.Cause.CORRECTION
    with posting("ocop.state_term", by=by, cause=cause) as entry:
        from_documents.state(
            entry,
            code=code,
            what=_("“%(term)s” của %(regime)s") % {"term": Term(term).label, "regime": regimes.label(regime)},
            valid_from=valid_from,
            parameters={name: value for name, value in told.items() if value is not None},
            basis=resting,
            seen=seen,
            cautions=_cautions(before, dict(told)),
            confirmed=confirmed,
        )
    return Recorded(entry.n)


def _regulation(regime: str) -> Regulation:
    if regime not in Regime.values:
        raise ValidationError({"regime": _("Không có lựa chọn này.")})
    return regimes.get(regime)


def _require_sound(term: str, told: Mapping[str, Any]) -> None:
    if term == Term.RE_EVALUATION and told["from_days"] <= told["to_days"]:
        raise ValidationError({"to_days": _("Ngày chót phải gần ngày hết hạn hơn ngày bắt đầu nhận hồ sơ.")})
    if term == Term.DECIDER and not any(told.get(str(star)) for star in CERTIFIED_STARS):
        raise ValidationError({"3": _("Cần biết cấp công nhận của ít nhất một hạng sao.")})


def _require_within(regulation: Regulation, day: date) -> None:
    if regulation.valid_from <= day < regulation.valid_to:
        return
    days = {"since": format_day(regulation.valid_from), "until": format_day(regulation.valid_to - about.DAY)}
    if regulation.valid_to == FAR:
        raise ValidationError({"valid_from": _("Quy định này áp dụng từ %(since)s.") % days})
    raise ValidationError({"valid_from": _("Quy định này áp dụng từ %(since)s đến hết %(until)s.") % days})


def _cautions(before: Rule | None, told: dict[str, Any]) -> list[Caution]:
    if before is None or not before.verified or before.parameters == told:
        return []
    sentence = _("Điều đang ghi đã được đối chiếu với văn bản, và sẽ được thay từ ngày này.")
    return [Caution("verified", sentence, before.legal_basis)]
