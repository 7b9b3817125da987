"""A province's own set of criteria: its name, the usual conditions, as many of its own as are needed, its document."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.exemplars import criteria
from nongcot.exemplars.actions.criteria import MOST_CRITERIA, Asked, Own, end_criteria, state_criteria
from nongcot.exemplars.criteria import SETS, Comparison
from nongcot.exemplars.vocabulary import Criterion
from nongcot.kernel import clock
from nongcot.registry.forms.base import ActForm, Answer
from nongcot.registry.forms.basis import BasisFields
from nongcot.registry.forms.fields import CountField, WrittenField
from nongcot.registry.outcomes import Recorded
from nongcot.ui.fields import NumberField

#: Questions about own criteria that a page begins with, and what each of them asks.
SLOTS = 3
OWN = ("label", "comparison", "threshold", "unit")


@dataclass(frozen=True)
class OwnAsked:
    """The questions about one own criterion: its number, what is written of it ("" = nothing), its fields. Of those
    that have their answers the page shows the words alone."""

    slot: int
    label: str
    fields: list[forms.BoundField]
    is_next: bool

    @property
    def is_open(self) -> bool:
        """Whether somebody is to look at its fields: the next one to fill in, or one to be put right."""
        return self.is_next or any(field.errors or field.field.widget.attrs.get("autofocus") for field in self.fields)


class SetForm(BasisFields, ActForm):
    """What stating and ending a set both ask: from when on, by which document."""

    def __init__(self, *args: Any, which: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.which = which


class CriteriaForm(SetForm):
    """A set of criteria; what holds today is filled in."""

    more = gettext_lazy("Thêm một tiêu chí")

    name = WrittenField(
        label=gettext_lazy("Tên bộ tiêu chí"), length=200, help_text=gettext_lazy("Như văn bản của tỉnh gọi.")
    )
    known = forms.MultipleChoiceField(
        label=gettext_lazy("Điều kiện chung"),
        choices=Criterion.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Sổ tự đối chiếu được điều kiện “Đang hoạt động”; các điều kiện khác cần minh chứng."),
    )
    years = CountField(
        label=gettext_lazy("Số năm có lãi liên tục"),
        required=False,
        help_text=gettext_lazy("Chỉ với điều kiện có lãi; để trống là 1 năm."),
    )
    slots = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = criteria.of(*SETS[self.which], clock.today()).held
        items = held.parameters["items"] if held else []
        own = [item for item in items if item["code"] not in Criterion.values]
        self._ask_own(len(own))
        if held is None:
            return
        if not held.is_carried:
            self.fill_in({"valid_from": held.valid_from})
        self.fill_in(
            {
                "name": held.parameters.get("name", ""),
                "known": [item["code"] for item in items if item["code"] in Criterion.values],
                "years": next((item["years"] for item in items if "years" in item), None),
            }
        )
        for slot, item in enumerate(own, start=1):
            threshold = Decimal(item["threshold"]) if item.get("threshold") else None
            told = {"label": item["label"], "comparison": item.get("comparison", ""), "unit": item.get("unit", "")}
            self.fill_in({f"{name}_{slot}": value for name, value in {**told, "threshold": threshold}.items()})

    def _ask_own(self, standing: int) -> None:
        self.may_grow = True
        self.has_grown = not self.is_bound and "slots" in self.initial
        given = (self.data if self.is_bound else self.initial).get("slots")
        count = max(int(given) if str(given or "").isdecimal() else 0, SLOTS, standing + 1)
        more = self.is_bound and self.data.get("step") == "more"
        self.count = min(count + more, MOST_CRITERIA)
        self.fill_in({"slots": self.count})
        for slot in range(1, self.count + 1):
            told = {"slot": slot}
            self.fields[f"label_{slot}"] = WrittenField(label=_("Tiêu chí %(slot)s") % told, length=200, required=False)
            self.fields[f"comparison_{slot}"] = forms.ChoiceField(
                label=_("Tiêu chí %(slot)s: so sánh") % told,
                choices=[("", "–"), *Comparison.choices],
                required=False,
                widget=forms.Select({"class": "nc-w-m"}),
            )
            self.fields[f"threshold_{slot}"] = NumberField(
                label=_("Tiêu chí %(slot)s: ngưỡng") % told, decimals=4, min_value=0, required=False
            )
            self.fields[f"unit_{slot}"] = WrittenField(
                label=_("Tiêu chí %(slot)s: đơn vị") % told, length=60, required=False
            )

    @property
    def usual(self) -> list[forms.BoundField]:
        """The set itself, and the conditions that every province knows."""
        return [self[name] for name in ("name", "known", "years")]

    @property
    def own(self) -> list[OwnAsked]:
        """The questions about the province's own criteria, one group a criterion."""
        asked = [[self[f"{name}_{slot}"] for name in OWN] for slot in range(1, self.count + 1)]
        told = [str(fields[0].value() or "") for fields in asked]
        first_empty = told.index("") if "" in told else self.count
        return [
            OwnAsked(slot, label, fields, slot == first_empty + 1 or (self.has_grown and slot == self.count))
            for slot, (label, fields) in enumerate(zip(told, asked, strict=True), 1)
        ]

    @property
    def rests_on(self) -> list[forms.BoundField]:
        """The day and the document."""
        return [self[name] for name in SetForm.base_fields if name != "seen"]

    def answers(self) -> Iterator[Answer]:
        """The set as it was understood, each criterion in one line."""
        for name in ("name", "known", "years"):
            yield Answer(str(self.fields[name].label), self.shown(name), name)
        for slot, one in self._own().items():
            item = criteria.read_row(one.row(slot))
            yield Answer(str(self.fields[f"label_{slot}"].label), item.label, f"label_{slot}")
        for name in SetForm.base_fields:
            if name != "seen":
                yield Answer(str(self.fields[name].label), self.shown(name), name)

    def _own(self) -> dict[int, Own]:
        """What was typed of own criteria, by the number of the question; silent of questions left empty."""
        found = {}
        for slot in range(1, self.count + 1):
            label, comparison, threshold, unit = (self.cleaned_data[f"{name}_{slot}"] for name in OWN)
            if label or comparison or threshold is not None or unit:
                found[slot] = Own(label, comparison, threshold, unit)
        return found

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = self.cleaned_data
        return state_criteria(
            which=self.which,
            valid_from=given["valid_from"],
            asked=Asked(given["name"], given["known"], self._own(), given["years"]),
            basis=self.basis(),
            by=by,
            seen=self.seen_posting,
            confirmed=confirmed,
        )


class EndCriteriaForm(SetForm):
    """A set ends, and nothing takes its place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].label = _("Không còn áp dụng từ ngày")

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return end_criteria(
            which=self.which,
            valid_from=self.cleaned_data["valid_from"],
            basis=self.basis(),
            by=by,
            seen=self.seen_posting,
            confirmed=confirmed,
        )
