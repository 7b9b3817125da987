"""Deliveries across contracts: what was agreed for a season, what was delivered, how much of it was kept."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from nongcot.kernel.numbers import format_exact, format_number
from nongcot.linkage.models import Contract, Delivery
from nongcot.linkage.reading import contract_page, of_contracts
from nongcot.linkage.reading.conditions import KEPT_WELL, share
from nongcot.linkage.vocabulary import Season
from nongcot.registry import queries
from nongcot.registry.lists.cells import Cell, Column, dong, told
from nongcot.registry.lists.listed import Listed, Row, Shown, State, Whole, label
from nongcot.registry.reading.points import Point

TABLE = Delivery._meta.db_table


def _share(condition: str) -> Any:
    """Seasons whose delivered share, in percent, is so."""
    where = f"{share(TABLE)} * 100 {condition}"
    return lambda found, _point: found.extra(where=[where])


def _untold(found: QuerySet[Any], point: Point) -> QuerySet[Any]:
    return found.filter(ends__lte=point.on, delivered=None, delivered_value=None)


STATES = {
    "short": State(_("Giao chưa đủ thỏa thuận"), _share("< 100")),
    "unkept": State(format_lazy(_("Giao dưới {share} % thỏa thuận"), share=KEPT_WELL), _share(f"< {KEPT_WELL}")),
    "kept": State(_("Giao đủ thỏa thuận"), _share(">= 100")),
    "untold": State(_("Vụ đã qua, chưa ghi đã giao"), _untold),
}


def _rows(found: Sequence[Delivery], shown: Shown) -> Iterable[Row]:
    numbers = {one.contract_id for one in found}
    contracts = of_contracts.cells(numbers, shown.point)
    partners = of_contracts.partners(numbers, shown.point)
    for one in found:
        contract, cell = contracts[one.contract_id]
        partner = partners.get(one.contract_id, Cell(""))
        yield [
            told(label(Season, one.season)),
            told(one.starts),
            told(one.ends),
            Cell(cell.value, cell.text, cell.url, sub=contract.number),
            told(contract.number),
            replace(shown.who(one.organisation_id), sub=partner.text),
            partner,
            told(one.unit),
            replace(_quantity(one.agreed, one.unit), sub=dong(one.agreed_value).text),
            replace(_quantity(one.delivered, one.unit), sub=dong(one.delivered_value).text),
            dong(one.agreed_value),
            dong(one.delivered_value),
            _percent(contract_page.kept(one)),
            _quantity(one.sold, one.unit),
            told(one.note),
        ]


def _quantity(value: Decimal | None, unit: str) -> Cell:
    return Cell() if value is None else Cell(value, f"{format_exact(value)} {unit}".strip())


def _percent(value: Decimal | None) -> Cell:
    return Cell() if value is None else Cell(value, f"{format_number(value, 1)} %")


def _told(found: QuerySet[Any], point: Point) -> QuerySet[Any]:
    """Those whose contract stands: its entry may have been undone."""
    return found.filter(contract_id__in=queries.standing_rows(Contract, point.n).values("contract_id"))


def _sought(text: str, point: Point) -> Q:
    return of_contracts.meant(text, point, numbers=True)


DELIVERIES = Listed(
    slug="giao-nhan",
    title=_("Giao nhận theo hợp đồng"),
    model=Delivery,
    columns=(
        Column(_("Vụ")),
        Column(_("Từ ngày"), "day", only_in_files=True),
        Column(_("Vụ kết thúc"), "day"),
        Column(_("Theo hợp đồng"), width=36),
        Column(_("Số hợp đồng"), "code", only_in_files=True),
        Column(_("Bên hợp tác xã"), width=44, names_whom=True),
        Column(_("Bên đối tác"), width=44, only_in_files=True, names_whom=True),
        Column(_("Đơn vị"), only_in_files=True),
        Column(_("Sản lượng thỏa thuận"), "number"),
        Column(_("Sản lượng đã giao"), "number"),
        Column(_("Giá trị thỏa thuận (đồng)"), "number", width=20, only_in_files=True),
        Column(_("Giá trị đã giao (đồng)"), "number", width=20, only_in_files=True),
        Column(_("Phần đã giao (%)"), "number"),
        Column(_("Tổng sản lượng bán ra trong vụ"), "number", only_in_files=True),
        Column(_("Ghi chú"), width=36, only_in_files=True),
    ),
    rows=_rows,
    order=("-ends", "-starts", "-posted", "-pk"),
    year="ends",
    kinds="season",
    kinds_label=_("Vụ"),
    choices=Season,
    states=STATES,
    whole=Whole("contract_id", _("Hợp đồng"), of_contracts.named),
    only=_told,
    sought=_sought,
    sought_label=_("Bên, số, hàng hóa"),
    working=True,
    nothing=_("Sổ chưa có vụ giao nhận nào"),
    nothing_text=_("Mở trang của một hợp đồng, chọn “Ghi giao nhận một vụ”."),
)


def address(contract_id: int, point: Point) -> str:
    """The list narrowed to a contract."""
    return f"{reverse('linkage:deliveries')}?of={contract_id}{point.query.replace('?', '&', 1)}"
