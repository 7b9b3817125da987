"""What is undertaken with weak and stopped co-ops."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.exemplars.actions import telling
from nongcot.exemplars.models import Strengthening
from nongcot.exemplars.vocabulary import Remedy
from nongcot.registry import checking
from nongcot.registry.outcomes import Recorded


def strengthen(
    *,
    organisation_id: int,
    remedy: str,
    on: date,
    by: User | None,
    due: date | None = None,
    note: str = "",
    source: str = "",
) -> Recorded:
    """Record what was undertaken with an organisation on a day; `due` is the day of the next step.

    Raises NotNow for an organisation that is not there, ValidationError by field.
    """
    columns = _columns(remedy, on, due, note)
    return telling.enter("strengthen", Strengthening, organisation_id, columns, by=by, source=source)


def change_strengthening(
    *,
    key: str,
    remedy: str,
    on: date,
    by: User | None,
    seen: int | None,
    due: date | None = None,
    note: str = "",
    reason: str = "",
) -> Recorded:
    """Say such a record anew under its key. Raises NotNow when it was taken back, ChangedSince, ValidationError."""
    columns = _columns(remedy, on, due, note)
    return telling.change("change_strengthening", Strengthening, key, columns, by=by, seen=seen, reason=reason)


def withdraw_strengthening(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take such a record back. Raises NotNow, ChangedSince."""
    return telling.withdraw("withdraw_strengthening", Strengthening, key, by=by, seen=seen, reason=reason)


def _columns(remedy: str, on: date, due: date | None, note: str) -> dict[str, Any]:
    checking.require_past("on", on)
    if due is not None and due < on:
        raise ValidationError({"due": _("Hạn trước ngày làm.")})
    return {
        "remedy": telling.choice("remedy", remedy, Remedy),
        "on": on,
        "due": due,
        "note": telling.text("note", note, 500),
    }
