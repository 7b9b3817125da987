"""Deliveries against a contract, season by season: what was agreed, what was delivered."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.kernel.dates import format_day
from nongcot.kernel.text import fold
from nongcot.linkage import writing
from nongcot.linkage.models import Contract, Delivery, Term
from nongcot.linkage.terms import in_force
from nongcot.linkage.values import Checking
from nongcot.linkage.vocabulary import Season
from nongcot.registry import keyed, versions
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import Caution, NotNow, Recorded, require_confirmed

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """One season, both its days included. Quantities in `unit`, values in đồng; None: not known, which is not 0."""

    season: str
    starts: date
    ends: date
    unit: str = ""
    agreed: Decimal | None = None
    delivered: Decimal | None = None
    sold: Decimal | None = None
    agreed_value: int | None = None
    delivered_value: int | None = None
    note: str = ""


def record_delivery(
    *, key: str, told: Told, by: User | None, confirmed: Collection[str] = (), source: str = ""
) -> Recorded:
    """Enter a season of the contract of that key.

    Raises NotNow when the contract was taken back, or the same season stands already; ValidationError by field,
    ToConfirm for what is unusual.
    """
    columns = _checked(told)
    with posting("linkage.record_delivery", by=by, source=source) as entry:
        contract = keyed.standing(Contract, key)
        _require_new(_seasons([contract.contract_id])[contract.contract_id], told)
        require_confirmed(_cautions(contract, _changes([contract.contract_id]), told), confirmed)
        [made] = writing.state(entry, Delivery, [_of(contract) | columns], source)
    return Recorded(entry.n, (contract.organisation_id,), (made,))


def record_deliveries(
    *,
    told: Sequence[tuple[int, Told]],
    by: User | None,
    confirmed: Collection[str] = (),
    cause: str = Posting.Cause.ACT,
    source: str = "",
) -> Recorded:
    """Enter seasons of many contracts, each named by its number, in one posting.

    Raises as `record_delivery`, ToConfirm with what is unusual about any of them.
    """
    checked = [(number, _checked(one)) for number, one in told]
    with posting("linkage.record_deliveries", by=by, cause=cause, source=source) as entry:
        contracts = {c.contract_id: c for c in keyed.of_many(Contract, [n for n, _one in told], by="contract_id")}
        if any(number not in contracts for number, _one in told):
            raise NotNow(_("Sổ không có hợp đồng này."))
        seasons, changes = _seasons(contracts), _changes(contracts)
        unusual: list[Caution] = []
        for (number, one), (_number, columns) in zip(told, checked, strict=True):
            _require_new(seasons[number], one)
            seasons[number].append(Delivery(**columns))
            unusual += _cautions(contracts[number], changes, one)
        require_confirmed(unusual, confirmed)
        keys = writing.state(entry, Delivery, [_of(contracts[number]) | columns for number, columns in checked], source)
    return Recorded(entry.n, tuple({c.organisation_id for c in contracts.values()}), tuple(keys))


def change_delivery(
    *,
    key: str,
    told: Told,
    by: User | None,
    seen: int | None,
    confirmed: Collection[str] = (),
    reason: str = "",
) -> Recorded:
    """Say a season anew under its key.

    Raises NotNow when it was taken back, or another entry of the contract tells that season; ChangedSince,
    ValidationError by field, ToConfirm for what is unusual.
    """
    columns = _checked(told)
    with posting("linkage.change_delivery", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Delivery, key)
        versions.require_fact_unchanged(before, seen)
        others = _seasons([before.contract_id])[before.contract_id]
        _require_new([one for one in others if one.key != key], told)
        for contract in keyed.of_many(Contract, [before.contract_id], by="contract_id"):
            require_confirmed(_cautions(contract, _changes([before.contract_id]), told), confirmed)
        writing.again(entry, before, **columns)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_delivery(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a season back. Raises NotNow, ChangedSince."""
    with posting("linkage.withdraw_delivery", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Delivery, key)
        versions.require_fact_unchanged(before, seen)
        writing.again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def _seasons(contracts: Collection[int]) -> dict[int, list[Delivery]]:
    """What stands of the seasons of contracts, by the contract's number."""
    found: dict[int, list[Delivery]] = {number: [] for number in contracts}
    for row in keyed.of_many(Delivery, contracts, by="contract_id"):
        found[row.contract_id].append(row)
    return found


