"""Choosing a reading: of what counts as linked, as agricultural, as a chain."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.basis import rules
from nongcot.kernel import clock
from nongcot.linkage import readings
from nongcot.linkage.actions.readings import choose_reading
from nongcot.linkage.vocabulary import PARTNERS, LeaderKind, LinkRule
from nongcot.registry.forms.base import ActForm
from nongcot.registry.forms.fields import CountField, DayField, WrittenField
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import Kind, Sector


class ReadingForm(ActForm):
    """From a day on another reading; what the present one says is filled in."""

    CODE = ""

    #: What the reading asks for, from what was answered.
    parameters: Callable[[], dict[str, Any]]

    valid_from = DayField(label=gettext_lazy("Áp dụng từ ngày"))
    document = WrittenField(
        label=gettext_lazy("Văn bản quyết định"),
        length=400,
        numbers=False,
        help_text=gettext_lazy("Số, ngày, nơi ban hành: in dưới số liệu."),
    )
    note = WrittenField(label=gettext_lazy("Giải thích"), length=1000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = rules.on(self.CODE, clock.today())
        self.fill_in(dict(held.parameters) if held else {})
        own = [name for name in self.fields if name not in ("seen", "valid_from", "document", "note")]
        self.order_fields(["seen", *own, "valid_from", "document", "note"])

    @property
    def effective_day(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        return day

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in ("valid_from", "document", "note")}
        return choose_reading(code=self.CODE, parameters=self.parameters(), by=by, **told)


class LinkedForm(ReadingForm):
    """Which definition of "linked", with which partners."""

    CODE = readings.LINKED

    rule = forms.ChoiceField(label=gettext_lazy("Quy tắc liên kết"), choices=LinkRule.choices, widget=forms.RadioSelect)
    partners = forms.MultipleChoiceField(
        label=gettext_lazy("Đối tác được tính"),
        choices=[(kind.value, kind.label) for kind in map(Kind, PARTNERS)],
        widget=forms.CheckboxSelectMultiple,
    )
    any_product = forms.BooleanField(label=gettext_lazy("Tính cả hàng hóa không phải nông sản"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = rules.on(self.CODE, clock.today())
        told = dict(held.parameters) if held else {}
        self.fill_in(
            {
                "partners": told.get("partners", [Kind.ENTERPRISE.value]),
                "any_product": not told.get("farm_only", True),
            }
        )

    def parameters(self) -> dict[str, Any]:
        given = self.cleaned_data
        found: dict[str, Any] = {"rule": given["rule"]}
        if given["partners"] != [Kind.ENTERPRISE.value]:
            found["partners"] = given["partners"]
        return found | ({"farm_only": False} if given["any_product"] else {})


class AgriculturalForm(ReadingForm):
    """Which sectors make a linked co-op an agricultural one."""

    CODE = readings.AGRICULTURAL

    sectors = forms.MultipleChoiceField(
        label=gettext_lazy("Ngành được tính là nông nghiệp"),
        choices=Sector.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    any_sector = forms.BooleanField(
        label=gettext_lazy("Tính cả khi chỉ là một trong các ngành đăng ký"), required=False
    )

    def parameters(self) -> dict[str, Any]:
        found: dict[str, Any] = {"sectors": self.cleaned_data["sectors"]}
        return found | ({"any_sector": True} if self.cleaned_data["any_sector"] else {})


class ChainCooperativesForm(ReadingForm):
    """Whether co-ops in chains are counted within the linked ones."""

    CODE = readings.CHAIN_COOPS

    within_linked = forms.BooleanField(
        label=gettext_lazy("Chỉ tính hợp tác xã theo chuỗi nằm trong số hợp tác xã liên kết"), required=False
    )

    def parameters(self) -> dict[str, Any]:
        return {"within_linked": self.cleaned_data["within_linked"]}


class ChainConditionForm(ReadingForm):
    """What makes a chain count."""

    CODE = readings.CHAIN

    stages = CountField(label=gettext_lazy("Số khâu ít nhất được giữ bằng hợp đồng"))
    collective = forms.BooleanField(
        label=gettext_lazy("Phải có hợp tác xã, liên hiệp hoặc tổ hợp tác giữ một khâu"), required=False
    )
    leaders = forms.MultipleChoiceField(
        label=gettext_lazy("Chỉ tính chuỗi do đơn vị loại này chủ trì"),
        choices=LeaderKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Không chọn loại nào thì ai chủ trì cũng tính."),
    )
    main_only = forms.BooleanField(label=gettext_lazy("Chỉ tính chuỗi của sản phẩm chủ lực"), required=False)
    durable_months = CountField(label=gettext_lazy("Chuỗi bền vững: hợp đồng từ (tháng)"))

    def parameters(self) -> dict[str, Any]:
        names = ("stages", "collective", "durable_months")
        found: dict[str, Any] = {name: self.cleaned_data[name] for name in names}
        if self.cleaned_data["leaders"]:
            found["leaders"] = self.cleaned_data["leaders"]
        return found | ({"main_only": True} if self.cleaned_data["main_only"] else {})
