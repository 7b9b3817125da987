"""A decision that names main products of several makers at once."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.accounts.models import User
from nongcot.registry.actions import main_products
from nongcot.registry.forms.base import ActForm
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.outcomes import Recorded


class DecisionForm(ActForm):
    """Products that a decision of the province names as main products; `offered` are the choices, (number, words)."""

    products = forms.MultipleChoiceField(label=_("Sản phẩm"), widget=forms.CheckboxSelectMultiple)
    commodity = WrittenField(
        label=_("Mặt hàng chủ lực"), length=200, help_text=_("Như quyết định ghi, ví dụ: lúa gạo chất lượng cao.")
    )
    decision_no = WrittenField(label=_("Số quyết định"), length=80, numbers=False)
    decided_on = DayField(label=_("Ngày quyết định"))
    issuing_body = WrittenField(label=_("Cơ quan ban hành"), length=200, required=False)
    since = DayField(label=_("Có hiệu lực từ ngày"))
    last_day = DayField(label=_("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["products"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        """Also before any product is chosen an end before the beginning is told at its question."""
        told = super().clean()
        since, last_day = self.cleaned_data.get("since"), self.cleaned_data.get("last_day")
        if since and last_day and last_day < since:
            self.add_error("last_day", _("Ngày kết thúc trước ngày bắt đầu."))
        return told

    @property
    def effective_day(self) -> date:
        day: date = self.cleaned_data["since"]
        return day

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        names = ("commodity", "decision_no", "decided_on", "issuing_body", "since", "last_day")
        told = {name: self.cleaned_data[name] for name in names}
        chosen = [int(number) for number in self.cleaned_data["products"]]
        return main_products.designate_main_products(products=chosen, by=by, **told)
