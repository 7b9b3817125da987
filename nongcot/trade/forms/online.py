"""Shops on the net."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.registry.forms.base import ActForm, ReasonField
from nongcot.registry.forms.fields import DayField, PartialDateField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm, last_day
from nongcot.registry.outcomes import Recorded
from nongcot.trade.actions import online
from nongcot.trade.forms.ending import EndForm
from nongcot.trade.lists import opened
from nongcot.trade.models import OnlineShop


class ShopForm(ActForm):
    """Where an organisation sells on the net."""

    platform = WrittenField(label=gettext_lazy("Sàn, trang bán hàng"), length=100)
    link = forms.CharField(label=gettext_lazy("Đường dẫn"), required=False)
    on = PartialDateField(label=gettext_lazy("Có từ"))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        told = {name: self.cleaned_data[name] for name in ("platform", "link")}
        return online.open_shop(organisation_id=self.about.pk, since=self.cleaned_data["on"], by=by, **told)


class ChangeShopForm(ReasonField, FactForm, ShopForm):
    """A shop said anew."""

    valid_until = DayField(label=gettext_lazy("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact: OnlineShop = self.fact
        known = {"platform": fact.platform, "link": fact.link, "on": opened(fact)}
        self.fill_in(known | {"valid_until": last_day(fact.valid_to)})
        self.order_fields(["seen", *ShopForm.base_fields, "valid_until", "reason"])

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in ("platform", "link", "valid_until", "reason")}
        key, since = self.fact.key, self.cleaned_data["on"]
        return online.change_shop(key=key, since=since, by=by, seen=self.seen_posting, **told)


class CloseShopForm(EndForm):
    """The last day of a shop."""

    action = staticmethod(online.close_shop)


class WithdrawShopForm(WithdrawForm):
    """A shop taken back."""

    action = staticmethod(online.withdraw_shop)
