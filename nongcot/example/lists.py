"""The lists that districts sent: the first ones of January 2016, and what each January's brought."""

from collections import defaultdict
from datetime import date
from random import Random

from nongcot.example.acts import said
from nongcot.example.names import PRODUCTS
from nongcot.example.story import Story
from nongcot.example.world import (
    INITIAL_FUNDS,
    INITIAL_GROUPS,
    INITIAL_OPERATING,
    INITIAL_STOPPED,
    YEN_MY,
    Body,
)
from nongcot.indicators.ledger import Entry, posting
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate
from nongcot.places.models import Unit
from nongcot.registry import writing
from nongcot.registry.vocabulary import EventKind
from nongcot.registry.writing import Happened, Said

FIRST = date(2015, 12, 31)


def first_bodies(story: Story) -> list[Body]:
    """Who stood in the lists of 31/12/2015; fills the story's pools."""
    bodies = [story.coop(FIRST) for _ in range(INITIAL_OPERATING - 1)]
    bodies.append(_yen_my())
    story.operating += bodies
    story.stopped += [story.coop(FIRST) for _ in range(INITIAL_STOPPED)]
    for body in story.stopped:
        body.active = False
    funds = [_fund(story) for _ in range(INITIAL_FUNDS)]
    groups = [story.group(FIRST) for _ in range(INITIAL_GROUPS)]
    return [*bodies, *story.stopped, *funds, *groups]


def _yen_my() -> Body:
    place = Unit.objects.get(name="Xã Yên Mỹ", parent__name="Huyện Ý Yên", valid_from=date(2016, 1, 1))
    return Body(YEN_MY, "coop", place.pk, place.parent.code if place.parent else "", "AGR")


def _fund(story: Story) -> Body:
    place, district = story.place(FIRST)
    name = f"Quỹ tín dụng nhân dân {story.names.own()}"
    members, capital = story.random.randint(500, 3000), story.random.randint(2, 20) * 1_000_000_000
    return Body(name, "credit_fund", place, district, "PCF", members, capital, story.names.tax_code())


def enter_first(bodies: list[Body], stopped: list[Body], random: Random) -> None:
    """One posting a district: the lists of 31/12/2015, some with founding days, some with years, some with none."""
    for district, members in by_district(bodies).items():
        source = f"Danh sách 31/12/2015, {district} (minh họa)"
        with posting("registry.enter_list", by=None, cause=Posting.Cause.IMPORT, source=source) as entry:
            ids = writing.new_organisations(entry, len(members))
            for body, identity in zip(members, ids, strict=True):
                body.id = identity
            writing.say(entry, [Said(b.id, FIRST, _listed(b), source) for b in members])
            writing.happen(entry, [event for b in members for event in _past(b, b in stopped, random, source)])
            _offer(entry, members, random)


def _listed(body: Body) -> dict[str, object]:
    told = {"kind": body.kind, "name": body.name, "place": body.place, "observed": True}
    if not body.members:
        told["remark"] = (
            "Tên, xã và sản phẩm rau sạch là của bài báo tháng 10/2020; mọi chi tiết khác của bản ghi này là minh họa."
        )
    return told | {key: value for key, value in said(body).items() if value is not None}


def _past(body: Body, stopped: bool, random: Random, source: str) -> list[Happened]:
    found = []
    day = date(random.choice((1989, 1997, 1998, 1999, 2003, 2006, 2008, 2011, 2013, 2014)), 1, 1)
    on = PartialDate.day(day.replace(month=random.randint(1, 12), day=random.randint(1, 28)))
    if random.random() < 0.3:
        on = PartialDate.year(day.year)
    chance = random.random()
    if body.kind == "group":
        kind = EventKind.CERTIFIED if chance < 0.3 else EventKind.FOUNDED
        found = [Happened(body.id, kind, on, source=source)] if chance < 0.8 else []
    elif body.members and chance < 0.85:
        found = [Happened(body.id, EventKind.REGISTERED, on, document_no=body.certificate, source=source)]
    if stopped:
        since = PartialDate.day(date(2015, random.randint(1, 11), random.randint(1, 28)))
        found.append(Happened(body.id, EventKind.STOPPED, since, source=source))
        body.keys[EventKind.STOPPED] = ""
    return found


def _offer(entry: Entry, members: list[Body], random: Random) -> None:
    for body in members:
        if body.name == YEN_MY:
            writing.offer(entry, organisation_id=body.id, name="Rau sạch", nature="product", sector="AGR")
        elif body.kind == "coop" and random.random() < 0.2:
            name = f"{random.choice(PRODUCTS)} {body.name.split()[-1]}"
            writing.offer(entry, organisation_id=body.id, name=name, nature="product", sector=body.sector)


def enter_yearly(year: int, bodies: list[Body], random: Random) -> None:
    """One posting a district: what the lists of the last day of `year` say anew of members and capital."""
    day = date(year, 12, 31)
    chosen = [b for b in bodies if b.id and b.active and b.members and random.random() < 0.35]
    for district, members in by_district(chosen).items():
        source = f"Danh sách 31/12/{year}, {district} (minh họa)"
        with posting("registry.enter_list", by=None, cause=Posting.Cause.IMPORT, source=source) as entry:
            for body in members:
                body.members = max(7, body.members + random.randint(-3, 12))
                if random.random() < 0.2:
                    body.capital += random.choice((50, 100, 200)) * 1_000_000
            told = [(b, {"members": b.members, "charter_capital": b.capital}) for b in members]
            writing.say(entry, [Said(b.id, day, values | _kinds_of_members(b), source) for b, values in told])


def _kinds_of_members(body: Body) -> dict[str, int]:
    """How the members of a co-op are told apart: by kind, of some nobody knows which, and by trait."""
    if body.kind != "coop":
        return {}
    count = body.members
    return {
        "members_official": count * 6 // 10,
        "members_associate_capital": count // 10,
        "members_associate": count // 20,
        "members_women": count * 3 // 10,
        "members_minority": count // 100,
        "members_disabled": count // 60,
        "members_insured": count // 8,
    }


def by_district(bodies: list[Body]) -> dict[str, list[Body]]:
    """The bodies by the name their district had in 2016, in the order of its code."""
    found: dict[str, list[Body]] = defaultdict(list)
    for body in bodies:
        found[body.district].append(body)
    names = dict(Unit.objects.filter(code__in=found, valid_from=date(2016, 1, 1)).values_list("code", "name"))
    return {names.get(code, "địa bàn cũ"): found[code] for code in sorted(found)}
