"""Choosing a document of the register: what forms of other rooms ask, and what their acts check."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from nongcot.basis import documents
from nongcot.indicators import ledger

TITLE_LETTERS = 90


class DocumentField(forms.ChoiceField):
    """A document of the register, by number and title; gives its number, "" for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_choices, required=False, **kwargs)

    def keep(self, number: str) -> None:
        """Offer also a document that the register has no more, for what rests on it already."""
        listed = list(self.choices)
        if number and number not in dict(listed):
            self.choices = [*listed, (number, _("%(number)s (không còn trong danh mục)") % {"number": number})]


def require(field: str, number: str, n: int, *, before: str = "") -> str:
    """The number of a document that stands at posting `n`, "" for none.

    What rested on `before` may go on doing so. Raises ValidationError at the field for another that does not stand.
    """
    if number and number != before and documents.one(number, n) is None:
        raise ValidationError({field: _("Danh mục văn bản không có văn bản này.")})
    return number


def _choices() -> list[tuple[str, str]]:
    rows = documents.ordered(documents.known(ledger.newest()))
    return [("", "–"), *((row.number, f"{row.number} – {Truncator(row.title).chars(TITLE_LETTERS)}") for row in rows)]
