"""Lists of what is told of organisations: what happened to them, their branches, records united with others."""

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nongcot.registry import words
from nongcot.registry.actions import branches
from nongcot.registry.lists import states
from nongcot.registry.lists.cells import Cell, Column, day_of, told
from nongcot.registry.lists.listed import Listed, Row, Shown, badge, holding, label, until
from nongcot.registry.models import Branch, LifeEvent, SameAs
from nongcot.registry.reading import whereabouts
from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import BranchKind, EventKind


def _events(found: Sequence[LifeEvent], shown: Shown) -> Iterable[Row]:
    for one in found:
        yield [
            shown.who(one.organisation_id),
            told(words.event(one.kind)),
            told(day_of(one)),
            shown.who(one.counterpart_id) if one.counterpart_id else Cell(),
            told(one.document_no),
            told(one.paper_date),
            told(one.issuing_body),
        ]


def _branches(found: Sequence[Branch], shown: Shown) -> Iterable[Row]:
    places = whereabouts.many((one.place_id for one in found), shown.point.on, shown.point.n)
    for one in found:
        yield [
            told(one.name),
            told(label(BranchKind, one.kind)),
            shown.who(one.organisation_id),
            told(one.code),
            told(places[one.place_id].full),
            told(one.address),
            told(branches.opened_on(one)),
            until(one.valid_to),
            badge(one.valid_from, one.valid_to, shown.point.on),
        ]


def _united(found: Sequence[SameAs], shown: Shown) -> Iterable[Row]:
    keys = words.keys({one.organisation_id for one in found})
    for one in found:
        yield [
            shown.who(one.keep_id),
            told(keys[one.organisation_id]),
            told(one.since),
            told(one.reason),
        ]


def _of_papers(text: str, _point: Point) -> Q:
    return Q(document_no__icontains=text) | Q(document_no__contains=text.upper())


def _of_branches(text: str, point: Point) -> Q:
    return holding(Branch, ("name", "code"), text, point)


EVENTS = Listed(
    slug="su-kien",
    title=pgettext_lazy("danh sách", "Sự kiện của tổ chức"),
    model=LifeEvent,
    columns=(
        Column(_("Tổ chức"), width=52, names_whom=True),
        Column(_("Sự kiện"), width=36),
        Column(_("Ngày hiệu lực"), "day"),
        Column(_("Với tổ chức"), width=44, names_whom=True),
        Column(_("Số văn bản"), "code"),
        Column(_("Ngày văn bản"), "day"),
        Column(_("Cơ quan ban hành"), width=32),
    ),
    rows=_events,
    order=("-earliest", "-posted", "-pk"),
    year="earliest",
    kinds="kind",
    kinds_label=_("Sự kiện"),
    choices=EventKind,
    sought=_of_papers,
    sought_label=_("Tổ chức, số văn bản"),
    others=("counterpart_id",),
)

BRANCHES = Listed(
    slug="chi-nhanh",
    title=_("Chi nhánh, địa điểm kinh doanh"),
    model=Branch,
    columns=(
        Column(_("Tên"), width=44),
        Column(_("Loại")),
        Column(_("Của tổ chức"), width=52, names_whom=True),
        Column(_("Mã số"), "code"),
        Column(_("Xã, phường, thị trấn"), width=36),
        Column(_("Địa chỉ"), width=36),
        Column(_("Mở ngày"), "day"),
        Column(_("Đến hết ngày"), "day"),
        Column(_("Tình trạng")),
    ),
    rows=_branches,
    order=("-valid_from", "-posted", "-pk"),
    year="valid_from",
    kinds="kind",
    kinds_label=_("Loại"),
    choices=BranchKind,
    states=states.by_days(),
    sought=_of_branches,
    sought_label=_("Tổ chức, tên, mã số"),
)

UNITED = Listed(
    slug="ban-ghi-da-gop",
    title=_("Bản ghi đã gộp"),
    model=SameAs,
    columns=(
        Column(_("Tổ chức"), width=52, names_whom=True),
        Column(_("Mã của bản ghi được gộp vào"), "code"),
        Column(_("Là một từ ngày"), "day"),
        Column(_("Lý do"), width=44),
    ),
    rows=_united,
    order=("-posted", "-pk"),
    year="since",
    others=("keep_id",),
    has_place=False,
    working=True,
)
