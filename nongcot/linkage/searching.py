"""What the search finds among contracts and chains (`settings.SEARCHED`)."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.indicators.kept import kept
from nongcot.kernel.text import fold
from nongcot.linkage import policies
from nongcot.linkage.describe import chain_url
from nongcot.linkage.models import Chain, Contract
from nongcot.linkage.reading import contract_list
from nongcot.registry import by_number, describe, queries
from nongcot.registry.reading.points import Point
from nongcot.ui.found import SHOWN, Group, Hit, holds_words


def contracts(typed: str, request: HttpRequest) -> Group:
    """Contracts whose number begins with what was typed: for those who see numbers in the list."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by the page of the search
    found, is_least = [], False
    if policies.may_read_working(request.user):
        found, is_least = by_number.beginning(Contract, typed, point.n)
    hits = [
        Hit(
            label=str(line.fact),
            url=line.url,
            beside=tuple(one.label for one in (*line.collective, *line.partners)),
            badges=(line.state,),
        )
        for line in (contract_list.lines([one.pk for one in found[:SHOWN]], point) if found else ())
    ]
    more = _listed("linkage:contracts", typed)
    return Group("contract", _("Hợp đồng liên kết"), len(found), hits, more, is_least)


def chains(typed: str, request: HttpRequest) -> Group:
    """Value chains by name or lead product."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by the page of the search
    found = [chain for chain, folded in _chains(point.n) if holds_words(typed, folded)]
    led = {chain.organisation_id for chain in found[:SHOWN]}
    leaders = describe.describe_organisations(led, point.on, point.n) if led else {}
    hits = [
        Hit(
            chain.name,
            f"{chain_url(chain.chain_id)}{point.query}",
            (chain.commodity, leaders[chain.organisation_id].label),
        )
        for chain in found[:SHOWN]
    ]
    return Group("chain", _("Chuỗi giá trị"), len(found), hits, _listed("linkage:chains", typed))


@kept(2)
def _chains(n: int) -> list[tuple[Chain, str]]:
    """Every chain with its folded words, by name: a province has some dozens."""
    found = sorted(queries.standing(Chain, n), key=lambda chain: (chain.name, chain.chain_id))
    return [(chain, fold(f"{chain.name} {chain.commodity}")) for chain in found]


def _listed(name: str, typed: str) -> str:
    return f"{reverse(name)}?{urlencode({'q': typed})}"
