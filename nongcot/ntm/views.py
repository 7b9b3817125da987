"""Pages of the room: communes, one commune, and the acts about it."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.kernel import clock
from nongcot.linkage.policies import may_read_working
from nongcot.ntm import actions, policies, screen, sets
from nongcot.ntm.commune_file import table as evidence_table
from nongcot.ntm.finding_list import FINDINGS, offered
from nongcot.ntm.forms import EquivalentsForm, FindingForm, TitleForm, WithdrawForm
from nongcot.ntm.lists import TITLES
from nongcot.ntm.models import Finding, Title
from nongcot.ntm.vocabulary import Level
from nongcot.places import geography
from nongcot.places.models import COMMUNE, Unit
from nongcot.registry import keyed
from nongcot.registry.lists import pages
from nongcot.registry.outcomes import NotNow
from nongcot.registry.reading import export
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.views.asking import Asking
from nongcot.sheets.write import Column, Table

PAGE = 50


@at_point
def communes(request: HttpRequest) -> HttpResponse:
    """Communes with titles and evidence. Query: `q`, `level`, `lacking` (a set's code), `page`, and the point."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    asked = _asked(request)
    found = screen.communes(point, **asked)
    context = {
        "asked": asked,
        "criteria": sets.on(point.on),
        "no_set": "" if sets.on(point.on) else sets.none_holds(point.on),
        "levels": _levels(),
        "files": export.files(request, "ntm:communes_file"),
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "at": point.query,
    }
    return render(request, "ntm/communes.html", context)


@at_point
def communes_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The communes as the page lists them, as a workbook or as csv: titles, and evidence under each set of the day."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        asked, criteria = _asked(request), sets.on(point.on)
        columns = [
            Column("STT", "number", 6),
            Column("Mã", "code"),
            Column("Xã, phường, thị trấn", width=36),
            Column("Huyện, thành phố", width=30),
            Column("Danh hiệu"),
            *(Column(one.title, width=44) for one in criteria),
        ]
        rows = [
            [number, line.unit.code, line.unit.full_name, line.district, screen.level_label(line.title)]
            + [" · ".join(filter(None, screen.in_words(summary))) for summary in line.summaries]
            for number, line in enumerate(screen.communes(point, **asked), 1)
        ]
        notes = export.notes(point, _conditions(asked), export.source(request, "ntm:communes"))
        notes += [one for one in ("" if criteria else sets.none_holds(point.on),) if one]
    table = Table("Nông thôn mới", columns, rows, notes)
    return export.download(table, format_, f"nong-thon-moi-{point.on.isoformat()}")


@at_point
def titles(request: HttpRequest) -> HttpResponse:
    """Titles of communes, ended ones too. Query: what `registry.lists.pages.context` reads."""
    context = pages.context(request, TITLES, working=policies.may_edit(request.user))
    context["files"] = export.files(request, "ntm:titles_file")
    return render(request, "ntm/titles.html", context)


@at_point
def titles_file(request: HttpRequest, format_: str) -> HttpResponse:
    """All of them as the page shows them, as a workbook or as csv."""
    working = policies.may_edit(request.user)
    return pages.file(request, TITLES, format_, working=working, address=export.source(request, "ntm:titles"))


@at_point
def findings(request: HttpRequest) -> HttpResponse:
    """What officers found of items, of every commune. Query: what `registry.lists.pages.context` reads."""
    may_edit = policies.may_edit(request.user)
    context = pages.context(request, FINDINGS, working=may_edit, offered=offered if may_edit else None)
    context["files"] = export.files(request, "ntm:findings_file")
    return render(request, "ntm/findings.html", context)


@at_point
def findings_file(request: HttpRequest, format_: str) -> HttpResponse:
    """All of them as the page shows them, as a workbook or as csv."""
    working = policies.may_edit(request.user)
    return pages.file(request, FINDINGS, format_, working=working, address=export.source(request, "ntm:findings"))


def _asked(request: HttpRequest) -> dict[str, str]:
    names = (("sought", "q"), ("level", "level"), ("lacking", "lacking"))
    return {name: request.GET.get(key, "").strip() for name, key in names}


def _levels() -> list[tuple[str, Any]]:
    return [*Level.choices, ("none", _("Chưa có danh hiệu"))]


def _conditions(asked: dict[str, str]) -> list[Chip]:
    """What the list was narrowed to, in words."""
    lacking = sets.of(asked["lacking"])
    shown = (
        (_("Tên xã, huyện"), asked["sought"], "q"),
        (_("Danh hiệu"), str(dict(_levels()).get(asked["level"], "")), "level"),
        (_("Còn thiếu minh chứng theo"), lacking.title if lacking else "", "lacking"),
    )
    return [(label, told, name, told) for label, told, name in shown if told]


@at_point
def commune(request: HttpRequest, code: str) -> HttpResponse:
    """One commune: its titles, and item by item what the book finds."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    unit = _unit(code, point)
    context = {
        "unit": unit,
        "level": screen.level_label(screen.titles(point.on, point.n).get(unit.pk, "")),
        "titles": screen.titles_of(unit, point),
        "sets": screen.sets_of(unit, point, numbers=may_read_working(request.user)),
        "no_set": "" if sets.on(point.on) else sets.none_holds(point.on),
        "unknown_levels": sets.none_for_levels(point.on),
        "may_edit": policies.may_edit(request.user) and point.is_newest,
        "files": export.files(request, "ntm:commune_file", unit.code),
        "at": point.query,
    }
    return render(request, "ntm/commune.html", context)


@at_point
def commune_file(request: HttpRequest, code: str, format_: str) -> HttpResponse:
    """The items of its page with all that stands behind them, as a workbook or as csv."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    unit = _unit(code, point)
    address = export.source(request, "ntm:commune", unit.code)
    table = evidence_table(unit, point, numbers=may_read_working(request.user), address=address)
    return export.download(table, format_, f"minh-chung-{unit.code}-{point.on.isoformat()}")


@at_point
def equivalents(request: HttpRequest) -> HttpResponse:
    """Which certificates serve where an item asks for VietGAP or an equivalent: by day, with basis and state."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    may_edit = policies.may_edit(request.user) and point.is_newest
    context = {
        "readings": [screen.equivalents_at(point)],
        "may_record": may_edit,
        "former": screen.former_equivalents() if may_edit else [],
        "asking": screen.asking_for_equivalents(point.on),
        "at": point.query,
    }
    return render(request, "ntm/equivalents.html", context)


def state_equivalents(request: HttpRequest) -> HttpResponse:
    """What serves as VietGAP, stated from a document."""
    title = _("Ghi chứng nhận tương đương VietGAP")
    back = reverse("ntm:equivalents")
    return Asking(request, EquivalentsForm, title=title, button=title, back=back).respond()


def record_title(request: HttpRequest, code: str) -> HttpResponse:
    """A commune was recognised."""
    unit = _unit(code)
    return _ask(request, unit, partial(TitleForm, unit=unit), _("Ghi xã được công nhận"))


def correct_title(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """A recognition said anew."""
    unit, fact = _unit(code), _fact(Title, key, request)
    return _ask(request, unit, partial(TitleForm, unit=unit, fact=fact), _("Đính chính công nhận"))


def withdraw_title(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """A recognition was none."""
    unit, fact = _unit(code), _fact(Title, key, request)
    make = partial(WithdrawForm, unit=unit, fact=fact, withdraw=actions.withdraw_title)
    return _ask(request, unit, make, _("Rút lại công nhận"))


def record_finding(request: HttpRequest, code: str, set_code: str, item: str) -> HttpResponse:
    """What was found of an item; a statement that stands is shown to be said anew."""
    unit, criteria = _unit(code), sets.of(set_code)
    asked = criteria.item(item) if criteria else None
    if criteria is None or asked is None:
        raise Http404
    known = (
        Finding.objects.filter(unit_id=unit.pk, set_code=set_code, item=item, withdrawn=None).order_by("posted").last()
    )
    fact = known if known is not None and not known.void else None
    make = partial(FindingForm, unit=unit, criteria=criteria, item=asked, fact=fact)
    return _ask(request, unit, make, _("Ghi minh chứng"))


def withdraw_finding(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """What was stated of an item was a mistake."""
    unit, fact = _unit(code), _fact(Finding, key, request)
    make = partial(WithdrawForm, unit=unit, fact=fact, withdraw=actions.withdraw_finding)
    return _ask(request, unit, make, _("Rút lại minh chứng"))


def _ask(request: HttpRequest, unit: Unit, make: Any, title: str) -> HttpResponse:
    back = reverse("ntm:commune", args=[unit.code])
    return Asking(request, make, title=title, button=title, back=back, name=unit.full_name).respond()


def _fact(model: Any, key: str, request: HttpRequest) -> Any:
    try:
        return keyed.asked_about(model, key, request.method)
    except NotNow:
        raise Http404 from None


def _unit(code: str, point: Point | None = None) -> Unit:
    """The commune that a code means at the point; today without one."""
    on, n = (point.on, point.n) if point else (clock.today(), None)
    try:
        unit = geography.at(code, on, n)
    except geography.UnknownPlace:
        raise Http404 from None
    if unit.level != COMMUNE:
        raise Http404
    return unit