def _require_new(seasons: Iterable[Delivery], told: Told) -> None:
    for row in seasons:
        if (row.season, row.starts, row.ends) == (told.season, told.starts, told.ends):
            raise NotNow(
                _("Sổ đã có vụ này của hợp đồng, đến ngày %(day)s: nếu sai thì sửa vụ ấy.")
                % {"day": format_day(row.ends)}
            )


def _changes(contracts: Collection[int]) -> list[Term]:
    return keyed.of_many(Term, contracts, by="contract_id")


def _cautions(contract: Contract, changes: Iterable[Term], told: Told) -> list[Caution]:
    """What is unusual about a season: wholly outside the time of its contract, in another unit than the contract's."""
    found = []
    force = in_force(contract, [one for one in changes if one.contract_id == contract.contract_id])
    if told.ends < force.start:
        sentence = _("Vụ kết thúc ngày %(ends)s, trước khi hợp đồng bắt đầu ngày %(day)s.")
        found.append(
            Caution("before_contract", sentence % {"ends": format_day(told.ends), "day": format_day(force.start)})
        )
    if told.starts >= force.end:
        sentence = _("Vụ bắt đầu ngày %(starts)s, sau khi hợp đồng đã hết ngày %(day)s.")
        last = format_day(force.end - DAY)
        found.append(Caution("after_contract", sentence % {"starts": format_day(told.starts), "day": last}))
    if told.unit and contract.volume_unit and fold(told.unit) != fold(contract.volume_unit):
        sentence = _("Hợp đồng ghi sản lượng bằng %(written)s, vụ này ghi bằng %(unit)s.")
        found.append(Caution("other_unit", sentence % {"written": contract.volume_unit, "unit": told.unit}))
    return found


def _of(contract: Contract) -> dict[str, Any]:
    return {"organisation_id": contract.organisation_id, "contract_id": contract.contract_id}


def _checked(told: Told) -> dict[str, Any]:
    check = Checking()
    found = {
        "season": check.choice("season", told.season, Season, needed=True),
        "starts": told.starts,
        "ends": told.ends,
        "unit": check.text("unit", told.unit, 40),
        "agreed": check.quantity("agreed", told.agreed),
        "delivered": check.quantity("delivered", told.delivered),
        "sold": check.quantity("sold", told.sold),
        "agreed_value": check.amount("agreed_value", told.agreed_value),
        "delivered_value": check.amount("delivered_value", told.delivered_value),
        "note": check.text("note", told.note, 500),
    }
    if told.ends < told.starts:
        check.wrong("ends", _("Ngày kết thúc vụ trước ngày bắt đầu."))
    if told.starts > clock.today():
        for name in ("delivered", "sold", "delivered_value"):
            if getattr(told, name) is not None:
                check.wrong(name, _("Vụ chưa bắt đầu nên chưa giao gì: để trống."))
    if not told.unit and any(one is not None for one in (told.agreed, told.delivered, told.sold)):
        check.wrong("unit", _("Cần đơn vị của sản lượng, ví dụ tấn."))
    if told.sold is not None and told.delivered is not None and told.sold < told.delivered:
        check.wrong("sold", _("Sản lượng bán ra nhỏ hơn sản lượng đã giao theo hợp đồng."))
    if all(one is None for one in (told.agreed, told.delivered, told.agreed_value, told.delivered_value)):
        check.wrong("agreed", _("Cần ít nhất một số thỏa thuận hoặc đã giao."))
    check.settle()
    return found
