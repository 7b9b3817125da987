"""Buyers' requests, offers to them, what became of these."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel import clock
from nongcot.registry.forms.base import ActForm
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import Sector
from nongcot.trade.actions import matching
from nongcot.trade.forms.choices import NONE, own_products
from nongcot.trade.forms.contracts import Choosing
from nongcot.trade.forms.ending import EndForm
from nongcot.trade.models import Offer
from nongcot.trade.vocabulary import Outcome


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
        self.fill_in({"day": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        names = ("buyer", "wanted", "sector", "volume", "requirements", "until")
        told = {name: self.cleaned_data[name] for name in names}
        record = self.cleaned_data["buyer_record"]
        return matching.ask_for(buyer_id=record, since=self.cleaned_data["day"], by=by, **told)


class CloseRequestForm(EndForm):
    """The last day of a buyer's request."""

    action = staticmethod(matching.close_request)
    ends = "until"


class OfferForm(FactForm):
    """What an organisation offers to a buyer's request; the fact is the request."""

    product_id = forms.ChoiceField(label=gettext_lazy("Sản phẩm"), required=False)
    terms = WrittenField(label=gettext_lazy("Số lượng, giá, điều kiện"), required=False)
    day = DayField(label=gettext_lazy("Ngày chào hàng"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        self.fields["product_id"].choices = [NONE, *own_products(self.about.pk)]  # type: ignore[attr-defined]
        self.fill_in({"day": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        product = int(self.cleaned_data["product_id"]) if self.cleaned_data["product_id"] else None
        told = {name: self.cleaned_data[name] for name in ("terms", "day")}
        return matching.offer(
            request_id=self.fact.request_id, organisation_id=self.about.pk, product_id=product, by=by, **told
        )


class SettleForm(FactForm):
    """What became of an offer."""

    outcome = forms.ChoiceField(label=gettext_lazy("Kết quả"), choices=Outcome.choices, widget=forms.RadioSelect)
    day = DayField(label=gettext_lazy("Ngày"))
    agreement_id = forms.ChoiceField(label=gettext_lazy("Hợp đồng liên kết"), required=False)
    reference = WrittenField(
        label=gettext_lazy("Hợp đồng khác"),
        required=False,
        help_text=gettext_lazy("Số, tên hợp đồng không có trong sổ liên kết; không ghi tên người."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact: Offer = self.fact
        choosing = Choosing(fact.organisation_id, fact.offered_on, [fact.agreement_id] if fact.agreement_id else [])
        field = self.fields["agreement_id"]
        field.choices, field.help_text = [NONE, *choosing.choices], choosing.hint  # type: ignore[attr-defined]
        known = {"outcome": fact.outcome, "agreement_id": "".join(choosing.chosen), "reference": fact.reference}
        self.fill_in({"day": clock.today()} | known)

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in ("outcome", "day", "reference")}
        told["agreement_id"] = int(self.cleaned_data["agreement_id"]) if self.cleaned_data["agreement_id"] else None
        return matching.settle_offer(key=self.fact.key, by=by, seen=self.seen_posting, **told)


class WithdrawRequestForm(WithdrawForm):
    """A buyer's request taken back."""

    action = staticmethod(matching.withdraw_request)


class WithdrawOfferForm(WithdrawForm):
    """An offer taken back."""

    action = staticmethod(matching.withdraw_offer)
