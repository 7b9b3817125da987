"""The form above a list of facts, and the narrowing that it asks for."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.places.describe import path
from nongcot.registry import finding, queries, words
from nongcot.registry.lists.listed import Listed, Narrowing
from nongcot.registry.models import Organisation, SameAs
from nongcot.registry.reading.filter_form import ANY, LEVELS, ChoiceField, Where, level_asked, read_place
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point
from nongcot.ui.forms import NamingForm

FIRST_YEAR = 2014
MOST_NUMBER = 10**9


class FilterForm(NamingForm):
    """What a list may be narrowed to; nothing is required."""

    q = forms.CharField(label=gettext_lazy("Tên tổ chức"), max_length=100, required=False)
    place = forms.CharField(label=gettext_lazy("Địa bàn"), max_length=120, required=False)
    year = ChoiceField(label=gettext_lazy("Năm"), required=False)
    kind = ChoiceField(required=False)
    level = ChoiceField(label=gettext_lazy("Cấp công nhận"), required=False)
    state = ChoiceField(label=gettext_lazy("Tình trạng"), required=False)
    of = ChoiceField(required=False)

    def __init__(self, data: QueryDict, listed: Listed, point: Point) -> None:
        super().__init__(data)
        years = [(str(year), str(year)) for year in range(point.on.year, FIRST_YEAR - 1, -1)]
        self.fields["q"].label = listed.sought_label or self.fields["q"].label
        self._offer("year", years if listed.year else None)
        self._offer("kind", listed.choices.choices if listed.choices else None)
        self.fields.get("kind", forms.Field()).label = listed.kinds_label
        self._offer("level", [*LEVELS] if listed.levels else None)
        states = [(code, state.label) for code, state in (listed.states or {}).items()]
        self._offer("state", states or None)
        self._offer_whole(listed, point)
        if not listed.has_place:
            del self.fields["place"]

    def _offer(self, name: str, choices: list[Any] | None) -> None:
        """What a field lets choose from; a list that is narrowed to no such thing does not ask."""
        if choices is None:
            del self.fields[name]
        else:
            self.fields[name].choices = [ANY, *choices]  # type: ignore[attr-defined]

    def _offer_whole(self, listed: Listed, point: Point) -> None:
        """The choice of what facts are parts of; where there are too many it is only kept, not asked."""
        whole = listed.whole
        if whole is not None and whole.offered is None:
            hidden = forms.HiddenInput
            self.fields["of"] = forms.IntegerField(min_value=0, max_value=MOST_NUMBER, required=False, widget=hidden)
            return
        offered = whole.offered(point) if whole is not None and whole.offered is not None else None
        self._offer("of", None if offered is None else [(str(number), name) for number, name in offered])
        self.fields.get("of", forms.Field()).label = whole.label if whole is not None else ""


@dataclass(frozen=True)
class Asked:
    """An address read: the form to show again, the narrowing, how its place was understood, chips to take off."""

    form: FilterForm
    narrowing: Narrowing
    where: Where
    chips: list[Chip]


def read(query: QueryDict, listed: Listed, point: Point) -> Asked:
    """The narrowing that an address asks for."""
    data = query.copy()
    where = read_place(data.get("place", "").strip() if listed.has_place else "", point)
    if where.unit is not None:
        data["place"] = path(where.unit)
    form = FilterForm(data, listed, point)
    form.is_valid()
    names = ("q", "year", "kind", "level", "state", "of")
    given: dict[str, Any] = {name: form.cleaned_data.get(name) or "" for name in names}
    narrowing = Narrowing(
        year=int(given["year"]) if given["year"] else None,
        kind=given["kind"],
        level=given["level"],
        state=given["state"],
        text=given["q"],
        whole=int(given["of"]) if given["of"] else None,
        organisations=records_named(given["q"], point) if given["q"] else None,
        communes=where.communes if where.unit is not None else None,
    )
    return Asked(form, narrowing, where, list(_chips(given, where, listed, point)))


def records_named(text: str, point: Point) -> QuerySet[Any, dict[str, int]]:
    """Ids of the organisations that a text may mean, with the records united with them: all of them, as a query."""
    found = finding.found(text, finding.ORGANISATION)
    kept = set(found.filter(subject_id__in=SameAs.objects.values("keep_id")).values_list("subject_id", flat=True))
    united = [record for record, root in queries.roots(point.n).items() if root in kept] if kept else []
    return Organisation.objects.filter(Q(pk__in=found) | Q(pk__in=united)).values("pk") if united else found


def _chips(given: dict[str, Any], where: Where, listed: Listed, point: Point) -> list[Chip]:
    found: list[Chip] = []
    if given["q"]:
        found.append((_("Tên có"), given["q"], "q", given["q"]))
    if given["of"] and listed.whole:
        number = int(given["of"])
        named = listed.whole.named([number], point).get(number, str(number))
        found.append((str(listed.whole.label), named, "of", str(number)))
    if where.unit is not None:
        found.append((_("Địa bàn"), where.unit.full_name, "place", where.unit.code))
    if given["year"]:
        found.append((_("Năm"), given["year"], "year", given["year"]))
    if given["kind"]:
        found.append((str(listed.kinds_label), words.label(listed.choices, given["kind"]), "kind", given["kind"]))
    if given["level"]:
        found.append((_("Cấp công nhận"), level_asked(given["level"]), "level", given["level"]))
    if given["state"] and listed.states:
        found.append((_("Tình trạng"), str(listed.states[given["state"]].label), "state", given["state"]))
    return found
