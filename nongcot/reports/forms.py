"""The form that asks for a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.plans.models import Term
from nongcot.ui.fields import DayField
from nongcot.ui.forms import NamingForm


class CongressForm(NamingForm):
    """Which congress, which day, known when."""

    term = forms.ChoiceField(label=gettext_lazy("Nhiệm kỳ mở ra"))
    on = DayField(label=gettext_lazy("Số liệu đến ngày"), help_text=gettext_lazy("Ví dụ 15/10/2020"))
    known = DayField(
        label=gettext_lazy("Như biết đến cuối ngày"),
        required=False,
        help_text=gettext_lazy("Để trống là hiểu biết mới nhất."),
    )

    def __init__(self, *args: Any, terms: list[Term], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["term"].choices = [(str(term.number), term.label) for term in terms]  # type: ignore[attr-defined]
