"""Choosing another reading: a dated row with its document, then everything counted by it anew, in one posting.

Publications made before keep the reading they were made under: their posting is older.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.basis.actions import state_rule
from nongcot.indicators import definitions, engine
from nongcot.indicators.models import Posting
from nongcot.registry import versions
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.registry.parameters import Checks, require
from nongcot.registry.values import written

DOCUMENT_LENGTH, NOTE_LENGTH = 400, 1000


@dataclass(frozen=True)
class Choosing:
    """How a room chooses its readings, called to choose one.

    `titles` is what pages call each reading, `asked` says what its parameters may be, `counted` which figures rest on
    it; `follow` brings in line what the room works out by its readings, at the posting whose number it is given.
    """

    act: str
    titles: Mapping[str, str | Promise]
    asked: Mapping[str, Checks]
    counted: Callable[[str], Collection[str]]
    follow: Callable[[int], object]

    def __call__(
        self,
        *,
        code: str,
        valid_from: date,
        parameters: Mapping[str, Any],
        document: str,
        by: User | None,
        note: str = "",
        seen: int | None = None,
        reason: str = "",
    ) -> Recorded:
        """From a day on this reading holds, until a later one; `document` is the decision it stands on.

        What rests on it is posted anew. Raises ValidationError by field or parameter, ChangedSince where another was
        chosen after posting `seen`, NotNow where nothing would change.
        """
        require(code, parameters, self.asked)
        told = _told(document, note)
        with posting(self.act, by=by, cause=Posting.Cause.DEFINITION, reason=reason) as entry:
            definitions.require_current()
            versions.require_rule_unchanged(code, seen, self.titles[code])
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
            self.follow(entry.n)
            engine.repost(entry.n, sorted(self.counted(code)))
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
