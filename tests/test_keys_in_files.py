"""Beside an organisation's name every file has its key in the book: so a row that comes back is known again."""

from collections import defaultdict
from pathlib import Path

import pytest
from django.urls import reverse

from nongcot.accounts.door import addresses
from nongcot.exemplars.reading.lists import LISTS as EXEMPLARS
from nongcot.kernel import clock
from nongcot.places import geography, tree
from nongcot.registry import words
from nongcot.registry.models import Organisation, Profile
from nongcot.registry.reading.views_lists import LISTS as REGISTRY
from nongcot.sheets.read import read_workbook
from nongcot.trade.models import TradeEvent
from tests.every_act import ROOMS, TODAY, tell

#: What stands in the addresses of files beside their format; targets and the terms of a regime are nobody's.
MORE = {
    "registry:list_file": lambda: [(slug,) for slug in REGISTRY],
    "exemplars:file": lambda: [(slug,) for slug in EXEMPLARS],
    "ntm:commune_file": lambda: [(code,) for code in communes()],
    "trade:guests_file": lambda: [(one.event_id,) for one in TradeEvent.objects.all()],
    "ocop:terms_file": list,
    "plans:targets_file": list,
}


def communes() -> list[str]:
    """The communes of the day in which somebody of the book sits."""
    seats = Profile.objects.filter(retracted=None).exclude(place_id=None).order_by().values_list("place_id", flat=True)
    now = geography.mapping(TODAY)
    standing = {now.get(seat) for seat in seats.distinct()}
    return sorted(tree.current().units[unit].code for unit in standing if unit is not None)


def files() -> list[tuple[str, tuple[object, ...]]]:
    """Every file of a list, by the name of its address and what stands before the format in it."""
    names = [name for path, name in addresses() if "format_>" in path]
    return [(name, one) for name in names for one in (MORE[name]() if name in MORE else [()])]


def rows(path: Path) -> list[list[str]]:
    """The rows of a file below its headings, cell by cell; of several parties in one cell each by itself."""
    [sheet] = read_workbook(path).sheets
    lines = [[str(cell) for cell in row if cell is not None] for row in sheet.rows]
    head = next((number for number, line in enumerate(lines) if "STT" in line), -1)
    return [[part for cell in line for part in cell.split("; ")] for line in lines[head + 1 :]]


@pytest.mark.parametrize("room", ROOMS)
def test_whom_a_file_names_it_names_by_key(room, ledger, officer, tmp_path):
    with clock.at(TODAY):
        tell(room)
        keys: dict[str, set[str]] = defaultdict(set)
        ids = Organisation.objects.values_list("pk", flat=True)
        told = words.keys(list(ids))
        for pk, name in words.names(list(ids)).items():
            keys[name].add(told[pk])
        named = 0
        for address, args in files():
            answer = officer.get(reverse(address, args=[*args, "csv"]), {"stage": ""})
            assert answer.status_code == 200, (address, args)
            path = tmp_path / "list.csv"
            path.write_bytes(b"".join(answer.streaming_content) if answer.streaming else answer.content)
            for row in rows(path):
                for name in set(row) & keys.keys():
                    named += 1
                    assert keys[name] & set(row), f"{address} {args}: {name} stands there without a key"
    assert named > 1
