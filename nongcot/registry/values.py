"""Values of fields as an officer gives them, checked and brought into the form that statements keep."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.kernel import text
from nongcot.places import tree
from nongcot.places.models import COMMUNE
from nongcot.registry import identifiers, personal, vsic
from nongcot.registry.fields import FIELDS, Field

#: đồng; more than any organisation of a province has.
MOST_MONEY = 10**15
MOST_MEMBERS = 10**7

LENGTHS = {"certificate_no": 60, "own_key": 60, "phone": 60, "email": 120, "note": 1000, "business_lines": 1000,
           "activity": 1000}  # fmt: skip
USUAL_LENGTH = 300

#: Fields that a part cannot exceed: whole → its parts.
PARTS = {
    "members": ("members_official", "members_associate_capital", "members_associate"),
    "charter_capital": ("charter_capital_paid",),
}
TRAITS = ("members_women", "members_minority", "members_disabled", "members_insured")


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values in the form that statements keep: text repaired, days as ISO text, several choices joined by commas.

    None takes back what was said. Raises ValidationError by field code, also for codes that are no field.
    """
    found: dict[str, Any] = {}
    errors: dict[str, ValidationError] = {}
    for code, value in values.items():
        field = FIELDS.get(code)
        if field is None:
            errors[code] = ValidationError(_("Sổ không có mục này."))
            continue
        try:
            found[code] = None if value is None or value == "" else _CHECKS[field.type](field, value)
        except ValidationError as error:
            errors[code] = error
    if errors:
        raise ValidationError(errors)  # type: ignore[arg-type]  # the stubs know lists of messages only
    return found


def require_parts_fit(values: Mapping[str, Any]) -> None:
    """Raise ValidationError, by field code, where parts exceed their whole; unknown parts and wholes are no matter."""
    for whole, parts in PARTS.items():
        total = values.get(whole)
        known = sum(values.get(part) or 0 for part in parts)
        if total is not None and known > total:
            raise ValidationError({whole: _("%(whole)s nhỏ hơn các phần của nó cộng lại.") % _label(whole)})
    members = values.get("members")
    for trait in TRAITS:
        if members is not None and (values.get(trait) or 0) > members:
            raise ValidationError({trait: _("%(whole)s nhiều hơn tổng số thành viên.") % _label(trait)})


def written(value: str, length: int = USUAL_LENGTH, *, numbers: bool = True) -> str:
    """Text as the book keeps it.

    Raises ValidationError for personal data (never repeating it) and for text that is too long.
    """
    classes = personal.classes_in(value, numbers=numbers)
    if classes:
        raise ValidationError(personal.refusal(classes), code="personal")
    repaired = text.nfc(value)
    if len(repaired) > length:
        raise ValidationError(_("Quá dài: nhiều nhất %(length)s ký tự.") % {"length": length})
    return repaired


def _label(code: str) -> dict[str, Any]:
    return {"whole": FIELDS[code].label}


def _text(field: Field, value: Any) -> str:
    if field.code == "tax_code":
        return identifiers.tax_code(str(value))
    return written(str(value), LENGTHS.get(field.code, USUAL_LENGTH), numbers=field.code != "certificate_no")


def _choice(field: Field, value: Any) -> str:
    if value not in field.keys:
        raise ValidationError(_("Không có lựa chọn này."))
    return str(value)


def _choices(field: Field, value: Any) -> str:
    given = value.split(",") if isinstance(value, str) else list(value)
    return ",".join(_choice(field, part) for part in given)


def _whole(value: Any, most: int) -> int:
    if isinstance(value, bool) or value != int(value):
        raise ValidationError(_("Cần một số nguyên."))
    if not 0 <= value <= most:
        raise ValidationError(_("Số này không thể đúng."))
    return int(value)


def _place(_field: Field, value: Any) -> int:
    unit = tree.current().units.get(value)
    if unit is None or unit.level != COMMUNE:
        raise ValidationError(_("Cần một xã, phường hoặc thị trấn."))
    return unit.pk


def _day(_field: Field, value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else date.fromisoformat(str(value)).isoformat()


_CHECKS: dict[str, Callable[[Field, Any], Any]] = {
    "text": _text,
    "lines": lambda _field, value: ",".join(vsic.codes(str(value))),
    "choice": _choice,
    "choices": _choices,
    "count": lambda _field, value: _whole(value, MOST_MEMBERS),
    "money": lambda _field, value: _whole(value, MOST_MONEY),
    "place": _place,
    "day": _day,
    "flag": lambda _field, value: bool(value),
}
