"""Places from free text, as officers write it: candidates with scores and reasons, never a silent guess.

A score is how far the text speaks for a unit: the spelling of the name, the word of kind before it, the district and
province beside it, whether the name is that of the day asked. Names of other days lead to the unit that holds the
territory on the day, and say so.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.db import connection
from django.utils.translation import get_language

from nongcot.places import gazetteer, reasons, tree
from nongcot.places.address import tokens_of
from nongcot.places.gazetteer import COUNTRY_SINCE, Name
from nongcot.places.mentions import Mentions, Reading
from nongcot.places.models import COMMUNE, Unit
from nongcot.places.reasons import How, Landing
from nongcot.places.tree import NONE, Ids, Tree

# How far the day lets a name stand for a unit.
OF_THE_DAY = 1.0
OF_ANOTHER_DAY = 0.9
APPROXIMATE = 0.86
ONE_OF_SEVERAL = 0.6
ABOLISHED = 0.5
UNVERIFIED = 0.98
OUTSIDE_THE_BOOK = 0.9
OF_SEVERAL_LEVELS = 0.85

#: Below `LEAST` nothing is offered, below `POOR` slips of the pen are thought of; from `SURE` on, and `CLEAR` of the
#: next, a candidate is beyond doubt.
LEAST = 0.3
POOR = 0.55
SURE = 0.85
CLEAR = 0.12
KEPT_TEXTS = 50_000

Scored = tuple[float, Reading, Landing]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that a text may mean. `score` is 0..1; `why` says in the reader's language what speaks for and against it.

    `verified` is False where the unit, or a succession that led to it, is not verified.
    """

    unit: Unit
    score: float
    why: str
    verified: bool


