"""One regime with every term that it sets, its file, and the form by which officers fill a term in."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.kernel.dates import format_day
from nongcot.ocop import policies, regime_page, regimes
from nongcot.ocop.forms.terms import FORMS, TITLES
from nongcot.ocop.regimes import Regulation
from nongcot.registry.reading import export
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.views.asking import Asking
from nongcot.sheets.write import Column, Table


@at_point
def regime(request: HttpRequest, regime: str) -> HttpResponse:
    """What a regime sets, term by term: value, days, basis, whether it was read, who said it."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    found = _regulation(regime)
    lines = regime_page.lines(found, point.on, point.n)
    context = {
        "regime": found,
        "label": regimes.label(regime),
        "lines": lines,
        "unknown": [line for line in lines if line.is_unknown],
        "others": list(regime_page.others(found)),
        "former": list(regime_page.former(found)) if policies.may_view(request.user) and point.is_newest else [],
        "files": export.files(request, "ocop:terms_file", regime),
        "may_edit": policies.may_edit(request.user) and point.is_newest,
        "may_view": policies.may_view(request.user),
    }
    return render(request, "ocop/regime.html", context)


@at_point
def terms_file(request: HttpRequest, regime: str, format_: str) -> HttpResponse:
    """The terms as the page shows them, as a workbook or as csv."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    found = _regulation(regime)
    with override("vi"):
        columns = [
            Column("Điều khoản", width=34),
            Column("Nội dung", width=60),
            Column("Áp dụng từ ngày", "day"),
            Column("Áp dụng đến hết ngày", "day"),
            Column("Căn cứ", width=48),
            Column("Tình trạng", width=26),
            Column("Nguồn trong sổ"),
            Column("Ghi chú", width=48),
        ]
        rows = [
            [line.title, one.says, one.since, one.last_day, one.held.legal_basis if one.held else "", one.state[1],
             one.source, one.held.note if one.held else ""]
            for line in regime_page.lines(found, point.on, point.n)
            for one in line.versions
        ]  # fmt: skip
        notes = export.notes(point, [], export.source(request, "ocop:regime", regime))
        name = regimes.label(regime)
    return export.download(Table(name, columns, rows, notes), format_, f"{regime}-{point.on.isoformat()}")


def state_term(request: HttpRequest, regime: str, term: str) -> HttpResponse:
    """Fill in or correct a term, in the three steps of `Asking`."""
    found = _regulation(regime)
    if term not in FORMS:
        raise Http404
    title = str(TITLES[term])
    name = _("%(regime)s, áp dụng từ %(since)s") % {
        "regime": regimes.label(regime),
        "since": format_day(found.valid_from),
    }
    back = reverse("ocop:regime", args=[regime])
    make = partial(FORMS[term], regulation=found)
    return Asking(request, make, title=title, button=title, back=back, name=name).respond()


def _regulation(regime: str) -> Regulation:
    """A regime of the book. Raises Http404."""
    try:
        return regimes.get(regime)
    except KeyError:
        raise Http404 from None
