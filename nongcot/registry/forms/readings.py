"""Choosing a reading: what every room asks of it, beside what the reading itself asks for."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.basis import rules
from nongcot.kernel import clock
from nongcot.registry.actions.readings import DOCUMENT_LENGTH, NOTE_LENGTH, Choosing
from nongcot.registry.forms.base import ActForm
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.outcomes import Recorded


class ReadingForm(ActForm):
    """From a day on another reading; what the present one says is filled in.

    A room's forms say its `action`; a form says its reading (`CODE`, `TITLE`), its own fields and, from their answers,
    the `parameters`.
    """

    CODE = ""
    TITLE: str | Promise = ""

    #: The room's `choose_reading`.
    action: Choosing

    #: What the reading asks for, from what was answered.
    parameters: Callable[[], dict[str, Any]]

    valid_from = DayField(label=gettext_lazy("Áp dụng từ ngày"))
    document = WrittenField(
        label=gettext_lazy("Văn bản quyết định"),
        length=DOCUMENT_LENGTH,
        numbers=False,
        help_text=gettext_lazy("Số, ngày, nơi ban hành: in dưới số liệu."),
    )
    note = WrittenField(label=gettext_lazy("Giải thích"), length=NOTE_LENGTH, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = rules.on(self.CODE, clock.today())
        self.told: Mapping[str, Any] = held.parameters if held else {}
        self.add_questions()
        self.fill_in(self.answered(self.told))
        shared = ("seen", *ReadingForm.base_fields)
        own = [name for name in self.fields if name not in shared]
        self.order_fields(["seen", *own, "valid_from", "document", "note"])

    def add_questions(self) -> None:
        """Add the fields that follow from the present reading (`told`); none unless a form says otherwise."""

    def answered(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        """The answers by which a reading says this: each parameter the answer of its name, unless a form says so."""
        return told

    @property
    def effective_day(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        return day

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in ("valid_from", "document", "note")}
        return self.action(code=self.CODE, parameters=self.parameters(), by=by, seen=self.seen_posting, **told)
