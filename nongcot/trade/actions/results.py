"""What a participation brought: sales, contracts, new buyers, costs; told by the participant after the event.

Contracts that stand in linkage are named by their numbers there, others in words.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.registry import checking, keyed, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.trade import contracts
from nongcot.trade.models import Participation, Result, TradeEvent
from nongcot.trade.vocabulary import Step


@dataclass(frozen=True)
class Told:
    """What a participant tells; amounts in đồng, None where it does not say.

    `agreements` are numbers of contracts of linkage among the `contracts` signed; `reference` names others in words.
    """

    told_on: date
    sales: int | None = None
    contracts: int = 0
    contract_value: int | None = None
    memoranda: int = 0
    agreements: tuple[int, ...] = ()
    reference: str = ""
    new_buyers: int | None = None
    visitors: int | None = None
    booth_cost: int | None = None
    own_cost: int | None = None
    support: int | None = None
    awards: str = ""
    follow_up_on: date | None = None


_AMOUNTS = ("sales", "contracts", "contract_value", "memoranda", "new_buyers", "visitors")
_COSTS = ("booth_cost", "own_cost", "support")
_LENGTHS = {"reference": 300, "awards": 300}


def record_result(*, participation_id: int, told: Told, by: User | None, seen: int | None) -> Recorded:
    """Enter or correct the result of a participation.

    Raises NotNow for who did not attend, ChangedSince, ValidationError by field: of `agreements` also for a contract
    that does not stand in linkage, that is another's, or that was signed before the event.
    """
    with posting("trade.record_result", by=by) as entry:
        participation = keyed.standing(Participation, f"tp{participation_id}")
        versions.require_key_unchanged(Result, f"tr{participation_id}", seen)
        keys = writing.tell(entry, Result, [_fact(participation, told)])
    return Recorded(entry.n, (participation.organisation_id,), tuple(keys))


def record_results(*, results: Mapping[int, Told], by: User | None, source: str = "") -> Recorded:
    """Enter the results of several participations (by their number), one posting. Raises as `record_result`."""
    with posting("trade.record_results", by=by, cause=Posting.Cause.IMPORT, source=source) as entry:
        whose = {number: keyed.standing(Participation, f"tp{number}") for number in results}
        facts = [_fact(whose[number], told) | {"source": source} for number, told in results.items()]
        keys = writing.tell(entry, Result, facts)
    return Recorded(entry.n, tuple(one.organisation_id for one in whose.values()), tuple(keys))


def withdraw_result(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a result back. Raises NotNow when it was taken back already, ChangedSince."""
    with posting("trade.withdraw_result", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Result, key)
        versions.require_fact_unchanged(before, seen)
        writing.tell_again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def _fact(participation: Participation, told: Told) -> dict[str, Any]:
    if participation.step != Step.ATTENDED:
        raise NotNow(_("Chỉ tổ chức đã tham gia mới có kết quả."))
    event = keyed.standing(TradeEvent, f"te{participation.event_id}")
    if event.cancelled:
        raise NotNow(_("Sự kiện này đã bị hủy."))
    if told.told_on < event.earliest:
        raise ValidationError({"told_on": _("Ngày này trước ngày khai mạc.")})
    checking.require_amounts({name: getattr(told, name) for name in (*_AMOUNTS, *_COSTS)})
    if told.contract_value and not told.contracts:
        raise ValidationError({"contracts": _("Có giá trị hợp đồng thì cần số hợp đồng.")})
    agreements = _agreements(participation, event, told)
    found = (
        asdict(told)
        | {"agreements": agreements}
        | checking.texts({name: getattr(told, name) for name in _LENGTHS}, _LENGTHS)
    )
    number = participation.participation_id
    named = {"key": f"tr{number}", "organisation_id": participation.organisation_id, "participation_id": number}
    return named | found


def _agreements(participation: Participation, event: TradeEvent, told: Told) -> list[int]:
    whose, opens = participation.organisation_id, event.earliest
    own = contracts.require_fruit("agreements", whose, told.agreements, opens, _("ngày khai mạc"))
    if told.contracts < len(own):
        sentence = _("Đã nêu %(count)s hợp đồng liên kết, số hợp đồng đã ký không thể ít hơn.")
        raise ValidationError({"contracts": sentence % {"count": len(own)}})
    return [contract.contract_id for contract in own]
