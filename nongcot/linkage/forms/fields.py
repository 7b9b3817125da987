"""Fields of this room's forms: quantities with decimals, what a contract covers."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.kernel import numbers
from nongcot.linkage.vocabulary import Covers
from nongcot.registry.forms import products


class QuantityField(forms.CharField):
    """A quantity, written as officers write it: "12,5". Gives a Decimal."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "class": "nc-input--num nc-w-s"})

    def clean(self, value: Any) -> Decimal | None:  # type: ignore[override]  # a number instead of its text
        reading = numbers.parse_number(super().clean(value))
        if reading.doubt:
            raise ValidationError(reading.doubt)
        if reading.value is not None and reading.value < 0:
            raise ValidationError(_("Cần một số không âm."))
        return None if reading.value is None else Decimal(reading.value)

    def prepare_value(self, value: Any) -> Any:
        return quantity(value) if isinstance(value, Decimal) else value


class CoversField(forms.MultipleChoiceField):
    """What a contract covers; gives the sum of its bits."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [(str(value), label) for value, label in Covers.choices]
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs)


def quantity(value: Decimal) -> str:
    """A quantity without zeros that say nothing."""
    return numbers.format_exact(value)


def bits(value: int) -> list[str]:
    """The boxes that are ticked for a sum of bits."""
    return [str(bit) for bit in Covers.values if value & bit]


def products_of(organisations: Collection[int], told: int | None = None) -> list[tuple[str, str]]:
    """Products of these organisations, to choose among; and the one that a fact has `told` (`products.offered`)."""
    return products.offered(organisations, [] if told is None else [told])
