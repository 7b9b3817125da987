"""The form by which a workbook is sent: the file, the day of its list, what it is about, its scope."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.intake.models import Batch
from nongcot.intake.understanding.kinds import SHEET_KINDS
from nongcot.kernel import clock
from nongcot.places import geography
from nongcot.registry.vocabulary import Kind
from nongcot.ui.fields import DayField


class SendForm(forms.Form):
    """Everything but the file is proposed; what was proposed is shown on the next page."""

    file = forms.FileField(label=_("Bảng tính"), help_text=_("xlsx, xls, ods, csv hoặc tsv; tối đa 50 MB."))
    on = DayField(label=_("Danh sách tính đến ngày"), required=False, help_text=_("Để trống: đọc từ tệp."))
    kind = forms.ChoiceField(label=_("Nội dung"), required=False)
    scope = forms.ChoiceField(label=_("Đây là"), choices=Batch.Scope.choices, initial=Batch.Scope.PART)
    scope_kind = forms.ChoiceField(label=_("Toàn bộ loại"), choices=Kind.choices, initial=Kind.COOP)
    scope_place = forms.CharField(
        label=_("Mã địa bàn"), required=False, help_text=_("Mã huyện, xã; để trống: cả sổ."), max_length=5
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Đọc từ tệp")), *SHEET_KINDS.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        place = found.get("scope_place")
        if place:
            try:
                geography.communes(place, found.get("on") or clock.today())
            except geography.UnknownPlace as error:
                self.add_error("scope_place", str(error))
        return found
