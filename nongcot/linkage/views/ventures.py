"""Joint ventures: the list and its file."""

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from nongcot.linkage import acts, policies
from nongcot.linkage.reading import rules_page, venture_export, venture_list
from nongcot.linkage.reading.contract_list import PAGE
from nongcot.linkage.reading.venture_list import STATES, Narrowing
from nongcot.linkage.vocabulary import VentureKind
from nongcot.registry.reading import export
from nongcot.registry.reading.filter_form import ANY, ChoiceField
from nongcot.registry.reading.points import Point, at_point


class VentureFilterForm(forms.Form):
    """What the list of joint ventures may be narrowed to."""

    q = forms.CharField(label=gettext_lazy("Liên doanh, tên các bên"), max_length=100, required=False)
    kind = ChoiceField(label=gettext_lazy("Hình thức"), choices=[ANY, *VentureKind.choices], required=False)
    state = ChoiceField(label=gettext_lazy("Tình trạng"), choices=[ANY, *STATES.items()], required=False)


def _asked(request: HttpRequest) -> tuple[VentureFilterForm, Narrowing]:
    form = VentureFilterForm(request.GET)
    form.is_valid()
    return form, Narrowing(**{name: form.cleaned_data.get(name) or "" for name in ("q", "kind", "state")})


@at_point
def ventures(request: HttpRequest) -> HttpResponse:
    """Joint ventures. Query: `q`, `kind`, `state`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    form, narrowing = _asked(request)
    found = venture_list.narrowed(narrowing, point)
    page: Page[venture_list.Line] = Paginator(found, PAGE).get_page(request.GET.get("page"))
    may_record = policies.may_record(request.user) and point.is_newest
    context = {
        "form": form,
        "chips": narrowing.chips(),
        "page": page,
        "lines": [(line, acts.of_venture(line.fact) if may_record else []) for line in page],
        "total": len(venture_list.narrowed(Narrowing(), point)),
        "is_officer": policies.may_read_working(request.user),
        "may_record": may_record,
        "figures": rules_page.figures_at(point, ("joint_venture_cooperatives",)),
        "files": export.files(request, "linkage:ventures_file"),
    }
    return render(request, "linkage/ventures.html", context)


@at_point
def ventures_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    _form, narrowing = _asked(request)
    address = export.source(request, "linkage:ventures")
    table = venture_export.table(narrowing, point, working=policies.may_read_working(request.user), address=address)
    return export.download(table, format_, f"lien-doanh-{point.on.isoformat()}")
