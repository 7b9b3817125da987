"""What the room shows on an organisation's page (`settings.ORGANISATION_PANELS`)."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from nongcot.indicators.declare import Described
from nongcot.linkage import acts, policies
from nongcot.linkage.describe import chain_url
from nongcot.linkage.models import Chain, Contract, Member, Party, Venture
from nongcot.linkage.reading import contract_list, venture_list
from nongcot.linkage.vocabulary import Stage
from nongcot.registry import queries, words
from nongcot.registry.reading.panels import Panel
from nongcot.registry.reading.portrait import Portrait

MOST = 12


def linkage(portrait: Portrait, user: Any) -> Panel | None:
    """Contracts, chains and ventures of an organisation as told at the page's point; ventures that ended too."""
    point = portrait.point
    records = queries.records_of(portrait.organisation.pk, point.n)
    numbers = [party.contract_id for party in queries.standing(Party, point.n, organisation_id__in=records)]
    contracts = queries.standing(Contract, point.n, contract_id__in=numbers)
    newest = sorted(contracts, key=lambda contract: (contract.starts, contract.contract_id), reverse=True)
    members = [
        member
        for member in queries.standing(Member, point.n, organisation_id__in=records)
        if member.valid_from <= point.on < member.valid_to
    ]
    chains = {c.chain_id: c for c in queries.standing(Chain, point.n, chain_id__in={m.chain_id for m in members})}
    told_of = _ventures(records, point.n)
    if not (newest or members or told_of):
        return None
    ventures = venture_list.lines(told_of, point)
    may_record = policies.may_record(user) and point.is_newest
    told = {
        "contracts": contract_list.lines([contract.pk for contract in newest[:MOST]], point),
        "chains": [
            (
                Described(chains[m.chain_id].name, f"{chain_url(m.chain_id)}{point.query}"),
                words.label(Stage, m.stage),
            )
            for m in members
            if m.chain_id in chains
        ],
        "ventures": [
            (
                line,
                (line.partner if line.fact.organisation_id in records else line.organisation).label,
                acts.of_venture(line.fact) if may_record else [],
            )
            for line in ventures
        ],
    }
    return Panel("linkage/_panel.html", told)


def _ventures(records: Collection[int], n: int) -> list[Venture]:
    """The joint ventures of these records that stand at posting `n`; one may have been told of others before."""
    ever = Venture.objects.filter(Q(organisation_id__in=records) | Q(partner_id__in=records)).values("venture_id")
    found = queries.standing(Venture, n, venture_id__in=ever)
    return [one for one in found if {one.organisation_id, one.partner_id} & set(records)]
