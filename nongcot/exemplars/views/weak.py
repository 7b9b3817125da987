"""The work list of co-ops to be strengthened, and its file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.exemplars import policies
from nongcot.exemplars.reading import weak, weak_export
from nongcot.exemplars.views.reading import PAGE, WEAK, tabs
from nongcot.registry import words
from nongcot.registry.describe import describe_organisations
from nongcot.registry.reading import export, whereabouts
from nongcot.registry.reading.filter_form import Where, read_place
from nongcot.registry.reading.points import Point, at_point


def _asked(request: HttpRequest, point: Point) -> tuple[weak.Narrowing, Where]:
    """The narrowing that an address asks for, and how its place was understood. Query: `reason`, `place`."""
    where = read_place(request.GET.get("place", "").strip(), point)
    reason = request.GET.get("reason", "")
    reason = reason if reason in weak.Reason.values else ""
    return weak.Narrowing(reason, where.communes, everywhere=where.unit is None), where


@at_point
def weak_ones(request: HttpRequest) -> HttpResponse:
    """Co-ops to be strengthened, each with what is missing. Query: `reason`, `place`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    narrowing, where = _asked(request, point)
    page: Any = Paginator(weak.ids(narrowing, point), PAGE).get_page(request.GET.get("page"))
    found = list(weak.lines(tuple(page.object_list), point))
    named = describe_organisations({one.profile.organisation_id for one in found}, point.on, point.n)
    places = whereabouts.many((one.profile.place_id for one in found), point.on, point.n)
    counted = weak.counts(point)
    context = {
        "tabs": tabs(request, WEAK),
        "lines": [
            (
                one,
                named[one.profile.organisation_id],
                places[one.profile.place_id],
                [words.label(weak.Reason, code) for code in one.reasons],
            )
            for one in found
        ],
        "keys": words.keys({one.profile.organisation_id for one in found}),
        "page": page,
        "reasons": [
            (label, _with_reason(request, code), counted[code], code == narrowing.reason)
            for code, label in weak.Reason.choices
        ],
        "every_reason_url": _with_reason(request, ""),
        "all_of_them": len(weak.ids(weak.Narrowing(), point)),
        "reason": narrowing.reason,
        "where": where,
        "place": request.GET.get("place", ""),
        "silent_years": weak.SILENT_YEARS,
        "may_edit": policies.may_edit(request.user),
        "files": export.files(request, "exemplars:weak_file"),
    }
    return render(request, "exemplars/weak.html", context)


def _with_reason(request: HttpRequest, reason: str) -> str:
    """This list of another reason, of the same place and point."""
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("reason", None)
    if reason:
        query["reason"] = reason
    return f"?{query.urlencode()}"


@at_point
def weak_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv. Query: `reason`, `place`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    narrowing, where = _asked(request, point)
    with override("vi"):
        chips = []
        if narrowing.reason:
            chips.append((_("Vì sao"), words.label(weak.Reason, narrowing.reason), "reason", narrowing.reason))
        if where.unit is not None:
            chips.append((_("Địa bàn"), where.unit.full_name, "place", where.unit.code))
    address = export.source(request, "exemplars:weak")
    table = weak_export.table(narrowing, chips, point, address)
    return export.download(table, format_, f"can-cung-co-{point.on.isoformat()}")
