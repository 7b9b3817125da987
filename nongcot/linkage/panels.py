"""What the room shows on an organisation's page (`settings.ORGANISATION_PANELS`)."""

from typing import Any

from django.urls import reverse

from nongcot.indicators.declare import Described
from nongcot.linkage import policies
from nongcot.linkage.describe import chain_url
from nongcot.linkage.models import Chain, Contract, Member, Party, Venture
from nongcot.linkage.reading import contract_list
from nongcot.linkage.vocabulary import Stage, VentureKind
from nongcot.registry import describe, queries, words
from nongcot.registry.reading.panels import Panel
from nongcot.registry.reading.portrait import Portrait

MOST = 12


def linkage(portrait: Portrait, user: Any) -> Panel | None:
    """Contracts, chains and ventures of an organisation as told at the page's point."""
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
    ventures = [
        venture
        for column in ("organisation_id", "partner_id")
        for venture in queries.standing(Venture, point.n, **{f"{column}__in": records})
        if venture.valid_from <= point.on < venture.valid_to
    ]
    if not (newest or members or ventures):
        return None
    others = {o for venture in ventures for o in (venture.organisation_id, venture.partner_id)} - set(records)
    named = describe.describe_organisations(others, point.on, point.n)
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
                venture,
                ", ".join(named[o].label for o in (venture.organisation_id, venture.partner_id) if o in named),
                words.label(VentureKind, venture.kind),
                reverse("linkage:act_on", args=["end-venture", venture.key]) if policies.may_record(user) else "",
            )
            for venture in ventures
        ],
    }
    return Panel("linkage/_panel.html", told)
