"""Opportunities: products without linkage, and the communes by how many of them there are; each list with its file."""

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nongcot.kernel.text import fold
from nongcot.linkage.reading import board
from nongcot.linkage.reading.board import Opportunity
from nongcot.linkage.reading.contract_list import PAGE
from nongcot.linkage.reading.unlinked import UNLINKED
from nongcot.registry.lists import pages
from nongcot.registry.reading import export
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point, at_point
from nongcot.sheets.write import Column, Table
from nongcot.ui.forms import NamingForm


class OpportunityFilterForm(NamingForm):
    """What the list may be narrowed to."""

    q = forms.CharField(label=gettext_lazy("Xã, phường, huyện"), max_length=100, required=False)


def _asked(request: HttpRequest, point: Point) -> tuple[OpportunityFilterForm, list[Opportunity], int, list[Chip]]:
    """The form to show again, what it leaves, of how many, and chips to take off."""
    form = OpportunityFilterForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    everything = board.every_opportunity(point)
    left = [one for one in everything if fold(text) in fold(one.place)]
    return form, left, len(everything), [(_("Tên có"), text, "q", text)] if text else []


@at_point
def listing(request: HttpRequest) -> HttpResponse:
    """Communes with products without linkage, most first. Query: `q`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    form, left, total, chips = _asked(request, point)
    page: Page[Opportunity] = Paginator(left, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "chips": chips,
        "page": page,
        "total": total,
        "products": sum(one.products for one in left),
        "unclear": sum(one.unclear for one in left),
        "files": export.files(request, "linkage:opportunities_file"),
        "list_query": point.query.replace("?", "&", 1),
    }
    return render(request, "linkage/opportunities.html", context)


@at_point
def file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        _form, left, _total, chips = _asked(request, point)
        notes = export.notes(point, chips, export.source(request, "linkage:opportunities"))
    columns = [
        Column("STT", "number", 6),
        Column("Xã, phường, thị trấn", width=52),
        Column("Sản phẩm chưa có liên kết", "number", 24),
        Column("trong đó chưa rõ", "number", 24),
    ]
    rows = [[number, one.place, one.products, one.unclear] for number, one in enumerate(left, 1)]
    table = Table("Sản phẩm chưa có liên kết theo xã", columns, rows, notes)
    return export.download(table, format_, f"co-hoi-lien-ket-{point.on.isoformat()}")


@at_point
def products(request: HttpRequest) -> HttpResponse:
    """The products themselves. Query: what `registry.lists.pages.context` reads."""
    context = pages.context(request, UNLINKED, working=True)
    context["files"] = export.files(request, "linkage:unlinked_file")
    return render(request, "linkage/unlinked.html", context)


@at_point
def products_file(request: HttpRequest, format_: str) -> HttpResponse:
    """All of them as the page shows them, as a workbook or as csv."""
    return pages.file(request, UNLINKED, format_, working=True, address=export.source(request, "linkage:unlinked"))
