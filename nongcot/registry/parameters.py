"""What a reading's parameters may be: each check gives the sentence that refuses a value, "" where nothing does.

A room states a table of checks for each of its readings, by parameter; `require` tells all that is wrong at once.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Check = Callable[[Any], str]
Checks = Mapping[str, Check]


def require(code: str, parameters: Mapping[str, Any], asked: Mapping[str, Checks]) -> None:
    """Raise ValidationError by parameter, or at `code` for a reading that is none of `asked`."""
    if code not in asked:
        raise ValidationError({"code": _("Không có lựa chọn này.")})
    wrong = {name: sentence for name, check in asked[code].items() if (sentence := check(parameters.get(name)))}
    if wrong:
        raise ValidationError(wrong)


def one_of(known: Collection[Any]) -> Check:
    """One of a closed list."""
    return lambda value: "" if _among([value], known) else _("Không có lựa chọn này.")


def some_of(known: Collection[Any]) -> Check:
    """At least one of a closed list."""
    return lambda value: "" if value and _among(value, known) else _("Chọn ít nhất một trong các lựa chọn.")


def any_of(known: Collection[Any]) -> Check:
    """As many of a closed list as one likes, none too."""
    return lambda value: "" if not value or _among(value, known) else _("Không có lựa chọn này.")


def if_given(check: Check) -> Check:
    """What the check says, where the parameter is told at all."""
    return lambda value: "" if value is None else check(value)


def whole(least: int, most: int) -> Check:
    """A whole number between two others."""

    def check(value: Any) -> str:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return ""
        return _("Cần một số từ %(least)s đến %(most)s.") % {"least": least, "most": most}

    return check


def yes_or_no(value: Any) -> str:
    """Whether or not."""
    return "" if isinstance(value, bool) else _("Chọn có hoặc không.")


def _among(values: Any, known: Collection[Any]) -> bool:
    return isinstance(values, list | tuple) and all(one in known for one in values)
