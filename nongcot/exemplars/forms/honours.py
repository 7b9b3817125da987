"""What awards, and exemplars followed by others, are asked."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.exemplars.actions import honours
from nongcot.exemplars.forms.fields import NONE
from nongcot.exemplars.vocabulary import AwardKind, Field, Level
from nongcot.registry import standing, words
from nongcot.registry.forms import products
from nongcot.registry.forms.fields import MoneyField, PartialDateField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm
from nongcot.registry.lists.cells import day_of
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import Kind


class AwardForm(FactForm):
    """An award of the organisation or of one of its products; with a fact given, that one said anew."""

    award = forms.ChoiceField(label=gettext_lazy("Giải thưởng, khen thưởng"), choices=AwardKind.choices)
    name = WrittenField(
        label=gettext_lazy("Tên đầy đủ"), required=False, help_text=gettext_lazy("Bắt buộc khi chọn loại khác.")
    )
    product = forms.ChoiceField(
        label=gettext_lazy("Của sản phẩm"), required=False, help_text=gettext_lazy("Để trống: của cả tổ chức.")
    )
    level = forms.ChoiceField(label=gettext_lazy("Cấp"), choices=Level.choices, initial=Level.PROVINCE)
    on = PartialDateField(label=gettext_lazy("Ngày quyết định"))
    decision_no = WrittenField(label=gettext_lazy("Số quyết định"), length=80, numbers=False, required=False)
    issuing_body = WrittenField(label=gettext_lazy("Cơ quan trao"), length=200, required=False)
    amount = MoneyField(label=gettext_lazy("Tiền thưởng"), required=False)

    NAMES = ("award", "name", "level", "decision_no", "issuing_body", "amount")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        kept = [self.fact.product_id] if self.fact is not None and self.fact.product_id else []
        own = products.offered(standing.together([self.about.pk]), kept)
        self.fields["product"].choices = [NONE, *own]  # type: ignore[attr-defined]
        if self.fact is not None:
            known = {name: getattr(self.fact, name) for name in self.NAMES}
            self.fill_in(known | {"product": self.fact.product_id or "", "on": day_of(self.fact)})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        product = self.cleaned_data["product"]
        given = honours.Given(
            on=self.cleaned_data["on"],
            product_id=int(product) if product else None,
            **{name: self.cleaned_data[name] for name in self.NAMES},
        )
        if self.fact is not None:
            return honours.change_award(key=self.fact.key, given=given, by=by, seen=self.seen_posting)
        assert self.about is not None
        return honours.award(organisation_id=self.about.pk, given=given, by=by)


class ReplicateForm(FactForm):
    """The organisation took over the way of an exemplar; with a fact given, that one said anew."""

    organisations = {"exemplar": (Kind.COOP, Kind.UNION, Kind.GROUP, Kind.CREDIT_FUND)}

    exemplar = forms.CharField(
        label=gettext_lazy("Điển hình nào"), help_text=gettext_lazy("Tên, mã số hoặc mã trong sổ.")
    )
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), choices=Field.choices)
    on = PartialDateField(label=gettext_lazy("Khi nào"))
    how = WrittenField(label=gettext_lazy("Làm theo điều gì, bằng cách nào"), length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fact is not None:
            exemplar = words.keys([self.fact.exemplar_id])[self.fact.exemplar_id]
            known = {"exemplar": exemplar, "field": self.fact.field, "how": self.fact.how}
            self.fill_in(known | {"on": day_of(self.fact)})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = self.cleaned_data
        told = {"exemplar_id": given["exemplar"], "field": given["field"], "on": given["on"], "how": given["how"]}
        if self.fact is not None:
            return honours.change_replication(key=self.fact.key, by=by, seen=self.seen_posting, **told)
        assert self.about is not None
        return honours.replicate(organisation_id=self.about.pk, by=by, **told)


class WithdrawAwardForm(WithdrawForm):
    """An award that was never given, or was cancelled."""

    action = staticmethod(honours.withdraw_award)


class WithdrawReplicationForm(WithdrawForm):
    """A replication that was none."""

    action = staticmethod(honours.withdraw_replication)
