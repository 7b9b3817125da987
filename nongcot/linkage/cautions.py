"""What is unusual about an act of this room: told, to be confirmed, never a block."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from nongcot.kernel import clock
from nongcot.linkage.models import Chain, Contract, Member, Party
from nongcot.linkage.vocabulary import Stage
from nongcot.registry import holdings, keyed, words
from nongcot.registry.models import Keyed
from nongcot.registry.outcomes import Caution

#: Somebody holds a stage of a chain by a contract and leaves it.
STAGES_LEFT = "stages_left"


def of_stages(contract_id: int, staying: Collection[int]) -> list[Caution]:
    """Who holds a stage of a chain by a contract, today or later, and would sign it no more when `staying` are its
    parties. One caution, which names all of them."""
    members = _holding({contract_id})
    signing = {party.organisation_id for party in keyed.of_many(Party, [contract_id], by="contract_id")}
    as_one = holdings.roots({*signing, *staying, *(member.organisation_id for member in members)})

    def roots(organisations: Collection[int]) -> set[int]:
        return {as_one.get(one, one) for one in organisations}

    leaving = roots(signing) - roots(staying)
    left = [member for member in members if roots([member.organisation_id]) <= leaving]
    if not left:
        return []
    sentence = _("Như vậy thì không còn giữ khâu của chuỗi bằng hợp đồng này: %(held)s.") % {"held": _named(left)}
    return [Caution(STAGES_LEFT, sentence)]


def unusual(keys: Mapping[type[Keyed], Collection[str]]) -> list[Caution]:
    """Who holds a stage of a chain, today or later, by a contract that they do not sign, as it stands, where contract,
    membership or chain is one of these facts (`settings.UNUSUAL`)."""
    numbers = keyed.ids("contract_id", (Member, "chain_id", keyed.told_in("chain_id", keys, [Chain])))
    numbers |= keyed.told_in("contract_id", keys, (Contract, Party, Member))
    members, parties = _holding(numbers), keyed.of_many(Party, numbers, by="contract_id")
    as_one = holdings.roots({one.organisation_id for one in (*members, *parties)})
    signing = {(one.contract_id, as_one.get(one.organisation_id, one.organisation_id)) for one in parties}
    sentence = _("Giữ khâu của chuỗi bằng hợp đồng mà mình không ký: %(held)s.")
    return [
        Caution(STAGES_LEFT, sentence % {"held": _named([one])})
        for one in members
        if (one.contract_id, as_one.get(one.organisation_id, one.organisation_id)) not in signing
    ]


def _holding(contracts: Collection[int]) -> list[Member]:
    """Who holds a stage of a chain by one of these contracts, today or later."""
    # Who once held a stage by it may since hold it by another: the columns that change are looked at last.
    keys = set(Member.objects.filter(contract_id__in=contracts).values_list("key", flat=True))
    standing, today = keyed.those_standing(Member, keys).values(), clock.today()
    members = [one for one in standing if one.contract_id in contracts and one.valid_to > today]
    there = keyed.of_many(Chain, {one.chain_id for one in members}, by="chain_id")
    lasting = {chain.chain_id for chain in there if chain.valid_to > today}
    return [one for one in members if one.chain_id in lasting]


def _named(members: Sequence[Member]) -> str:
    """Members with their stage and chain."""
    named = words.names({member.organisation_id for member in members})
    chains = {one.chain_id: one for one in keyed.of_many(Chain, {m.chain_id for m in members}, by="chain_id")}
    return "; ".join(
        f"{named[m.organisation_id]} ({words.label(Stage, m.stage)}, {chains[m.chain_id].name})" for m in members
    )
