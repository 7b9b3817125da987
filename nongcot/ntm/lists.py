"""The list of titles of communes: every recognition by a decision, those that hold and those that ended."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nongcot.kernel.text import fold
from nongcot.ntm.models import Finding, Title
from nongcot.ntm.vocabulary import Level
from nongcot.places import tree
from nongcot.registry import finding
from nongcot.registry.describe import describe_units
from nongcot.registry.lists.cells import Cell, Column, told
from nongcot.registry.lists.listed import Listed, Row, Shown, State, badge, label, until
from nongcot.registry.reading.points import Point


def _gone(point: Point) -> list[int]:
    """Communes with a title that are no more on the day: a commune takes its titles along."""
    ends = tree.current(point.n).ends
    units = Title.objects.order_by().values_list("unit_id", flat=True).distinct()
    return [unit for unit in units if ends.get(unit, point.on) <= point.on]


def _held(found: QuerySet[Any], point: Point) -> QuerySet[Any]:
    there = found.filter(valid_from__lte=point.on, valid_to__gt=point.on)
    return there.exclude(unit_id__in=_gone(point))


def _ended(found: QuerySet[Any], point: Point) -> QuerySet[Any]:
    return found.filter(Q(valid_to__lte=point.on) | Q(unit_id__in=_gone(point)))


def _rows(found: Sequence[Title], shown: Shown) -> Iterable[Row]:
    point = shown.point
    units = tree.current(point.n)
    named = describe_units({one.unit_id for one in found}, point.on, point.n)
    for one in found:
        unit, where = units.units[one.unit_id], named[one.unit_id]
        stands = units.valid(unit, point.on)
        url = f"{reverse('ntm:commune', args=[unit.code])}{point.query}" if stands else where.url
        end = _end(one, units.ends[one.unit_id])
        yield [
            Cell(where.label, where.label, url),
            told(unit.code),
            told(label(Level, one.level)),
            told(one.decided_on),
            told(one.document_no),
            told(one.issuing_body),
            told(one.valid_from),
            until(end),
            badge(one.valid_from, end, point.on),
        ]


def _end(one: Title, of_commune: date) -> date:
    return min(one.valid_to, of_commune)


def _sought(text: str, point: Point) -> Q:
    """Titles of the communes, or of the districts, whose name holds a text; and by the number of the decision."""
    told = Q(document_no__icontains=text) | Q(document_no__contains=text.upper())
    return communes_named(text, Title, point) | told


def communes_named(text: str, model: type[Title | Finding], point: Point) -> Q:
    """What a table tells of the communes whose name, or that of a unit around them, holds a text."""
    holds = finding.holder(text)
    known = tree.current(point.n)
    asked = model._default_manager.order_by().values_list("unit_id", flat=True).distinct()
    named = describe_units(asked, point.on, point.n)
    return Q(unit_id__in=[pk for pk, one in named.items() if pk in known.units and holds(fold(one.label))])


TITLES = Listed(
    slug="danh-hieu-xa",
    title=_("Danh hiệu của các xã"),
    model=Title,
    columns=(
        Column(_("Xã, phường, thị trấn"), width=44),
        Column(_("Mã"), "code", only_in_files=True),
        Column(_("Danh hiệu"), width=28),
        Column(_("Ngày quyết định"), "day"),
        Column(_("Số quyết định"), "code"),
        Column(_("Cơ quan ban hành"), width=28),
        Column(_("Từ ngày"), "day"),
        Column(_("Đến hết ngày"), "day"),
        Column(_("Tình trạng")),
    ),
    rows=_rows,
    order=("-decided_on", "-posted", "-pk"),
    year="decided_on",
    kinds="level",
    kinds_label=_("Danh hiệu"),
    choices=Level,
    states={"held": State(_("Còn hiệu lực"), _held), "ended": State(_("Đã hết"), _ended)},
    sought=_sought,
    sought_label=_("Xã, huyện, số quyết định"),
    has_place=False,
    nothing=_("Sổ chưa ghi lần công nhận nào."),
    nothing_text=_("Mỗi lần công nhận được ghi từ trang của xã, kèm ngày và số quyết định."),
)
