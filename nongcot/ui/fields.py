"""Form fields that read days and numbers as officers write them, through the kernel's readers.

What cannot be read, or can be read in two ways, is told in the reader's own sentence and kept as it was typed.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _

from nongcot.kernel.dates import EARLIEST_YEAR, LATEST_YEAR, PartialDate, format_day, format_partial, parse_partial
from nongcot.kernel.numbers import format_number, parse_number

#: No number of a province has so many digits, and no column holds them.
BEYOND = Decimal(10) ** 15


class PartialDateField(forms.CharField):
    """A day known wholly or in part: "15/10/2020", "10/2020", "2020". Gives a `PartialDate` or None."""

    widget = forms.TextInput({"class": "nc-w-s", "autocomplete": "off"})

    def to_python(self, value: Any) -> PartialDate | None:
        if isinstance(value, PartialDate) or value is None:
            return value
        reading = parse_partial(value)
        if reading.doubt:
            raise ValidationError(reading.doubt, code="invalid")
        return reading.value

    def prepare_value(self, value: Any) -> Any:
        return format_partial(value) if isinstance(value, PartialDate) else value


class DayField(PartialDateField):
    """A whole day: "15/10/2020". Gives a `date` or None; a month or a year alone is refused."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date):
            return value
        partial = super().to_python(value)
        if partial is None:
            return None
        if partial.precision != "day":
            raise ValidationError(_("Hãy ghi đủ ngày, tháng, năm, ví dụ 15/10/2020."), code="invalid")
        return partial.earliest

    def prepare_value(self, value: Any) -> Any:
        return format_day(value) if isinstance(value, date) else value


class NumberField(forms.CharField):
    """A number: "1.234,5". Gives a `Decimal` or None; a unit, a range or a fraction beyond `decimals` is refused."""

    widget = forms.TextInput({"class": "nc-input--num nc-w-s", "autocomplete": "off"})

    def __init__(
        self,
        *,
        min_value: Decimal | int | None = None,
        max_value: Decimal | int | None = None,
        decimals: int = 0,
        **more: Any,
    ) -> None:
        super().__init__(**more)
        self.decimals = decimals
        self.widget.attrs["inputmode"] = "decimal" if decimals else "numeric"
        if min_value is not None:
            self.validators.append(MinValueValidator(min_value, self.error_messages.get("min_value")))
        if max_value is not None:
            self.validators.append(MaxValueValidator(max_value, self.error_messages.get("max_value")))

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, Decimal) or value is None:
            return value
        reading = parse_number(value)
        if reading.doubt:
            raise ValidationError(reading.doubt, code="invalid")
        number = reading.value
        if number is not None and abs(number) >= BEYOND:
            raise ValidationError(_("Số này không thể đúng."), code="beyond")
        if number is not None and number != round(number, self.decimals):
            said = _("Hãy ghi số nguyên.") if not self.decimals else _("Hãy ghi nhiều nhất %(count)s số lẻ.")
            raise ValidationError(said % {"count": self.decimals}, code="decimals")
        return number

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal | int):
            return value
        plain = Decimal(value).normalize()
        return format_number(plain, max(0, -int(plain.as_tuple().exponent)))


class YearField(NumberField):
    """A calendar year: "2020", never "2.020". Gives an `int` or None."""

    def __init__(self, **more: Any) -> None:
        super().__init__(min_value=EARLIEST_YEAR, max_value=LATEST_YEAR, **more)

    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        return None if number is None else int(number)

    def prepare_value(self, value: Any) -> Any:
        return str(int(value)) if isinstance(value, Decimal | int) else value
