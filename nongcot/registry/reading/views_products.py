"""Products and services: the list, and the page of one."""

from django import forms
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.kernel import clock
from nongcot.places.describe import path
from nongcot.registry import describe, identifiers, policies, queries, words
from nongcot.registry.models import Certificate, Gtin, MainProduct, Organisation, Product
from nongcot.registry.reading import export, histories, panels, product_list, views_lists
from nongcot.registry.reading.filter_form import ANY, ChoiceField, Where, read_place
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.reading.portrait import Portrait, validity
from nongcot.registry.reading.product_list import PAGE, ProductNarrowing
from nongcot.registry.vocabulary import Level, ProductNature, Scheme, Sector
from nongcot.ui.forms import NamingForm


class ProductFilterForm(NamingForm):
    """What a list of products may be narrowed to."""

    q = forms.CharField(label=gettext_lazy("Tên sản phẩm"), max_length=100, required=False)
    place = forms.CharField(label=gettext_lazy("Địa bàn"), max_length=120, required=False)
    sector = ChoiceField(label=gettext_lazy("Ngành"), choices=[ANY, *Sector.choices], required=False)
    nature = ChoiceField(label=gettext_lazy("Loại"), choices=[ANY, *ProductNature.choices], required=False)
    scheme = ChoiceField(label=gettext_lazy("Chứng nhận còn hạn"), choices=[ANY, *Scheme.choices], required=False)
    main = ChoiceField(
        label=gettext_lazy("Danh mục"), choices=[ANY, ("yes", gettext_lazy("Sản phẩm chủ lực"))], required=False
    )


@at_point
def products(request: HttpRequest) -> HttpResponse:
    """Products and services that are offered on the day. Query: see `ProductNarrowing`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    form, narrowing, where = read(request, point)
    page: Page = Paginator(product_list.ids(narrowing, point), PAGE).get_page(request.GET.get("page"))  # type: ignore[type-arg]  # of pairs of ids
    context = {
        "form": form,
        "where": where,
        "narrowing": narrowing,
        "chips": narrowing.chips(),
        "page": page,
        "lines": product_list.lines(list(page.object_list), point),
        "total": len(product_list.ids(ProductNarrowing(), point)),
        "tabs": views_lists.tabs(request, "registry:products"),
        "files": export.files(request, "registry:products_file"),
    }
    return render(request, "registry/products.html", context)


def read(request: HttpRequest, point: Point) -> tuple[ProductFilterForm, ProductNarrowing, Where]:
    """What an address narrows products to: the form to show again, the narrowing, what its place may mean."""
    data = request.GET.copy()
    where = read_place(data.get("place", "").strip(), point)
    if where.unit is not None:
        data["place"] = path(where.unit)
    form = ProductFilterForm(data)
    form.is_valid()
    answers = {name: form.cleaned_data.get(name) or "" for name in ("q", "sector", "nature", "scheme", "main")}
    return form, ProductNarrowing(place=where.unit, units=where.communes, **answers), where


@at_point
def products_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    _form, narrowing, _where = read(request, point)
    address = export.source(request, "registry:products")
    return export.download(product_list.table(narrowing, point, address), format_, f"san-pham-{point.on.isoformat()}")


@at_point
def product(request: HttpRequest, product_id: int) -> HttpResponse:
    """One product or service: what it is, whose, what is certified of it."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    found = queries.standing(Product, point.n, product_id=product_id)
    if not found:
        raise Http404
    fact = found[0]
    owner = Organisation.objects.get(pk=queries.counted_as(fact.organisation_id, point.n))
    portrait = Portrait(owner, point)
    certificates = queries.standing(Certificate, point.n, product_id=product_id)
    context = {
        "fact": fact,
        "nature": words.label(ProductNature, fact.nature),
        "sector": words.label(Sector, fact.sector) if fact.sector else "",
        "status": _status(fact, portrait, point),
        "portrait": portrait,
        "owner_url": f"{describe.organisation_url(owner.key)}{point.query}",
        "certificates": [
            (c, words.label(Scheme, c.scheme), histories.mark(c), _level(c), histories.issued(c), validity(c, point.on))
            for c in sorted(certificates, key=lambda c: c.issued_on, reverse=True)
        ],
        "designations": queries.standing(MainProduct, point.n, product_id=product_id),
        "gtins": [
            (gtin, identifiers.gtin_given_in_vietnam(gtin.gtin))
            for gtin in queries.standing(Gtin, point.n, product_id=product_id)
            if gtin.valid_from <= point.on < gtin.valid_to
        ],
        "panels": panels.panels_of_product(fact, request.user),
        "acts": panels.offered_of_product(fact, portrait.kind, clock.today())
        if policies.may_record(request.user)
        else [],
        "list_query": point.query.replace("?", "&"),
    }
    return render(request, "registry/product.html", context)


def _level(certificate: Certificate) -> str:
    """Who gave it, where it is told."""
    return words.label(Level, certificate.level) if certificate.level else ""


def _status(fact: Product, portrait: Portrait, point: Point) -> tuple[str, str]:
    """Whether it is offered on the day: while its days run and its organisation is there."""
    if fact.valid_from and fact.valid_from > point.on:
        return "info", _("Chưa có")
    if fact.valid_to <= point.on or not portrait.is_there:
        return "end", _("Không còn làm")
    return "on", _("Đang làm")
