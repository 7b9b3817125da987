"""What the room shows on pages of organisations and of documents (`ORGANISATION_PANELS`, `DOCUMENT_PANELS`)."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q

from nongcot.basis import panels as basis_panels
from nongcot.basis.models import Document
from nongcot.indicators.declare import Described
from nongcot.kernel.dates import PartialDate
from nongcot.linkage import acts, policies
from nongcot.linkage.describe import chain_url, number_contracts
from nongcot.linkage.models import Chain, Contract, Member, Party, Support, Venture
from nongcot.linkage.reading import contract_list, venture_list
from nongcot.linkage.vocabulary import Stage, SupportKind
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
    # Of what stands, not of what was ever told: a membership may be said anew of another organisation.
    held = queries.standing_rows(Member, point.n).filter(valid_from__lte=point.on, valid_to__gt=point.on)
    members = list(held.filter(organisation_id__in=records).order_by("posted", "pk"))
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


def resting(document: Document, on: date, n: int, user: Any) -> basis_panels.Panel | None:
    """On a document's page, for officers: the help to contracts that rests on it."""
    if not policies.may_read_working(user):
        return None
    # What once rested on it may since have been said anew: the columns that change are looked at last.
    keys = set(Support.objects.filter(basis=document.number, posted__lte=n).values_list("key", flat=True))
    told = [one for one in queries.standing(Support, n, key__in=keys) if one.basis == document.number]
    there = {c.contract_id for c in queries.standing(Contract, n, contract_id__in={s.contract_id for s in told})}
    found = [one for one in told if one.earliest <= on and one.contract_id in there]
    if not found:
        return None
    newest = sorted(found, key=lambda one: (one.earliest, one.pk), reverse=True)
    shown = newest[:MOST]
    contracts = number_contracts({one.contract_id for one in shown}, on, n)
    lines = [
        (
            contracts[one.contract_id],
            words.label(SupportKind, one.kind),
            PartialDate(one.earliest, one.latest, one.precision),  # type: ignore[arg-type]
        )
        for one in shown
    ]
    return basis_panels.Panel("linkage/_resting.html", {"lines": lines, "count": len(found)})


def _ventures(records: Collection[int], n: int) -> list[Venture]:
    """The joint ventures of these records that stand at posting `n`; one may have been told of others before."""
    ever = Venture.objects.filter(Q(organisation_id__in=records) | Q(partner_id__in=records)).values("venture_id")
    found = queries.standing(Venture, n, venture_id__in=ever)
    return [one for one in found if {one.organisation_id, one.partner_id} & set(records)]
