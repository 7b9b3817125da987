"""Buyers' requests: told, said anew, ended, taken back."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel import clock
from nongcot.registry import words
from nongcot.registry.forms.base import ActForm, ReasonField
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm, last_day
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import Sector
from nongcot.trade.actions import requests
from nongcot.trade.forms.choices import NONE
from nongcot.trade.forms.ending import EndForm
from nongcot.trade.models import BuyerRequest


class RequestForm(ActForm):
    """What a buyer is looking for."""

    organisations = {"buyer_record": ()}

    buyer = WrittenField(label=gettext_lazy("Người mua"), length=200, help_text=gettext_lazy("Tên tổ chức, cửa hàng."))
    buyer_record = forms.CharField(
        label=gettext_lazy("Bản ghi của người mua"),
        required=False,
        help_text=gettext_lazy("Tên hoặc mã, nếu người mua có trong sổ đăng ký."),
    )
    wanted = WrittenField(label=gettext_lazy("Cần mua"))
    sector = forms.ChoiceField(label=gettext_lazy("Ngành"), choices=[NONE, *Sector.choices], required=False)
    volume = WrittenField(label=gettext_lazy("Số lượng, thời vụ"), length=200, required=False)
    requirements = WrittenField(label=gettext_lazy("Yêu cầu chất lượng"), required=False)
    day = DayField(label=gettext_lazy("Từ ngày"))
    until = DayField(label=gettext_lazy("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill_in(self.known())

    def known(self) -> dict[str, Any]:
        """What the page shows before anything is typed."""
        return {"day": clock.today()}

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return requests.ask_for(by=by, **self.told())

    def told(self) -> dict[str, Any]:
        """What was understood, as the acts take it."""
        names = ("buyer", "wanted", "sector", "volume", "requirements", "until")
        told = {name: self.cleaned_data[name] for name in names}
        return told | {"buyer_id": self.cleaned_data["buyer_record"], "since": self.cleaned_data["day"]}


class ChangeRequestForm(ReasonField, FactForm, RequestForm):
    """A buyer's request said anew."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", *RequestForm.base_fields, "reason"])

    def known(self) -> dict[str, Any]:
        fact: BuyerRequest = self.fact
        told = {name: getattr(fact, name) for name in ("buyer", "wanted", "sector", "volume", "requirements")}
        record = words.keys([fact.organisation_id]).get(fact.organisation_id, "")
        return told | {"buyer_record": record, "day": fact.valid_from, "until": last_day(fact.valid_to)}

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = self.told() | {"reason": self.cleaned_data["reason"]}
        return requests.change_request(key=self.fact.key, by=by, seen=self.seen_posting, **told)


class CloseRequestForm(EndForm):
    """The last day of a buyer's request."""

    action = staticmethod(requests.close_request)
    ends = "until"


class WithdrawRequestForm(WithdrawForm):
    """A buyer's request taken back."""

    action = staticmethod(requests.withdraw_request)
