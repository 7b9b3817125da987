"""The alliance itself: its members on a day with figures, who joined and left; its organs of the term beside them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.indicators import addresses, figures
from nongcot.kernel.dates import PartialDate
from nongcot.plans import plan, policies
from nongcot.plans.models import Organ
from nongcot.registry import queries, words
from nongcot.registry.describe import describe_organisations
from nongcot.registry.lists.asked import records_named
from nongcot.registry.models import LifeEvent, Profile
from nongcot.registry.reading import export, whereabouts
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.vocabulary import AllianceMembership, EventKind, Kind
from nongcot.sheets.write import Column, Table

PAGE = 25
LEFT = "left"


@at_point
def alliance(request: HttpRequest) -> HttpResponse:
    """Members of the alliance. Query: `q`, `membership` (official, associate, left), `kind`, `page`, and the point."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    asked = _asked(request)
    page: Any = Paginator(_members(asked, point), PAGE).get_page(request.GET.get("page"))
    term = plan.term_on(point.on, point.n)
    context = {
        "lines": _lines(list(page.object_list), point),
        "page": page,
        "files": export.files(request, "plans:alliance_file"),
        "tabs": _tabs(asked.membership, point),
        "kinds": [choice for choice in Kind.choices if choice[0] in ("coop", "union", "group", "credit_fund")],
        "asked": asked,
        "tiles": list(_tiles(point)),
        "term": term,
        "organs": plan.organs(term.number, point.n) if term else [],
        "missing": list(Organ.Kind.choices),
        "may_edit": policies.may_edit(request.user),
    }
    return render(request, "plans/alliance.html", context)


@at_point
def alliance_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The members as the page lists them, as a workbook or as csv."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    asked = _asked(request)
    with override("vi"):
        columns = [
            Column("STT", "number", 6),
            Column("Tổ chức", width=52),
            export.key_column(),
            Column("Loại hình tổ chức"),
            Column("Xã, phường, thị trấn"),
            Column("Huyện, thành phố"),
            Column("Tỉnh"),
            Column("Loại thành viên"),
            Column("Ngày gia nhập", "day"),
            Column("Ngày ra", "day"),
        ]
        lines = _lines(list(_members(asked, point)), point)
        rows = [
            [
                number, who.label, who.key, kind_label, where.commune, where.district, where.province, sort or "Không",
                joined, left,
            ]
            for number, (who, kind_label, where, sort, joined, left) in enumerate(lines, 1)
        ]  # fmt: skip
        notes = export.notes(point, _chips(asked), export.source(request, "plans:alliance"))
    table = Table("Thành viên Liên minh", columns, rows, notes)
    return export.download(table, format_, f"thanh-vien-lien-minh-{point.on.isoformat()}")


class Asked(NamedTuple):
    """What the list is narrowed to: a name, whose membership, which kind of organisation; "" for all."""

    q: str
    membership: str
    kind: str


def _asked(request: HttpRequest) -> Asked:
    return Asked(*(request.GET.get(name, "").strip() for name in Asked._fields))


def _chips(asked: Asked) -> list[Chip]:
    """What the list was narrowed to, in words."""
    sorts = dict([*AllianceMembership.choices, (LEFT, _("Đã ra khỏi Liên minh"))])
    kind = words.kind(asked.kind) if asked.kind in Kind.values else ""
    shown = (
        (_("Tên có"), asked.q, "q", asked.q),
        (_("Loại thành viên"), str(sorts.get(asked.membership, "")), "membership", asked.membership),
        (_("Loại tổ chức"), kind, "kind", asked.kind),
    )
    return [chip for chip in shown if chip[1]]


def _members(asked: Asked, point: Point) -> QuerySet[Profile]:
    """Who belongs to the alliance on the day, or has left it, in the order of the names."""
    members = queries.profiles(point.on, point.n).exclude(alliance="")
    if asked.membership in AllianceMembership.values:
        members = members.filter(alliance=asked.membership)
    if asked.membership == LEFT:
        there = set(members.values_list("organisation_id", flat=True))
        gone = set(_last(EventKind.LEFT_ALLIANCE, point)) - there
        members = queries.profiles(point.on, point.n).filter(organisation_id__in=gone)
    if asked.kind in Kind.values:
        members = members.filter(kind=asked.kind)
    if asked.q:
        members = members.filter(organisation_id__in=records_named(asked.q, point))
    return members.order_by("sort_key", "organisation_id")


def _lines(rows: Sequence[Profile], point: Point) -> list[tuple[Any, ...]]:
    """Who it is, its kind, where, what kind of member, when it joined and when it left (None where not told, or where
    a list only shows that it is a member, or none)."""
    joined, left = _last(EventKind.JOINED_ALLIANCE, point), _last(EventKind.LEFT_ALLIANCE, point)
    named = describe_organisations({row.organisation_id for row in rows}, point.on, point.n)
    places = whereabouts.many((row.place_id for row in rows), point.on, point.n)
    return [
        (named[row.organisation_id], words.kind(row.kind), places[row.place_id],
         words.label(AllianceMembership, row.alliance) if row.alliance else "",
         _day(joined.get(row.organisation_id)), _day(left.get(row.organisation_id)))
        for row in rows
    ]  # fmt: skip


def _last(kind: str, point: Point) -> dict[int, LifeEvent]:
    """By which event each organisation joined or left last, as known; those of united records are one's."""
    told, roots = queries.standing(LifeEvent, point.n, kind=kind), queries.roots(point.n)
    return {
        roots.get(one.organisation_id, one.organisation_id): one
        for one in sorted(told, key=lambda e: e.earliest)
        if one.earliest <= point.on
    }


def _day(event: LifeEvent | None) -> PartialDate | None:
    """The day of an event as precisely as it is told; none of what a list only shows on its own day."""
    if event is None or event.details.get("observed"):
        return None
    return PartialDate(event.earliest, event.latest, event.precision)  # type: ignore[arg-type]  # written by its act


def _tiles(point: Point) -> Any:
    year = (date(point.on.year, 1, 1), point.on)
    for code, when in (("alliance_members", {"on": point.on}), ("new_alliance_members", {"period": year})):
        found = figures.figure(code, known_at=point.n, **when)  # type: ignore[arg-type]  # as just built
        yield found.label, found.value, addresses.address(code, known=point.known, **when)  # type: ignore[arg-type]


def _tabs(current: str, point: Point) -> list[tuple[str, str, None, bool]]:
    mark = f"{point.query}&" if point.query else "?"
    listed = [("", _("Mọi thành viên")), *AllianceMembership.choices, (LEFT, _("Đã ra khỏi Liên minh"))]
    return [
        (str(label), f"{mark}membership={code}" if code else (point.query or "?"), None, code == current)
        for code, label in listed
    ]
