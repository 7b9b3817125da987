"""Choosing another reading of "linked", "agricultural", "chain": a dated row, then everything counted by it anew.

Publications made before keep the reading they were made under: their posting is older.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.basis.actions import state_rule
from nongcot.indicators import definitions, engine
from nongcot.indicators.models import Posting
from nongcot.linkage import derived, readings
from nongcot.linkage.indicators import INDICATORS
from nongcot.linkage.values import Checking
from nongcot.linkage.vocabulary import PARTNERS, LeaderKind, LinkRule, Stage
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.registry.vocabulary import Sector


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

    `code` is one of `readings.CHOSEN`, `parameters` what `readings` may ask for, `document` the decision it stands on.
    Raises ValidationError by field, NotNow where nothing would change.
    """
    check = Checking()
    if code not in readings.CHOSEN:
        check.wrong("code", _("Không có lựa chọn này."))
    told = {
        "document": check.text("document", document, 400, numbers=False, needed=True),
        "note": check.text("note", note, 1000),
    }
    check.settle()
    _require_sense(code, parameters)
    codes = sorted(indicator.code for indicator in INDICATORS if indicator.posts)
    with posting("linkage.choose_reading", by=by, cause=Posting.Cause.DEFINITION, reason=reason) as entry:
        definitions.require_current()
        changed = state_rule(
            entry,
            code=code,
            valid_from=valid_from,
            parameters=dict(parameters),
            legal_basis=told["document"],
            verified=True,
            note=told["note"],
        )
        if not changed:
            raise NotNow(_("Cách đọc này đang được dùng từ ngày ấy: không có gì để ghi."))
        derived.prepare(entry.n, derived.everything().bearers)
        engine.repost(entry.n, codes)
    return Recorded(entry.n)


def _require_sense(code: str, parameters: Mapping[str, Any]) -> None:
    """Raise ValidationError, by parameter, for what no reading can ask for."""
    check = Checking()

    def among(name: str, values: Any, known: Any) -> None:
        listed = list(values or ())
        if not listed or not set(listed) <= set(known):
            check.wrong(name, _("Chọn ít nhất một trong các lựa chọn."))

    def whole(name: str, least: int, most: int) -> None:
        value = parameters.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            check.wrong(name, _("Cần một số từ %(least)s đến %(most)s.") % {"least": least, "most": most})

    if code == readings.LINKED:
        among("rule", [parameters.get("rule")], LinkRule.values)
        if "partners" in parameters:
            among("partners", parameters["partners"], PARTNERS)
    elif code == readings.AGRICULTURAL:
        among("sectors", parameters.get("sectors"), Sector.values)
    elif code == readings.CHAIN:
        whole("stages", 1, len(Stage.values))
        whole("durable_months", 1, 600)
        if parameters.get("leaders"):
            among("leaders", parameters["leaders"], LeaderKind.values)
    elif not isinstance(parameters.get("within_linked"), bool):
        check.wrong("within_linked", _("Chọn có hoặc không."))
    check.settle()
