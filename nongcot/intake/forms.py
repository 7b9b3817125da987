"""The forms by which a workbook is sent, and by which its day, kind and scope are said anew."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.intake import scopes
from nongcot.intake.actions.receiving import require_day
from nongcot.intake.models import Batch
from nongcot.intake.proposals import Scope
from nongcot.intake.understanding.kinds import TO_CHOOSE
from nongcot.kernel import clock
from nongcot.places import geography
from nongcot.registry.vocabulary import Kind
from nongcot.sheets import SheetRefused
from nongcot.ui.fields import DayField
from nongcot.ui.forms import NamingForm


class RetellForm(NamingForm):
    """The day of a list, what it is about, and whether it is all of a scope."""

    on = DayField(label=gettext_lazy("Danh sách tính đến ngày"))
    kind = forms.ChoiceField(label=gettext_lazy("Nội dung"), required=False)
    scope = forms.ChoiceField(label=gettext_lazy("Đây là"), choices=Batch.Scope.choices, initial=Batch.Scope.PART)
    scope_kind = forms.ChoiceField(
        label=gettext_lazy("Toàn bộ loại"),
        choices=Kind.choices,
        initial=Kind.COOP,
        required=False,
        help_text=gettext_lazy("Chỉ dùng khi là toàn bộ danh sách."),
    )
    scope_place = forms.CharField(
        label=gettext_lazy("Của địa bàn"),
        required=False,
        help_text=gettext_lazy("Tên hoặc mã huyện, xã, ví dụ huyện Ý Yên; để trống: cả sổ."),
        max_length=120,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Đọc từ tệp")), *TO_CHOOSE.items()]  # type: ignore[attr-defined]

    @property
    def scope_told(self) -> Scope | None:
        """The scope of a checked form."""
        told = self.cleaned_data
        if told["scope"] != Batch.Scope.WHOLE:
            return None
        return Scope(told["scope_kind"] or Kind.COOP, told["scope_place"])

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on is not None:
            try:
                require_day(on)
            except SheetRefused as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return on

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("scope") != Batch.Scope.WHOLE or "on" not in found:
            return found
        on, typed = found["on"], found.get("scope_place", "")
        try:
            found["scope_place"] = (
                scopes.code_of_any_day(typed, clock.today()) if on is None else scopes.code_of(typed, on)
            )
        except geography.UnknownPlace as error:
            self.add_error("scope_place", str(error))
            return found
        if on is not None:  # else the file may tell the day, and the scope is looked at then
            try:
                scopes.require_known(self.scope_told, on)
            except SheetRefused as refusal:
                self.add_error("scope_place", str(refusal))
        return found


class SendForm(RetellForm):
    """Everything but the file is proposed; what was proposed is shown on the next page."""

    file = forms.FileField(
        label=gettext_lazy("Bảng tính"),
        help_text=gettext_lazy("xlsx, xls, ods, csv hoặc tsv; tối đa 50 MB."),
        widget=forms.FileInput(
            {"data-choose": gettext_lazy("Chọn tệp…"), "data-none": gettext_lazy("Chưa chọn tệp nào")}
        ),
    )
    on = DayField(
        label=gettext_lazy("Danh sách tính đến ngày"), required=False, help_text=gettext_lazy("Để trống: đọc từ tệp.")
    )

    field_order = ("file", "on", "kind", "scope", "scope_kind", "scope_place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask = ("ask", _("chưa nói: đề xuất theo tiêu đề rồi hỏi"))
        self.fields["scope"].choices = [ask, *Batch.Scope.choices]  # type: ignore[attr-defined]
        self.fields["scope"].initial = "ask"
