"""What effective models are asked."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.exemplars.actions import effective
from nongcot.exemplars.forms.fields import AREA_HINT, NONE
from nongcot.exemplars.vocabulary import Per
from nongcot.kernel import clock
from nongcot.registry import words
from nongcot.registry.forms.fields import CountField, DayField, MoneyField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import Sector
from nongcot.ui.fields import NumberField


class ModelForm(FactForm):
    """An effective model; without an organisation that of nobody in the register."""

    places = {"place": "on"}

    name = WrittenField(label=gettext_lazy("Tên mô hình"))
    activity = WrittenField(label=gettext_lazy("Sản xuất, kinh doanh gì"), required=False)
    sector = forms.ChoiceField(label=gettext_lazy("Ngành"), choices=[NONE, *Sector.choices], required=False)
    on = DayField(label=gettext_lazy("Theo số liệu ngày"))
    place = forms.CharField(label=gettext_lazy("Xã, phường, thị trấn"), required=False)
    place_text = WrittenField(
        label=gettext_lazy("Nơi, như nguồn ghi"), length=200, required=False,
        help_text=gettext_lazy("Thôn, khu vực sản xuất; không ghi nơi ở riêng."),
    )  # fmt: skip
    area = NumberField(label=gettext_lazy("Diện tích"), decimals=3, required=False, help_text=AREA_HINT)
    process = WrittenField(label=gettext_lazy("Quy trình sản xuất"), required=False)
    members = CountField(label=gettext_lazy("Số thành viên, hộ tham gia"), required=False)
    output = WrittenField(
        label=gettext_lazy("Sản lượng"), length=200, required=False, help_text=gettext_lazy("Kèm đơn vị.")
    )
    outlet = WrittenField(label=gettext_lazy("Kênh tiêu thụ"), length=200, required=False)
    per = forms.ChoiceField(label=gettext_lazy("Chi phí, thu nhập tính cho"), choices=Per.choices)
    seasons = CountField(label=gettext_lazy("Số vụ một năm"), required=False)
    cost = MoneyField(label=gettext_lazy("Chi phí"), required=False)
    income = MoneyField(label=gettext_lazy("Thu nhập"), required=False)
    profit = MoneyField(label=gettext_lazy("Lợi nhuận"), required=False)
    note = WrittenField(label=gettext_lazy("Ghi chú"), length=500, required=False)

    NAMES = (
        "name", "activity", "sector", "place_text", "area", "process", "members", "output", "outlet", "per", "seasons",
        "cost", "income", "profit", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fact is None:
            self.fill_in({"on": date(clock.today().year - 1, 12, 31)})
            return
        place = words.place(self.fact.place_id) if self.fact.place_id else ""
        known = {name: getattr(self.fact, name) for name in self.NAMES}
        self.fill_in(known | {"on": self.fact.as_of, "place": place})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {name: self.cleaned_data[name] for name in self.NAMES}
        whose = self.fact.organisation_id if self.fact is not None else self.about.pk if self.about else 0
        told = effective.Told(
            as_of=self.cleaned_data["on"],
            organisation_id=whose,
            place_id=self.cleaned_data["place"] or 0,
            active=self.fact.active if self.fact is not None else True,
            **given,
        )
        if self.fact is not None:
            return effective.change_model(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        return effective.describe_model(told=told, by=by)


class WithdrawModelForm(WithdrawForm):
    """A model that never was."""

    action = staticmethod(effective.withdraw_model)
