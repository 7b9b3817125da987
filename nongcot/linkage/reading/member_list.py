"""Members of value chains across chains: who holds or held which stage, since when, by which contract."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.kernel.dates import format_day
from nongcot.linkage.describe import chain_url
from nongcot.linkage.models import Chain, Member
from nongcot.linkage.reading import of_contracts, outsiders
from nongcot.linkage.vocabulary import Stage
from nongcot.registry import queries
from nongcot.registry.describe import describe_products
from nongcot.registry.forms.offerings import last_day
from nongcot.registry.lists.cells import Cell, Column, marked, told
from nongcot.registry.lists.listed import Listed, Row, Shown, State, Whole, holding, label, until
from nongcot.registry.reading.points import Point


def _ended_chains(point: Point) -> QuerySet[Any]:
    """Numbers of the chains that are no more: nobody holds a stage of them."""
    return queries.standing_rows(Chain, point.n).filter(valid_to__lte=point.on).values("chain_id")


def _held(found: QuerySet[Any], point: Point) -> QuerySet[Any]:
    there = found.filter(valid_from__lte=point.on, valid_to__gt=point.on)
    return there.exclude(chain_id__in=_ended_chains(point))


def _over(found: QuerySet[Any], point: Point) -> QuerySet[Any]:
    return found.filter(Q(valid_to__lte=point.on) | Q(chain_id__in=_ended_chains(point)))


def _loose(found: QuerySet[Any], point: Point) -> QuerySet[Any]:
    held = _held(found, point)
    outside = outsiders.among(held, point)
    return held.filter(Q(contract_id=None) | ~Q(contract_id__in=of_contracts.in_force(point)) | Q(pk__in=outside))


STATES = {
    "held": State(gettext_lazy("Đang giữ khâu"), _held),
    "loose": State(gettext_lazy("Đang giữ, chưa có hợp đồng đang thực hiện"), _loose),
    "over": State(gettext_lazy("Đã thôi giữ khâu"), _over),
}


def _chains(numbers: Collection[int], point: Point) -> dict[int, Chain]:
    return {c.chain_id: c for c in queries.standing(Chain, point.n, chain_id__in=numbers)}


def _named(numbers: Collection[int], point: Point) -> Mapping[int, str]:
    return {number: chain.name for number, chain in _chains(numbers, point).items()}


def _offered(point: Point) -> list[tuple[int, str]]:
    return sorted(((c.chain_id, c.name) for c in queries.standing(Chain, point.n)), key=lambda one: one[::-1])


def _rows(found: Sequence[Member], shown: Shown, *, numbers: bool = False) -> Iterable[Row]:
    point = shown.point
    chains = _chains({one.chain_id for one in found}, point)
    contracts = of_contracts.cells({one.contract_id for one in found}, point)
    brought = {one.product_id for one in found if one.product_id}
    products = describe_products(brought, point.on, point.n) if brought else {}
    in_force = of_contracts.in_force(point).filter(subject_id__in=list(contracts))
    running = {row["subject_id"] for row in in_force}
    outside = outsiders.among(Member.objects.filter(pk__in=[one.pk for one in found]), point)
    for one in found:
        chain = chains[one.chain_id]
        contract, cell = contracts.get(one.contract_id, (None, Cell()))
        number = contract.number if contract else ""
        product = products[one.product_id].label if one.product_id else ""
        end = min(one.valid_to, chain.valid_to)
        yield [
            Cell(chain.name, chain.name, f"{chain_url(chain.chain_id)}{point.query}"),
            told(label(Stage, one.stage), sub=product),
            shown.who(one.organisation_id),
            told(product),
            told(one.valid_from, sub=_last(end)),
            until(end),
            replace(cell, sub=number) if numbers else cell,
            told(number),
            _badge(one.valid_from, end, point.on),
            _by_contract(one, running, outside),
        ]


def _told(found: QuerySet[Any], point: Point) -> QuerySet[Any]:
    """Those whose chain stands: its entry may have been undone."""
    return found.filter(chain_id__in=queries.standing_rows(Chain, point.n).values("chain_id"))


def _last(end: date) -> str:
    last = last_day(end)
    return "" if last is None else _("đến hết %(until)s") % {"until": format_day(last)}


def _badge(begins: date, ends: date, on: date) -> Cell:
    if on < begins:
        return marked("info", _("Chưa bắt đầu"))
    return marked("end", _("Đã thôi giữ khâu")) if on >= ends else marked("on", _("Đang giữ khâu"))


def _by_contract(one: Member, running: Collection[int], outside: Collection[int]) -> Cell:
    if not one.contract_id:
        return marked("wait", _("Chưa có hợp đồng"))
    if one.contract_id not in running:
        return marked("wait", _("không còn thực hiện"))
    return marked("wait", _("không còn là một bên")) if one.pk in outside else marked("on", _("Đang thực hiện"))


def _sought(text: str, point: Point, *, numbers: bool = False) -> Q:
    told = queries.standing_rows(Chain, point.n).filter(holding(Chain, ("name", "commodity"), text, point))
    return Q(chain_id__in=told.values("chain_id")) | of_contracts.meant(text, point, numbers=numbers)


MEMBERS = Listed(
    slug="thanh-vien-chuoi",
    title=gettext_lazy("Thành viên các chuỗi giá trị"),
    model=Member,
    columns=(
        Column(gettext_lazy("Chuỗi"), width=44),
        Column(gettext_lazy("Khâu")),
        Column(gettext_lazy("Thành viên"), width=52, names_whom=True),
        Column(gettext_lazy("Sản phẩm mang vào chuỗi"), width=36, only_in_files=True),
        Column(gettext_lazy("Từ ngày"), "day"),
        Column(gettext_lazy("Đến hết ngày"), "day", only_in_files=True),
        Column(gettext_lazy("Theo hợp đồng"), width=36),
        Column(gettext_lazy("Số hợp đồng"), "code", working=True, only_in_files=True),
        Column(gettext_lazy("Tình trạng")),
        Column(gettext_lazy("Hợp đồng của khâu")),
    ),
    rows=_rows,
    order=("chain_id", "valid_from", "pk"),
    year="valid_from",
    kinds="stage",
    kinds_label=gettext_lazy("Khâu"),
    choices=Stage,
    states=STATES,
    whole=Whole("chain_id", gettext_lazy("Chuỗi"), _named, _offered),
    only=_told,
    sought=_sought,
    sought_label=gettext_lazy("Thành viên, chuỗi, hàng hóa"),
    nothing=gettext_lazy("Sổ chưa có thành viên chuỗi nào"),
    nothing_text=gettext_lazy("Mở trang của một chuỗi giá trị, chọn “Thêm thành viên giữ khâu”."),
)

#: For those who see numbers of contracts: told beside the contract, and found by.
WITH_NUMBERS = replace(
    MEMBERS,
    rows=partial(_rows, numbers=True),
    sought=partial(_sought, numbers=True),
    sought_label=gettext_lazy("Thành viên, chuỗi, hàng hóa, số hợp đồng"),
)


def address(chain_id: int, point: Point) -> str:
    """The list narrowed to a chain."""
    return f"{reverse('linkage:members')}?of={chain_id}{point.query.replace('?', '&', 1)}"
