"""What a participation brought."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel import clock
from nongcot.registry import keyed
from nongcot.registry.forms.fields import CountField, DayField, MoneyField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm
from nongcot.registry.outcomes import Recorded
from nongcot.trade.actions import results
from nongcot.trade.forms.contracts import Choosing
from nongcot.trade.models import Result, TradeEvent


class ResultForm(FactForm):
    """What a participation brought; the fact is the participation."""

    told_on = DayField(label=gettext_lazy("Ngày báo kết quả"))
    sales = MoneyField(label=gettext_lazy("Doanh số bán tại sự kiện"), required=False)
    contracts = CountField(label=gettext_lazy("Hợp đồng đã ký"), required=False)
    contract_value = MoneyField(label=gettext_lazy("Giá trị hợp đồng"), required=False)
    memoranda = CountField(label=gettext_lazy("Biên bản ghi nhớ"), required=False)
    agreements = forms.MultipleChoiceField(
        label=gettext_lazy("Hợp đồng liên kết"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reference = WrittenField(
        label=gettext_lazy("Hợp đồng khác"),
        required=False,
        help_text=gettext_lazy("Số, tên hợp đồng không có trong sổ liên kết; không ghi tên người."),
    )
    new_buyers = CountField(label=gettext_lazy("Người mua mới"), required=False)
    visitors = CountField(label=gettext_lazy("Khách đến gian hàng (ước)"), required=False)
    booth_cost = MoneyField(label=gettext_lazy("Chi phí gian hàng"), required=False)
    own_cost = MoneyField(label=gettext_lazy("Tự chi"), required=False)
    support = MoneyField(label=gettext_lazy("Được hỗ trợ"), required=False)
    awards = WrittenField(label=gettext_lazy("Giải thưởng"), required=False)
    follow_up_on = DayField(label=gettext_lazy("Hẹn theo dõi lại ngày"), required=False)

    NAMES = (
        "told_on", "sales", "contracts", "contract_value", "memoranda", "agreements", "reference", "new_buyers",
        "visitors", "booth_cost", "own_cost", "support", "awards", "follow_up_on",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = keyed.newest(Result, f"tr{self.fact.participation_id}")
        event = keyed.standing(TradeEvent, f"te{self.fact.event_id}")
        choosing = Choosing(self.fact.organisation_id, event.earliest, before.agreements if before else ())
        field = self.fields["agreements"]
        field.choices, field.help_text = choosing.choices, choosing.hint  # type: ignore[attr-defined]
        if before is not None:
            self.fill_in({name: getattr(before, name) for name in self.NAMES} | {"agreements": choosing.chosen})
        self.fill_in({"told_on": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in self.NAMES}
        told["agreements"] = tuple(int(number) for number in self.cleaned_data["agreements"])
        told |= {name: told[name] or 0 for name in ("contracts", "memoranda")}
        return results.record_result(
            participation_id=self.fact.participation_id, told=results.Told(**told), by=by, seen=self.seen_posting
        )


class WithdrawResultForm(WithdrawForm):
    """A result taken back."""

    action = staticmethod(results.withdraw_result)
