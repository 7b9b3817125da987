"""Choosing another reading of "linked", "agricultural", "chain"."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nongcot.accounts.models import User
from nongcot.linkage import derived, readings
from nongcot.linkage.indicators import INDICATORS
from nongcot.linkage.vocabulary import PARTNERS, LeaderKind, LinkRule, Stage
from nongcot.registry import parameters as checks
from nongcot.registry.actions.readings import choose_reading as choose
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import Sector

#: What each reading may ask for.
ASKED: Mapping[str, checks.Checks] = {
    readings.LINKED: {
        "rule": checks.one_of(LinkRule.values),
        "partners": checks.if_given(checks.some_of(PARTNERS)),
    },
    readings.AGRICULTURAL: {"sectors": checks.some_of(Sector.values)},
    readings.CHAIN: {
        "stages": checks.whole(1, len(Stage.values)),
        "durable_months": checks.whole(1, 600),
        "leaders": checks.any_of(LeaderKind.values),
    },
    readings.CHAIN_COOPS: {"within_linked": checks.yes_or_no},
}


def choose_reading(
    *,
    code: str,
    valid_from: date,
    parameters: Mapping[str, Any],
    document: str,
    by: User | None,
    note: str = "",
    reason: str = "",
) -> Recorded:
    """From a day on this reading holds, until a later one; ends in posting all figures of the room anew.

    Raises ValidationError by field or parameter, NotNow where nothing would change.
    """
    checks.require(code, parameters, ASKED)
    return choose(
        "linkage.choose_reading",
        code=code,
        valid_from=valid_from,
        parameters=parameters,
        document=document,
        by=by,
        follow=lambda n: derived.prepare(n, derived.everything().bearers),
        counted=[indicator.code for indicator in INDICATORS if indicator.posts],
        note=note,
        reason=reason,
    )
