"""Choosing a reading: of what counts as linked, as agricultural, as a chain."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.linkage import readings
from nongcot.linkage.actions.readings import choose_reading
from nongcot.linkage.vocabulary import PARTNERS, LeaderKind, LinkRule
from nongcot.registry.forms import readings as general
from nongcot.registry.forms.fields import CountField
from nongcot.registry.vocabulary import Kind, Sector


class ReadingForm(general.ReadingForm):
    """A reading of this room."""

    action = choose_reading


class LinkedForm(ReadingForm):
    """Which definition of "linked", with which partners."""

    CODE = readings.LINKED
    TITLE = gettext_lazy("Chọn quy tắc liên kết")

    rule = forms.ChoiceField(label=gettext_lazy("Quy tắc liên kết"), choices=LinkRule.choices, widget=forms.RadioSelect)
    partners = forms.MultipleChoiceField(
        label=gettext_lazy("Đối tác được tính"),
        choices=[(kind.value, kind.label) for kind in map(Kind, PARTNERS)],
        widget=forms.CheckboxSelectMultiple,
    )
    any_product = forms.BooleanField(label=gettext_lazy("Tính cả hàng hóa không phải nông sản"), required=False)

    def answered(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        partners = told.get("partners", [Kind.ENTERPRISE.value])
        return {**told, "partners": partners, "any_product": not told.get("farm_only", True)}

    def parameters(self) -> dict[str, Any]:
        given = self.cleaned_data
        found: dict[str, Any] = {"rule": given["rule"]}
        if given["partners"] != [Kind.ENTERPRISE.value]:
            found["partners"] = given["partners"]
        return found | ({"farm_only": False} if given["any_product"] else {})


class AgriculturalForm(ReadingForm):
    """Which sectors make a linked co-op an agricultural one."""

    CODE = readings.AGRICULTURAL
    TITLE = gettext_lazy("Chọn cách hiểu hợp tác xã nông nghiệp")

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
    TITLE = gettext_lazy("Chọn cách đếm hợp tác xã theo chuỗi")

    within_linked = forms.BooleanField(
        label=gettext_lazy("Chỉ tính hợp tác xã theo chuỗi nằm trong số hợp tác xã liên kết"), required=False
    )

    def parameters(self) -> dict[str, Any]:
        return {"within_linked": self.cleaned_data["within_linked"]}


class ChainConditionForm(ReadingForm):
    """What makes a chain count."""

    CODE = readings.CHAIN
    TITLE = gettext_lazy("Chọn điều kiện của chuỗi giá trị")

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


FORMS = {form.CODE: form for form in (LinkedForm, AgriculturalForm, ChainCooperativesForm, ChainConditionForm)}
