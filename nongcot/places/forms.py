"""The room's one form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.ui.fields import DayField
from nongcot.ui.forms import NamingForm


class LookUpForm(NamingForm):
    """An address as it is written, and the day whose units are meant."""

    q = forms.CharField(label=_("Địa chỉ hoặc tên đơn vị"), max_length=300, required=False)
    on = DayField(label=_("Theo địa giới ngày"))
