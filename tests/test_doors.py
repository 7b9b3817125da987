"""Every address of the house stands in the table of doors, and every cell of the table holds."""

from collections.abc import Iterator
from functools import cache

import pytest
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse

from nongcot.accounts.door import Door, NoDoor, addresses, door_to, doors
from nongcot.accounts.roles import CAPABILITIES, VISITOR, Role

ROLES = (VISITOR, *Role.values)
NAMES = sorted({name for _, name in addresses()})


def found(name: str) -> Door | None:
    """The door of an address; an address without one fails a test of its own and none of the others."""
    try:
        return door_to(name)
    except NoDoor:
        return None


@cache
def cells() -> tuple[tuple[Door, str, str], ...]:
    """Every door with the address to try it at, and each role; found once for all tests.

    The desk's whole namespace is tried at each address that needs no arguments; those who may pass are tried at its
    index and lists alone, since the desk itself refuses them more (nothing is added there).
    """
    return tuple(_cells())


def _cells() -> Iterator[tuple[Door, str, str]]:
    for door in doors().values():
        for role in ROLES:
            if not door.name.endswith(":*"):
                yield door, door.name, role
                continue
            may_pass = role in CAPABILITIES[door.capability].roles
            for name in NAMES:
                tried = not may_pass or name.endswith((":index", "_changelist"))
                if tried and found(name) is door and _stands_alone(name):
                    yield door, name, role


def _stands_alone(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


@pytest.mark.parametrize("name", NAMES)
def test_every_address_has_a_door(name):
    door = found(name)
    assert door is not None, f"list {name} in its room's doors.py (see CONTRIBUTING.md)"
    assert door.capability in CAPABILITIES


def test_every_door_leads_somewhere():
    led_to = {door.name for door in map(found, NAMES) if door}
    assert set(doors()) - led_to == set()


@pytest.mark.parametrize("room", sorted({name.partition(":")[0] for _door, name, _role in cells()}))
def test_each_door_opens_to_those_who_may_pass(room, ledger, request):
    found = []
    urls: dict[str, str] = {}
    for door, name, role in cells():
        if name.partition(":")[0] != room:
            continue
        if name not in urls:
            urls[name] = reverse(name, kwargs=dict(door.sample())) + door.query
        answer = request.getfixturevalue(role).get(urls[name])
        if fault := fault_of(answer, role, may_pass=role in CAPABILITIES[door.capability].roles):
            found.append(f"{name} ({urls[name]}), {role}: {fault}")
    assert urls
    assert found == []


def fault_of(answer: HttpResponse, role: str, *, may_pass: bool) -> str:
    """What is wrong with how a door answered; empty when nothing is."""
    to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/dang-nhap/?next=")
    if may_pass:
        # 405: an address that takes POST alone.
        passes = answer.status_code in (200, 302, 405) and not to_sign_in
        return "" if passes else f"should pass, and was answered {answer.status_code}"
    if role == VISITOR:
        return "" if to_sign_in else "a visitor is asked to sign in"
    return "" if answer.status_code == 404 else "what is not yours is not there"


def test_an_address_without_a_door_stays_shut(officer, settings):
    settings.DOORS = ("nongcot.config.doors",)
    doors.cache_clear()
    try:
        with pytest.raises(NoDoor, match=r"list it in its room's doors\.py"):
            officer.get("/mat-khau/")
    finally:
        doors.cache_clear()
