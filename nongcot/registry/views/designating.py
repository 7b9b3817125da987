"""A decision that names main products: its products are sought across makers, narrowed as the list of products is."""

from collections.abc import Sequence
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.registry.forms.designating import DecisionForm
from nongcot.registry.reading import product_list, views_products
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.reading.product_list import ProductNarrowing
from nongcot.registry.views.asking import Asking

#: So many products are offered at once; more are found by narrowing.
MOST = 100


class Deciding(Asking):
    """The three steps of the act; its products are narrowed above the questions."""

    template = "registry/acts/designate.html"


@at_point
def designate(request: HttpRequest) -> HttpResponse:
    """Which products does a decision name, and since when? Query: as the list of products."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    form, narrowing, where = views_products.read(request, point)
    offered, more = _offered(narrowing, point)
    title = _("Ghi quyết định sản phẩm chủ lực")
    make = partial(DecisionForm, offered=offered)
    asking = Deciding(
        request, make, title=title, button=title, back=reverse("registry:list", args=["san-pham-chu-luc"])
    )
    asking.context |= {"filters": form, "chips": narrowing.chips(), "where": where, "offered": offered, "more": more}
    return asking.respond()


def _offered(narrowing: ProductNarrowing, point: Point) -> tuple[Sequence[tuple[str, str]], int]:
    """The products to choose from, each with its maker, and how many more there are."""
    found = product_list.ids(narrowing, point)
    lines = product_list.lines(found[:MOST], point)
    offered = [(str(line.fact.product_id), f"{line.fact.name} – {line.owner.label}") for line in lines]
    return offered, max(len(found) - MOST, 0)
