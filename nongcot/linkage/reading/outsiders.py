"""Members of chains that left the contract by which they held their stage: they hold it by none."""

from django.db.models import Exists, OuterRef, QuerySet

from nongcot.indicators import bulk
from nongcot.linkage.models import Member, Party
from nongcot.registry import queries
from nongcot.registry.reading.points import Point


def among(members: QuerySet[Member], point: Point) -> set[int]:
    """Row ids of the members that are no party to the contract which their entry names; records that are counted as one
    are one party."""
    own = {"contract_id": OuterRef("contract_id"), "organisation_id": OuterRef("organisation_id")}
    signed = Exists(queries.standing_rows(Party, point.n).filter(**own))
    left = list(members.exclude(contract_id=None).exclude(signed))
    if not left:
        return set()
    as_one = queries.roots(point.n)
    contracts = {member.contract_id for member in left if member.contract_id}
    parties = {
        (party.contract_id, as_one.get(party.organisation_id, party.organisation_id))
        for party in queries.standing(Party, point.n, contract_id__in=bulk.within(contracts))
    }
    return {m.pk for m in left if (m.contract_id, as_one.get(m.organisation_id, m.organisation_id)) not in parties}
