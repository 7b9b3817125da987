"""The organs of the alliance, term by term, in numbers: the list and its file. No names of people, ever."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nongcot.plans import plan, policies
from nongcot.plans.models import Organ, Term
from nongcot.registry import words
from nongcot.registry.reading import export
from nongcot.registry.reading.filter_form import ANY, ChoiceField
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point, at_point
from nongcot.sheets.write import Column, Table
from nongcot.ui.forms import NamingForm

Line = tuple[Term, Organ]


class OrganFilterForm(NamingForm):
    """What the list may be narrowed to."""

    term = ChoiceField(label=gettext_lazy("Nhiệm kỳ"), choices=[ANY], required=False)
    kind = ChoiceField(label=gettext_lazy("Cơ quan"), choices=[ANY, *Organ.Kind.choices], required=False)

    def __init__(self, terms: list[Term], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [ANY, *((str(term.number), term.label) for term in terms)]
        self.fields["term"].choices = choices  # type: ignore[attr-defined]


def _asked(request: HttpRequest, point: Point) -> tuple[forms.Form, list[Line], int, list[Chip]]:
    """The form to show again, what it leaves (the last term first), of how many, and chips to take off."""
    terms = sorted(plan.terms(point.n), key=lambda term: term.number, reverse=True)
    form = OrganFilterForm(terms, request.GET)
    form.is_valid()
    number, kind = (form.cleaned_data.get(name) or "" for name in ("term", "kind"))
    everything = [(term, organ) for term in terms for organ in plan.organs(term.number, point.n)]
    left = [(t, organ) for t, organ in everything if number in ("", str(t.number)) and kind in ("", organ.kind)]
    chips: list[Chip] = []
    if number:
        chips.append((_("Nhiệm kỳ"), next(t.label for t in terms if str(t.number) == number), "term", number))
    if kind:
        chips.append((_("Cơ quan"), words.label(Organ.Kind, kind), "kind", kind))
    return form, left, len(everything), chips


@at_point
def organs(request: HttpRequest) -> HttpResponse:
    """Organs of every term. Query: `term`, `kind`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    form, left, total, chips = _asked(request, point)
    context = {
        "form": form,
        "lines": left,
        "total": total,
        "chips": chips,
        "files": export.files(request, "plans:organs_file"),
        "may_edit": policies.may_edit(request.user) and point.is_newest,
    }
    return render(request, "plans/organs.html", context)


@at_point
def organs_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    columns = [
        Column("STT", "number", 6),
        Column("Nhiệm kỳ", width=32),
        Column("Cơ quan", width=28),
        Column("Số đại biểu, ủy viên", "number"),
        Column("Trong đó nữ", "number"),
        Column("Số quyết định, nghị quyết", "code"),
        Column("Ngày", "day"),
        Column("Cơ quan công nhận", width=36),
    ]
    with override("vi"):
        _form, left, _total, chips = _asked(request, point)
        rows = [
            [number, term.label, organ.get_kind_display(), organ.seats, organ.women, organ.decision_no,
             organ.decided_on, organ.issuing_body]
            for number, (term, organ) in enumerate(left, 1)
        ]  # fmt: skip
        notes = export.notes(point, chips, export.source(request, "plans:organs"))
    table = Table("Cơ quan của Liên minh", columns, rows, notes)
    return export.download(table, format_, f"co-quan-lien-minh-{point.on.isoformat()}")
