"""Reorganisations: who goes on in whom, and what comes newly into being."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel import clock
from nongcot.registry import words
from nongcot.registry.actions import groups, reorganisations
from nongcot.registry.actions.organisations import Newborn
from nongcot.registry.forms import values
from nongcot.registry.forms.base import ActForm, PaperFields
from nongcot.registry.forms.events import StepsField
from nongcot.registry.forms.fields import PartialDateField
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import CERTIFIED, Kind

MOST_SUCCESSORS = 3
MOST_PARTIES = 3

_OF_SUCCESSOR = ("name", "place", "tax_code", "members", "charter_capital")


class ReorganisationForm(PaperFields, StepsField, ActForm):
    """The day and paper of a reorganisation, and its parties."""

    on = PartialDateField(label=gettext_lazy("Ngày có hiệu lực"))

    def ask_successors(self, most: int, fewest: int) -> None:
        """Add the questions about organisations that come into being: `fewest` of them have to be answered."""
        assert self.about is not None
        self.slots = range(1, most + 1)
        place = self.about.life.value("place", clock.today())
        for slot in self.slots:
            for code in _OF_SUCCESSOR:
                required = slot <= fewest and code in ("name", "place")
                field = values.field_for(code, required=required)
                if most > 1:
                    told = {"label": field.label, "slot": slot}
                    field.label = _("%(label)s – tổ chức mới thứ %(slot)s") % told
                self.fields[f"{code}_{slot}"] = field
            if place and slot <= fewest:
                self.fill_in({f"place_{slot}": words.place(place)})
        self.places = {f"place_{slot}": "on" for slot in self.slots}

    def ask_values(self, codes: Iterable[str]) -> None:
        """Add the questions about what changes for the organisation that goes on."""
        self.codes = tuple(codes)
        self.fields |= values.fields_for(self.codes)

    def put_in_order(self, *first: str) -> None:
        """Day and parties before papers."""
        papers = ("document_no", "paper_date", "issuing_body", "steps_missing")
        others = [name for name in self.fields if name not in (*first, *papers, "seen", "on")]
        self.order_fields(["seen", "on", *first, *others, *papers])

    def successors(self, kind: str) -> list[Newborn]:
        """The organisations that were named, ready for the action."""
        assert self.about is not None
        found = []
        for slot in self.slots:
            given = {code: self.cleaned_data.get(f"{code}_{slot}") for code in _OF_SUCCESSOR}
            if not given["name"]:
                continue
            said = {code: value for code, value in given.items() if value and code not in ("name", "place")}
            sector = self.about.life.value("sector", self.effective_day)
            if sector and "sector" not in said:
                said["sector"] = sector
            found.append(
                Newborn(kind=kind, name=given["name"], on=self.cleaned_data["on"], place=given["place"], said=said)
            )
        return found

    def common(self, by: User | None, confirmed: Collection[str]) -> dict[str, Any]:
        """What every reorganisation is told."""
        return {
            "by": by,
            "paper": self.paper(),
            "seen": self.seen_posting,
            "steps_missing": self.cleaned_data["steps_missing"],
            "confirmed": confirmed,
        }


class MergeForm(ReorganisationForm):
    """Sáp nhập: this organisation goes on in another one."""

    organisations = {"receiver": tuple(CERTIFIED)}

    receiver = forms.CharField(
        label=gettext_lazy("Tổ chức nhận sáp nhập"), help_text=gettext_lazy("Tên hoặc mã trong sổ.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_values(("members", "charter_capital"))
        for code in self.codes:
            told = {"label": self.fields[code].label}
            self.fields[code].label = _("%(label)s của tổ chức nhận, sau sáp nhập") % told
        self.put_in_order("receiver")

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        return reorganisations.merge_into(
            absorbed=[self.about.pk],
            receiver_id=self.cleaned_data["receiver"],
            on=self.cleaned_data["on"],
            said=values.given(self.cleaned_data, self.codes),
            **self.common(by, confirmed),
        )


class DivideForm(ReorganisationForm):
    """Chia: this organisation ends in several new ones."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_successors(MOST_SUCCESSORS, fewest=2)
        self.put_in_order()

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        return reorganisations.divide(
            organisation_id=self.about.pk,
            successors=self.successors(self.about.life.kind),
            on=self.cleaned_data["on"],
            **self.common(by, confirmed),
        )


