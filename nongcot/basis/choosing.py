"""Choosing a document of the register: what forms of other rooms ask, and what their acts check."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.basis import documents
from nongcot.basis.documents import Kind
from nongcot.indicators import ledger
from nongcot.kernel.dates import format_day

TITLE_LETTERS = 90


def _hint() -> str:
    return format_html(
        '{} <a href="{}" target="_blank" rel="noopener">{}</a>',
        _("Chọn trong danh mục văn bản làm căn cứ; văn bản chưa có thì ghi trước, rồi bấm tiếp tục ở đây:"),
        reverse("basis:enter"),
        _("ghi văn bản (mở trang mới)"),
    )


#: What is told beside a document that has to be chosen: how one comes into the register without losing what was typed.
HINT = lazy(_hint, str)()


class DocumentField(forms.ChoiceField):
    """A document of the register, by number and title; gives its number, "" for none unless it is `required`."""

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(choices=_choices, required=required, **kwargs)

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


def cite(number: str, n: int, article: str = "") -> str:
    """A document that stands at posting `n`, and the place in it, as a legal basis names them.

    Vietnamese whatever the page's language: it is kept. Raises KeyError for a document that does not stand.
    """
    document = documents.one(number, n)
    if document is None:
        raise KeyError(number)
    with override("vi"):
        kind = str(Kind(document.kind).label) if document.kind in _NAMED else ""
        signed = f" ngày {format_day(document.signed_on)}" if document.signed_on else ""
    named = f"{kind} {document.number}{signed}".strip()
    return f"{named}, {article}" if article else named


#: Kinds by which a document is called; the others are called by their number alone.
_NAMED = (Kind.RESOLUTION, Kind.LAW, Kind.DECREE, Kind.DECISION, Kind.CIRCULAR)


def _choices() -> list[tuple[str, str]]:
    rows = documents.ordered(documents.known(ledger.newest()))
    return [("", "–"), *((row.number, f"{row.number} – {Truncator(row.title).chars(TITLE_LETTERS)}") for row in rows)]
