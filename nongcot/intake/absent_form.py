"""The form that asks, row by row, what became of the records a whole list does not name."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.intake.actions import settle_absent
from nongcot.intake.models import Batch
from nongcot.intake.proposals import Absent
from nongcot.kernel.dates import format_day, format_partial
from nongcot.places import geography, lookup
from nongcot.places.models import COMMUNE
from nongcot.registry import lifecycle, words
from nongcot.registry.actions.settling import Event, OtherKind
from nongcot.registry.details import Paper
from nongcot.registry.forms.base import ActForm, Answer
from nongcot.registry.forms.fields import PartialDateField, WrittenField
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import EndReason, EventKind, Kind

STILL, STOPPED, DISSOLVED, MOVED, OTHER_KIND = "still", "stopped", "dissolved", "moved", "other_kind"
CHOICES = (
    ("", gettext_lazy("Để sau")),
    (STILL, gettext_lazy("Còn đó")),
    (STOPPED, gettext_lazy("Ngừng hoạt động")),
    (DISSOLVED, gettext_lazy("Đã giải thể, chấm dứt")),
    (MOVED, gettext_lazy("Đã chuyển đi nơi khác")),
    (OTHER_KIND, gettext_lazy("Thuộc loại khác (sổ ghi nhầm)")),
)
PARTS = ("tick", "choice", "on", "document_no", "issuing_body", "place", "kind", "steps")
FILLED = ("choice", "on", "document_no", "issuing_body")


@dataclass(frozen=True)
class Row:
    """One record and its fields, by their parts."""

    absent: Absent
    url: str
    place: str
    status: str
    fields: dict[str, forms.BoundField]

    @property
    def errors(self) -> list[str]:
        """Everything that is wrong in this row."""
        return [str(error) for field in self.fields.values() for error in field.errors]


class AbsentForm(ActForm):
    """A choice for each record; rows without one are left for later."""

    def __init__(self, *args: Any, batch: Batch, absent: Sequence[Absent], urls: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batch, self.absent, self.urls = batch, absent, urls
        for one in absent:
            self._add(one)
        self.outcomes: list[Event | OtherKind] = []
        self.still: list[int] = []

    def _add(self, one: Absent) -> None:
        about = {"name": one.name}
        kinds = [
            ("", _("Loại đúng…")),
            *((code, label) for code, label in Kind.choices if code != self.batch.scope_kind),
        ]
        made: dict[str, forms.Field] = {
            "tick": forms.BooleanField(label=_("Chọn %(name)s") % about, required=False),
            "choice": forms.ChoiceField(label=_("Hiện nay: %(name)s") % about, choices=CHOICES, required=False),
            "on": PartialDateField(label=_("Từ ngày: %(name)s") % about, required=False, help_text=""),
            "document_no": WrittenField(
                label=_("Số văn bản: %(name)s") % about, length=80, numbers=False, required=False
            ),
            "issuing_body": WrittenField(label=_("Cơ quan ban hành: %(name)s") % about, length=200, required=False),
            "place": WrittenField(label=_("Xã mới: %(name)s") % about, required=False),
            "kind": forms.ChoiceField(label=_("Loại đúng: %(name)s") % about, choices=kinds, required=False),
            "steps": forms.BooleanField(label=_("Thiếu các bước trước: %(name)s") % about, required=False),
        }
        hints = {"document_no": _("Số văn bản"), "issuing_body": _("Cơ quan ban hành"), "place": _("Xã, huyện mới")}
        for part, field in made.items():
            field.widget.attrs["aria-label"] = str(field.label)
            if part in hints:
                field.widget.attrs["placeholder"] = hints[part]
            self.fields[_name(one, part)] = field

    def rows(self) -> Iterator[Row]:
        """The table."""
        for one in self.absent:
            fields = {part: self[_name(one, part)] for part in PARTS}
            status = words.statistical_status(one.statistical_status)
            yield Row(one, self.urls.get(one.organisation_id, ""), words.place(one.place_id), status, fields)

    @property
    def effective_day(self) -> date:
        days = [outcome.on.earliest for outcome in self.outcomes if isinstance(outcome, Event)]
        return max(days, default=self.batch.on)

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        self.outcomes, self.still = [], []
        for one in self.absent:
            match self._of(one, "choice"):
                case "":
                    pass
                case "still":
                    self.still.append(one.organisation_id)
                case "other_kind":
                    self._other_kind(one)
                case _:
                    self._event(one)
        if not self.errors and not self.outcomes and not self.still:
            self.add_error(None, _("Chưa chọn gì: hãy chọn ít nhất ở một dòng."))
        return found

    def _of(self, one: Absent, part: str) -> Any:
        return self.cleaned_data.get(_name(one, part)) or ""

    def _other_kind(self, one: Absent) -> None:
        kind = self._of(one, "kind")
        if not kind:
            self.add_error(_name(one, "kind"), _("%(name)s: hãy chọn loại đúng.") % {"name": one.name})
            return
        self.outcomes.append(OtherKind(one.organisation_id, kind))

    def _event(self, one: Absent) -> None:
        on = self._of(one, "on")
        if not on:
            if _name(one, "on") not in self.errors:
                self.add_error(_name(one, "on"), _("%(name)s: hãy ghi từ ngày nào.") % {"name": one.name})
            return
        paper = Paper(None, self._of(one, "document_no"), self._of(one, "issuing_body"))
        match self._of(one, "choice"):
            case "stopped":
                day = format_day(self.batch.on)
                note = _("Không có trong toàn bộ danh sách tính đến %(day)s.") % {"day": day}
                event = Event(one.organisation_id, EventKind.STOPPED, on, paper, {"note": note})
            case "dissolved":
                of_kind = Kind(self.batch.scope_kind)
                end = EventKind.DISSOLVED if lifecycle.fits(EventKind.DISSOLVED, of_kind) else EventKind.ENDED
                steps = bool(self._of(one, "steps"))
                told = {"reason": EndReason.UNKNOWN}
                event = Event(one.organisation_id, end, on, paper, told, steps_missing=steps)
            case _:
                place = self._commune(one, on.earliest)
                if place is None:
                    return
                event = Event(one.organisation_id, EventKind.MOVED, on, paper, said={"place": place})
        self.outcomes.append(event)

    def _commune(self, one: Absent, on: date) -> int | None:
        """The commune that a typed text means beyond doubt; otherwise the row says what it may mean."""
        text, name = self._of(one, "place"), _name(one, "place")
        if not text:
            self.add_error(name, _("%(name)s: hãy ghi xã mới.") % {"name": one.name})
            return None
        sure = lookup.best(text, on, level=COMMUNE)
        if sure is not None:
            return int(geography.unit_for_fact(sure.unit, on)[0].pk)
        offered = [words.place(c.unit.pk) for c in lookup.find(text, on, level=COMMUNE, limit=3)]
        told = {"name": one.name, "text": text, "places": "; ".join(offered)}
        if offered:
            self.add_error(name, _("%(name)s: “%(text)s” có thể là %(places)s; hãy ghi rõ huyện, tỉnh.") % told)
        else:
            self.add_error(name, _("%(name)s: không tìm thấy xã “%(text)s”.") % told)
        return None

    def answers(self) -> Iterator[Answer]:
        """Only the rows that say something."""
        labels = dict(CHOICES)
        by_id = {outcome.organisation_id: outcome for outcome in self.outcomes}
        for one in self.absent:
            choice = self._of(one, "choice")
            if choice:
                parts = [str(labels[choice]), *self._told(by_id.get(one.organisation_id))]
                yield Answer(one.name, "\n".join(part for part in parts if part), _name(one, "choice"))

    def _told(self, outcome: Event | OtherKind | None) -> Iterator[str]:
        if isinstance(outcome, OtherKind):
            yield words.kind(outcome.kind)
        elif isinstance(outcome, Event):
            yield _("từ %(day)s") % {"day": format_partial(outcome.on)}
            yield " ".join(part for part in (outcome.paper.number, outcome.paper.issuer) if part)
            if "place" in outcome.said:
                yield words.place(outcome.said["place"])
            if outcome.steps_missing:
                yield _("các bước trước đó không được ghi trong sổ")

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return settle_absent(
            batch=self.batch,
            outcomes=self.outcomes,
            still_there=self.still,
            by=by,
            seen=self.seen_posting,
            confirmed=confirmed,
        )


def _name(one: Absent, part: str) -> str:
    return f"o{one.organisation_id}_{part}"


def field_of(organisation_id: int) -> str:
    """The field at which something about a record as a whole is said."""
    return f"o{organisation_id}_choice"


def filled(told: QueryDict, absent: Sequence[Absent]) -> QueryDict:
    """What was typed, with the common answers written into the rows that were ticked, or into all of the page."""
    typed = told.copy()
    for one in absent:
        if told.get("all_rows") or told.get(_name(one, "tick")):
            for part in FILLED:
                if told.get(f"all_{part}"):
                    typed[_name(one, part)] = told[f"all_{part}"]
            if told.get("all_steps"):
                typed[_name(one, "steps")] = "on"
            typed.pop(_name(one, "tick"), None)
    return typed
