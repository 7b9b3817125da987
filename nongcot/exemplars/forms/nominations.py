"""What nominations are asked: who for what, each step, the conditions."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.exemplars import assessment, queries
from nongcot.exemplars.actions import nominations
from nongcot.exemplars.forms.fields import YearField, title_fields
from nongcot.exemplars.models import Check, StepTaken
from nongcot.exemplars.vocabulary import Finding, Outcome, Step
from nongcot.indicators import ledger
from nongcot.kernel import clock
from nongcot.registry.forms.fields import CountField, DayField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm
from nongcot.registry.outcomes import Recorded
from nongcot.registry.queries import standing_rows

#: More than any council has.
MOST_VOTES = 1000


class NominateForm(FactForm):
    """A nomination; with a fact given, that one said anew."""

    title, programme, field, level = title_fields().values()
    year = YearField(label=gettext_lazy("Năm xét"))
    on = DayField(label=gettext_lazy("Ngày đề nghị"))
    movement = WrittenField(label=gettext_lazy("Phong trào"), required=False)
    achievements = WrittenField(
        label=gettext_lazy("Thành tích"), length=1000, required=False, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fact is None:
            self.fill_in({"year": clock.today().year, "on": clock.today()})
            return
        names = ("title", "programme", "field", "level", "year", "movement", "achievements")
        self.fill_in({name: getattr(self.fact, name) for name in names} | {"on": self.fact.nominated_on})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        names = ("title", "programme", "field", "level", "year", "movement", "achievements")
        given = {name: self.cleaned_data[name] for name in names}
        told = nominations.Told(nominated_on=self.cleaned_data["on"], **given)
        if self.fact is not None:
            return nominations.change_nomination(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        assert self.about is not None
        return nominations.nominate(organisation_id=self.about.pk, told=told, by=by)


class StepForm(FactForm):
    """A step of the nomination that is the fact; what is told of the `stage` that it is asked for stands in it."""

    stage = forms.ChoiceField(label=gettext_lazy("Bước"), choices=Step.choices)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả"), choices=Outcome.choices, widget=forms.RadioSelect, initial=Outcome.DONE
    )
    on = DayField(label=gettext_lazy("Ngày"))
    document_no = WrittenField(label=gettext_lazy("Số văn bản, biên bản"), length=80, numbers=False, required=False)
    body = WrittenField(label=gettext_lazy("Cơ quan, hội đồng"), length=200, required=False)
    votes_for = CountField(
        most=MOST_VOTES,
        label=gettext_lazy("Số phiếu thuận"),
        required=False,
        help_text=gettext_lazy("Chỉ với bước hội đồng."),
    )
    votes_total = CountField(label=gettext_lazy("Tổng số phiếu"), most=MOST_VOTES, required=False)
    note = WrittenField(
        label=gettext_lazy("Ghi chú"), length=500, required=False, help_text=gettext_lazy("Bắt buộc khi không đồng ý.")
    )

    NAMES = ("outcome", "on", "document_no", "body", "votes_for", "votes_total", "note")

    def __init__(self, *args: Any, stage: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number = self.fact.nomination_id
        taken = queries.one(StepTaken, ledger.newest(), nomination_id=number, step=stage) if stage else None
        known = {name: getattr(taken, name) for name in self.NAMES} if taken is not None else {"on": clock.today()}
        self.fill_in(known | {"stage": stage})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {name: self.cleaned_data[name] for name in self.NAMES} | {"step": self.cleaned_data["stage"]}
        number = self.fact.nomination_id
        return nominations.take_step(nomination_id=number, by=by, seen=self.seen_posting, **given)


class CheckForm(FactForm):
    """The conditions of the nomination that is the fact; those left open stay as they are, and so do those that were
    found before, unless they are changed or nothing but the day is."""

    on = DayField(label=gettext_lazy("Ngày kiểm tra"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        n = ledger.newest()
        asked = assessment.criteria_of(self.fact, n)
        # What the page showed is what is changed or kept; what was found since is not this page's.
        told = self._told(min(self.seen_posting, n))
        self.standing = set(self._told(n))
        self.fill_in({"on": clock.today()})
        self.codes = [item.code for item in asked.items]
        for item in asked.items:
            before = told.get(item.code)
            self.fields[f"finding_{item.code}"] = forms.ChoiceField(
                label=item.label,
                choices=[("", _("Chưa kiểm tra")), *Finding.choices],
                required=False,
                initial=before.finding if before else "",
            )
            self.fields[f"evidence_{item.code}"] = WrittenField(
                label=_("Minh chứng: %(criterion)s") % {"criterion": item.label},
                required=False,
                initial=before.evidence if before else "",
            )

    def _told(self, n: int) -> dict[str, Check]:
        rows = standing_rows(Check, n).filter(nomination_id=self.fact.nomination_id)
        return {one.criterion: one for one in rows}

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        for code in self.codes:
            shown = self.fields[f"finding_{code}"].initial
            if shown and code in self.standing and found.get(f"finding_{code}") == "":
                self.add_error(f"finding_{code}", _("Muốn bỏ kết quả đã ghi thì rút lại ở trang của đề nghị."))
        return found

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = self.cleaned_data
        changed = {code for code in self.codes if {f"finding_{code}", f"evidence_{code}"} & set(self.changed_data)}
        checked = {
            code: nominations.Checked(given[f"finding_{code}"], given[f"evidence_{code}"])
            for code in self.codes
            if given[f"finding_{code}"] and (code in changed or not changed)
        }
        return nominations.check(
            nomination_id=self.fact.nomination_id, on=given["on"], checked=checked, by=by, seen=self.seen_posting
        )


class WithdrawNominationForm(WithdrawForm):
    """A nomination taken back."""

    action = staticmethod(nominations.withdraw_nomination)


class WithdrawStepForm(WithdrawForm):
    """A step that was not taken."""

    action = staticmethod(nominations.withdraw_step)


class WithdrawCheckForm(WithdrawForm):
    """A condition that was not checked."""

    action = staticmethod(nominations.withdraw_check)
