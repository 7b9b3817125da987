"""The list of what officers found of single items, commune by commune: what holds, what ran out."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nongcot.kernel import clock
from nongcot.ntm import sets
from nongcot.ntm.lists import communes_named
from nongcot.ntm.models import Finding
from nongcot.ntm.vocabulary import Answer
from nongcot.places import geography, tree
from nongcot.registry.describe import describe_units
from nongcot.registry.lists.cells import Cell, Column, told
from nongcot.registry.lists.listed import Listed, Row, Shown, State, badge, holding, label, until
from nongcot.registry.reading.points import Point

ACTS = Column(_("Việc"))


def _held(found: QuerySet[Any], point: Point) -> QuerySet[Any]:
    return found.filter(noted_on__lte=point.on, valid_to__gt=point.on)


def _ended(found: QuerySet[Any], point: Point) -> QuerySet[Any]:
    return found.filter(valid_to__lte=point.on)


def _rows(found: Sequence[Finding], shown: Shown) -> Iterable[Row]:
    point = shown.point
    units, now = tree.current(point.n).units, geography.mapping(point.on, point.n)
    named = describe_units({one.unit_id for one in found}, point.on, point.n)
    for one in found:
        unit, where = units[one.unit_id], named[one.unit_id]
        # It goes with its commune into a later one, whose page then shows it.
        commune = now.get(one.unit_id)
        url = f"{reverse('ntm:commune', args=[units[commune].code])}{point.query}" if commune else where.url
        criteria = sets.of(one.set_code)
        item = criteria.item(one.item) if criteria else None
        yield [
            Cell(where.label, where.label, url),
            told(unit.code),
            told(criteria.title if criteria else one.set_code),
            told(f"{one.item} {item.text}" if item else one.item, sub=criteria.title if criteria else one.set_code),
            told(label(Answer, one.answer)),
            told(one.noted_on),
            told(one.what, sub=one.document_no),
            told(one.document_no),
            until(one.valid_to),
            badge(one.noted_on, one.valid_to, point.on),
        ]


def _sought(text: str, point: Point) -> Q:
    """Findings of the communes, or of the districts, whose name holds a text; by what was found and by its paper."""
    return communes_named(text, Finding, point) | holding(Finding, ("what", "document_no"), text, point)


def offered(found: Sequence[Finding], point: Point) -> tuple[Column, list[Cell]] | None:
    """What officers may do about findings: on pages, of the newest knowledge, while their commune is there."""
    if not point.is_newest:
        return None
    # Acts are of today, whatever the day that is read: of a commune that went into a later one they are that one's.
    units, now = tree.current(point.n).units, geography.mapping(clock.today(), point.n)
    cells = []
    for one in found:
        acts: tuple[tuple[str, str], ...] = ()
        commune = now.get(one.unit_id)
        if commune:
            code = units[commune].code
            again = _("Sửa") if commune == one.unit_id else _("Ghi minh chứng")
            acts = (
                (str(again), reverse("ntm:record_finding", args=[code, one.set_code, one.item])),
                (str(_("Rút lại")), reverse("ntm:withdraw_finding", args=[code, one.key])),
            )
        cells.append(Cell(text=f"{units[one.unit_id].full_name} {one.item}", acts=acts))
    return ACTS, cells


FINDINGS = Listed(
    slug="minh-chung-da-ghi",
    title=_("Minh chứng do cán bộ ghi"),
    model=Finding,
    columns=(
        Column(_("Xã, phường, thị trấn"), width=44),
        Column(_("Mã"), "code", only_in_files=True),
        Column(_("Bộ tiêu chí"), width=36, only_in_files=True),
        Column(_("Mục"), width=44),
        Column(_("Kết quả")),
        Column(_("Ghi nhận ngày"), "day"),
        Column(_("Minh chứng là gì"), width=36),
        Column(_("Số văn bản"), "code", only_in_files=True),
        Column(_("Đến hết ngày"), "day"),
        Column(_("Tình trạng")),
    ),
    rows=_rows,
    order=("-noted_on", "-posted", "-pk"),
    year="noted_on",
    kinds="answer",
    kinds_label=_("Kết quả"),
    choices=Answer,
    states={"held": State(_("Còn hiệu lực"), _held), "ended": State(_("Đã hết"), _ended)},
    sought=_sought,
    sought_label=_("Xã, huyện, minh chứng, số văn bản"),
    has_place=False,
    nothing=_("Sổ chưa ghi minh chứng nào."),
    nothing_text=_("Minh chứng của một mục được ghi từ trang của xã, khi sổ không tự tìm thấy."),
)
