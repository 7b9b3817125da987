"""Which contract of linkage a result or an offer brought: what may be chosen, and what stands beside the question."""

from collections.abc import Collection, Iterator
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.kernel.dates import format_day
from nongcot.linkage.models import Contract, Party
from nongcot.linkage.vocabulary import COLLECTIVE, LINKED
from nongcot.registry import keyed, lives, standing, words
from nongcot.registry.outcomes import NotNow
from nongcot.trade import contracts


class Choosing:
    """The contracts of an organisation that may have come of something on the day `since`.

    `named` are the contracts that were named before.
    """

    def __init__(self, organisation_id: int, since: date, named: Collection[int] = ()) -> None:
        self.organisation_id, self.since, self.named = organisation_id, since, named
        own = contracts.of(organisation_id)
        self.offered = [one for one in own if not contracts.signed_before(one, since)]
        self.earlier = len(own) - len(self.offered)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Number, commodity, day of signing and the other side of each."""
        others = _other_sides(self.offered, self.organisation_id)
        return [(str(one.contract_id), _label(one, others[one.contract_id])) for one in self.offered]

    @property
    def chosen(self) -> list[str]:
        """Of the contracts named before those that still may be chosen."""
        offered = {one.contract_id for one in self.offered}
        return [str(number) for number in self.named if number in offered]

    @property
    def hint(self) -> SafeString:
        """What is offered, what is not and why, and where a contract is entered that the book does not hold yet."""
        return format_html_join(" ", "{}", ((part,) for part in self._hints()))

    def _hints(self) -> Iterator[str]:
        day = {"day": format_day(self.since)}
        yield _("Hợp đồng trong sổ liên kết mà tổ chức là một bên, ký từ %(day)s hoặc chưa rõ ngày ký.") % day
        if self.earlier:
            told = {"count": self.earlier}
            yield _("%(count)s hợp đồng ký trước ngày ấy không thể là kết quả nên không nêu ở đây.") % told
        gone = [number for number in self.named if str(number) not in self.chosen]
        for label in contracts.in_words(gone):
            yield _("Đã nêu nhưng không chọn được nữa, ghi lại thì thôi nêu: %(contract)s.") % {"contract": label}
        url = _entering(self.organisation_id)
        if url:
            yield format_html('<a href="{}">{}</a>', url, _("Ghi hợp đồng liên kết mới"))


def _label(contract: Contract, others: list[str]) -> str:
    signed = contract.signed_on
    parts = [
        contract.number or _("chưa có số"),
        contract.commodity,
        _("ký %(day)s") % {"day": format_day(signed)} if signed else _("chưa rõ ngày ký"),
        ", ".join(others),
    ]
    return " · ".join(part for part in parts if part)


def _other_sides(found: list[Contract], organisation_id: int) -> dict[int, list[str]]:
    """Whom each contract links an organisation with; one that signs besides sees both sides."""
    records = standing.together([organisation_id])
    parties = keyed.of_many(Party, [one.contract_id for one in found], by="contract_id")
    named = words.names({party.organisation_id for party in parties})
    sides = {(party.contract_id, party.side) for party in parties if party.organisation_id in records}
    others: dict[int, list[str]] = {one.contract_id: [] for one in found}
    for party in sorted(parties, key=lambda one: one.place_in_order):
        if party.side in LINKED and (party.contract_id, party.side) not in sides:
            others[party.contract_id].append(named[party.organisation_id])
    return others


def _entering(organisation_id: int) -> str:
    """Where a contract of the organisation is entered; "" for those that linkage enters none of."""
    record = standing.united([organisation_id]).get(organisation_id, organisation_id)
    try:
        kind = lives.of(record).kind
    except NotNow:
        return ""
    return reverse("linkage:act", args=[words.keys([record])[record], "contract"]) if kind in COLLECTIVE else ""
