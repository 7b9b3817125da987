"""What the strengthening of the weak is asked."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.exemplars.actions import strengthening
from nongcot.exemplars.vocabulary import Remedy
from nongcot.kernel import clock
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm
from nongcot.registry.outcomes import Recorded


class StrengthenForm(FactForm):
    """What was undertaken with a weak or stopped organisation; with a fact given, that said anew."""

    remedy = forms.ChoiceField(label=gettext_lazy("Đã làm gì"), choices=Remedy.choices, widget=forms.RadioSelect)
    on = DayField(label=gettext_lazy("Ngày làm"))
    due = DayField(label=gettext_lazy("Hạn của việc tiếp theo"), required=False)
    note = WrittenField(label=gettext_lazy("Nội dung, kết quả"), length=500, required=False)

    NAMES = ("remedy", "on", "due", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fact is None:
            self.fill_in({"on": clock.today()})
        else:
            self.fill_in({name: getattr(self.fact, name) for name in self.NAMES})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {name: self.cleaned_data[name] for name in self.NAMES}
        if self.fact is not None:
            return strengthening.change_strengthening(key=self.fact.key, by=by, seen=self.seen_posting, **given)
        assert self.about is not None
        return strengthening.strengthen(organisation_id=self.about.pk, by=by, **given)


class WithdrawStrengtheningForm(WithdrawForm):
    """A record of what was undertaken, taken back."""

    action = staticmethod(strengthening.withdraw_strengthening)
