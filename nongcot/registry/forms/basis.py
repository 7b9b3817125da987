"""What every form asks that states a rule from a document of the register."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.basis.choosing import HINT, DocumentField
from nongcot.kernel import clock
from nongcot.registry.actions.from_documents import NOTE_LENGTH, PLACE_LENGTH, Basis
from nongcot.registry.forms.base import DiscreetForm
from nongcot.registry.forms.fields import DayField, WrittenField


class BasisFields(DiscreetForm):
    """From when on a rule holds, by which document, where in it, and whether it was read there."""

    valid_from = DayField(label=gettext_lazy("Áp dụng từ ngày"))
    document = DocumentField(label=gettext_lazy("Văn bản làm căn cứ"), required=True, help_text=HINT)
    article = WrittenField(
        label=gettext_lazy("Điều, khoản, phụ lục"),
        length=PLACE_LENGTH,
        numbers=False,
        required=False,
        help_text=gettext_lazy("Ví dụ: Điều 3, khoản 2."),
    )
    verified = forms.BooleanField(label=gettext_lazy("Đã đối chiếu với chính văn bản"), required=False)
    note = WrittenField(label=gettext_lazy("Ghi chú"), length=NOTE_LENGTH, required=False)

    def basis(self) -> Basis:
        """The document as it was chosen."""
        return Basis(**{name: self.cleaned_data[name] for name in ("document", "article", "verified", "note")})

    @property
    def effective_day(self) -> date:
        """The day from which on the rule holds."""
        day: date = self.cleaned_data.get("valid_from") or clock.today()
        return day
