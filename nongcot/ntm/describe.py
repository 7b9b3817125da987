"""How communes behind a figure are named on its page, what a fact of this room is told of, its rule in the journal."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.basis.models import Rule
from nongcot.indicators.declare import Described
from nongcot.kernel.dates import format_day
from nongcot.ntm import equivalents, sets
from nongcot.ntm.models import Finding, Title
from nongcot.places import tree
from nongcot.registry.journal import RuleTold
from nongcot.registry.models import Keyed
from nongcot.registry.told_of import ToldOf, itself


def describe_units(ids: Iterable[int], on: date, n: int) -> dict[int, Described]:
    """Name and page of each commune."""
    known = tree.current(n).units
    return {
        pk: Described(known[pk].full_name, f"{reverse('ntm:commune', args=[known[pk].code])}?on={on.isoformat()}")
        for pk in ids
        if pk in known
    }


def rule(said: Rule) -> RuleTold | None:
    """What serves as VietGAP, as the journal tells it (`settings.RULES_TOLD`); None for any other rule."""
    if said.code != equivalents.CODE:
        return None
    told = {
        "day": format_day(said.valid_from),
        "says": equivalents.says(said.parameters).rstrip("."),
        "basis": said.legal_basis,
    }
    sentence = _("VietGAP hoặc tương đương, từ %(day)s: %(says)s (căn cứ: %(basis)s)") % told
    return RuleTold(sentence, Described(_("chứng nhận tương đương"), reverse("ntm:equivalents")))


def told_of(fact: Keyed) -> Iterator[ToldOf]:
    """The item that something was found of, which title it is (`settings.FACT_TOLD_OF`); the commune stands above."""
    if isinstance(fact, Title):
        yield itself(_("Danh hiệu"), str(fact), fact.document_no)
    if not isinstance(fact, Finding):
        return
    criteria = sets.of(fact.set_code)
    item = criteria.item(fact.item) if criteria is not None else None
    if criteria is not None and item is not None:
        url = reverse("ntm:commune", args=[tree.current().units[fact.unit_id].code])
        yield ToldOf(_("Mục"), f"{item.code} {item.text} ({criteria.title})", url)
