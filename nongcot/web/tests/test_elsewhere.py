"""The house in a province of which no borders are carried."""

from datetime import date

import pytest
from django.urls import reverse

from nongcot.accounts import actions
from nongcot.accounts.door import doors
from nongcot.accounts.roles import PUBLIC
from nongcot.registry.actions.opening import open_ledger


@pytest.fixture
def hanoi(db):
    """What `nongcot init --province 01` leaves behind."""
    actions.open_book(
        province_code="01",
        province="Hà Nội",
        name="Liên minh Hợp tác xã thành phố Hà Nội",
        parent_body="Ủy ban nhân dân thành phố Hà Nội",
        place="Hà Nội",
        signers=[],
    )
    open_ledger(province_code="01", scope_from=date(2025, 7, 1), by=None)


def test_every_public_door_opens(hanoi, client):
    for door in doors().values():
        if door.capability != PUBLIC or door.name.endswith(":*"):
            continue
        answer = client.get(reverse(door.name, kwargs=dict(door.sample())) + door.query)
        assert answer.status_code in (200, 302, 405), door.name


def test_the_front_page_shows_no_map(hanoi, client):
    answer = client.get("/")
    assert answer.status_code == 200
    assert "nc-map" not in answer.content.decode()
