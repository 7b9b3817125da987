"""Recording, correcting and taking back what happened to an organisation."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel import text
from nongcot.kernel.dates import PartialDate
from nongcot.registry import lifecycle, words
from nongcot.registry.actions import events
from nongcot.registry.forms import values
from nongcot.registry.forms.base import ActForm, Answer, PaperFields, ReasonField
from nongcot.registry.forms.fields import CountField, DayField, PartialDateField, WrittenField
from nongcot.registry.models import LifeEvent, Profile
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import AllianceMembership, EndReason, EventKind, Kind, RevocationGround
from nongcot.ui.forms import NamingForm

_BY_LAW = (EndReason.VOLUNTARY, EndReason.COMPULSORY, EndReason.UNKNOWN)
#: Decree 77/2019/NĐ-CP a.14(1).
_OF_GROUPS = (
    EndReason.TERM_EXPIRED,
    EndReason.PURPOSE_ACHIEVED,
    EndReason.BELOW_MINIMUM,
    EndReason.AUTHORITY,
    EndReason.BY_LAW,
    EndReason.AGREEMENT,
    EndReason.UNKNOWN,
)

#: Events whose note is what they say at all.
EXPLAINED = (
    EventKind.STOPPED,
    EventKind.AWAITING_DISSOLUTION,
    EventKind.OPERATING_AGAIN,
    EventKind.DATA_CORRECTED,
    EventKind.ORDERED_STOP,
)

#: Events that say nothing unless they say what is otherwise now. A certificate may be issued again as it was.
CHANGES = (EventKind.MOVED, EventKind.CHANGE_REGISTERED, EventKind.CHANGE_NOTIFIED)


class DetailFields(PaperFields):
    """What an event carries, by its kind."""

    on = PartialDateField(label=gettext_lazy("Ngày có hiệu lực"))

    def add_details(self, kind: str, of_kind: str) -> None:
        """Add the questions of this kind of event, for this kind of organisation."""
        self.detail_names: list[str] = []
        if kind in (EventKind.DISSOLVED, EventKind.ENDED):
            reasons = _OF_GROUPS if of_kind == Kind.GROUP else _BY_LAW
            self._add("reason", forms.ChoiceField(label=_("Lý do"), choices=[(r.value, r.label) for r in reasons]))
        elif kind in (EventKind.REVOKED, EventKind.REVOKED_TAX):
            self._add("ground", forms.ChoiceField(label=_("Căn cứ thu hồi"), choices=RevocationGround.choices))
        elif kind in (EventKind.SUSPENDED, EventKind.ORDERED_STOP):
            self._add("until", DayField(label=_("Đến hết ngày"), required=False))
        elif kind == EventKind.FOUNDING_MEETING:
            self._add("founders", CountField(label=_("Số sáng lập viên"), required=False))
        elif kind == EventKind.JOINED_ALLIANCE:
            radio = forms.RadioSelect
            self._add(
                "membership",
                forms.ChoiceField(label=_("Loại thành viên"), choices=AllianceMembership.choices, widget=radio),
            )
        if kind in EXPLAINED:
            self._add("note", WrittenField(label=_("Nội dung")))

    def told(self) -> dict[str, Any]:
        """The details as they were given."""
        return {name: self.cleaned_data.get(name) for name in self.detail_names}

    def _add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self.detail_names.append(name)


class StepsField(NamingForm):
    """Old lists skip steps; whoever records from them says so."""

    steps_missing = forms.BooleanField(
        label=gettext_lazy("Các bước trước đó không được ghi trong sổ: vẫn ghi sự kiện này"), required=False
    )


class EventForm(DetailFields, StepsField, ActForm):
    """Something that happened to an organisation."""

    places = {"place": "on"}

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)
        assert self.about is not None
        self.codes = values.codes_changed_by(kind, self.about.life.kind)
        self.add_details(kind, self.about.life.kind)
        if kind in (EventKind.JOINED_UNION, EventKind.LEFT_UNION):
            self.fields["union"] = forms.ChoiceField(label=_("Liên hiệp hợp tác xã"), choices=_unions())
        self.fields |= values.fields_for(self.codes)
        moves = kind in lifecycle.TARGET or kind in lifecycle.BIRTHS
        if not moves:
            del self.fields["steps_missing"]
        first = ("seen", "on", "union", *self.detail_names, *self.codes)
        self.order_fields([*first, "document_no", "paper_date", "issuing_body", "steps_missing"])

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        is_understood = self.errors.keys().isdisjoint({*self.codes, *self.settled_choices()})
        if self.kind in CHANGES and is_understood and not values.given(found, self.codes):
            if self.kind == EventKind.MOVED:
                raise ValidationError(_("Chuyển đi đâu? Hãy ghi xã, phường hoặc địa chỉ mới."))
            raise ValidationError(_("Thay đổi gì? Hãy ghi ít nhất một mục theo giá trị mới."))
        return found

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        union = self.cleaned_data.get("union")
        return events.record_event(
            organisation_id=self.about.pk,
            kind=self.kind,
            on=self.cleaned_data["on"],
            paper=self.paper(),
            counterpart_id=int(union) if union else None,
            told=self.told(),
            said=values.given(self.cleaned_data, self.codes),
            seen=self.seen_posting,
            steps_missing=self.cleaned_data.get("steps_missing", False),
            by=by,
            confirmed=confirmed,
        )


class CorrectEventForm(DetailFields, StepsField, ReasonField, ActForm):
    """An event told anew: what kind it was, when, by which paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        event: LifeEvent = self.fact
        self.add_details(event.kind, self.about.life.kind)
        known: dict[str, Any] = {
            "on": PartialDate(event.earliest, event.latest, event.precision),  # type: ignore[arg-type]  # as written
            "document_no": event.document_no,
            "paper_date": event.paper_date,
            "issuing_body": event.issuing_body,
            **event.details,
        }
        if known.get("until"):
            known["until"] = date.fromisoformat(str(known["until"]))
        self.fill_in({name: value for name, value in known.items() if name in self.fields})
        last = ("document_no", "paper_date", "issuing_body", "steps_missing", "reason")
        self.order_fields(["seen", "on", *self.detail_names, *last])

    def answers(self) -> Iterator[Answer]:
        yield Answer(_("Sự kiện"), f"{words.event(self.fact.kind)} ({words.day_of(self.fact)})", "")
        yield from super().answers()

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return events.correct_event(
            key=self.fact.key,
            on=self.cleaned_data["on"],
            paper=self.paper(),
            told=self.fact.details | self.told(),
            seen=self.seen_posting,
            steps_missing=self.cleaned_data["steps_missing"],
            by=by,
            confirmed=confirmed,
            reason=self.cleaned_data["reason"],
        )


class WithdrawEventForm(ReasonField, ActForm):
    """An event taken back: it never happened."""

    def answers(self) -> Iterator[Answer]:
        yield Answer(_("Sự kiện"), f"{words.event(self.fact.kind)} ({words.day_of(self.fact)})", "")
        yield from super().answers()

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return events.withdraw_event(
            key=self.fact.key, by=by, seen=self.seen_posting, reason=self.cleaned_data["reason"]
        )


def _unions() -> list[tuple[str, str]]:
    """Every union the book knows, by its last name."""
    rows = Profile.objects.filter(kind=Kind.UNION, retracted=None).order_by("valid_from")
    last = dict(rows.values_list("organisation_id", "name"))
    return [(str(pk), name) for pk, name in sorted(last.items(), key=lambda item: text.sort_key(item[1]))]
