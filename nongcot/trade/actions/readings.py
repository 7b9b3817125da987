"""Choosing another reading: what is a fair, who is fit for an international one. Code that counts stays as it is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.basis.actions import state_rule
from nongcot.indicators import engine
from nongcot.indicators.models import Posting
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import Scheme
from nongcot.trade import derived, facts
from nongcot.trade.vocabulary import GTIN, ConfirmationKind, EventType, Scope

FAIRS, CHECKLIST = "fair_reading", "international_fair_checklist"
#: The figures that read each of them.
COUNTED = {
    FAIRS: ("fair_cooperatives", "fair_participations"),
    CHECKLIST: ("international_fair_ready_cooperatives",),
}
LEVELS = ("must", "should")


def choose_reading(
    *,
    code: str,
    valid_from: date,
    parameters: Mapping[str, Any],
    decided_by: str,
    by: User | None,
    verified: bool = False,
    reason: str = "",
) -> Recorded:
    """Let another reading hold from a day on; `decided_by` names the document. What rests on it is posted anew.

    Raises ValidationError for a reading that cannot be read.
    """
    _require_readable(code, parameters)
    if not decided_by:
        raise ValidationError({"decided_by": _("Cần nêu văn bản.")})
    with posting("trade.choose_reading", by=by, cause=Posting.Cause.DEFINITION, reason=reason) as entry:
        state_rule(
            entry,
            code=code,
            valid_from=valid_from,
            parameters=dict(parameters),
            legal_basis=decided_by,
            verified=verified,
            note=reason,
        )
        derived.prepare(entry.n, facts.everyone())
        engine.repost(entry.n, list(COUNTED[code]))
    return Recorded(entry.n)


def _require_readable(code: str, parameters: Mapping[str, Any]) -> None:
    if code == FAIRS:
        known = {"types": EventType.values, "scopes": Scope.values}
        right = all(set(parameters.get(name, ["?"])) <= set(values) for name, values in known.items())
    else:
        right = code == CHECKLIST and bool(parameters.get("items")) and all(map(_is_item, parameters["items"]))
    if not right:
        raise ValidationError(_("Không đọc được cách đọc này."))


def _is_item(item: Mapping[str, Any]) -> bool:
    proofs = {*Scheme.values, GTIN, *ConfirmationKind.values}
    asked = item.get("any_of") or item.get("none_of") or ()
    return bool(item.get("code")) and item.get("level") in LEVELS and (bool(item.get("operating")) or (
        bool(asked) and set(asked) <= proofs
    ))  # fmt: skip
