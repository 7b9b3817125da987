"""Form fields of the programme: exact points, a set under a regime, papers."""

from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.kernel import numbers
from nongcot.kernel.dates import PartialDate
from nongcot.ocop import criteria, points, regimes
from nongcot.ocop.actions.about import Paper
from nongcot.registry.forms.base import ActForm, DiscreetForm
from nongcot.registry.forms.fields import WrittenField


class PointsField(forms.CharField):
    """Points as officers write them ("69,9"), exactly; gives a `Fraction` or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "class": "nc-input--num nc-w-s", "autocomplete": "off"})

    def clean(self, value: Any) -> Fraction | None:  # type: ignore[override]  # a number instead of its text
        reading = numbers.parse_number(super().clean(value), decimal_hint=",")
        if reading.doubt:
            raise ValidationError(reading.doubt)
        return None if reading.value is None else Fraction(reading.value)

    def prepare_value(self, value: Any) -> Any:
        return points.shown(value) if isinstance(value, Fraction) else value


class PapersFields(DiscreetForm):
    """The paper of a step or a decision."""

    document_no = WrittenField(label=gettext_lazy("Số văn bản"), length=80, numbers=False, required=False)
    body = WrittenField(label=gettext_lazy("Cơ quan ban hành"), length=200, required=False)

    def paper(self) -> Paper:
        """The paper as it was given."""
        return Paper(self.cleaned_data["document_no"], self.cleaned_data["body"])


class OcopForm(ActForm):
    """A form of this room: points are shown as they were given."""

    def shown(self, name: str) -> str:
        value = self.cleaned_data.get(name)
        return points.shown(value) if isinstance(value, Fraction) else super().shown(name)

    def day_of(self, name: str) -> PartialDate:
        """A day that has to be known at least in part."""
        value: PartialDate = self.cleaned_data[name]
        return value


def sheet_choices(day: date) -> list[Any]:
    """Regimes, those running on a day first, each with its sets; a choice is "regime/set"."""
    running = regimes.running(day)
    others = [regime.code for regime in reversed(regimes.every()) if regime.code not in running]
    found = []
    for regime in [*running, *others]:
        named = regimes.label(regime)
        if regime not in running:
            named = _("%(regime)s (không còn hoặc chưa có hiệu lực hôm nay)") % {"regime": named}
        sheets = criteria.sheets(regime).values()
        found.append((named, [(f"{regime}/{s.code}", f"{s.number}. {s.label}{_mark(s)}") for s in sheets]))
    return found


def _mark(sheet: criteria.Sheet) -> str:
    return "" if sheet.is_known else _(" (chưa có bảng tiêu chí)")


def flat(choices: list[Any]) -> dict[str, str]:
    """Value → words of grouped choices."""
    return {value: words for _group, listed in choices for value, words in listed}
