"""The front page, and the search."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nongcot.accounts.policies import may
from nongcot.indicators import ledger
from nongcot.places import maps
from nongcot.registry import finding
from nongcot.registry.reading.points import Point, at_point
from nongcot.web import overview, searching, waiting

MOST_TYPED = 200
#: Who finds one of these did not mean an organisation whose name only resembles.
_RECORDS = frozenset({"organisation", "product", "contract", "chain", "certificate", "event", "document"})

#: Words that visitors may begin with.
TRIED = ("gạo", "rau an toàn", "thủy sản", "mây tre đan", "muối")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: for those who work what is, why it changed and what is new; for visitors the search first."""
    if not ledger.newest():
        return render(request, "web/unopened.html")
    return _home(request)


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """Help: how to find, open and trust what the book says."""
    return render(request, "web/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What the pages do for those who read by keyboard, by ear or enlarged, and what is not tried yet."""
    return render(request, "web/accessibility.html")


@at_point
def _home(request: HttpRequest) -> HttpResponse:
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    context = {"shown": overview.of(point), "year": point.on.year, "map_source": maps.SOURCE}
    if not may(request.user, "register.view_working"):
        return render(request, "web/home_public.html", context | {"tried": TRIED, "shelf": overview.products(point)})
    return render(
        request,
        "web/home.html",
        context
        | {
            "recent": overview.recent(point),
            "included": overview.included(request),
            "tasks": waiting.tasks(request, point),
            "may_report": may(request.user, "reports.compose"),
        },
    )


@require_safe
@at_point
def search(request: HttpRequest) -> HttpResponse:
    """What was typed, found in everything, by the newest knowledge. Query: `q`, `on`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    if not point.is_newest:
        query = request.GET.copy()
        del query["known"]
        return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")
    typed = request.GET.get("q", "")[:MOST_TYPED].strip()
    groups = searching.search(request, typed, point)
    records = _RECORDS & {group.code for group in groups}
    context = {
        "query": typed,
        "groups": groups,
        "count": sum(group.count for group in groups),
        "nearest": finding.nearest(typed, point.on, point.n) if typed and not records else [],
    }
    return render(request, "web/search.html", context)
