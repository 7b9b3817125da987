"""What is unusual about an act of this room: told, to be confirmed, never a block."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from nongcot.kernel import clock
from nongcot.linkage.models import Chain, Member, Party
from nongcot.linkage.vocabulary import Stage
from nongcot.registry import holdings, keyed, words
from nongcot.registry.outcomes import Caution

#: Somebody holds a stage of a chain by a contract and leaves it.
STAGES_LEFT = "stages_left"


def of_stages(contract_id: int, staying: Collection[int]) -> list[Caution]:
    """Who holds a stage of a chain by a contract, today or later, and would sign it no more when `staying` are its
    parties. One caution, which names all of them."""
    # Who once held a stage by it may since hold it by another: the columns that change are looked at last.
    keys = set(Member.objects.filter(contract_id=contract_id).values_list("key", flat=True))
    standing, today = keyed.those_standing(Member, keys).values(), clock.today()
    members = [m for m in standing if m.contract_id == contract_id and m.valid_to > today]
    there = keyed.of_many(Chain, {m.chain_id for m in members}, by="chain_id")
    chains = {chain.chain_id: chain for chain in there if chain.valid_to > today}
    signing = {party.organisation_id for party in keyed.of_many(Party, [contract_id], by="contract_id")}
    as_one = holdings.roots({*signing, *staying, *(member.organisation_id for member in members)})

    def roots(organisations: Collection[int]) -> set[int]:
        return {as_one.get(one, one) for one in organisations}

    leaving = roots(signing) - roots(staying)
    left = [m for m in members if m.chain_id in chains and roots([m.organisation_id]) <= leaving]
    if not left:
        return []
    named = words.names({member.organisation_id for member in left})
    held = "; ".join(
        f"{named[m.organisation_id]} ({words.label(Stage, m.stage)}, {chains[m.chain_id].name})" for m in left
    )
    sentence = _("Như vậy thì không còn giữ khâu của chuỗi bằng hợp đồng này: %(held)s.") % {"held": held}
    return [Caution(STAGES_LEFT, sentence)]
