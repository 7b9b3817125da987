"""The pages that read: contracts, the board, the readings."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators import addresses
from nongcot.linkage import acts, policies
from nongcot.linkage.models import Contract, Document
from nongcot.linkage.reading import board as work
from nongcot.linkage.reading import contract_export, contract_list, delivery_list, rules_page
from nongcot.linkage.reading.conditions import KEPT_WELL
from nongcot.linkage.reading.contract_list import PAGE, STATES, WORK, Narrowing
from nongcot.linkage.reading.contract_page import ContractPage
from nongcot.linkage.vocabulary import CommoditySector, Form
from nongcot.places.describe import path
from nongcot.registry import queries
from nongcot.registry.describe import describe_organisations
from nongcot.registry.models import Organisation
from nongcot.registry.reading import export
from nongcot.registry.reading.filter_form import ANY, ChoiceField, read_place
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.views.copies import beside_fact


class ContractFilterForm(forms.Form):
    """What a list of contracts may be narrowed to; numbers, and what waits for somebody, by officers alone.

    `party` comes from links of pages: the key of an organisation that is party to them.
    """

    q = forms.CharField(label=gettext_lazy("Bên, hàng hóa"), max_length=100, required=False)
    place = forms.CharField(label=gettext_lazy("Địa bàn"), max_length=120, required=False)
    state = ChoiceField(label=gettext_lazy("Tình trạng"), choices=[ANY, *STATES.items()], required=False)
    sector = ChoiceField(label=gettext_lazy("Nhóm hàng"), choices=[ANY, *CommoditySector.choices], required=False)
    form = ChoiceField(label=gettext_lazy("Hình thức"), choices=[ANY, *Form.choices], required=False)
    party = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, is_officer: bool) -> None:
        super().__init__(data)
        if is_officer:
            self.fields["q"].label = _("Bên, số, hàng hóa")
            self.fields["state"].choices = [ANY, *STATES.items(), *WORK.items()]  # type: ignore[attr-defined]


def _narrowing(request: HttpRequest, point: Point) -> tuple[Narrowing, ContractFilterForm, Any]:
    data = request.GET.copy()
    where = read_place(data.get("place", "").strip(), point)
    if where.unit is not None:
        data["place"] = path(where.unit)
    is_officer = policies.may_read_working(request.user)
    form = ContractFilterForm(data, is_officer=is_officer)
    form.is_valid()
    answers = {name: form.cleaned_data.get(name) or "" for name in ("q", "sector", "form", "state")}
    party = _party(form.cleaned_data.get("party") or "", point)
    return Narrowing(place=where.unit, units=where.communes, by_number=is_officer, **answers, **party), form, where


def _party(key: str, point: Point) -> dict[str, Any]:
    """The organisation that a key names, with the records counted as it; none narrows nothing."""
    found = Organisation.objects.filter(key=key).first() if key else None
    if found is None:
        return {}
    named = describe_organisations([found.pk], point.on, point.n)[found.pk]
    records = frozenset(queries.records_of(found.pk, point.n))
    return {"party": key, "party_name": named.label, "records": records}


@at_point
def contracts(request: HttpRequest) -> HttpResponse:
    """Contracts, narrowed. Query: see `Narrowing`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    narrowing, form, where = _narrowing(request, point)
    page: Page = Paginator(contract_list.ids(narrowing, point), PAGE).get_page(request.GET.get("page"))  # type: ignore[type-arg]  # of ids
    context = {
        "form": form,
        "where": where,
        "chips": narrowing.chips(),
        "page": page,
        "lines": contract_list.lines(list(page.object_list), point),
        "total": len(contract_list.ids(Narrowing(), point)),
        "is_officer": policies.may_read_working(request.user),
        "may_record": policies.may_record(request.user) and point.is_newest,
        "figures": rules_page.figures_at(point, ("linked_cooperatives", "linkage_contracts", "linkage_enterprises")),
        "files": export.files(request, "linkage:contracts_file"),
    }
    return render(request, "linkage/contracts.html", context)


@at_point
def contracts_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    narrowing, _form, _where = _narrowing(request, point)
    address = export.source(request, "linkage:contracts")
    table = contract_export.table(narrowing, point, working=policies.may_read_working(request.user), address=address)
    return export.download(table, format_, f"hop-dong-lien-ket-{point.on.isoformat()}")


@at_point
def contract(request: HttpRequest, contract_id: int) -> HttpResponse:
    """One contract."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    found = queries.standing(Contract, point.n, contract_id=contract_id)
    if not found:
        raise Http404
    officer = policies.may_read_working(request.user)
    may_record = policies.may_record(request.user) and point.is_newest
    context = {
        "told": ContractPage(found[0], point, editing=may_record),
        "is_officer": officer,
        "acts": acts.links(acts.OF_CONTRACTS, found[0].key) if may_record else [],
        "deliveries_url": delivery_list.address(contract_id, point),
        "list_url": f"{reverse('linkage:contracts')}{point.query}",
    }
    return render(request, "linkage/contract.html", context)


@at_point
def copy_of_paper(request: HttpRequest, contract_id: int, copy: str) -> HttpResponse:
    """A copy beside a paper of the contract, as known at the point of the page."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    return beside_fact(request, Document, copy, point.n, is_here=lambda paper: paper.contract_id == contract_id)


@at_point
def board(request: HttpRequest) -> HttpResponse:
    """What needs somebody: contracts, enterprises, products without linkage."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    found = work.of(point)
    context = {
        **found._asdict(),
        "kept_well": KEPT_WELL,
    }
    return render(request, "linkage/board.html", context)


@at_point
def readings(request: HttpRequest) -> HttpResponse:
    """How "linked" and "chain" are read, since when, on which basis; the same co-ops under every rule."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    context = {
        "readings": rules_page.readings_at(point),
        "rules": rules_page.side_by_side(point),
        "is_officer": policies.may_read_working(request.user),
        "may_record": policies.may_record(request.user) and point.is_newest,
        "figure_url": addresses.address("linked_cooperatives", on=point.on, known=point.known, by="rule"),
    }
    return render(request, "linkage/readings.html", context)
