"""Contracts that stand in linkage, as results and offers name them: whose they are, in which words, where to read them.

A result names a contract by its number there (`Contract.contract_id`) and stays as it was told when the contract is
taken back: pages then say so.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.indicators import ledger
from nongcot.kernel import clock
from nongcot.kernel.dates import format_day
from nongcot.linkage.describe import contract_url, number_contracts
from nongcot.linkage.models import Contract, Party
from nongcot.registry import keyed, queries, standing
from nongcot.registry.reading.points import Point


@dataclass(frozen=True)
class Named:
    """A contract that a result or an offer names: its words, and its page; `url` is "" where it was taken back."""

    label: str
    url: str


def of(organisation_id: int) -> list[Contract]:
    """The contracts to which an organisation, or a record united with it, is party: signed last first, those without a
    day of signing at the end."""
    parties = keyed.of_many(Party, standing.together([organisation_id]))
    found = keyed.of_many(Contract, {party.contract_id for party in parties}, by="contract_id")
    return sorted(found, key=lambda one: (one.signed_on or date.min, one.starts, one.contract_id), reverse=True)


def signed_before(contract: Contract, day: date) -> bool:
    """Whether a contract was signed before a day, so that nothing of that day can have brought it; not where nobody
    told when it was signed."""
    return contract.signed_on is not None and contract.signed_on < day


def require_fruit(
    field: str, organisation_id: int, numbers: Iterable[int], since: date, beginning: str
) -> list[Contract]:
    """The contracts of these numbers, each once, as what came of something on the day `since`; `beginning` is what that
    day is called.

    Raises ValidationError at the field for one that does not stand, one to which neither the organisation nor a record
    united with it is party, and one that was signed before that day.
    """
    asked = list(dict.fromkeys(numbers))
    stand = {contract.contract_id: contract for contract in keyed.of_many(Contract, asked, by="contract_id")}
    own = {contract.contract_id for contract in of(organisation_id)} if asked else set()
    for number in asked:
        contract = stand.get(number)
        if contract is None:
            raise ValidationError({field: _("Hợp đồng này không có trong sổ liên kết, hoặc đã được rút lại.")})
        told = {"contract": str(contract)}
        if number not in own:
            raise ValidationError({field: _("Tổ chức không phải là một bên: %(contract)s.") % told})
        if signed_before(contract, since):
            told |= {"signed": f"{contract.signed_on:%d/%m/%Y}", "beginning": beginning, "day": format_day(since)}
            sentence = _("%(contract)s ký ngày %(signed)s, trước %(beginning)s (%(day)s): không thể là kết quả.")
            raise ValidationError({field: sentence % told})
    return [stand[number] for number in asked]


def in_words(numbers: Collection[int]) -> list[str]:
    """These contracts in words, in order, also those that were taken back."""
    if not numbers:
        return []
    found = number_contracts(numbers, clock.today(), ledger.newest())
    return [found[number].label for number in numbers if number in found]


def named(numbers: Iterable[int], point: Point) -> dict[int, Named]:
    """These contracts as pages show them at a point; what was taken back by then has no page."""
    asked = set(numbers)
    if not asked:
        return {}
    stand = {contract.contract_id for contract in queries.standing(Contract, point.n, contract_id__in=asked)}
    return {
        number: Named(told.label, f"{contract_url(number)}{point.query}" if number in stand else "")
        for number, told in number_contracts(asked, point.on, point.n).items()
    }
