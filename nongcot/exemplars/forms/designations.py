"""What titles are asked: the decision, its end, and what a review said."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.exemplars import queries
from nongcot.exemplars.actions import designations
from nongcot.exemplars.forms.fields import NONE, title_fields
from nongcot.exemplars.vocabulary import Review
from nongcot.indicators import ledger
from nongcot.registry.forms.fields import DayField, MoneyField, PartialDateField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm, last_day
from nongcot.registry.lists.cells import day_of
from nongcot.registry.outcomes import Recorded


class DesignateForm(FactForm):
    """A title by a decision; with a fact given, that one said anew."""

    nomination = forms.ChoiceField(label=gettext_lazy("Theo đề nghị"), required=False)
    title, programme, field, level = title_fields().values()
    on = PartialDateField(label=gettext_lazy("Có hiệu lực từ"))
    valid_until = DayField(
        label=gettext_lazy("Đến hết ngày"),
        required=False,
        help_text=gettext_lazy("Để trống: quyết định không ghi hạn."),
    )
    decision_no = WrittenField(label=gettext_lazy("Số quyết định"), length=80, numbers=False, required=False)
    decided_on = DayField(label=gettext_lazy("Ngày quyết định"), required=False)
    issuing_body = WrittenField(label=gettext_lazy("Cơ quan quyết định"), length=200, required=False)
    amount = MoneyField(label=gettext_lazy("Tiền thưởng"), required=False)
    story = WrittenField(
        label=gettext_lazy("Câu chuyện để phổ biến"), length=1000, required=False, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Chỉ ghi khi hợp tác xã đồng ý cho công bố."),
    )  # fmt: skip

    NAMES = ("title", "programme", "field", "level", "decision_no", "decided_on", "issuing_body", "amount", "story")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        open_ones = queries.waiting(ledger.newest()).filter(organisation_id=self.about.pk)
        choices = [(str(one.nomination_id), str(one)) for one in open_ones]
        if self.fact is not None:
            own = self.fact.nomination_id
            if own is not None and str(own) not in dict(choices):
                choices.append((str(own), _("Đề nghị số %(n)s") % {"n": own}))
            known = {name: getattr(self.fact, name) for name in self.NAMES}
            known |= {"on": day_of(self.fact), "valid_until": last_day(self.fact.valid_to), "nomination": own or ""}
            self.fill_in(known)
        elif len(choices) == 1:
            [one] = open_ones
            names = ("title", "programme", "field", "level")
            self.fill_in({name: getattr(one, name) for name in names} | {"nomination": one.nomination_id})
        self.fields["nomination"].choices = [NONE, *choices]  # type: ignore[attr-defined]
        if not choices:
            del self.fields["nomination"]

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {name: self.cleaned_data[name] for name in (*self.NAMES, "valid_until")}
        nomination = self.cleaned_data.get("nomination")
        told = designations.Told(
            since=self.cleaned_data["on"], nomination_id=int(nomination) if nomination else None, **given
        )
        if self.fact is not None:
            return designations.change_designation(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        assert self.about is not None
        return designations.designate(organisation_id=self.about.pk, told=told, by=by)


class WithdrawDesignationForm(WithdrawForm):
    """A title that was never given."""

    action = staticmethod(designations.withdraw_designation)


class ChangeReviewForm(FactForm):
    """What a review said of one title, said anew."""

    outcome = forms.ChoiceField(label=gettext_lazy("Kết quả"), choices=Review.choices, widget=forms.RadioSelect)
    on = DayField(label=gettext_lazy("Ngày rà soát"))
    why = WrittenField(
        label=gettext_lazy("Lý do"), length=500, required=False, help_text=gettext_lazy("Bắt buộc khi thu hồi.")
    )
    document_no = WrittenField(label=gettext_lazy("Số biên bản"), length=80, numbers=False, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {name: getattr(self.fact, name) for name in ("outcome", "on", "document_no")}
        self.fill_in(known | {"why": self.fact.reason})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = self.cleaned_data
        decided = designations.Decided(given["outcome"], given["why"], given["document_no"])
        told = {"key": self.fact.key, "on": given["on"], "decided": decided}
        return designations.change_review(by=by, seen=self.seen_posting, **told)


class WithdrawReviewForm(WithdrawForm):
    """A review that was none."""

    action = staticmethod(designations.withdraw_review)
