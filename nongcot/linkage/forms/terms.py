"""What changes the term of a contract: an extension, an early end; either may be said anew."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.linkage.actions import terms
from nongcot.linkage.forms.facts import FactForm, last_day
from nongcot.linkage.models import Term
from nongcot.linkage.vocabulary import EndGround, TermChange
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.outcomes import Recorded


class ExtendForm(FactForm):
    """A contract that goes on beyond its day; with an extension given, that one said anew."""

    on = DayField(label=gettext_lazy("Ngày ký gia hạn"))
    last_day = DayField(label=gettext_lazy("Gia hạn đến hết ngày"))
    document_no = WrittenField(label=gettext_lazy("Số phụ lục"), length=80, numbers=False, required=False)
    note = WrittenField(label=gettext_lazy("Ghi chú"), length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.fact, Term):
            known = {name: getattr(self.fact, name) for name in ("on", "document_no", "note")}
            self.fill_in(known | {"last_day": last_day(self.fact.valid_to)})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in ("on", "last_day", "document_no", "note")}
        if isinstance(self.fact, Term):
            return terms.change_extension(key=self.fact.key, by=by, seen=self.seen_posting, **told)
        return terms.extend_contract(key=self.fact.key, by=by, seen=self.seen_posting, **told)


class EndForm(FactForm):
    """A contract that was ended before its day; with such an end given, that one said anew."""

    on = DayField(label=gettext_lazy("Ngày cuối cùng thực hiện"))
    ground = forms.ChoiceField(label=gettext_lazy("Lý do"), choices=EndGround.choices)
    document_no = WrittenField(label=gettext_lazy("Số biên bản"), length=80, numbers=False, required=False)
    note = WrittenField(label=gettext_lazy("Ghi chú"), length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.fact, Term):
            self.fill_in({name: getattr(self.fact, name) for name in ("on", "ground", "document_no", "note")})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in ("on", "ground", "document_no", "note")}
        if isinstance(self.fact, Term):
            return terms.change_early_end(key=self.fact.key, by=by, seen=self.seen_posting, **told)
        return terms.end_contract(key=self.fact.key, by=by, seen=self.seen_posting, **told)


def said_anew(*args: Any, fact: Term, **kwargs: Any) -> ExtendForm | EndForm:
    """The form of what changed the term: an extension asks otherwise than an early end."""
    form = ExtendForm if fact.kind == TermChange.EXTENDED else EndForm
    return form(*args, fact=fact, **kwargs)
