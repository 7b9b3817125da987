"""Every act of every room's table is linked from some page: nobody can do what no page leads to."""

import pytest

from nongcot.accounts.door import addresses
from nongcot.kernel import clock
from tests.every_act import ACT, ROOMS, TODAY, linked, tell


def test_every_room_with_acts_is_tried():
    names = [name.split(":") for _pattern, name in addresses()]
    assert {parts[0] for parts in names if ACT.match(parts[-1]) and len(parts) == 2} == set(ROOMS)


@pytest.mark.long
@pytest.mark.parametrize("room", ROOMS)
def test_every_act_is_linked_from_some_page(room, ledger, officer, notes):
    codes, _tell = ROOMS[room]
    with clock.at(TODAY):
        tell(room)
        found = linked(officer, room, notes)
    assert codes
    assert codes - set(found) == set(), "no page leads to these acts"
    assert set(found) - codes == set(), "a page leads to acts that there are none of"
