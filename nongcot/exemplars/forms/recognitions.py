"""What recognitions of high technology are asked."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.exemplars.actions import recognitions
from nongcot.exemplars.forms.fields import AREA_HINT, YearField
from nongcot.exemplars.vocabulary import LegalTitle, Technology
from nongcot.kernel import clock
from nongcot.registry.forms.fields import DayField, PartialDateField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm, last_day
from nongcot.registry.lists.cells import day_of
from nongcot.registry.outcomes import Recorded
from nongcot.ui.fields import NumberField


class RecogniseForm(FactForm):
    """A confirmation of high technology for a year; with a fact given, that one said anew."""

    year = YearField(label=gettext_lazy("Xác nhận cho năm"))
    technologies = forms.MultipleChoiceField(
        label=gettext_lazy("Công nghệ"), choices=Technology.choices, widget=forms.CheckboxSelectMultiple
    )
    applied_to = WrittenField(label=gettext_lazy("Áp dụng cho sản phẩm"), required=False)
    area = NumberField(label=gettext_lazy("Diện tích"), decimals=3, required=False, help_text=AREA_HINT)
    evidence = WrittenField(
        label=gettext_lazy("Minh chứng"), help_text=gettext_lazy("Ví dụ: biên bản kiểm tra, hóa đơn thiết bị, ảnh.")
    )
    confirmed_by = WrittenField(label=gettext_lazy("Cơ quan xác nhận"), length=200)
    document_no = WrittenField(label=gettext_lazy("Số văn bản"), length=80, numbers=False, required=False)
    on = PartialDateField(label=gettext_lazy("Ngày xác nhận"))
    legal_title = forms.ChoiceField(
        label=gettext_lazy("Danh hiệu theo luật"), choices=LegalTitle.choices, required=False,
        help_text=gettext_lazy("Danh hiệu theo luật có hạn riêng; không văn bản nào định nghĩa HTX công nghệ cao."),
    )  # fmt: skip
    valid_until = DayField(label=gettext_lazy("Có giá trị đến hết ngày"), required=False)

    NAMES = ("year", "applied_to", "evidence", "confirmed_by", "document_no", "legal_title", "area")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fact is None:
            self.fill_in({"year": clock.today().year})
            return
        known = {name: getattr(self.fact, name) for name in self.NAMES}
        known |= {"on": day_of(self.fact), "valid_until": last_day(self.fact.valid_to)}
        self.fill_in(known | {"technologies": self.fact.technologies.split(",")})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {name: self.cleaned_data[name] for name in (*self.NAMES, "technologies", "valid_until")}
        told = recognitions.Told(confirmed=self.cleaned_data["on"], **given)
        if self.fact is not None:
            return recognitions.change_recognition(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        assert self.about is not None
        return recognitions.recognise(organisation_id=self.about.pk, told=told, by=by)


class EndRecognitionForm(FactForm):
    """The last day of a confirmation that was withdrawn or given up."""

    day = DayField(label=gettext_lazy("Có giá trị đến hết ngày"))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return recognitions.end_recognition(
            key=self.fact.key, valid_until=self.cleaned_data["day"], by=by, seen=self.seen_posting
        )


class WithdrawRecognitionForm(WithdrawForm):
    """A confirmation that was never given."""

    action = staticmethod(recognitions.withdraw_recognition)
