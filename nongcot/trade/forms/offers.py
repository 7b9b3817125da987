"""Offers to buyers' requests: told, said anew, settled, taken back."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel import clock
from nongcot.registry.forms.base import ReasonField
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm
from nongcot.registry.outcomes import Recorded
from nongcot.trade.actions import offers
from nongcot.trade.forms.choices import NONE, OfOneProduct
from nongcot.trade.forms.contracts import Choosing
from nongcot.trade.models import Offer
from nongcot.trade.vocabulary import Outcome


class OfferQuestions(OfOneProduct):
    """What is offered, on which terms, when."""

    product_id = forms.ChoiceField(label=gettext_lazy("Sản phẩm"), required=False)
    terms = WrittenField(label=gettext_lazy("Số lượng, giá, điều kiện"), required=False)
    day = DayField(label=gettext_lazy("Ngày chào hàng"))

    def told(self) -> dict[str, Any]:
        """What was understood, as the acts take it."""
        return {"product_id": self.product, "terms": self.cleaned_data["terms"], "day": self.cleaned_data["day"]}


class OfferForm(OfferQuestions):
    """What an organisation offers to a buyer's request; the fact is the request."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        self.offers_of(self.about.pk)
        self.fill_in({"day": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        return offers.offer(request_id=self.fact.request_id, organisation_id=self.about.pk, by=by, **self.told())


class ChangeOfferForm(ReasonField, OfferQuestions):
    """An offer said anew."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact: Offer = self.fact
        self.offers_of(fact.organisation_id, fact.product_id)
        self.fill_in({"product_id": fact.product_id or "", "terms": fact.terms, "day": fact.offered_on})
        self.order_fields(["seen", "product_id", "terms", "day", "reason"])

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = self.told() | {"reason": self.cleaned_data["reason"]}
        return offers.change_offer(key=self.fact.key, by=by, seen=self.seen_posting, **told)


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
        return offers.settle_offer(key=self.fact.key, by=by, seen=self.seen_posting, **told)


class WithdrawOfferForm(WithdrawForm):
    """An offer taken back."""

    action = staticmethod(offers.withdraw_offer)
