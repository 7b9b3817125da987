"""Every act of every room's table and where a page links it, and all other pages: what tests of all forms walk."""

import html
import json
import os
import re
from collections import Counter, deque
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from unittest.mock import patch

from django.test import Client
from django.urls import Resolver404, resolve, reverse

from nongcot.accounts.door import Door, doors
from nongcot.exemplars import acts as exemplars
from nongcot.linkage import acts as linkage
from nongcot.ocop import acts as ocop
from nongcot.registry import acts as registry
from nongcot.registry import writing
from nongcot.support import acts as support
from nongcot.trade import acts as trade
from tests import every_fact

#: Two regimes of OCOP run side by side.
TODAY = date(2026, 6, 15)

#: The codes of each room's acts, and what tells one fact of every kind that they are about.
ROOMS: dict[str, tuple[set[str], Callable[[], None]]] = {
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

#: Addresses of an act that are kept: the first may be of a record of which nothing can be told any more.
SOME = 12


def tell(room: str) -> None:
    """Tell the facts of a room, under the same keys for every test."""
    numbers = count(1)
    with patch.object(writing, "token_hex", lambda size: f"{next(numbers):0{2 * size}x}"):
        ROOMS[room][1]()


def pages() -> list[Door]:
    """The doors of all pages but those of the acts."""
    return [door for door in doors().values() if not ACT.match(door.name.rpartition(":")[2]) and door.name[-1] != "*"]


def linked(client: Client, room: str, remembered: Path) -> dict[str, list[str]]:
    """The acts of a room to which its pages, and those of the organisations, lead from link to link; each with some of
    the addresses that were met.

    The facts are told alike for every test, so the addresses are: who walks first writes them down in the folder
    `remembered` for the others, whatever worker they run in.
    """
    notes = remembered / f"acts-of-{room}.json"
    if notes.exists():
        return dict(json.loads(notes.read_text("utf-8")))
    found = _walked(client, room)
    unfinished = notes.with_suffix(f".{os.getpid()}")
    unfinished.write_text(json.dumps(found), "utf-8")
    unfinished.rename(notes)
    return found


def _walked(client: Client, room: str) -> dict[str, list[str]]:
    begin = ["/", *(reverse("registry:organisation", args=[key]) for key in every_fact.organisations())]
    begin += [f"{reverse(name, args=args)}?{query}" for name, args, query in ASKED if name.startswith(f"{room}:")]
    waiting, known, looked_at, found = deque(begin), set(begin), Counter[str](), dict[str, list[str]]()
    while waiting:
        answer = client.get(waiting.popleft())
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        for address in map(html.unescape, HREF.findall(answer.content.decode())):
            if address in known:
                continue
            known.add(address)
            try:
                match = resolve(address.partition("?")[0])
            except Resolver404:
                continue
            if ACT.match(match.url_name or ""):
                if match.namespace == room:
                    met = found.setdefault(match.kwargs["code"], [])
                    met += [address] if len(met) < SOME else []
            elif (
                match.namespace in (room, "registry")
                # A file holds no links.
                and "format_" not in match.kwargs
                and looked_at[match.view_name] < MOST
            ):
                looked_at[match.view_name] += 1
                waiting.append(address)
    return found
