"""Invented titles of new-style rural communes: which commune was recognised when is illustrative, only the names are
real."""

from datetime import date
from random import Random

from nongcot.example.story import Story
from nongcot.example.world import SEED, spread
from nongcot.ntm.actions import Decided, record_titles
from nongcot.ntm.vocabulary import Level
from nongcot.places import tree
from nongcot.places.models import Unit

SOURCE = "Quyết định công nhận (minh họa)"

#: Year → how many communes reach each level in it; all are recognised before the next level.
PLAN = {
    2016: (60, 0, 0), 2017: (70, 0, 0), 2018: (60, 0, 0), 2019: (40, 6, 0), 2020: (0, 18, 0),
    2021: (0, 22, 1), 2022: (0, 30, 3), 2023: (0, 24, 6), 2024: (0, 20, 8),
}  # fmt: skip


def tell(story: Story) -> None:
    """Enter each year's decisions, one posting a year and level; communes that came in July 2025 wait for theirs."""
    random = Random(SEED + 13)
    standing = [unit for unit, _district in story.communes(date(2024, 12, 31)) if _is_rural(unit)]
    first = [unit for unit in standing if tree.current().units[unit].valid_from <= date(2016, 1, 1)]
    random.shuffle(first)
    recognised: dict[Level, list[int]] = {Level.NTM: [], Level.ADVANCED: [], Level.MODEL: []}
    below = {Level.NTM: list(first), Level.ADVANCED: recognised[Level.NTM], Level.MODEL: recognised[Level.ADVANCED]}
    for year, counts in PLAN.items():
        for level, count in zip(recognised, counts, strict=True):
            waiting = [unit for unit in below[level] if unit not in recognised[level]][:count]
            recognised[level] += waiting
            days = spread(random, 1, date(year, 11, 1), date(year, 12, 20))
            if waiting:
                _decide(story, waiting, level, days[0])


def _is_rural(unit: int) -> bool:
    return tree.current().units[unit].kind == Unit.Kind.COMMUNE


def _decide(story: Story, units: list[int], level: Level, day: date) -> None:
    decided = [
        Decided(unit, level, day, document_no=f"MH-{day.year}/QĐ-UBND", issuing_body="UBND tỉnh (minh họa)")
        for unit in units
    ]
    story.add(day, lambda: record_titles(decided=decided, by=None, source=SOURCE))
