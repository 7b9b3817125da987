"""Forms of terms and targets."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import vocabulary
from nongcot.plans import actions
from nongcot.plans.comparators import Comparator
from nongcot.plans.models import Target
from nongcot.ui.fields import DayField, NumberField, YearField
from nongcot.ui.forms import SeenForm

#: More than any level of a plan, and as much as its column holds.
MOST = 10**14 - 1

NUMBERS = ("low", "high", "baseline_value")


class ReasonForm(SeenForm):
    """Why something that was stated changes."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)


class TermForm(SeenForm):
    """A term of the alliance."""

    number = NumberField(label=gettext_lazy("Nhiệm kỳ thứ"), min_value=1, max_value=99)
    label = forms.CharField(
        label=gettext_lazy("Tên nhiệm kỳ"), max_length=120, help_text=gettext_lazy("Ví dụ: Nhiệm kỳ VI (2020–2025)")
    )
    start = DayField(label=gettext_lazy("Ngày đầu"), help_text=gettext_lazy("Ví dụ 15/10/2020"))
    end = DayField(label=gettext_lazy("Ngày cuối"), help_text=gettext_lazy("Ngày cuối cùng vẫn thuộc nhiệm kỳ."))
    congress = DayField(label=gettext_lazy("Ngày đại hội"), required=False)
    convention = forms.BooleanField(label=gettext_lazy("Các ngày trên là quy ước, chưa đọc văn bản"), required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), widget=forms.Textarea({"rows": 2}), required=False)

    def told(self) -> dict[str, Any]:
        """What `actions.state_term` takes."""
        return self.cleaned_data | {"number": int(self.cleaned_data["number"])}


class TargetForm(SeenForm):
    """A target of a term."""

    indicator = forms.ChoiceField(label=gettext_lazy("Số liệu"))
    period_kind = forms.ChoiceField(
        label=gettext_lazy("Xét theo"), choices=Target.Period.choices, widget=forms.RadioSelect
    )
    first_year = YearField(label=gettext_lazy("Từ năm"))
    last_year = YearField(label=gettext_lazy("Đến năm"))
    comparator = forms.ChoiceField(
        label=gettext_lazy("Cách so"),
        choices=[("", gettext_lazy("Không nêu con số")), *Comparator.choices],
        required=False,
    )
    low = NumberField(
        label=gettext_lazy("Mức phải đạt, hoặc mức dưới của khoảng"), decimals=4, max_value=MOST, required=False
    )
    high = NumberField(label=gettext_lazy("Mức trên của khoảng"), decimals=4, max_value=MOST, required=False)
    baseline_value = NumberField(
        label=gettext_lazy("Số gốc"),
        decimals=4,
        max_value=MOST,
        required=False,
        help_text=gettext_lazy("Chỉ khi so với gốc. Để trống là chưa rõ; khi ấy không xét."),
    )
    baseline_day = DayField(label=gettext_lazy("Ngày của số gốc"), required=False)
    document = forms.CharField(label=gettext_lazy("Văn bản giao chỉ tiêu"), max_length=300)
    source = forms.CharField(label=gettext_lazy("Nguồn đã đọc"), max_length=400, required=False)
    responsible = forms.CharField(label=gettext_lazy("Đơn vị chịu trách nhiệm"), max_length=200, required=False)
    cancelled_years = forms.CharField(
        label=gettext_lazy("Các năm hủy vì thiếu kinh phí"),
        required=False,
        help_text=gettext_lazy("Ví dụ: 2021, 2022"),
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), widget=forms.Textarea({"rows": 2}), required=False)
    reason = forms.CharField(label=gettext_lazy("Lý do ghi hoặc sửa"), max_length=300, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(w.code, in_language(w.label_vi, w.label_en)) for w in vocabulary().values()]
        self.fields["indicator"].choices = sorted(choices, key=lambda choice: choice[1])  # type: ignore[attr-defined]

    def clean_cancelled_years(self) -> list[int]:
        """Years parted by commas."""
        parts = self.cleaned_data["cancelled_years"].replace(";", ",").split(",")
        years = [part.strip() for part in parts if part.strip()]
        if not all(year.isdecimal() and len(year) == 4 for year in years):
            raise ValidationError(_("Hãy ghi các năm, cách nhau bằng dấu phẩy, ví dụ 2021, 2022."))
        return sorted({int(year) for year in years})

    def clean(self) -> dict[str, Any]:
        """The sentences of the act itself stand beside their fields."""
        told = super().clean() or {}
        if not self.errors:
            try:
                actions.check(self.told())
            except ValidationError as wrong:
                for name, sentences in wrong.message_dict.items():
                    self.add_error(name, sentences)
        return told

    def told(self) -> dict[str, Any]:
        """What `actions.state_target` takes, without the term and what was seen."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("reason", "seen")}


def of_target(target: Target) -> dict[str, Any]:
    """The first answers of the form that corrects a target."""
    told = {name: getattr(target, name) for name in TargetForm.base_fields if hasattr(target, name)}
    told |= {name: told[name].normalize() for name in NUMBERS if told[name] is not None}
    return told | {"cancelled_years": ", ".join(map(str, target.cancelled_years))}
