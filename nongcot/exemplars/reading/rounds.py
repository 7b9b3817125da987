"""The review round of a year: every title borne in it, what is decided of each, in one form."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.exemplars.actions import designations
from nongcot.exemplars.models import Designation, Reviewed
from nongcot.exemplars.vocabulary import Field, Review
from nongcot.indicators import ledger
from nongcot.kernel import clock
from nongcot.registry import words
from nongcot.registry.forms.base import DiscreetForm
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.outcomes import Recorded
from nongcot.registry.queries import standing_rows

FIRST, LAST = 2000, 2100

OPEN = ("", gettext_lazy("Chưa rà soát"))


@dataclass(frozen=True)
class Line:
    """A title of the round: whose, in which field since when, and the fields of its decision."""

    designation: Designation
    name: str
    field: str
    url: str
    outcome: BoundField
    reason: BoundField


class RoundForm(DiscreetForm):
    """What the review of a year decides; titles left open stay as they are."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on = DayField(label=gettext_lazy("Ngày rà soát"))
    document_no = WrittenField(label=gettext_lazy("Số biên bản"), length=80, numbers=False, required=False)

    def __init__(self, *args: Any, year: int, n: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.initial.setdefault("on", min(clock.today(), date(year, 12, 31)))
        self.titles = _titles(year, n)
        told = {one.designation_id: one for one in standing_rows(Reviewed, n).filter(year=year)}
        self.names = words.names({one.organisation_id for one in self.titles})
        for one in self.titles:
            number, before = one.designation_id, told.get(one.designation_id)
            name = {"name": self.names.get(one.organisation_id, "")}
            self.fields[f"outcome_{number}"] = forms.ChoiceField(
                label=_("Kết quả: %(name)s") % name,
                choices=[OPEN, *Review.choices],
                required=False,
                initial=before.outcome if before else "",
            )
            self.fields[f"reason_{number}"] = WrittenField(
                label=_("Lý do: %(name)s") % name,
                length=500,
                required=False,
                initial=before.reason if before else "",
            )

    def lines(self) -> Iterator[Line]:
        """The titles in the order of their owners' names."""
        for one in self.titles:
            number = one.designation_id
            yield Line(
                one,
                self.names.get(one.organisation_id, ""),
                words.label(Field, one.field),
                reverse("exemplars:designation", args=[number]),
                self[f"outcome_{number}"],
                self[f"reason_{number}"],
            )

    def clean(self) -> dict[str, Any]:
        """A reason without what was decided would be lost: titles left open are not recorded."""
        given = super().clean() or self.cleaned_data
        for one in self.titles:
            outcome = f"outcome_{one.designation_id}"
            if given.get(f"reason_{one.designation_id}") and given.get(outcome) == "":
                self.add_error(outcome, _("Đã ghi lý do mà chưa chọn kết quả."))
        return given

    def perform(self, *, by: User | None) -> Recorded:
        """Record what was decided or changed. Raises as `designations.review`."""
        given = self.cleaned_data
        decided = {}
        for one in self.titles:
            number = one.designation_id
            outcome, reason = given[f"outcome_{number}"], given[f"reason_{number}"]
            if outcome and self.changed(number):
                decided[number] = designations.Decided(outcome, reason, given["document_no"])
        seen = int(given["seen"]) if given["seen"] is not None else ledger.newest()
        return designations.review(year=self.year, on=given["on"], decided=decided, by=by, seen=seen)

    def changed(self, number: int) -> bool:
        """Whether the decision of a title is another one than stands."""
        return bool({f"outcome_{number}", f"reason_{number}"} & set(self.changed_data))


def tabs(year: int) -> list[tuple[str, str, None, bool]]:
    """The years around, each with its round."""
    return [
        (str(one), reverse("exemplars:round", args=[one]), None, one == year)
        for one in range(year - 2, min(year + 2, clock.today().year) + 1)
    ]


def _titles(year: int, n: int) -> list[Designation]:
    """Titles borne on some day of the year: withdrawn ones only where it was this year's review."""
    found = standing_rows(Designation, n).filter(valid_from__lte=date(year, 12, 31), valid_to__gt=date(year, 1, 1))
    gone = standing_rows(Reviewed, n).filter(outcome=Review.WITHDRAWN, year__lt=year)
    found = found.exclude(designation_id__in=gone.values("designation_id"))
    named = words.names({one.organisation_id for one in found})
    return sorted(found, key=lambda one: (named.get(one.organisation_id, ""), one.designation_id))
