"""Shops on the net."""

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.registry.forms.base import ActForm
from nongcot.registry.forms.fields import PartialDateField, WrittenField
from nongcot.registry.forms.offerings import WithdrawForm
from nongcot.registry.outcomes import Recorded
from nongcot.trade.actions import online
from nongcot.trade.forms.ending import EndForm


class ShopForm(ActForm):
    """Where an organisation sells on the net."""

    platform = WrittenField(label=gettext_lazy("Sàn, trang bán hàng"), length=100)
    link = forms.CharField(label=gettext_lazy("Đường dẫn"), required=False)
    on = PartialDateField(label=gettext_lazy("Có từ"))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        told = {name: self.cleaned_data[name] for name in ("platform", "link")}
        return online.open_shop(organisation_id=self.about.pk, since=self.cleaned_data["on"], by=by, **told)


class CloseShopForm(EndForm):
    """The last day of a shop."""

    action = staticmethod(online.close_shop)


class WithdrawShopForm(WithdrawForm):
    """A shop taken back."""

    action = staticmethod(online.withdraw_shop)
