"""What the strengthening of the weak is asked."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.exemplars.actions import strengthening
from nongcot.exemplars.vocabulary import Remedy
from nongcot.kernel import clock
from nongcot.registry.forms.base import ActForm
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.forms.offerings import WithdrawForm
from nongcot.registry.outcomes import Recorded


class StrengthenForm(ActForm):
    """What was undertaken with a weak or stopped organisation."""

    remedy = forms.ChoiceField(label=gettext_lazy("Đã làm gì"), choices=Remedy.choices, widget=forms.RadioSelect)
    on = DayField(label=gettext_lazy("Ngày làm"))
    due = DayField(label=gettext_lazy("Hạn của việc tiếp theo"), required=False)
    note = WrittenField(label=gettext_lazy("Nội dung, kết quả"), length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill_in({"on": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        names = ("remedy", "on", "due", "note")
        given = {name: self.cleaned_data[name] for name in names}
        return strengthening.strengthen(organisation_id=self.about.pk, by=by, **given)


class WithdrawStrengtheningForm(WithdrawForm):
    """A record of what was undertaken, taken back."""

    action = staticmethod(strengthening.withdraw_strengthening)
