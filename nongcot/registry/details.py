"""What an event carries besides its day: its paper, and details by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.kernel.dates import PartialDate
from nongcot.registry.values import MOST_MEMBERS, MOST_MONEY, written
from nongcot.registry.vocabulary import AllianceMembership, EndReason, Kind, Origin, RevocationGround

_LISTS: dict[str, Any] = {
    "reason": EndReason,
    "ground": RevocationGround,
    "membership": AllianceMembership,
    "origin": Origin,
    "successor_kind": Kind,
}
_COUNTS = {"members": MOST_MEMBERS, "founders": MOST_MEMBERS, "charter_capital": MOST_MONEY}
_DAYS = ("until",)
_TEXTS = ("note", "branch", "branch_key")


@dataclass(frozen=True)
class Paper:
    """The paper of an event: the day it was signed, its number, the body that issued it."""

    signed_on: date | None = None
    number: str = ""
    issuer: str = ""

    def checked(self) -> "Paper":
        """The paper in the form that facts keep. Raises ValidationError by the names of event fields."""
        errors, found = {}, {}
        for name, value, length in (("document_no", self.number, 80), ("issuing_body", self.issuer, 200)):
            try:
                found[name] = written(value, length, numbers=name != "document_no")
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)  # type: ignore[arg-type]  # the stubs know lists of messages only
        return Paper(self.signed_on, found["document_no"], found["issuing_body"])


NO_PAPER = Paper()


def checked(details: Mapping[str, Any]) -> dict[str, Any]:
    """Details in the form that facts keep; those without a value are left out.

    `reason`, `ground`, `membership`, `origin`, `successor_kind` are codes of the vocabulary, `members` and
    `charter_capital` (đồng) what was there at birth, `founders` how many met,
    `until` a day, `note` text. Raises ValidationError by name.
    """
    found: dict[str, Any] = {}
    for name, value in details.items():
        if value is None or value == "":
            continue
        try:
            found[name] = _checked(name, value)
        except ValidationError as error:
            raise ValidationError({name: error}) from None  # type: ignore[dict-item]  # as above
    return found


def require_lasting(details: Mapping[str, Any], on: PartialDate) -> None:
    """Raise ValidationError, by name, for what would be over before it can have begun."""
    until = details.get("until")
    if until is not None and date.fromisoformat(until) < on.earliest:
        raise ValidationError({"until": _("Ngày hết hạn trước ngày bắt đầu.")})


def _checked(name: str, value: Any) -> Any:
    if name in _LISTS:
        if value not in _LISTS[name].values:
            raise ValidationError(_("Không có lựa chọn này."))
        return str(value)
    if name in _DAYS:
        return value.isoformat() if isinstance(value, date) else date.fromisoformat(str(value)).isoformat()
    if name in _COUNTS:
        if not 0 <= int(value) <= _COUNTS[name]:
            raise ValidationError(_("Số này không thể đúng."))
        return int(value)
    if name in _TEXTS:
        return written(str(value))
    raise ValidationError(_("Sổ không có mục này."))
