"""Value chains: the list, its file, one chain."""

from django import forms
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy, override

from nongcot.linkage import acts, policies
from nongcot.linkage.reading import chain_export, chain_page, member_list, rules_page
from nongcot.linkage.reading.contract_list import PAGE
from nongcot.linkage.vocabulary import CommoditySector
from nongcot.registry.reading import export
from nongcot.registry.reading.filter_form import ANY, ChoiceField
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point, at_point

#: So many members stand in the table of a chain's page; its picture tells all of them.
MEMBERS = 50


class ChainFilterForm(forms.Form):
    """What the list of chains may be narrowed to."""

    q = forms.CharField(label=gettext_lazy("Tên chuỗi, đơn vị chủ trì"), max_length=100, required=False)
    sector = ChoiceField(label=gettext_lazy("Nhóm hàng"), choices=[ANY, *CommoditySector.choices], required=False)
    state = ChoiceField(
        label=gettext_lazy("Tình trạng"),
        choices=[ANY, ("counts", gettext_lazy("Là chuỗi giá trị")), ("other", gettext_lazy("Chưa hoặc không còn là"))],
        required=False,
    )
    main = ChoiceField(
        label=gettext_lazy("Danh mục"), choices=[ANY, ("yes", gettext_lazy("Sản phẩm chủ lực"))], required=False
    )


def _asked(request: HttpRequest) -> tuple[ChainFilterForm, dict[str, str], list[Chip]]:
    """The form to show again, what `chain_page.lines` is asked, chips to take off."""
    form = ChainFilterForm(request.GET)
    form.is_valid()
    given = {name: form.cleaned_data.get(name) or "" for name in ("q", "sector", "state", "main")}
    chips = [(str(form.fields[name].label), _said(form, name), name, value) for name, value in given.items() if value]
    return form, {"sought": given.pop("q"), **given}, chips


def _said(form: forms.Form, name: str) -> str:
    value = form.cleaned_data[name]
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value))


@at_point
def chains(request: HttpRequest) -> HttpResponse:
    """Value chains. Query: `q`, `sector`, `state`, `main`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    form, asked, chips = _asked(request)
    page: Page[chain_page.Line] = Paginator(chain_page.lines(point, **asked), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "chips": chips,
        "page": page,
        "total": len(chain_page.lines(point)),
        "is_officer": policies.may_read_working(request.user),
        "may_record": policies.may_record(request.user) and point.is_newest,
        "figures": rules_page.figures_at(point, ("value_chains", "value_chain_cooperatives", "durable_value_chains")),
        "files": export.files(request, "linkage:chains_file"),
    }
    return render(request, "linkage/chains.html", context)


@at_point
def chains_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        _form, asked, chips = _asked(request)
    address = export.source(request, "linkage:chains")
    table = chain_export.table(asked, chips, point, address)
    return export.download(table, format_, f"chuoi-gia-tri-{point.on.isoformat()}")


@at_point
def chain(request: HttpRequest, chain_id: int) -> HttpResponse:
    """One value chain: its graph, its members, its gaps. Query: `page`, of the members."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    told = chain_page.told(chain_id, point)
    if told is None:
        raise Http404
    may_record = policies.may_record(request.user) and point.is_newest
    context = {
        "told": told,
        "page": Paginator(told.members, MEMBERS).get_page(request.GET.get("page")),
        "acts": acts.links(acts.OF_CHAINS, told.fact.key) if may_record else [],
        "may_record": may_record,
        "is_officer": policies.may_read_working(request.user),
        "members_url": member_list.address(chain_id, point),
        "list_url": f"{reverse('linkage:chains')}{point.query}",
    }
    return render(request, "linkage/chain.html", context)
