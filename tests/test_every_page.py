"""Every page of the house in Chromium: nothing for the accessibility checker, nothing beyond the edge, a name.

The pages are those of the table of doors; a page that is added is walked without a word here.
"""

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from nongcot.accounts.door import Door, doors
from nongcot.accounts.roles import CAPABILITIES, VISITOR
from nongcot.places.models import Unit
from nongcot.registry.models import Organisation
from nongcot.registry.tests import telling
from nongcot.ui.testing import OF_COLOURS, OF_WIDTH, faults
from tests.test_doors import ROLES, cells

pytestmark = [pytest.mark.browser, pytest.mark.long]

#: A walk takes minutes: in parts, several workers share it.
PARTS = 8


def goes(role: str, door: Door) -> bool:
    """A visitor goes wherever all may; of those with an account, each where the first of them may."""
    roles = CAPABILITIES[door.capability].roles
    return role == (VISITOR if role == VISITOR and VISITOR in roles else next(one for one in roles if one != VISITOR))


def walk(role: str) -> dict[str, str]:
    """The addresses where `role` goes, by name, with what the doors' samples make there."""
    return {
        name: reverse(name, kwargs=dict(door.sample())) + door.query
        for door, name, its in cells()
        if its == role and goes(role, door)
    }


def tell_a_life() -> None:
    """The organisation of the samples, and neighbours, so that lists and figures are not empty."""
    yen_my = Unit.objects.get(name="Xã Yên Mỹ", valid_from=date(2016, 1, 1), parent__name="Huyện Ý Yên").pk
    one, _made = Organisation.objects.get_or_create(key="TC000001", posted=1)
    said = {"kind": "coop", "name": "HTX đa ngành nghề xã Yên Mỹ", "place": yen_my, "sector": "AGR", "members": 20}
    telling.say(one, date(2016, 3, 14), **said, charter_capital=850_000_000)
    telling.event(one, "registered", date(2016, 3, 14))
    telling.event(one, "suspended", date(2017, 6, 1))
    telling.event(one, "resumed", date(2017, 12, 1))
    telling.product(one, "Rau cải bó xôi")
    for number in range(3):
        telling.organisation(f"HTX Hương Quê {number}", place=yen_my, sector="AGR", members=10 + number)


class Seen:
    """The templates that are looked at closely, on some page, by whatever worker: what depends on a page's parts alone
    is looked at once for each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def all_of(self, templates: set[str]) -> bool:
        """Whether somebody looks at each of them; whoever asks first does."""
        return not [name for name in templates if self._is_new(name)]

    def _is_new(self, name: str) -> bool:
        try:
            (self.folder / name.replace("/", "|")).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


WALKERS = [role for role in ROLES if any(goes(role, door) for door in doors().values())]


@pytest.fixture
def seen(notes) -> "Seen":
    return Seen(notes / "seen")


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(("role", "language"), [*((role, "vi") for role in WALKERS), (VISITOR, "en")])
def test_nothing_is_found_on_any_page(own_ledger, book, page_at, axe, seen, request, settings, role, language, part):
    client = request.getfixturevalue(role)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    addresses = dict(list(walk(role).items())[part::PARTS])
    tell_a_life()
    page = page_at(cookies=client.cookies)
    found = []
    for address in addresses.values():
        answer = client.get(address, follow=True)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            templates = {str(template.name) for template in answer.templates}
            if language == "vi":
                found += faults(page, address, axe, (*OF_COLOURS, *OF_WIDTH) if seen.all_of(templates) else ())
            else:
                found += faults(page, address, None)
    assert addresses
    assert found == []
