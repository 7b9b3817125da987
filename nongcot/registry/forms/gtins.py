"""Codes of products: entering, ending, taking back."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.accounts.models import User
from nongcot.kernel import clock
from nongcot.registry import identifiers, keyed
from nongcot.registry.actions import gtins
from nongcot.registry.forms.base import ActForm
from nongcot.registry.forms.fields import DayField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm
from nongcot.registry.models import Product
from nongcot.registry.outcomes import Recorded


class GtinField(forms.CharField):
    """A code under a bar code, with or without blanks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "class": "nc-w-m"})

    def clean(self, value: Any) -> str:
        return identifiers.gtin(super().clean(value))


class GtinForm(ActForm):
    """The code that one of the organisation's products is sold under."""

    product_id = forms.ChoiceField(label=_("Sản phẩm"))
    gtin = GtinField(label=_("Mã GTIN"), help_text=_("Dãy số dưới mã vạch: 8, 12, 13 hoặc 14 chữ số."))
    day = DayField(label=_("Dùng từ ngày"))
    valid_until = DayField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống: chưa biết ngày hết hạn."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        own = keyed.all_standing(Product, self.about.pk)
        self.fields["product_id"].choices = [("", "–"), *((str(p.product_id), p.name) for p in own)]  # type: ignore[attr-defined]
        self.fill_in({"day": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        told = {name: self.cleaned_data[name] for name in ("gtin", "valid_until")}
        return gtins.add_gtin(
            organisation_id=self.about.pk,
            product_id=int(self.cleaned_data["product_id"]),
            since=self.cleaned_data["day"],
            by=by,
            **told,
        )


class EndGtinForm(FactForm):
    """The last day on which a code was used."""

    day = DayField(label=_("Dùng đến hết ngày"))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return gtins.end_gtin(key=self.fact.key, valid_until=self.cleaned_data["day"], by=by, seen=self.seen_posting)


class WithdrawGtinForm(WithdrawForm):
    """A code taken back."""

    action = staticmethod(gtins.withdraw_gtin)
