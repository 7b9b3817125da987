"""What an officer saw that no certificate tells."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel import clock
from nongcot.registry.forms.base import ActForm
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.forms.offerings import WithdrawForm
from nongcot.registry.outcomes import Recorded
from nongcot.trade.actions import readiness
from nongcot.trade.forms.choices import NONE, own_products
from nongcot.trade.forms.ending import EndForm
from nongcot.trade.vocabulary import ConfirmationKind


class ConfirmForm(ActForm):
    """What an officer saw of an organisation or product that no certificate tells."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Điều đã xem"), choices=ConfirmationKind.choices, widget=forms.RadioSelect
    )
    product_id = forms.ChoiceField(
        label=gettext_lazy("Của sản phẩm"), required=False, help_text=gettext_lazy("Để trống: của cả tổ chức.")
    )
    day = DayField(label=gettext_lazy("Từ ngày"))
    valid_until = DayField(label=gettext_lazy("Đến hết ngày"), required=False)
    document = WrittenField(label=gettext_lazy("Căn cứ"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        self.fields["product_id"].choices = [NONE, *own_products(self.about.pk)]  # type: ignore[attr-defined]
        self.fill_in({"day": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        told = {name: self.cleaned_data[name] for name in ("kind", "valid_until", "document")}
        product = int(self.cleaned_data["product_id"]) if self.cleaned_data["product_id"] else None
        return readiness.confirm(
            organisation_id=self.about.pk, product_id=product, since=self.cleaned_data["day"], by=by, **told
        )


class EndConfirmationForm(EndForm):
    """The last day of a confirmation."""

    action = staticmethod(readiness.end_confirmation)


class WithdrawConfirmationForm(WithdrawForm):
    """A confirmation taken back."""

    action = staticmethod(readiness.withdraw_confirmation)