class Finder:
    """Look-up in the units as they stand now. For thousands of texts take one `finder()` and ask it."""

    def __init__(self, units: Tree) -> None:
        self.tree = units
        self._gazetteer = gazetteer.build(units)
        self._kept = lru_cache(maxsize=KEPT_TEXTS)(self._find)
        self._landings = lru_cache(maxsize=KEPT_TEXTS)(self._land)
        self._inside = lru_cache(maxsize=1_000)(self._communes_inside)
        self._book = lru_cache(maxsize=100)(self._communes_of_book)

    def find(
        self, text: str, on: date, within: Unit | None = None, level: str | None = None, limit: int = 5
    ) -> list[Candidate]:
        """Units of a day that a text may mean, best first.

        `within` admits only units inside that one; `level` (`province`, `district`, `commune`) only units of a level.
        Without it a text means the finest unit it names. An abolished unit that nothing succeeded is offered itself,
        with a low score.
        """
        within_id = None if within is None else within.pk
        return list(self._kept(text, on, within_id, level, limit, get_language()))

    def best(self, text: str, on: date, within: Unit | None = None, level: str | None = None) -> Candidate | None:
        """The unit that a text means, where that is beyond doubt: well spelled, and no other comes near."""
        found = self.find(text, on, within, level)
        if not found or found[0].score < SURE or (len(found) > 1 and found[0].score - found[1].score < CLEAR):
            return None
        return found[0]

    def _find(
        self, text: str, on: date, within: int | None, level: str | None, limit: int, _language: str | None
    ) -> tuple[Candidate, ...]:
        tokens = tokens_of(text)
        mentions = Mentions(self._gazetteer, tokens)
        scored = self._scored(mentions, on, within, level)
        if not scored or scored[0][0] < POOR:
            mentions = Mentions(self._gazetteer, tokens, slips=True)
            scored = self._scored(mentions, on, within, level)
        return tuple(
            Candidate(landing.unit, round(score, 2), reasons.why(mentions, reading, landing, on), landing.verified)
            for score, reading, landing in scored[:limit]
        )

    def _scored(self, mentions: Mentions, on: date, within: int | None, level: str | None) -> list[Scored]:
        """Each unit once, by the reading that speaks best for it; the book's own first among equals."""
        best: dict[int, Scored] = {}
        book = self._book(on) if within is None else NONE
        for reading in mentions.readings():
            if level is not None and reading.name.level != level:
                continue
            trust = reading.trust * (reading.coarse if level is None else 1.0)
            if trust < LEAST:
                continue
            for landing in self._landings(reading.name, on):
                unit = landing.unit
                if within is not None and not self._lies_in(unit, self._inside(within, on), on):
                    continue
                if book and not reading.support and not self._lies_in(unit, book, on):
                    landing = replace(landing, factor=landing.factor * OUTSIDE_THE_BOOK, outside=True)
                score = trust * landing.factor
                if score >= LEAST and (unit.pk not in best or best[unit.pk][0] < score):
                    best[unit.pk] = (score, reading, landing)
        found = list(best.values())
        if level is None:
            found = [self._without_level(one, found) for one in found]
        return sorted(found, key=_rank)

    def _without_level(self, one: Scored, found: list[Scored]) -> Scored:
        """Trust a name without a word of kind less where units of several levels bear it, or bore it.

        Names that came only later do not count: nobody wrote them then.
        """
        score, reading, landing = one
        bearers = (
            other for _, like, other in found if like.span == reading.span and other.how not in ("later", "several")
        )
        if reading.span.kind is not None or all(other.unit.level == landing.unit.level for other in bearers):
            return one
        return score * OF_SEVERAL_LEVELS, reading, replace(landing, namesake=True)

    def _land(self, name: Name, on: date) -> tuple[Landing, ...]:
        """The units of a day that a name leads to."""
        unit = name.unit
        if unit is None:
            single = len(name.became) == 1 and name.became[0][1]
            sure = OF_ANOTHER_DAY if on >= COUNTRY_SINCE else APPROXIMATE
            how: How = "parted" if not single else "former" if on >= COUNTRY_SINCE else "approximate"
            factor = sure if single else ONE_OF_SEVERAL
            return tuple(Landing(there, factor, how, (), there.verified) for there, _whole in name.became)
        if self.tree.valid(unit, on):
            return (Landing(unit, OF_THE_DAY, "", (), unit.verified),)
        there = self.tree.reach(unit.pk, on)
        if there == {unit.pk}:
            return (Landing(unit, APPROXIMATE, "approximate", (), unit.verified),)
        if not there:
            return (Landing(unit, ABOLISHED, "abolished", (), unit.verified),)
        steps = tuple(self.tree.steps(unit.pk, on))
        known = all(step.verified for step in steps)
        factor = (OF_ANOTHER_DAY if len(there) == 1 else ONE_OF_SEVERAL) * (1.0 if known else UNVERIFIED)
        if unit.valid_from > on:
            how = "several" if len(there) > 1 else "later"
        else:
            how = "parted" if len(there) > 1 else "former"
        units = sorted((self.tree.units[pk] for pk in there), key=lambda found: found.code)
        return tuple(Landing(found, factor, how, steps, known and found.verified) for found in units)

    def _lies_in(self, unit: Unit, communes: Ids, on: date) -> bool:
        if unit.level == COMMUNE:
            return unit.pk in communes
        own, _whole = self.tree.communes_of(unit, on)
        return bool(own) and own <= communes

    def _communes_inside(self, within: int, on: date) -> Ids:
        return self.tree.communes_of(self.tree.units[within], on)[0]

    def _communes_of_book(self, on: date) -> Ids:
        scope = self.tree.scope(on)
        return NONE if scope is None else self._communes_inside(scope.province_id, on)


def _rank(found: Scored) -> tuple[float, bool, str]:
    score, _, landing = found
    return -round(score, 2), landing.outside, landing.unit.code


#: By database, as the trees that they look in.
_finders: dict[str, Finder] = {}


def finder() -> Finder:
    """The finder of the units as they stand; the same one until something is stated."""
    database, units = str(connection.settings_dict["NAME"]), tree.current()
    found = _finders.get(database)
    if found is None or found.tree is not units:
        found = _finders[database] = Finder(units)
    return found


def find(text: str, on: date, within: Unit | None = None, level: str | None = None, limit: int = 5) -> list[Candidate]:
    """`Finder.find` of the units as they stand."""
    return finder().find(text, on, within, level, limit)


def best(text: str, on: date, within: Unit | None = None, level: str | None = None) -> Candidate | None:
    """`Finder.best` of the units as they stand."""
    return finder().best(text, on, within, level)
