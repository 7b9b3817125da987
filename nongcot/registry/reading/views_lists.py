"""The register's lists of facts beside organisations and products: one page each, and its file."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from nongcot.registry import policies, words
from nongcot.registry.lists import pages
from nongcot.registry.lists.cells import Cell, Column
from nongcot.registry.lists.listed import Listed
from nongcot.registry.lists.of_organisations import BRANCHES, EVENTS, UNITED
from nongcot.registry.lists.of_products import CERTIFICATES, GTINS, MAIN_PRODUCTS
from nongcot.registry.queries import roots
from nongcot.registry.reading import export
from nongcot.registry.reading.points import Point, at_point

#: The lists that stand side by side, behind the page of what they are told of.
FAMILIES = (
    ("registry:products", gettext_lazy("Sản phẩm, dịch vụ"), (CERTIFICATES, GTINS, MAIN_PRODUCTS)),
    ("registry:register", pgettext_lazy("danh sách", "Tổ chức"), (EVENTS, BRANCHES, UNITED)),
)
LISTS = {one.slug: (page, one) for page, _title, listed in FAMILIES for one in listed}
ACTS = Column(gettext_lazy("Việc"))


@at_point
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """One list of facts. Query: what `lists.pages.context` reads."""
    page, listed = _found(request, slug)
    context = pages.context(
        request,
        listed,
        working=policies.reads_working(request.user),
        offered=_offered if policies.may_record(request.user) else None,
    )
    context |= {
        "tabs": tabs(request, page, slug),
        "files": export.files(request, "registry:list_file", slug),
        "may_designate": listed is MAIN_PRODUCTS and policies.may_record(request.user),
    }
    return render(request, "registry/list.html", context)


@at_point
def file(request: HttpRequest, slug: str, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv."""
    _page, listed = _found(request, slug)
    address = export.source(request, "registry:list", slug)
    return pages.file(request, listed, format_, working=policies.reads_working(request.user), address=address)


def tabs(request: HttpRequest, page: str, current: str = "") -> list[tuple[str, str, None, bool]]:
    """A page and the lists behind it, each with its address; `current` is the slug of the one in sight."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    title, listed = next((title, listed) for name, title, listed in FAMILIES if name == page)
    sees = policies.reads_working(request.user)
    found = [(str(title), reverse(page), current == "")]
    found += [
        (str(one.title), reverse("registry:list", args=[one.slug]), current == one.slug)
        for one in listed
        if sees or not one.working
    ]
    return [(label, f"{url}{point.query}", None, is_current) for label, url, is_current in found]


def _found(request: HttpRequest, slug: str) -> tuple[str, Listed]:
    page, listed = LISTS.get(slug, ("", None))
    if listed is None or (listed.working and not policies.reads_working(request.user)):
        raise Http404
    return page, listed


def _offered(found: Sequence[Any], point: Point) -> tuple[Column, list[Cell]] | None:
    """Where the facts of a page are corrected and taken back: the page of all that stands of their organisation."""
    if not point.is_newest or not found:
        return None
    as_one = roots(point.n)
    owners = [as_one.get(one.organisation_id, one.organisation_id) for one in found]
    keys, names = words.keys(set(owners)), words.names(set(owners))
    label = _("Sửa, rút lại")
    return ACTS, [
        Cell(text=names[owner], acts=((label, reverse("registry:facts", args=[keys[owner]])),)) for owner in owners
    ]
