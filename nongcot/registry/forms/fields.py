"""Form fields that read what officers write: days known in part, amounts with triệu and tỷ, codes with blanks."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.kernel import numbers
from nongcot.kernel.dates import PartialDate, format_day, format_partial, parse_partial
from nongcot.registry import identifiers, words
from nongcot.registry.values import MOST_MEMBERS, MOST_MONEY, USUAL_LENGTH, written

#: Fewer đồng than this without a unit were most likely meant in triệu or tỷ.
FEWEST_DONG = 100_000

DAY_HINT = gettext_lazy("Ví dụ 03/04/2018; chỉ biết tháng hay năm thì ghi 11/2017 hoặc 2016.")
MONEY_HINT = gettext_lazy("Ghi kèm đơn vị, ví dụ 500 triệu hoặc 1,2 tỷ.")


class PartialDateField(forms.CharField):
    """A day, known wholly or in part; gives a `PartialDate`. A doubtful reading is told and never taken."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", DAY_HINT)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("class", "nc-w-m")

    def clean(self, value: Any) -> PartialDate | None:  # type: ignore[override]  # a day instead of its text
        text = super().clean(value)
        if not text:
            return None
        reading = parse_partial(text)
        if reading.doubt or reading.value is None:
            raise ValidationError(reading.doubt or _("Không đọc được “%(text)s” thành ngày.") % {"text": text})
        return reading.value

    def prepare_value(self, value: Any) -> Any:
        return format_partial(value) if isinstance(value, PartialDate) else value


class DayField(PartialDateField):
    """A day that has to be known; gives a `date`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Ví dụ 03/04/2018."))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:  # type: ignore[override]  # as above
        found = super().clean(value)
        if found is None:
            return None
        if found.precision != "day":
            raise ValidationError(_("Cần biết đúng ngày, ví dụ 03/04/2018."))
        return found.earliest

    def prepare_value(self, value: Any) -> Any:
        return format_day(value) if isinstance(value, date) else value


class CountField(forms.CharField):
    """A whole number of people or things, up to `most`."""

    def __init__(self, *, most: int = MOST_MEMBERS, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most
        self.widget.attrs.update({"inputmode": "numeric", "class": "nc-input--num nc-w-s"})

    def clean(self, value: Any) -> int | None:  # type: ignore[override]  # a number instead of its text
        text = super().clean(value)
        reading = numbers.parse_number(text)
        if reading.doubt:
            raise ValidationError(reading.doubt)
        if reading.value is None:
            return None
        if reading.value != int(reading.value) or reading.value < 0:
            raise ValidationError(_("Cần một số nguyên, không âm."))
        if reading.value > self.most:
            raise ValidationError(_("Số này không thể đúng."))
        return int(reading.value)

    def prepare_value(self, value: Any) -> Any:
        return numbers.format_number(value) if isinstance(value, int) else value


class MoneyField(forms.CharField):
    """An amount of đồng, written with its unit."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", MONEY_HINT)
        super().__init__(**kwargs)
        self.widget.attrs.update({"class": "nc-input--num nc-w-m"})

    def clean(self, value: Any) -> int | None:  # type: ignore[override]  # a number instead of its text
        text = super().clean(value)
        reading = numbers.parse_money(text, unit_scale=1)
        if reading.doubt:
            raise ValidationError(reading.doubt)
        if reading.value is None:
            return None
        if reading.value < 0 or reading.value != int(reading.value):
            raise ValidationError(_("Cần một số tiền, không âm."))
        if reading.value > MOST_MONEY:
            raise ValidationError(_("Số này không thể đúng."))
        if 0 < reading.value < FEWEST_DONG and not any(map(str.isalpha, text)):
            raise ValidationError(_("%(amount)s đồng? Hãy ghi kèm đơn vị: triệu hoặc tỷ.") % {"amount": text})
        return int(reading.value)

    def prepare_value(self, value: Any) -> Any:
        return words.money(value) if isinstance(value, int) else value


class WrittenField(forms.CharField):
    """Text that may hold no personal data. `numbers` as in `values.written`."""

    def __init__(self, *, length: int = USUAL_LENGTH, numbers: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.length, self.numbers = length, numbers

    def clean(self, value: Any) -> str:
        return written(super().clean(value), self.length, numbers=self.numbers)


class TaxCodeField(forms.CharField):
    """A tax code, with or without blanks, dots and dashes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "class": "nc-w-m"})

    def clean(self, value: Any) -> str:
        return identifiers.tax_code(super().clean(value))
