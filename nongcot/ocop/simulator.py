"""What a product would get today, what keeps it below the next star, and the fewest steps to it.

A step is one printed option up on one criterion. Gates come first, because nothing else opens a star; what is then
still missing in points is found by a small exact search over the options.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from nongcot.ocop import scoring
from nongcot.ocop.criteria import Criterion, Option, Sheet
from nongcot.ocop.scoring import Bands, Outcome, Points, Unmet

#: (steps, criteria touched): what a way costs, compared in this order.
Cost = tuple[int, int]


@dataclass(frozen=True)
class Step:
    """One criterion raised: from so many points to that option. `by_gate`: the star asks for it whatever the total."""

    criterion: Criterion
    has: int
    option: Option
    steps: int
    by_gate: bool

    @property
    def gain(self) -> int:
        """Points gained."""
        return self.option.points - self.has


@dataclass(frozen=True)
class Way:
    """The cheapest way to a star, and the total it would give; `reachable` is False where no options reach it."""

    star: int
    steps: tuple[Step, ...]
    total: Fraction
    reachable: bool = True

    @property
    def cost(self) -> int:
        """Steps in all."""
        return sum(step.steps for step in self.steps)


def today(sheet: Sheet, points: Points, bands: Bands) -> Outcome:
    """What these options come to; criteria without an answer have 0."""
    return scoring.outcome(sheet, [points], bands)


def next_star(outcome: Outcome) -> int | None:
    """The star to aim at; None at the top. Who is not recognised, or has less than three, aims at three."""
    if outcome.star == max(STARS):
        return None
    return max(min(STARS), (outcome.star or 0) + 1)


STARS = (3, 4, 5)


def barred(outcome: Outcome) -> list[Unmet]:
    """The gates that are not passed on the way to the next star; those of higher ones concern nobody yet."""
    star = next_star(outcome)
    return [gate for gate in outcome.unmet if gate.star == star]


def cheapest(sheet: Sheet, points: Points, bands: Bands, star: int) -> Way:
    """The way to a star with the fewest steps; of equal ones that which touches the fewest criteria."""
    gates = sheet.gates.get(star, {})
    now = {criterion.code: points.get(criterion.code, 0) for criterion in sheet.scored}
    forced = [
        step
        for criterion in sheet.scored
        if (needs := gates.get(criterion.code, 0)) > now[criterion.code]
        and (step := _to(criterion, now[criterion.code], needs, by_gate=True))
    ]
    raised = now | {step.criterion.code: step.option.points for step in forced}
    least = dict(bands)[star]
    missing = max(0, ceil(least - sum(raised.values())))
    more = _search(sheet, raised, missing, {step.criterion.code for step in forced})
    if more is None:
        return Way(star, tuple(forced), Fraction(sum(raised.values())), reachable=False)
    return Way(star, _merged(sheet, now, forced, more), Fraction(sum((raised | more).values())))


def _to(criterion: Criterion, has: int, needs: int, *, by_gate: bool) -> Step | None:
    """The lowest option with at least so many points."""
    ladder = _ladder(criterion, has)
    for steps, option in enumerate(ladder, start=1):
        if option.points >= needs:
            return Step(criterion, has, option, steps, by_gate)
    return None


def _ladder(criterion: Criterion, has: int) -> Sequence[Option]:
    """The options above what it has, one of each number of points, upwards."""
    above = {option.points: option for option in reversed(criterion.options) if option.points > has}
    return [above[points] for points in sorted(above)]


def _search(sheet: Sheet, raised: Mapping[str, int], missing: int, touched: Collection[str]) -> dict[str, int] | None:
    """Which criteria to raise to how many points so that at least `missing` are gained at the least cost; those that
    are `touched` anyway count as no further one."""
    best: dict[int, tuple[Cost, dict[str, int]]] = {0: ((0, 0), {})}
    for criterion in sheet.scored:
        has, further = raised[criterion.code], criterion.code not in touched
        found = dict(best)
        for steps, option in enumerate(_ladder(criterion, has), start=1):
            for gained, ((cost, others), chosen) in best.items():
                total = min(missing, gained + option.points - has)
                price = (cost + steps, others + further)
                if total > gained and (total not in found or price < found[total][0]):
                    found[total] = price, chosen | {criterion.code: option.points}
        best = found
    return best[missing][1] if missing in best else None


def _merged(sheet: Sheet, now: Mapping[str, int], forced: Sequence[Step], more: Mapping[str, int]) -> tuple[Step, ...]:
    """Forced and chosen raises, each criterion once, in the order of the sheet."""
    by_gate = {step.criterion.code: step for step in forced}
    found = []
    for criterion in sheet.scored:
        if criterion.code in more:
            is_gate = criterion.code in by_gate
            step = _to(criterion, now[criterion.code], more[criterion.code], by_gate=is_gate)
        else:
            step = by_gate.get(criterion.code)
        if step is not None:
            found.append(step)
    return tuple(found)
