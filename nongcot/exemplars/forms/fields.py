"""Fields that several of the room's questions share."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.exemplars.vocabulary import Field, Level, Programme, Title

NONE = ("", "–")
AREA_HINT = gettext_lazy("Hecta, ví dụ 1,5.")


class YearField(forms.CharField):
    """A calendar year; gives a whole number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "class": "nc-w-s", "autocomplete": "off"})

    def clean(self, value: Any) -> int | None:  # type: ignore[override]  # a number instead of its text
        text = super().clean(value)
        if text and not re.fullmatch(r"(19|20)\d\d", text):
            raise ValidationError(_("Hãy ghi năm bằng bốn chữ số, ví dụ 2026."))
        return int(text) if text else None


def title_fields() -> dict[str, forms.Field]:
    """What a nomination and a designation both name: title, programme, field and level."""
    return {
        "title": forms.ChoiceField(
            label=gettext_lazy("Danh hiệu"), choices=Title.choices, widget=forms.RadioSelect, initial=Title.EXEMPLAR
        ),
        "programme": forms.ChoiceField(
            label=gettext_lazy("Chương trình"),
            choices=[NONE, *Programme.choices],
            required=False,
            help_text=gettext_lazy("Chỉ với mô hình của một chương trình."),
        ),
        "field": forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), choices=Field.choices),
        "level": forms.ChoiceField(label=gettext_lazy("Cấp công nhận"), choices=Level.choices, initial=Level.PROVINCE),
    }
