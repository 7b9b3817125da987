"""Criteria sheets: parts, criteria, options with points, and the lowest option of a star where the law prints one.

The sheets that come with the program stand in `data/` (see its README for sources); what a sheet lacks there is unknown
until an officer enters it from the decision itself (`models.Rubric`), and is never borrowed from another regime.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language

from nongcot.kernel import memory
from nongcot.ocop.models import Rubric
from nongcot.ocop.vocabulary import CERTIFIED_STARS, Regime

DATA = Path(__file__).parent / "data"
WHOLE = 100


@dataclass(frozen=True)
class Option:
    """One printed answer to a criterion. `star`: the lowest option that still allows that rank."""

    points: int
    text: str
    star: int | None = None


@dataclass(frozen=True)
class Criterion:
    """A line of a sheet; those without options are headings. `note` is a condition printed beside it."""

    part: str
    code: str
    vi: str
    en: str
    most: int
    options: tuple[Option, ...] = ()
    note: str = ""

    @property
    def label(self) -> str:
        """Its name in the language of the page."""
        return self.en if self.en and (get_language() or "vi").startswith("en") else self.vi

    @property
    def is_scored(self) -> bool:
        return bool(self.options)

    def points_of(self, number: int) -> int:
        """Points of the option of that number, counted from 1; 0 is "none applies". Raises IndexError."""
        if number < 0 or number > len(self.options):
            raise IndexError(number)
        return self.options[number - 1].points if number else 0


@dataclass(frozen=True)
class Sheet:
    """The sheet of one product set under one regime; without criteria while nobody has entered them."""

    regime: str
    code: str
    number: int
    vi: str
    en: str
    sector: str
    group: str
    agencies: tuple[str, ...]
    stops: tuple[str, ...]
    verified: bool
    criteria: tuple[Criterion, ...]
    legal_basis: str = ""
    posted: int | None = None

    @property
    def label(self) -> str:
        """The set's name in the language of the page."""
        return self.en if self.en and (get_language() or "vi").startswith("en") else self.vi

    @cached_property
    def by_code(self) -> dict[str, Criterion]:
        return {criterion.code: criterion for criterion in self.criteria}

    @cached_property
    def scored(self) -> tuple[Criterion, ...]:
        """The criteria that get points."""
        return tuple(criterion for criterion in self.criteria if criterion.is_scored)

    @cached_property
    def parts(self) -> dict[str, int]:
        """Most points of each part."""
        found: dict[str, int] = {}
        for criterion in self.scored:
            found[criterion.part] = found.get(criterion.part, 0) + criterion.most
        return found

    @property
    def most(self) -> int:
        """The points of a sheet whose every criterion is at its best."""
        return sum(self.parts.values())

    @property
    def is_known(self) -> bool:
        """Whether there is anything to score on."""
        return bool(self.criteria)

    @property
    def is_whole(self) -> bool:
        """Whether its points add up to 100, as every decision says they do."""
        return self.most == WHOLE

    @cached_property
    def gates(self) -> dict[int, dict[str, int]]:
        """Star → criterion → least points; a gate of a lower star binds the higher ones. Empty: none are printed."""
        found: dict[int, dict[str, int]] = {}
        if not any(option.star for criterion in self.scored for option in criterion.options):
            return found
        for star in CERTIFIED_STARS:
            needs = {}
            for criterion in self.scored:
                marked = [option.points for option in criterion.options if option.star and option.star <= star]
                if marked:
                    needs[criterion.code] = max(marked)
            found[star] = needs
        return found

    def points(self, chosen: Mapping[str, int]) -> dict[str, int]:
        """Points by criterion of the options chosen (numbers from 1, 0: none applies)."""
        return {code: self.by_code[code].points_of(number) for code, number in chosen.items() if code in self.by_code}

    def missing(self, chosen: Mapping[str, int]) -> list[Criterion]:
        """The criteria that nobody has answered yet."""
        return [criterion for criterion in self.scored if criterion.code not in chosen]


@cache
def carried(regime: str) -> dict[str, Sheet]:
    """The sheets of a regime as they come with the program, by set."""
    rows = json.loads((DATA / f"criteria-{regime.lower()}.json").read_text(encoding="utf-8"))
    return {row["code"]: _sheet(regime, row) for row in rows}


def sheets(regime: str, n: int | None = None) -> dict[str, Sheet]:
    """The sheets of a regime as known at posting `n`, or at the newest: what officers entered takes the place of what
    was carried."""
    return memory.remembered(("ocop sheets", regime, n), lambda: _standing(regime, n))


def sheet(regime: str, set_code: str) -> Sheet:
    """The sheet of a set. Raises KeyError for a set that the regime has not."""
    return sheets(regime)[set_code]


def sector_and_group(regime: str, set_code: str) -> tuple[str, str]:
    """Sector and group of a set; ("unknown", "unknown") where no set is told."""
    found = carried(regime).get(set_code) if regime in Regime.values else None
    return (found.sector, found.group) if found else ("unknown", "unknown")


def criteria_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    """Criteria as they are kept in files and facts."""
    return tuple(
        Criterion(
            part=row["part"],
            code=row["code"],
            vi=row["vi"],
            en=row.get("en", ""),
            most=row["max"],
            options=tuple(Option(*option) for option in row.get("options", ())),
            note=row.get("note", ""),
        )
        for row in rows
    )


def kept(criteria: Sequence[Criterion]) -> list[dict[str, Any]]:
    """The other way round: criteria as facts keep them."""
    return [
        {"part": c.part, "code": c.code, "vi": c.vi, "en": c.en, "max": c.most, "note": c.note}
        | ({"options": [[o.points, o.text, o.star] for o in c.options]} if c.options else {})
        for c in criteria
    ]


def _sheet(regime: str, row: Mapping[str, Any]) -> Sheet:
    return Sheet(
        regime=regime,
        code=row["code"],
        number=row["no"],
        vi=row["vi"],
        en=row["en"],
        sector=row["sector"],
        group=row["group"],
        agencies=tuple(row["agencies"]),
        stops=tuple(row.get("stops", ())),
        verified=row["verified"],
        criteria=criteria_of(row["criteria"]),
    )


def _standing(regime: str, n: int | None) -> dict[str, Sheet]:
    found = dict(carried(regime))
    known = Q(withdrawn=None) if n is None else Q(posted__lte=n) & (Q(withdrawn=None) | Q(withdrawn__gt=n))
    for entered in Rubric.objects.filter(known, regime=regime).order_by("posted", "pk"):
        found[entered.set_code] = replace(
            found[entered.set_code],
            criteria=criteria_of(entered.criteria),
            verified=entered.verified,
            legal_basis=entered.legal_basis,
            posted=entered.posted,
        )
    return found
