"""What an officer saw that no certificate tells."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel import clock
from nongcot.registry.forms.base import ReasonField
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.forms.offerings import WithdrawForm, last_day
from nongcot.registry.outcomes import Recorded
from nongcot.trade.actions import readiness
from nongcot.trade.forms.choices import OfOneProduct
from nongcot.trade.forms.ending import EndForm
from nongcot.trade.models import Confirmation
from nongcot.trade.vocabulary import ConfirmationKind


class ConfirmQuestions(OfOneProduct):
    """What was seen, of whom, on which paper, and how long it holds."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Điều đã xem"), choices=ConfirmationKind.choices, widget=forms.RadioSelect
    )
    product_id = forms.ChoiceField(
        label=gettext_lazy("Của sản phẩm"), required=False, help_text=gettext_lazy("Để trống: của cả tổ chức.")
    )
    day = DayField(label=gettext_lazy("Từ ngày"))
    valid_until = DayField(label=gettext_lazy("Đến hết ngày"), required=False)
    document = WrittenField(label=gettext_lazy("Căn cứ"), required=False)

    def told(self) -> dict[str, Any]:
        """What was understood, as the acts take it."""
        told = {name: self.cleaned_data[name] for name in ("kind", "valid_until", "document")}
        return told | {"product_id": self.product, "since": self.cleaned_data["day"]}


class ConfirmForm(ConfirmQuestions):
    """What an officer saw of an organisation or product that no certificate tells."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        self.offers_of(self.about.pk)
        self.fill_in({"day": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        return readiness.confirm(organisation_id=self.about.pk, by=by, **self.told())


class ChangeConfirmationForm(ReasonField, ConfirmQuestions):
    """A confirmation said anew."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact: Confirmation = self.fact
        self.offers_of(fact.organisation_id, fact.product_id)
        known = {"kind": fact.kind, "product_id": fact.product_id or "", "document": fact.document}
        self.fill_in(known | {"day": fact.valid_from, "valid_until": last_day(fact.valid_to)})
        self.order_fields(["seen", *ConfirmQuestions.base_fields, "reason"])

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = self.told() | {"reason": self.cleaned_data["reason"]}
        return readiness.change_confirmation(key=self.fact.key, by=by, seen=self.seen_posting, **told)


class EndConfirmationForm(EndForm):
    """The last day of a confirmation."""

    action = staticmethod(readiness.end_confirmation)


class WithdrawConfirmationForm(WithdrawForm):
    """A confirmation taken back."""

    action = staticmethod(readiness.withdraw_confirmation)
