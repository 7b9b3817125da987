"""Enterprises by how many co-ops depend on them: the list, its file."""

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from nongcot.linkage.reading import dependence_export, dependence_list
from nongcot.linkage.reading.contract_list import PAGE
from nongcot.linkage.reading.dependence_list import STATES, Dependence, Narrowing
from nongcot.registry.reading import export
from nongcot.registry.reading.filter_form import ANY, ChoiceField
from nongcot.registry.reading.points import Point, at_point
from nongcot.ui.forms import NamingForm


class DependenceFilterForm(NamingForm):
    """What the list of enterprises may be narrowed to."""

    q = forms.CharField(label=gettext_lazy("Tên doanh nghiệp"), max_length=100, required=False)
    state = ChoiceField(label=gettext_lazy("Tình trạng"), choices=[ANY, *STATES.items()], required=False)


def _asked(request: HttpRequest) -> tuple[DependenceFilterForm, Narrowing]:
    form = DependenceFilterForm(request.GET)
    form.is_valid()
    return form, Narrowing(**{name: form.cleaned_data.get(name) or "" for name in ("q", "state")})


@at_point
def listing(request: HttpRequest) -> HttpResponse:
    """Enterprises, those first on whom most depend. Query: `q`, `state`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    form, narrowing = _asked(request)
    found = dependence_list.narrowed(narrowing, point)
    page: Page[Dependence] = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "chips": narrowing.chips(),
        "page": page,
        "total": len(dependence_list.every(point)),
        "files": export.files(request, "linkage:dependences_file"),
    }
    return render(request, "linkage/dependences.html", context)


@at_point
def file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    _form, narrowing = _asked(request)
    table = dependence_export.table(narrowing, point, export.source(request, "linkage:dependences"))
    return export.download(table, format_, f"doanh-nghiep-lien-ket-{point.on.isoformat()}")
