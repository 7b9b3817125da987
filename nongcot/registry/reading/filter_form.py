"""The form above the list of organisations, and the narrowing that it asks for."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.kernel import numbers
from nongcot.places import geography, lookup, tree
from nongcot.places.describe import path
from nongcot.places.lookup import Candidate
from nongcot.places.models import Unit
from nongcot.registry.reading import filters, roster
from nongcot.registry.reading.filters import ENDED, NOT_MEMBER, SECTOR_GROUPS, Narrowing
from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import (
    AllianceMembership,
    GoverningLaw,
    Kind,
    LegalStatus,
    Level,
    Regime,
    Sector,
    SizeClass,
    StatisticalStatus,
)
from nongcot.ui.fields import PartialDateField
from nongcot.ui.forms import NamingForm

ANY = ("", gettext_lazy("Tất cả"))
UNKNOWN = ("unknown", gettext_lazy("Chưa rõ"))

#: What a list of certificates may be narrowed to: who gave them, also that nobody told who.
LEVELS = (*Level.choices, UNKNOWN)


def level_asked(code: str) -> str:
    """One of `LEVELS` in words."""
    return str(dict(LEVELS)[code])


#: Fields that stand behind "more conditions"; those of `ALWAYS` are always in sight.
ALWAYS = ("q", "place", "status", "sector")
MORE = ("legal", "size", "law", "regime", "alliance", "product", "born_from", "born_to")

_GROUP_LABELS = {
    "agricultural": gettext_lazy("Nông, lâm, ngư, diêm nghiệp"),
    "non_agricultural": gettext_lazy("Phi nông nghiệp"),
    "unknown": gettext_lazy("Chưa rõ ngành"),
}


class Choices(forms.Select):
    """A select drawn at once: Django's own draws a template for every option, which is most of a list's time."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = str(value or "")
        options = format_html_join("", "{}", ((self._drawn(choice, chosen),) for choice in self.choices))
        return format_html(
            "<select{}>{}</select>", flatatt({"name": name, **self.build_attrs(self.attrs, attrs)}), options
        )

    def _drawn(self, choice: tuple[Any, Any], chosen: str) -> SafeString:
        value, label = choice
        if isinstance(label, list | tuple):
            inner = format_html_join("", "{}", ((self._drawn(one, chosen),) for one in label))
            return format_html('<optgroup label="{}">{}</optgroup>', value, inner)
        mark = SafeString(" selected") if str(value) == chosen else ""
        return format_html('<option value="{}"{}>{}</option>', value, mark, label)


class ChoiceField(forms.ChoiceField):
    """A choice among closed lists."""

    widget = Choices


