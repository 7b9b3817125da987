"""The list of organisations."""

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from nongcot.accounts.policies import may
from nongcot.indicators import addresses
from nongcot.indicators.declare import Described
from nongcot.registry import finding, words
from nongcot.registry.reading import export, filter_form, listing, roster, views_lists
from nongcot.registry.reading.filter_form import Asked
from nongcot.registry.reading.filters import ENDED, Narrowing
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.vocabulary import Kind

#: Conditions that stay when another kind is looked at.
KEPT = ("q", "place", "status", "sector", "sort", "on", "known")

#: The figure that counts what operates of a kind.
OPERATING = {
    Kind.COOP: "operating_cooperatives",
    Kind.UNION: "operating_unions",
    Kind.GROUP: "operating_cooperative_groups",
}


class Rows:
    """The ids of a list as a paginator asks for them: counted and cut by the database."""

    def __init__(self, narrowing: Narrowing, point: Point, sort: str) -> None:
        self.narrowing, self.point, self.sort = narrowing, point, sort

    def __len__(self) -> int:
        return listing.count(self.narrowing, self.point)

    def __getitem__(self, part: slice) -> list[int]:
        if not len(self):
            return []
        return listing.ids(self.narrowing, self.point, sort=self.sort, offset=part.start, limit=part.stop - part.start)


@at_point
def register(request: HttpRequest) -> HttpResponse:
    """Organisations of one kind, narrowed, sorted, 25 a page. Query: see `filters.Narrowing`, `sort`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    asked = filter_form.read(request.GET, point)
    narrowing, form = asked.narrowing, asked.form
    form.say_counts(filter_form.counts(narrowing, point))
    officer = may(request.user, "register.view_working")
    page: Page = Paginator(Rows(narrowing, point, _sort(request, officer)), listing.PAGE).get_page(
        request.GET.get("page")
    )  # type: ignore[arg-type, type-arg]  # a sequence by behaviour
    lines = listing.lines(list(page.object_list), point, working=officer)
    context = {
        "form": form,
        "kind": narrowing.kind,
        "kind_label": words.kind(narrowing.kind),
        "narrowing": narrowing,
        "where": asked.where,
        "chips": narrowing.chips(),
        "tabs": _tabs(request, narrowing, point),
        "lists": views_lists.tabs(request, "registry:register"),
        "page": page,
        "lines": lines,
        "has_phone": any(line.working.get("phone") for line in lines),
        "total": roster.count(point, {"kind": (narrowing.kind,)}),
        "is_ended": narrowing.status == ENDED,
        "operating": _operating(narrowing, point),
        "is_officer": officer,
        "may_edit": may(request.user, "register.edit"),
        "nearest": _nearest(narrowing, point) if not page.paginator.count else [],
        "files": {format_: _file(request, format_) for format_ in export.FORMATS},
    }
    return render(request, "registry/register.html", context)


@at_point
def register_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv."""
    if format_ not in export.FORMATS:
        raise Http404
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    asked: Asked = filter_form.read(request.GET, point)
    officer = may(request.user, "register.view_working")
    table = export.table(
        asked.narrowing,
        point,
        sort=_sort(request, officer),
        working=officer,
        address=request.build_absolute_uri(f"{reverse('registry:register')}?{request.GET.urlencode()}"),
    )
    return export.download(table, format_, f"so-dang-ky-{asked.narrowing.kind}-{point.on.isoformat()}")


def _sort(request: HttpRequest, officer: bool) -> str:
    sort = request.GET.get("sort", "name")
    by = sort.removeprefix("-")
    return sort if by in listing.SORTS and (officer or by not in listing.WORKING) else "name"


def _tabs(request: HttpRequest, narrowing: Narrowing, point: Point) -> list[tuple[str, str, int, bool]]:
    """Kinds of which there are any, and the one in sight."""
    standing = roster.by(point, "kind", {})
    found = []
    for kind in Kind.values:
        if standing[kind] or kind == narrowing.kind:
            query = QueryDict(mutable=True)
            query["kind"] = kind
            for name in KEPT:
                if request.GET.get(name):
                    query[name] = request.GET[name]
            found.append((words.kind(kind), f"?{query.urlencode()}", standing[kind], kind == narrowing.kind))
    return found


def _operating(narrowing: Narrowing, point: Point) -> tuple[int, str] | None:
    """How many of the list are operating; with the figure's page where the whole kind is in sight."""
    if narrowing.status or not narrowing.is_closed:
        return None
    number = roster.by(point, "statistical_status", narrowing.closed())["operating"]
    code = OPERATING.get(Kind(narrowing.kind), "")
    alone = narrowing == Narrowing(kind=narrowing.kind)
    return number, addresses.address(code, on=point.on, known=point.known) if code and alone else ""


def _nearest(narrowing: Narrowing, point: Point) -> list[Described]:
    """Names like the one sought, of any kind and place."""
    return finding.nearest(narrowing.q, point.on, point.n) if narrowing.q else []


def _file(request: HttpRequest, format_: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return f"{reverse('registry:register_file', kwargs={'format_': format_})}?{query.urlencode()}"
