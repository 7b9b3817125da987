"""What all forms of acts share: whom they are about, what was seen, candidates for typed names, answers to check."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators import ledger
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate, format_day, format_partial
from nongcot.kernel.numbers import format_exact
from nongcot.places import geography, lookup
from nongcot.places.models import COMMUNE
from nongcot.registry import details, lives, words
from nongcot.registry.details import Paper
from nongcot.registry.forms.choosing import typed
from nongcot.registry.forms.fields import CountField, DayField, MoneyField, WrittenField
from nongcot.registry.lives import Life
from nongcot.registry.models import Organisation, Profile
from nongcot.registry.outcomes import Recorded
from nongcot.ui.forms import NamingForm

MOST_CANDIDATES = 8


@dataclass(frozen=True)
class About:
    """The organisation that an act is about."""

    organisation: Organisation
    life: Life
    name: str

    @property
    def pk(self) -> int:
        return int(self.organisation.pk)


class Answer(NamedTuple):
    """One line of the page where answers are checked; `field` is the one to go back to."""

    question: str
    answer: str
    field: str


class Candidate(NamedTuple):
    """Something that a typed text may mean."""

    key: str
    label: str


def about(organisation: Organisation) -> About:
    """Whom an act is about. Raises NotNow where nothing can be recorded of it."""
    life = lives.of(organisation.pk)
    return About(organisation, life, words.names([organisation.pk])[organisation.pk])


class DiscreetForm(NamingForm):
    """A form that does not show personal data again to whoever pasted it."""

    def add_error(self, field: str | None, error: Any) -> None:  # type: ignore[override]  # wider in the stubs
        super().add_error(field, error)
        told = error if isinstance(error, ValidationError) else ValidationError(error)
        by_field = told.error_dict if hasattr(told, "error_dict") else {field: told.error_list}
        for name, errors in by_field.items():
            if any(each.code == "personal" for each in errors):
                self.data = self.data.copy()
                self.data[name] = ""


class ActForm(DiscreetForm):
    """The questions of one act. `perform` calls its action; `answers` says in words what was understood.

    `seen` is the posting that the page showed. A subclass names what settles typed names: `places` and `organisations`
    map a field to the one that says the day, or to None for today.
    """

    #: Field of a commune, or of another organisation → the field with the day it is meant on.
    places: Mapping[str, str | None] = {}
    organisations: Mapping[str, tuple[str, ...]] = {}

    #: `perform(by=user, confirmed=codes)`: does what was asked for.
    perform: Callable[..., Recorded]

    #: Whether the page offers another question of the kind that may be asked several times.
    may_grow = False
    more: str | Promise = gettext_lazy("Thêm một tổ chức")

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, about: About | None = None, fact: Any = None, **kwargs: Any) -> None:
        self.about, self.fact = about, fact
        super().__init__(*args, **kwargs)
        self.settled: dict[str, str] = {}

    def fill_in(self, known: Mapping[str, Any]) -> None:
        """Show what is known, where nothing was typed yet."""
        self.initial = {**known, **self.initial}

    @property
    def seen_posting(self) -> int:
        """The posting that the page showed; what was recorded later was not seen."""
        given = self.data.get("seen") if self.is_bound else self.initial.get("seen")
        return int(given) if str(given or "").isdecimal() else ledger.newest()

    @property
    def effective_day(self) -> date:
        """The day from which on the act tells something."""
        on = self.cleaned_data.get("on") or self.cleaned_data.get("day")
        if isinstance(on, PartialDate):
            return on.earliest
        return on or clock.today()

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Visible fields under headings; one section without a heading unless a form says otherwise."""
        return [("", self.visible_fields())]

    def answers(self) -> Iterator[Answer]:
        """What was understood, question by question."""
        for field in self.visible_fields():
            silent = isinstance(field.field, forms.BooleanField) and not self.cleaned_data.get(field.name)
            if field.name not in self.settled_choices() and not silent:
                yield Answer(str(field.label), self.shown(field.name), field.name)

    def shown(self, name: str) -> str:
        """One answer in words; "" for none."""
        if name in self.settled:
            return self.settled[name]
        value, field = self.cleaned_data.get(name), self.fields[name]
        if value in (None, "", [], False):
            return ""
        if value is True:
            return _("có")
        if isinstance(value, PartialDate):
            return format_partial(value)
        if isinstance(value, date):
            return format_day(value)
        if isinstance(field, MoneyField):
            return words.money(value)
        if isinstance(value, Decimal):
            return format_exact(value)
        if isinstance(field, CountField):
            return words.value("members", value)
        if isinstance(field, forms.MultipleChoiceField):
            labels = dict(field.choices)  # type: ignore[arg-type]  # flat here
            return ", ".join(str(labels[part]) for part in value)
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # as above
        return str(value)

    def settled_choices(self) -> set[str]:
        """Names of the fields that only chose among candidates."""
        return {f"{name}_choice" for name in (*self.places, *self.organisations)}

    def as_typed(self) -> dict[str, list[str]]:
        """What was typed, to be carried along: the form's own fields and choices, nothing else that was sent."""
        names = {*self.fields, *self.settled_choices()}
        data = self.data
        return {
            name: data.getlist(name) if hasattr(data, "getlist") else [data[name]] for name in names if name in data
        }

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for name in (*self.places, *self.organisations):
            text = self.cleaned_data.get(name)
            if not text:
                self.cleaned_data[name] = None
            elif name in self.places:
                self._settle(name, *self._communes(text, self.places[name]))
            else:
                self._settle(name, *self._organisations(text, self.organisations[name]))
        return found

    def _communes(self, text: str, day: str | None) -> tuple[list[Candidate], Candidate | None]:
        """Communes that a text may mean on the act's day, and the one beyond doubt."""
        said = self.cleaned_data.get(day) if day else None
        on = said.earliest if isinstance(said, PartialDate) else said or clock.today()

        def candidate(found: lookup.Candidate) -> Candidate:
            unit, _approximate = geography.unit_for_fact(found.unit, on)
            return Candidate(str(unit.pk), words.place(unit.pk))

        offered = [candidate(c) for c in lookup.find(text, on, level=COMMUNE, limit=MOST_CANDIDATES)]
        sure = lookup.best(text, on, level=COMMUNE)
        return list(dict.fromkeys(offered)), candidate(sure) if sure else None

    def _organisations(self, text: str, kinds: Sequence[str]) -> tuple[list[Candidate], Candidate | None]:
        """Organisations that a text may mean, the best first: by key, by code, by name."""
        by_key = list(Organisation.objects.filter(key__iexact=text).values_list("pk", flat=True))
        # One more, for the one that the act is about is none of them.
        found = by_key or typed(text, MOST_CANDIDATES + 1, kinds)
        rows = Profile.objects.filter(organisation_id__in=found, retracted=None)
        if kinds:
            rows = rows.filter(kind__in=kinds)
        last = {row.organisation_id: row for row in rows.order_by("valid_from")}
        keys = dict(Organisation.objects.filter(pk__in=last).values_list("pk", "key"))
        offered = [
            Candidate(str(pk), f"{last[pk].name} ({keys[pk]}), {words.place(last[pk].place_id)}")
            for pk in found
            if pk in last and (self.about is None or pk != self.about.pk)
        ][:MOST_CANDIDATES]
        return offered, offered[0] if len(offered) == 1 and by_key else None

    def _settle(self, name: str, offered: list[Candidate], sure: Candidate | None) -> None:
        """Take the candidate that was chosen, or the one beyond doubt; otherwise ask. Never a silent guess."""
        chosen = next((c for c in offered if c.key == self.data.get(self.add_prefix(f"{name}_choice"))), sure)
        if chosen:
            self.cleaned_data[name] = int(chosen.key)
            self.settled[name] = chosen.label
        elif offered:
            self._ask(name, offered)
        else:
            self.add_error(name, _("Không tìm thấy “%(text)s” trong sổ.") % {"text": self.cleaned_data[name]})

    def _ask(self, name: str, offered: list[Candidate]) -> None:
        """A question of its own beneath the typed text: which of these?"""
        label = _("%(field)s: chọn đúng một") % {"field": self.fields[name].label}
        self.fields[f"{name}_choice"] = forms.ChoiceField(
            label=label, choices=[(c.key, c.label) for c in offered], widget=forms.RadioSelect
        )
        after = [*self.fields]
        after.insert(after.index(name) + 1, after.pop())
        self.order_fields(after)
        unclear = _("Chưa rõ “%(text)s” là đâu: hãy chọn.")
        if name in self.organisations:
            unclear = _("Chưa rõ “%(text)s” là tổ chức nào: hãy chọn.")
        self.add_error(f"{name}_choice", unclear % {"text": self.cleaned_data[name]})


class PaperFields(DiscreetForm):
    """The paper of an event."""

    document_no = WrittenField(label=gettext_lazy("Số văn bản"), length=80, numbers=False, required=False)
    paper_date = DayField(label=gettext_lazy("Ngày ký văn bản"), required=False)
    issuing_body = WrittenField(label=gettext_lazy("Cơ quan ban hành"), length=200, required=False)

    def paper(self) -> Paper:
        """The paper as it was given."""
        given = self.cleaned_data
        return details.Paper(given["paper_date"], given["document_no"], given["issuing_body"])


class ReasonField(DiscreetForm):
    """Why something is corrected or taken back; it stays with the posting for all officers to read."""

    reason = WrittenField(label=gettext_lazy("Lý do"), help_text=gettext_lazy("Giữ lại trong nhật ký ghi sổ."))