class SeparateForm(ReorganisationForm):
    """Tách: new organisations come out of this one, which goes on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_successors(MOST_SUCCESSORS, fewest=1)
        self.ask_values(("members", "charter_capital"))
        for code in self.codes:
            self.fields[code].label = _("%(label)s còn lại sau khi tách") % {"label": self.fields[code].label}
        self.put_in_order()

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        return reorganisations.separate(
            organisation_id=self.about.pk,
            successors=self.successors(self.about.life.kind),
            on=self.cleaned_data["on"],
            said=values.given(self.cleaned_data, self.codes),
            **self.common(by, confirmed),
        )


class ConsolidateForm(ReorganisationForm):
    """Hợp nhất: this organisation and others end in one new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {f"party_{slot}": tuple(CERTIFIED) for slot in range(1, MOST_PARTIES + 1)}
        for slot, name in enumerate(self.organisations, start=1):
            label = _("Tổ chức cùng hợp nhất thứ %(slot)s") % {"slot": slot}
            hint = _("Tên hoặc mã trong sổ.")
            self.fields[name] = forms.CharField(label=label, help_text=hint, required=slot == 1)
        self.ask_successors(1, fewest=1)
        self.put_in_order(*self.organisations)

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        others = [self.cleaned_data[name] for name in self.organisations if self.cleaned_data.get(name)]
        [successor] = self.successors(self.about.life.kind)
        return reorganisations.consolidate(
            parties=[self.about.pk, *others],
            successor=successor,
            on=self.cleaned_data["on"],
            **self.common(by, confirmed),
        )


class ConvertForm(ReorganisationForm):
    """Chuyển đổi sang mô hình khác; the successor is entered too when it is named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        kinds = [(kind.value, kind.label) for kind in Kind if kind != self.about.life.kind]
        self.fields["successor_kind"] = forms.ChoiceField(
            label=_("Chuyển thành"), choices=kinds, widget=forms.RadioSelect
        )
        self.ask_successors(1, fewest=0)
        self.fields["name_1"].help_text = _("Để trống nếu tổ chức mới không ghi vào sổ này.")
        self.put_in_order("successor_kind")

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("name_1") and not found.get("place_1"):
            self.add_error("place_1", _("Cần biết trụ sở của tổ chức mới."))
        return found

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        kind = self.cleaned_data["successor_kind"]
        named = self.successors(kind)
        return reorganisations.convert(
            organisation_id=self.about.pk,
            successor=named[0] if named else None,
            successor_kind=kind,
            on=self.cleaned_data["on"],
            **self.common(by, confirmed),
        )


class ConvertGroupForm(ReorganisationForm):
    """A group becomes a co-op, which takes over everything."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_successors(1, fewest=1)
        self.put_in_order()

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        [cooperative] = self.successors(Kind.COOP)
        more = self.common(by, confirmed)
        paper = more.pop("paper")
        return groups.convert_group(group_id=self.about.pk, cooperative=replace(cooperative, paper=paper), **more)


class GrewOutOfForm(ReorganisationForm):
    """A co-op grew out of a group, without a conversion in the law's sense."""

    organisations = {"group": (Kind.GROUP.value,)}

    group = forms.CharField(label=gettext_lazy("Tổ hợp tác"), help_text=gettext_lazy("Tên hoặc mã trong sổ."))
    group_ends = forms.BooleanField(
        label=gettext_lazy("Tổ hợp tác chấm dứt từ ngày ấy, theo thỏa thuận"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.put_in_order("group", "group_ends")

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        return groups.note_grown_out_of(
            cooperative_id=self.about.pk,
            group_id=self.cleaned_data["group"],
            on=self.cleaned_data["on"],
            group_ends=self.cleaned_data["group_ends"],
            **self.common(by, confirmed),
        )
