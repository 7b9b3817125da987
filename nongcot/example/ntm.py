"""Invented titles of new-style rural communes, and what officers found of items that the book cannot answer: which
commune was recognised when, and what was found of it, is illustrative; only the names are real."""

from dataclasses import dataclass
from datetime import date
from random import Random

from nongcot.example.story import Story
from nongcot.example.world import SEED, spread
from nongcot.ntm.actions import Decided, record_finding, record_titles
from nongcot.ntm.vocabulary import Answer, Level
from nongcot.places import tree
from nongcot.places.models import Unit

SOURCE = "Quyết định công nhận (minh họa)"

#: Year → how many communes reach each level in it; all are recognised before the next level.
PLAN = {
    2016: (60, 0, 0), 2017: (70, 0, 0), 2018: (60, 0, 0), 2019: (40, 6, 0), 2020: (0, 18, 0),
    2021: (0, 22, 1), 2022: (0, 30, 3), 2023: (0, 24, 6), 2024: (0, 20, 8),
}  # fmt: skip


@dataclass(frozen=True)
class Round:
    """Officers went through some communes and noted what they found of one item: `found` of them have it, `missing`
    have not."""

    day: date
    set_code: str
    item: str
    what: str
    found: int
    missing: int = 0
    until: date | None = None


#: After the congress, and of no item by which a commune is counted as one with evidence: what it counted stays.
ROUNDS = (
    Round(date(2020, 12, 1), "NTM-KM-2018", "1", "Biên bản kiểm tra vùng sản xuất tập trung", 3, 1, date(2021, 12, 31)),
    Round(date(2023, 10, 17), "NTM-NC-2021", "13.5", "Bảng kê doanh số bán qua sàn", 6, 2, date(2025, 12, 31)),
    Round(date(2024, 10, 15), "NTM-KM-2021", "0", "Thuyết minh mô hình thôn thông minh", 4, 1),
)
#: Of the communes of today.
NOW = Round(date(2026, 8, 18), "NTM-2026", "3", "Báo cáo của xã về hợp tác xã và liên kết", 9, 3)


def tell(story: Story) -> None:
    """Enter each year's decisions, one posting a year and level; communes that came in July 2025 wait for theirs. And
    what officers found, one posting each."""
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
    for round_ in ROUNDS:
        _find(story, round_, recognised[Level.ADVANCED])
    _find(story, NOW, [unit for unit, _district in story.communes(NOW.day) if _is_rural(unit)])


def _is_rural(unit: int) -> bool:
    return tree.current().units[unit].kind == Unit.Kind.COMMUNE


def _decide(story: Story, units: list[int], level: Level, day: date) -> None:
    decided = [
        Decided(unit, level, day, document_no=f"MH-{day.year}/QĐ-UBND", issuing_body="UBND tỉnh (minh họa)")
        for unit in units
    ]
    story.add(day, lambda: record_titles(decided=decided, by=None, source=SOURCE))


def _find(story: Story, told: Round, asked: list[int]) -> None:
    """Who was asked is drawn by chance of its own, so that no other act moves."""
    answers = [Answer.FOUND] * told.found + [Answer.MISSING] * told.missing
    units = Random(f"{SEED} {told.set_code}").sample(asked, len(answers))
    for number, (unit, answer) in enumerate(zip(units, answers, strict=True), 1):
        about = {"unit_id": unit, "set_code": told.set_code, "item": told.item, "answer": answer}
        paper = {
            "what": f"{told.what} (minh họa)",
            "document_no": f"MH-{number}/{told.day.year}/BC-UBND",
            "valid_until": told.until if answer == Answer.FOUND else None,
        }
        story.add(told.day, lambda said=about | paper: record_finding(**said, noted_on=told.day, by=None))
