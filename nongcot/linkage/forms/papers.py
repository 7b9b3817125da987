"""Papers of a contract, and the help that it received."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.basis.choosing import HINT, DocumentField
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.actions import papers
from nongcot.linkage.forms.facts import FactForm
from nongcot.linkage.models import Document, Support
from nongcot.linkage.vocabulary import DocumentKind, SupportKind
from nongcot.registry.forms.fields import DayField, MoneyField, PartialDateField, WrittenField
from nongcot.registry.outcomes import Recorded


class DocumentForm(FactForm):
    """A paper of a contract; with one given, that one said anew."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại giấy tờ"), choices=DocumentKind.choices)
    number = WrittenField(label=gettext_lazy("Số"), length=80, numbers=False)
    signed_on = DayField(label=gettext_lazy("Ngày ký"), required=False)
    issuer = WrittenField(label=gettext_lazy("Nơi ban hành"), length=200, required=False)
    note = WrittenField(label=gettext_lazy("Lưu ở đâu, ghi chú"), required=False)

    NAMES = ("kind", "number", "signed_on", "issuer", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.fact, Document):
            self.fill_in({name: getattr(self.fact, name) for name in self.NAMES})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in self.NAMES}
        if isinstance(self.fact, Document):
            return papers.change_document(key=self.fact.key, by=by, seen=self.seen_posting, **told)
        return papers.add_document(key=self.fact.key, by=by, **told)


class SupportForm(FactForm):
    """Help that a linkage received; with one given, that one said anew."""

    kind = forms.ChoiceField(label=gettext_lazy("Hỗ trợ về"), choices=SupportKind.choices)
    amount = MoneyField(label=gettext_lazy("Số tiền"), required=False)
    received = PartialDateField(label=gettext_lazy("Nhận khi nào"))
    programme = WrittenField(label=gettext_lazy("Chương trình, nghị quyết"), required=False)
    basis = DocumentField(label=gettext_lazy("Căn cứ: văn bản trong danh mục"), help_text=HINT)
    document_no = WrittenField(
        label=gettext_lazy("Số văn bản khác, không có trong danh mục"), length=80, numbers=False, required=False
    )

    NAMES = ("kind", "amount", "programme", "basis", "document_no")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.fact, Support):
            one = self.fact
            received = PartialDate(one.earliest, one.latest, one.precision)  # type: ignore[arg-type]
            self.fill_in({name: getattr(one, name) for name in self.NAMES} | {"received": received})
            field: Any = self.fields["basis"]
            field.keep(one.basis)

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in (*self.NAMES, "received")}
        if isinstance(self.fact, Support):
            return papers.change_support(key=self.fact.key, by=by, seen=self.seen_posting, **told)
        return papers.add_support(key=self.fact.key, by=by, **told)
