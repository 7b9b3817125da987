"""Entering an organisation; stating, correcting and taking back what is known of it."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate, format_day, format_partial
from nongcot.registry import law, lifecycle, lives, words
from nongcot.registry.actions import organisations
from nongcot.registry.fields import FIELDS
from nongcot.registry.forms import values
from nongcot.registry.forms.base import ActForm, Answer, PaperFields, ReasonField
from nongcot.registry.forms.fields import DayField, PartialDateField
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import EventKind, Kind
from nongcot.ui.forms import NamingForm

#: How an organisation that is only known from a list is entered.
OBSERVED = ""


class StartForm(NamingForm):
    """What is to be entered: the questions that follow depend on it, and on the law of the day."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại tổ chức"), choices=Kind.choices, widget=forms.RadioSelect)
    event = forms.ChoiceField(
        label=gettext_lazy("Vào sổ bằng gì"),
        choices=[
            *((kind.value, kind.label) for kind in map(EventKind, lifecycle.BIRTHS)),
            ("list", gettext_lazy("Chỉ thấy tên trong một danh sách")),
        ],
        widget=forms.RadioSelect,
    )
    on = PartialDateField(label=gettext_lazy("Ngày của giấy tờ hoặc danh sách ấy"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        event, kind = found.get("event"), found.get("kind")
        if event == "list":
            found["event"] = OBSERVED
        elif event and kind and not lifecycle.fits(event, kind):
            told = {"event": words.event(event), "kind": words.kind(kind).lower()}
            self.add_error("event", _("“%(event)s” không áp dụng cho %(kind)s.") % told)
        return found


class RegisterForm(PaperFields, ActForm):
    """Everything that the first paper of an organisation tells, by its kind and the law of that day."""

    places = {"place": "on"}

    def __init__(self, *args: Any, kind: str, event: str, on: PartialDate, **kwargs: Any) -> None:
        self.kind, self.event, self.on = kind, event, on
        super().__init__(*args, **kwargs)
        self.codes = values.codes_of(kind, law.read().cooperative_law(on.earliest))
        papers = ("document_no", "paper_date", "issuing_body")
        if event == OBSERVED:
            for name in papers:
                del self.fields[name]
        self.fields |= values.fields_for(self.codes)
        self.fields["name"].required = self.fields["place"].required = True
        self.order_fields(["seen", *self.codes, *papers])

    @property
    def effective_day(self) -> date:
        return self.on.earliest

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["on"] = self.on
        return super().clean()

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        found = values.sections_of(self.visible_fields())
        if found[0][0]:
            return found
        return [*found[1:], (words.event(self.event), found[0][1])]

    def answers(self) -> Iterator[Answer]:
        yield Answer(_("Loại tổ chức"), words.kind(self.kind), "")
        first = words.event(self.event) if self.event else _("Có tên trong danh sách")
        yield Answer(_("Vào sổ bằng gì"), first, "")
        yield Answer(_("Ngày"), format_partial(self.on), "")
        yield from super().answers()

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        said = values.given(self.cleaned_data, self.codes)
        more: dict[str, Any] = {"paper": self.paper()} if self.event else {}
        return organisations.register_organisation(
            kind=self.kind,
            name=said.pop("name"),
            place=said.pop("place"),
            on=self.on,
            event=self.event,
            said=said,
            by=by,
            confirmed=confirmed,
            **more,
        )


class ChangedFields(ActForm):
    """Fields shown with what is known of them; what an officer changed is what is said.

    `known` are the values before, as the page showed them, in the form that statements keep.
    """

    places = {"place": "day"}

    def show(self, known: Mapping[str, Any], codes: Collection[str]) -> None:
        """Add the fields, filled in."""
        self.known, self.codes = known, codes
        self.fields |= values.fields_for(codes)
        self.fill_in({code: self._typed(code) for code in codes})

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        self.changes: dict[str, Any] = {}
        for code in self.codes:
            if code in self.errors or f"{code}_choice" in self.errors:
                continue
            value = values.stored(found.get(code))
            if value is None and self.known.get(code) is not None:
                sentence = _("Không để trống được: giá trị đã ghi thì đính chính hoặc rút lại ở trang dữ kiện.")
                self.add_error(code, sentence)
            elif value != self.known.get(code):
                self.changes[code] = value
        if not self.errors and not self.changes and not self.moves_day():
            raise ValidationError(_("Chưa có gì thay đổi."))
        return found

    def moves_day(self) -> bool:
        """Whether there is something to record although no value changed."""
        return False

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        return values.sections_of(self.visible_fields())

    def answers(self) -> Iterator[Answer]:
        for answer in super().answers():
            if answer.field not in self.codes:
                yield answer
            elif answer.field in self.changes:
                before = words.value(answer.field, self.known.get(answer.field)) or _("chưa rõ")
                yield answer._replace(answer=f"{before} → {words.value(answer.field, self.changes[answer.field])}")

    def _typed(self, code: str) -> Any:
        """A known value as somebody would have typed it."""
        value = self.known.get(code)
        if value is None:
            return None
        match FIELDS[code].type:
            case "choices":
                return str(value).split(",")
            case "place":
                return words.place(value)
        return self.fields[code].prepare_value(value)


class StateForm(ChangedFields):
    """What is known of an organisation, changed from a day on."""

    day = DayField(label=gettext_lazy("Từ ngày"), help_text=gettext_lazy("Ngày các giá trị mới bắt đầu đúng."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        today = clock.today()
        known = lives.values_known(self.about.pk, today, self.seen_posting)
        self.show(known, values.codes_of(self.about.life.kind, law.read().cooperative_law(today)))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        return organisations.state_fields(
            organisation_id=self.about.pk,
            day=self.cleaned_data["day"],
            said=self.changes,
            seen=self.seen_posting,
            by=by,
            confirmed=confirmed,
        )


class CorrectFieldsForm(ReasonField, ChangedFields):
    """What was said of an organisation for one day, said anew; the day itself may have been wrong."""

    places = {"place": "actual_day"}

    actual_day = DayField(label=gettext_lazy("Đúng từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        day: date = self.fact
        self.fill_in({"actual_day": format_day(day)})
        known = lives.values_said(self.about.pk, day, self.seen_posting)
        self.show(known, tuple(code for code in known if code in FIELDS and FIELDS[code].type != "flag"))
        self.order_fields(["seen", "actual_day", *self.codes, "reason"])

    def moves_day(self) -> bool:
        return self.cleaned_data.get("actual_day") not in (None, self.fact)

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        return organisations.correct_fields(
            organisation_id=self.about.pk,
            day=self.fact,
            actual_day=self.cleaned_data["actual_day"],
            said=dict(self.known) | self.changes if self.moves_day() else self.changes,
            seen=self.seen_posting,
            by=by,
            confirmed=confirmed,
            reason=self.cleaned_data["reason"],
        )


class TakeBackForm(ReasonField, ActForm):
    """Which of the values said for one day are taken back."""

    fields_back = forms.MultipleChoiceField(
        label=gettext_lazy("Rút lại"), widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        known = lives.values_said(self.about.pk, self.fact, self.seen_posting)
        self.fields["fields_back"].choices = [  # type: ignore[attr-defined]  # it is a choice field
            (code, f"{FIELDS[code].label}: {words.value(code, value)}") for code, value in known.items()
        ]

    @property
    def effective_day(self) -> date:
        day: date = self.fact
        return day

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        return organisations.take_back_values(
            organisation_id=self.about.pk,
            day=self.fact,
            fields=self.cleaned_data["fields_back"],
            seen=self.seen_posting,
            by=by,
            reason=self.cleaned_data["reason"],
        )


class AgreementForm(ActForm):
    """The day on which our record was found to agree with the national register."""

    day = DayField(label=gettext_lazy("Ngày đối chiếu"))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        return organisations.note_agreement_with_national_register(
            organisation_id=self.about.pk, day=self.cleaned_data["day"], by=by, seen=self.seen_posting
        )
