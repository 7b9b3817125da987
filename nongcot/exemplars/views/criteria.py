"""The page of the sets of criteria, its file, and stating or ending one."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.exemplars import criteria, policies
from nongcot.exemplars.criteria import SETS
from nongcot.exemplars.forms.criteria import CriteriaForm, EndCriteriaForm, SetForm
from nongcot.exemplars.reading import criteria_page
from nongcot.exemplars.views.reading import CRITERIA, tabs
from nongcot.registry.reading import export
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.views.asking import Asking
from nongcot.sheets.write import Column, Table


@at_point
def listed(request: HttpRequest) -> HttpResponse:
    """What each title asks for, since when, on which basis."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    sees_work = policies.sees_work(request.user)
    context = {
        "lines": criteria_page.lines(point),
        "former": list(criteria_page.former()) if sees_work and point.is_newest else [],
        "files": export.files(request, "exemplars:criteria_file"),
        "may_edit": policies.may_edit(request.user) and point.is_newest,
        "tabs": tabs(request, CRITERIA),
    }
    return render(request, "exemplars/criteria.html", context)


@at_point
def file(request: HttpRequest, format_: str) -> HttpResponse:
    """The criteria as the page shows them, a row each, as a workbook or as csv."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        columns = [
            Column("Danh hiệu", width=40),
            Column("Bộ tiêu chí", width=40),
            Column("Tiêu chí", width=60),
            Column("Áp dụng từ ngày", "day"),
            Column("Áp dụng đến hết ngày", "day"),
            Column("Căn cứ", width=48),
            Column("Tình trạng", width=26),
            Column("Nguồn trong sổ"),
        ]
        rows = [
            [line.title, one.name, item, one.since, one.last_day, one.criteria.held.legal_basis, one.state[1],
             one.source]
            for line in criteria_page.lines(point)
            for one in line.versions
            if one.criteria.held is not None
            for item in [item.label for item in one.criteria.items] or [""]
        ]  # fmt: skip
        notes = export.notes(point, [], export.source(request, "exemplars:criteria"))
    return export.download(
        Table("Tiêu chí điển hình, mô hình", columns, rows, notes), format_, f"tieu-chi-{point.on.isoformat()}"
    )


class _Asking(Asking):
    template = "exemplars/state_criteria.html"


def state(request: HttpRequest, which: str) -> HttpResponse:
    """State a set of criteria, or say it anew."""
    return _asked(request, which, CriteriaForm, _("Ghi bộ tiêu chí"), _Asking)


def end(request: HttpRequest, which: str) -> HttpResponse:
    """End a set of criteria."""
    return _asked(request, which, EndCriteriaForm, _("Kết thúc bộ tiêu chí"))


def _asked(
    request: HttpRequest, which: str, form: type[SetForm], title: str, asking: type[Asking] = Asking
) -> HttpResponse:
    if which not in SETS:
        raise Http404
    back, name = reverse("exemplars:criteria"), criteria.title_of(which)
    return asking(request, partial(form, which=which), title=title, button=title, back=back, name=name).respond()
