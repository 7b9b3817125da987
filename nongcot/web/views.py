"""The front page, and the search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nongcot.accounts import policies
from nongcot.indicators import ledger
from nongcot.kernel import clock
from nongcot.registry import finding
from nongcot.web import overview, searching

MOST_TYPED = 200


def _frame(request: HttpRequest) -> str:
    """Dense where people work, airy where visitors read."""
    return "ui/base.html" if policies.may(request.user, "register.view_working") else "ui/public.html"


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The figures that matter at the page's day, why they changed, where they stand, what is new."""
    point = getattr(request, "point", None)
    if not point:
        return render(request, "web/unopened.html", {"frame": _frame(request)})
    n = point.n or ledger.newest()
    context = {
        "frame": _frame(request),
        "on": point.on,
        "tiles": overview.tiles(point.on, n),
        "why": overview.why(point.on, n),
        "map": overview.where(point.on, n),
        "recent": overview.recent(n),
        "included": overview.included(request),
        "is_officer": policies.may(request.user, "register.view_working"),
    }
    return render(request, "web/home.html", context)


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What was typed, found by kind; accents, case and blanks do not matter."""
    typed = request.GET.get("q", "")[:MOST_TYPED].strip()
    point = getattr(request, "point", None)
    on, n = (point.on, point.n or ledger.newest()) if point else (clock.today(), 0)
    groups = searching.search(typed, on, n) if point else []
    nearest = finding.nearest(typed, on, n) if typed and not groups and point else []
    context = {"frame": _frame(request), "typed": typed, "groups": groups, "nearest": nearest}
    return render(request, "web/search.html", context)
