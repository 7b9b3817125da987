"""The room's one form."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LookUpForm(forms.Form):
    """An address as it is written, and the day whose units are meant."""

    q = forms.CharField(label=_("Địa chỉ hoặc tên đơn vị"), max_length=300, required=False)
    on = forms.DateField(
        label=_("Theo địa giới ngày"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Ngày phải ghi như 15/10/2020.")},
    )
