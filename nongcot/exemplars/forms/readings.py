"""Choosing a reading: of high technology, of exemplars kept and new, of machinery."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.exemplars.actions.readings import choose_reading
from nongcot.exemplars.readings import EXEMPLAR, HIGH_TECH, MACHINERY, TERM, Begins, Kept, New
from nongcot.exemplars.vocabulary import Spent
from nongcot.registry.forms import readings as general
from nongcot.registry.forms.fields import CountField, DayField
from nongcot.registry.vocabulary import Sector


class ReadingForm(general.ReadingForm):
    """A reading of this room."""

    action = choose_reading


class HighTechForm(ReadingForm):
    """How long a confirmation holds, and of whom."""

    CODE = HIGH_TECH
    TITLE = gettext_lazy("Chọn cách đọc hợp tác xã công nghệ cao")

    begins = forms.ChoiceField(
        label=gettext_lazy("Xác nhận hằng năm có giá trị từ khi nào"), choices=Begins.choices, widget=forms.RadioSelect
    )
    following_years = CountField(
        label=gettext_lazy("Còn giá trị thêm mấy năm sau năm được xác nhận"),
        help_text=gettext_lazy("0 là đến hết chính năm ấy; lần xác nhận sau luôn thay lần trước."),
    )
    sectors = forms.MultipleChoiceField(
        label=gettext_lazy("Chỉ tính hợp tác xã có ngành chính"),
        choices=Sector.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Không chọn ngành nào thì ngành nào cũng tính."),
    )
    legal_title_only = forms.BooleanField(label=gettext_lazy("Chỉ tính danh hiệu theo luật"), required=False)

    def parameters(self) -> dict[str, Any]:
        names = ("following_years", "begins", "sectors", "legal_title_only")
        return {name: self.cleaned_data[name] for name in names}


class ExemplarForm(ReadingForm):
    """Which exemplars are kept, since when, and which are new."""

    CODE = EXEMPLAR
    TITLE = gettext_lazy("Chọn cách đọc điển hình duy trì và mới")

    DAY = "day"

    kept = forms.ChoiceField(
        label=gettext_lazy("Điển hình được duy trì"), choices=Kept.choices, widget=forms.RadioSelect
    )
    baseline = forms.ChoiceField(
        label=gettext_lazy("Ngày gốc"),
        choices=[(TERM, gettext_lazy("Ngày đầu nhiệm kỳ của Liên minh")), (DAY, gettext_lazy("Một ngày khác"))],
        widget=forms.RadioSelect,
    )
    baseline_day = DayField(label=gettext_lazy("Ngày gốc khác"), required=False)
    new = forms.ChoiceField(label=gettext_lazy("Điển hình mới"), choices=New.choices, widget=forms.RadioSelect)

    def answered(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        baseline = told.get("baseline", TERM)
        if baseline == TERM:
            return told
        return {**told, "baseline": self.DAY, "baseline_day": date.fromisoformat(baseline)}

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        asked = found.get("baseline") == self.DAY and "baseline_day" not in self.errors
        if asked and not found.get("baseline_day"):
            self.add_error("baseline_day", _("Chưa điền mục này."))
        return found

    def parameters(self) -> dict[str, Any]:
        given = self.cleaned_data
        baseline = given["baseline_day"].isoformat() if given["baseline"] == self.DAY else TERM
        return {"kept": given["kept"], "baseline": baseline, "new": given["new"]}


class MachineryForm(ReadingForm):
    """Which investments are in machinery."""

    CODE = MACHINERY
    TITLE = gettext_lazy("Chọn khoản nào là đầu tư máy móc thiết bị")

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Tính khoản đầu tư vào"), choices=Spent.choices, widget=forms.CheckboxSelectMultiple
    )

    def parameters(self) -> dict[str, Any]:
        return {"kinds": self.cleaned_data["kinds"]}


FORMS = {form.CODE: form for form in (HighTechForm, ExemplarForm, MachineryForm)}
