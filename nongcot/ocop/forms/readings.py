"""How the province counts a potential five-star."""

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.accounts.models import User
from nongcot.ocop.actions import readings
from nongcot.ocop.forms.fields import OcopForm
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.outcomes import Recorded

CHOICES = (("certificate", _("theo giấy chứng nhận đang có")), ("five", _("là 5 sao")))


class ReadingForm(OcopForm):
    """A choice with its day and document."""

    counts_as = forms.ChoiceField(
        label=_("Sản phẩm tiềm năng 5 sao tính"), choices=CHOICES, widget=forms.RadioSelect
    )  # fmt: skip
    day = DayField(label=_("Áp dụng từ ngày"))
    document = WrittenField(label=_("Văn bản quyết định"), length=400, numbers=False)

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = self.cleaned_data
        told = {"counts_as": given["counts_as"], "since": given["day"], "document": given["document"]}
        return readings.choose_potential(**told, by=by, seen=self.seen_posting)
