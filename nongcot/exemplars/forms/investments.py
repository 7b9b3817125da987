"""What investments and expansions are asked."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.exemplars.actions import investments
from nongcot.exemplars.forms.fields import NONE
from nongcot.exemplars.vocabulary import Fund, Spent, Technology
from nongcot.registry.forms.fields import MoneyField, PartialDateField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm
from nongcot.registry.lists.cells import day_of
from nongcot.registry.outcomes import Recorded


class InvestForm(FactForm):
    """An investment with its sources of money; with a fact given, that one said anew."""

    spent_on = forms.ChoiceField(label=gettext_lazy("Đầu tư vào"), choices=Spent.choices)
    what = WrittenField(label=gettext_lazy("Khoản đầu tư"), help_text=gettext_lazy("Ví dụ: máy cấy 6 hàng."))
    technology = forms.ChoiceField(
        label=gettext_lazy("Nhóm công nghệ"), choices=[NONE, *Technology.choices], required=False
    )
    quantity = WrittenField(
        label=gettext_lazy("Số lượng, quy mô"), length=100, required=False, help_text=gettext_lazy("Ví dụ: 2 máy.")
    )
    on = PartialDateField(label=gettext_lazy("Khi nào"))
    document_no = WrittenField(label=gettext_lazy("Số văn bản"), length=80, numbers=False, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for source, label in Fund.choices:
            self.fields[f"fund_{source}"] = MoneyField(label=label, required=False)
        self.fields["unpriced"] = forms.MultipleChoiceField(
            label=_("Nguồn có góp nhưng chưa rõ số tiền"),
            choices=Fund.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        if self.fact is not None:
            names = ("spent_on", "what", "technology", "quantity", "document_no")
            known = {name: getattr(self.fact, name) for name in names} | {"on": day_of(self.fact)}
            known |= {f"fund_{source}": amount for source, amount in self.fact.funds.items()}
            unpriced = [source for source, amount in self.fact.funds.items() if amount is None]
            self.fill_in(known | {"unpriced": unpriced})

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        fields = self.visible_fields()
        money = [f for f in fields if f.name.startswith("fund_") or f.name == "unpriced"]
        return [("", [f for f in fields if f not in money]), (_("Tiền từ đâu"), money)]

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        names = ("spent_on", "what", "technology", "quantity", "document_no", "on")
        given = self.cleaned_data
        funds: dict[str, int | None] = dict.fromkeys(given["unpriced"])
        funds |= {s: given[f"fund_{s}"] for s in Fund.values if given[f"fund_{s}"] is not None}
        told = investments.Told(funds=funds, **{name: given[name] for name in names})
        if self.fact is not None:
            return investments.change_investment(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        assert self.about is not None
        return investments.invest(organisation_id=self.about.pk, told=told, by=by)

    def add_error(self, field: str | None, error: Any) -> None:
        """What is wrong with the sources together stands at the first of them."""
        super().add_error("unpriced" if field == "funds" else field, error)


class WithdrawInvestmentForm(WithdrawForm):
    """An investment that was never made."""

    action = staticmethod(investments.withdraw_investment)
