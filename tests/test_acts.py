"""Every act of every room's table is linked from some page: nobody can do what no page leads to."""

import html
import re
from collections import Counter, deque
from datetime import date

import pytest
from django.urls import Resolver404, resolve, reverse

from nongcot.accounts.door import addresses
from nongcot.exemplars import acts as exemplars
from nongcot.kernel import clock
from nongcot.linkage import acts as linkage
from nongcot.ocop import acts as ocop
from nongcot.registry import acts as registry
from nongcot.support import acts as support
from nongcot.trade import acts as trade
from tests import every_fact

#: Two regimes of OCOP run side by side.
TODAY = date(2026, 6, 15)

#: The codes of each room's acts, and what tells one fact of every kind that they are about.
ROOMS = {
    "registry": (set(registry.ACTS), every_fact.of_registry),
    "exemplars": (set(exemplars.ACTS), every_fact.of_exemplars),
    "linkage": (
        {act.code for table in vars(linkage).values() if isinstance(table, tuple) for act in table
         if isinstance(act, linkage.Act)},
        every_fact.of_linkage,
    ),
    "ocop": (set(ocop.ACTS), every_fact.of_ocop),
    "support": (set(support.ACTS), every_fact.of_support),
    "trade": (set(trade.ACTS), every_fact.of_trade),
}  # fmt: skip

ACT = re.compile(r"act(_on)?$")
HREF = re.compile(r'href="(/[^"#]+)')

#: Where a page's form leads, for what is typed there is no link: whom an offer is of, dossiers that are over.
ASKED = (("trade:choose_seller", ["tb1"], "q=HTX"), ("ocop:dossiers", [], "stage="))

#: A page of one kind is looked at so often; a list has an address for each way to narrow it.
MOST = 20


def linked(client, room: str) -> set[str]:
    """The acts of a room to which its pages, and those of the organisations, lead from link to link."""
    begin = ["/", *(reverse("registry:organisation", args=[key]) for key in every_fact.organisations())]
    begin += [f"{reverse(name, args=args)}?{query}" for name, args, query in ASKED if name.startswith(f"{room}:")]
    waiting, known, looked_at, found = deque(begin), set(begin), Counter[str](), set()
    while waiting:
        answer = client.get(waiting.popleft())
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        for address in map(html.unescape, HREF.findall(answer.content.decode())):
            try:
                match = resolve(address.partition("?")[0])
            except Resolver404:
                continue
            if ACT.match(match.url_name or ""):
                found |= {match.kwargs["code"]} if match.namespace == room else set()
            elif match.namespace in (room, "registry") and address not in known and looked_at[match.view_name] < MOST:
                known.add(address)
                looked_at[match.view_name] += 1
                waiting.append(address)
    return found


def test_every_room_with_acts_is_tried():
    names = [name.split(":") for _pattern, name in addresses()]
    assert {parts[0] for parts in names if ACT.match(parts[-1]) and len(parts) == 2} == set(ROOMS)


@pytest.mark.long
@pytest.mark.parametrize("room", ROOMS)
def test_every_act_is_linked_from_some_page(room, ledger, officer):
    codes, tell = ROOMS[room]
    with clock.at(TODAY):
        tell()
        found = linked(officer, room)
    assert codes
    assert codes - found == set(), "no page leads to these acts"
    assert found - codes == set(), "a page leads to acts that there are none of"
