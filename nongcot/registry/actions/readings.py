"""Choosing another reading: a dated row with its document, then everything counted by it anew, in one posting.

Publications made before keep the reading they were made under: their posting is older.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.basis.actions import state_rule
from nongcot.indicators import definitions, engine
from nongcot.indicators.models import Posting
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.registry.values import written

DOCUMENT_LENGTH, NOTE_LENGTH = 400, 1000


def choose_reading(
    act: str,
    *,
    code: str,
    valid_from: date,
    parameters: Mapping[str, Any],
    document: str,
    by: User | None,
    follow: Callable[[int], object],
    counted: Collection[str],
    note: str = "",
    reason: str = "",
) -> Recorded:
    """From a day on this reading holds, until a later one; `document` is the decision it stands on.

    The room that asks has checked `parameters`. `follow` brings in line what it works out by the reading, at the
    posting whose number it is given; `counted` are the figures that rest on it. Raises ValidationError by field,
    NotNow where nothing would change.
    """
    told = _told(document, note)
    with posting(act, by=by, cause=Posting.Cause.DEFINITION, reason=reason) as entry:
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
        follow(entry.n)
        engine.repost(entry.n, sorted(counted))
    return Recorded(entry.n)


def _told(document: str, note: str) -> dict[str, str]:
    given = {"document": (document, DOCUMENT_LENGTH, False), "note": (note, NOTE_LENGTH, True)}
    found: dict[str, str] = {}
    wrong: dict[str, ValidationError] = {}
    for name, (text, length, numbers) in given.items():
        try:
            found[name] = written(text, length, numbers=numbers)
        except ValidationError as error:
            wrong[name] = error
    if found.get("document") == "":
        wrong["document"] = ValidationError(_("Cần nêu văn bản."))
    if wrong:
        raise ValidationError(wrong)
    return found
