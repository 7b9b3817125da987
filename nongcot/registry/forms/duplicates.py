"""Two records of one organisation: uniting and separating them."""

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.accounts.models import User
from nongcot.registry.actions import duplicates
from nongcot.registry.forms.base import ActForm, ReasonField
from nongcot.registry.forms.fields import DayField
from nongcot.registry.outcomes import Recorded


class UniteForm(ReasonField, ActForm):
    """This record is the same organisation as another one, which is kept."""

    organisations = {"keep": ()}

    keep = forms.CharField(label=_("Bản ghi giữ lại"), help_text=_("Tên hoặc mã trong sổ."))
    day = DayField(label=_("Nhận ra từ ngày"))
    field_order = ("seen", "keep", "day", "reason")

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        return duplicates.unite_records(
            organisation_id=self.about.pk,
            keep_id=self.cleaned_data["keep"],
            since=self.cleaned_data["day"],
            reason=self.cleaned_data["reason"],
            seen=self.seen_posting,
            by=by,
        )


class SeparateRecordsForm(ReasonField, ActForm):
    """This record is no duplicate after all."""

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {"reason": self.cleaned_data["reason"], "seen": self.seen_posting}
        return duplicates.separate_records(organisation_id=self.fact, by=by, **told)