class FilterForm(NamingForm):
    """What a list may be narrowed to; nothing is required."""

    q = forms.CharField(label=gettext_lazy("Tên hoặc mã số"), max_length=100)
    place = forms.CharField(label=gettext_lazy("Địa bàn"), max_length=120)
    status = ChoiceField(
        label=gettext_lazy("Tình trạng"),
        choices=[ANY, *StatisticalStatus.choices, (ENDED, gettext_lazy("Đã kết thúc"))],
    )
    sector = ChoiceField(
        label=gettext_lazy("Ngành"),
        choices=[
            ANY,
            (gettext_lazy("Nhóm ngành"), list(_GROUP_LABELS.items())),
            (gettext_lazy("Ngành chính"), Sector.choices),
        ],
    )
    legal = ChoiceField(
        label=gettext_lazy("Tình trạng pháp lý"),
        choices=[ANY, *(choice for choice in LegalStatus.choices if choice[0] != LegalStatus.ENDED)],
    )
    size = ChoiceField(label=gettext_lazy("Quy mô"), choices=[ANY, *SizeClass.choices])
    law = ChoiceField(label=gettext_lazy("Luật áp dụng"), choices=[ANY, *GoverningLaw.choices, UNKNOWN])
    regime = ChoiceField(label=gettext_lazy("Hình thức của tổ"), choices=[ANY, *Regime.choices])
    alliance = ChoiceField(
        label=gettext_lazy("Liên minh"),
        choices=[ANY, *AllianceMembership.choices, (NOT_MEMBER, gettext_lazy("Không phải thành viên"))],
    )
    product = ChoiceField(
        label=gettext_lazy("Sản phẩm"),
        choices=[ANY, ("any", gettext_lazy("Có sản phẩm")), ("none", gettext_lazy("Chưa có sản phẩm"))],
    )
    born_from = PartialDateField(label=gettext_lazy("Thành lập từ"))
    born_to = PartialDateField(label=gettext_lazy("Thành lập đến"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        self.fields["q"].widget.attrs |= {"type": "search", "placeholder": _("Không cần gõ dấu"), "autocomplete": "off"}
        self.fields["place"].widget.attrs |= {"placeholder": _("Xã, huyện hoặc tỉnh"), "autocomplete": "off"}

    def always(self) -> list[forms.BoundField]:
        """The fields that are always in sight."""
        return [self[name] for name in ALWAYS]

    def more(self) -> list[forms.BoundField]:
        """The fields behind "more conditions"."""
        return [self[name] for name in MORE if name in self.fields]

    @property
    def has_more(self) -> bool:
        """Whether one of these is in use or wrong, so that they stand open."""
        return any(self.data.get(name) or self.errors.get(name) for name in MORE)

    def say_counts(self, counts: Mapping[str, Counter[str]]) -> None:
        """Write behind each choice how many organisations it would leave."""
        for name, found in counts.items():
            if name in self.fields:
                self.fields[name].choices = [_counted(choice, found) for choice in self.fields[name].choices]


def _counted(choice: tuple[Any, Any], found: Mapping[str, int]) -> tuple[Any, Any]:
    value, label = choice
    if isinstance(label, list | tuple):
        return value, [_counted(inner, found) for inner in label]
    number = found.get(str(value))
    return (value, label) if number is None else (value, f"{label} ({numbers.format_number(number)})")


@dataclass(frozen=True)
class Where:
    """What was typed for a place: the unit meant and its communes of all times, else candidates, or why not."""

    typed: str = ""
    unit: Unit | None = None
    communes: frozenset[int] = frozenset()
    candidates: tuple[Candidate, ...] = ()
    refusal: str = ""


@dataclass(frozen=True)
class Asked:
    """An address read: the form to show again, the narrowing, and how its place was understood."""

    form: FilterForm
    narrowing: Narrowing
    where: Where


def read(query: QueryDict, point: Point) -> Asked:
    """The narrowing that an address asks for; what is wrong in it narrows nothing and is told beside its field."""
    kind = query.get("kind", "")
    kind = kind if kind in Kind.values else Kind.COOP.value
    data = query.copy()
    typed = data.get("place", "").strip()
    where = read_place(typed, point)
    if where.unit is not None:
        data["place"] = path(where.unit)
    form = FilterForm(data)
    if kind != Kind.GROUP:
        del form.fields["regime"]
    form.is_valid()
    answers = form.cleaned_data
    born_from, born_to = answers.get("born_from"), answers.get("born_to")
    simple = {
        name: answers.get(name) or ""
        for name in ("q", "status", "legal", "sector", "size", "law", "regime", "alliance", "product")
    }
    narrowing = Narrowing(
        kind=kind,
        place=where.unit,
        units=where.communes,
        born_from=born_from.earliest if born_from else None,
        born_to=born_to.latest if born_to else None,
        labels={name: _choices(form, name) for name in simple if name in form.fields and name != "q"},
        **simple,
    )
    return Asked(form, narrowing, where)


def _choices(form: FilterForm, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for value, label in form.fields[name].choices:
        if isinstance(label, list | tuple):
            found |= {str(inner): str(text) for inner, text in label}
        else:
            found[str(value)] = str(label)
    return found


def read_place(typed: str, point: Point) -> Where:
    """The unit that a text or a code means on the day."""
    if not typed:
        return Where()
    if typed.isdecimal():
        unit = tree.current(point.n).at(typed, point.on)
        if unit is None:
            return Where(typed, refusal=_("Không có đơn vị hành chính nào mang mã “%(code)s”.") % {"code": typed})
    else:
        best = lookup.best(typed, point.on)
        if best is None:
            found = tuple(lookup.find(typed, point.on))
            refusal = "" if found else _("Không có địa bàn nào tên “%(name)s”.") % {"name": typed}
            return Where(typed, candidates=found, refusal=refusal)
        unit = best.unit
    try:
        return Where(typed, unit, filters.units_of(unit, point))
    except geography.UnknownPlace as error:
        return Where(typed, refusal=str(error))


def counts(narrowing: Narrowing, point: Point) -> dict[str, Counter[str]]:
    """For each closed list, how many each of its values would leave; nothing where rows must be looked at."""
    if not narrowing.is_closed:
        return {}
    closed = narrowing.closed()
    columns = {
        "status": "statistical_status",
        "legal": "legal_status",
        "size": "size_class",
        "law": "governing_law",
        "regime": "regime",
    }
    found = {name: roster.by(point, column, closed) for name, column in columns.items()}
    found["sector"] = roster.by(point, "sector", closed)
    for group, codes in SECTOR_GROUPS.items():
        found["sector"][group] = sum(found["sector"][code] for code in codes)
    return {name: Counter({k: v for k, v in counter.items() if k}) for name, counter in found.items()}
