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

#: Slots that a page begins with, and that it may grow to.
SUCCESSORS, PARTIES, MOST = 2, 1, 20

_OF_SUCCESSOR = ("name", "place", "tax_code", "members", "charter_capital")


class ReorganisationForm(PaperFields, StepsField, ActForm):
    """The day and paper of a reorganisation, and its parties: as many slots as were asked for."""

    on = PartialDateField(label=gettext_lazy("Ngày có hiệu lực"))
    slots = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def grown(self, first: int) -> int:
        """How many slots there are: those the page began with, one more for each time another was asked for."""
        self.may_grow = True
        given = (self.data if self.is_bound else self.initial).get("slots")
        count = int(given) if str(given or "").isdecimal() else first
        more = self.is_bound and self.data.get("step") == "more"
        self.count = max(first, min(count + more, MOST))
        self.fill_in({"slots": self.count})
        return self.count

    def ask_parties(self, prefix: str, label: str, count: int, fewest: int) -> None:
        """Add the questions about records that stand: who takes part besides."""
        names = [f"{prefix}_{slot}" for slot in range(1, count + 1)]
        self.organisations = {**self.organisations, **dict.fromkeys(names, tuple(CERTIFIED))}
        for slot, name in enumerate(names, start=1):
            hint = _("Tên hoặc mã trong sổ.")
            told = {"slot": slot}
            self.fields[name] = forms.CharField(label=label % told, help_text=hint, required=slot <= fewest)

    def ask_successors(self, count: int, fewest: int, kinds: tuple[str, ...] = ()) -> None:
        """Add the questions about organisations that come into being: `fewest` of them have to be answered.

        Each is named anew, or chosen among the records of these kinds that stand in the book.
        """
        assert self.about is not None
        self.fewest, self.born = fewest, range(1, count + 1)
        place = self.about.life.value("place", clock.today())
        for slot in self.born:
            for code in ("standing", *_OF_SUCCESSOR):
                field = self._standing() if code == "standing" else values.field_for(code)
                if count > 1:
                    told = {"label": field.label, "slot": slot}
                    field.label = _("%(label)s – tổ chức mới thứ %(slot)s") % told
                self.fields[f"{code}_{slot}"] = field
            if place and slot <= fewest:
                self.fill_in({f"place_{slot}": words.place(place)})
        self.places = {f"place_{slot}": "on" for slot in self.born}
        self.organisations = {**self.organisations, **{f"standing_{slot}": kinds for slot in self.born}}

    def _standing(self) -> forms.Field:
        return forms.CharField(
            label=_("Đã có trong sổ"),
            required=False,
            help_text=_("Tên hoặc mã, nếu danh sách đã kể tổ chức mới này; khi ấy bỏ trống các ô dưới."),
        )

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        for slot in getattr(self, "born", ()):
            if found.get(f"standing_{slot}") or f"standing_{slot}" in self.errors or self._asks(slot):
                continue
            name, place = found.get(f"name_{slot}"), found.get(f"place_{slot}")
            if not name and slot <= self.fewest and f"name_{slot}" not in self.errors:
                self.add_error(f"name_{slot}", _("Cần tên của tổ chức mới, hoặc bản ghi đã có của nó."))
            elif name and not place and not {f"place_{slot}", f"place_{slot}_choice"} & self.errors.keys():
                self.add_error(f"place_{slot}", _("Cần biết trụ sở của tổ chức mới."))
        return found

    def _asks(self, slot: int) -> bool:
        """Whether the record of a slot still has to be chosen."""
        return f"standing_{slot}_choice" in self.errors

    def ask_values(self, codes: Iterable[str]) -> None:
        """Add the questions about what changes for the organisation that goes on."""
        self.codes = tuple(codes)
        self.fields |= values.fields_for(self.codes)

    def put_in_order(self, *first: str) -> None:
        """Day and parties before papers."""
        papers = ("document_no", "paper_date", "issuing_body", "steps_missing")
        others = [name for name in self.fields if name not in (*first, *papers, "seen", "on")]
        self.order_fields(["seen", "on", *first, *others, *papers])

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each of several new organisations under a heading of its own."""
        fields = self.visible_fields()
        born = getattr(self, "born", ())
        if len(born) < 2:
            return [("", fields)]
        found = []
        for slot in born:
            mine = [field for field in fields if field.name.removesuffix("_choice").endswith(f"_{slot}")]
            found.append((_("Tổ chức mới thứ %(slot)s") % {"slot": slot}, mine))
        placed = [field.name for _heading, mine in found for field in mine]
        first, *rest = [field for field in fields if field.name not in placed]
        return [("", [first]), *found, (_("Khác"), rest)]

    def successors(self, kind: str) -> list[Newborn | int]:
        """The organisations that were named, ready for the action: those that stand by their ids."""
        assert self.about is not None
        found: list[Newborn | int] = []
        for slot in self.born:
            if self.cleaned_data.get(f"standing_{slot}"):
                found.append(self.cleaned_data[f"standing_{slot}"])
                continue
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

    def parties(self, prefix: str) -> list[int]:
        """The records that were named."""
        return [self.cleaned_data[f"{prefix}_{slot}"] for slot in range(1, self.count + 1)
                if self.cleaned_data.get(f"{prefix}_{slot}")]  # fmt: skip

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
        self.ask_parties("party", _("Tổ chức cùng được sáp nhập thứ %(slot)s"), self.grown(PARTIES), 0)
        self.ask_values(("members", "charter_capital"))
        for code in self.codes:
            told = {"label": self.fields[code].label}
            self.fields[code].label = _("%(label)s của tổ chức nhận, sau sáp nhập") % told
        self.put_in_order("receiver")

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        return reorganisations.merge_into(
            absorbed=[self.about.pk, *self.parties("party")],
            receiver_id=self.cleaned_data["receiver"],
            on=self.cleaned_data["on"],
            said=values.given(self.cleaned_data, self.codes),
            **self.common(by, confirmed),
        )


class DivideForm(ReorganisationForm):
    """Chia: this organisation ends in several new ones."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        self.ask_successors(self.grown(SUCCESSORS), 2, (self.about.life.kind,))
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
        assert self.about is not None
        self.ask_successors(self.grown(1), 1, (self.about.life.kind,))
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
        assert self.about is not None
        label = _("Tổ chức cùng hợp nhất thứ %(slot)s")
        self.ask_parties("party", label, self.grown(PARTIES), 1)
        parties = [*self.organisations]
        self.ask_successors(1, 1, (self.about.life.kind,))
        self.put_in_order(*parties)

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        [successor] = self.successors(self.about.life.kind)
        return reorganisations.consolidate(
            parties=[self.about.pk, *self.parties("party")],
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
        self.ask_successors(1, 0)
        self.fields["name_1"].help_text = _("Để trống nếu tổ chức mới không ghi vào sổ này.")
        self.put_in_order("successor_kind")

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
        self.ask_successors(1, 1, (Kind.COOP.value,))
        self.put_in_order()

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        [cooperative] = self.successors(Kind.COOP)
        more = self.common(by, confirmed)
        if isinstance(cooperative, int):
            on = self.cleaned_data["on"]
            return groups.convert_group(group_id=self.about.pk, cooperative=cooperative, on=on, **more)
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
