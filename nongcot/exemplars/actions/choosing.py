"""Choosing another reading: code that counts stays as it is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.basis.actions import state_rule
from nongcot.exemplars import derived, facts
from nongcot.exemplars.readings import EXEMPLAR, HIGH_TECH, MACHINERY
from nongcot.exemplars.vocabulary import Spent
from nongcot.indicators import engine
from nongcot.indicators.models import Posting
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import Sector

#: The figures that read each of them.
COUNTED = {
    HIGH_TECH: ("high_tech_cooperatives",),
    EXEMPLAR: ("new_exemplary_cooperatives",),
    MACHINERY: ("machinery_investing_cooperatives", "machinery_investment"),
}


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
    if not decided_by:
        raise ValidationError({"decided_by": _("Cần nêu văn bản.")})
    if not _is_readable(code, parameters):
        raise ValidationError(_("Không đọc được cách đọc này."))
    with posting("exemplars.choose_reading", by=by, cause=Posting.Cause.DEFINITION, reason=reason) as entry:
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


def _is_readable(code: str, given: Mapping[str, Any]) -> bool:
    if code == HIGH_TECH:
        years, begins = given.get("following_years"), given.get("begins")
        right = isinstance(years, int) and 0 <= years <= 10 and begins in ("confirmed", "year")
        return right and set(given.get("sectors", ())) <= set(Sector.values)
    if code == EXEMPLAR:
        right = given.get("kept") in ("cohort", "number") and given.get("new") in ("first", "every")
        return right and _is_baseline(given.get("baseline"))
    return code == MACHINERY and bool(given.get("kinds")) and set(given["kinds"]) <= set(Spent.values)


def _is_baseline(text: object) -> bool:
    try:
        return text == "term" or bool(date.fromisoformat(str(text)))
    except ValueError:
        return False
