"""From points to stars: pure functions of a sheet, the options chosen and a regime's bands.

Totals are exact fractions (a mean over members keeps its decimals) and are never rounded before banding: 69.9 is three
stars. Under 26/2026 stars = min(band, gate): a footnote of its annex marks the lowest option that still allows a rank,
and a mark for a lower rank binds the higher ones too.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean

from nongcot.ocop.criteria import Criterion, Sheet

#: (star, lowest total of it), the highest star first; a band reaches up to the next one and does not hold it.
Bands = Sequence[tuple[int, Fraction]]

#: Criterion → points.
Points = Mapping[str, int]

LOWEST_CERTIFIED = 3


@dataclass(frozen=True)
class Unmet:
    """A criterion that keeps a product below a star: what it has, what that star asks for."""

    criterion: Criterion
    star: int
    has: int
    needs: int


@dataclass(frozen=True)
class Outcome:
    """What a sheet comes to. `star` None: no recognition; `limit` is the highest star the gates allow (None: none).

    With a disqualifier nothing is scored: `stopped`, and neither total nor star.
    """

    total: Fraction | None
    parts: Mapping[str, Fraction]
    band: int | None
    limit: int | None
    star: int | None
    unmet: tuple[Unmet, ...] = ()
    stopped: bool = False
    gated: bool = True


def band(total: Fraction, bands: Bands) -> int:
    """The rank of a total. Raises ValueError for a total that no band holds."""
    for star, least in bands:
        if total >= least:
            return star
    raise ValueError(f"no band holds {total}")


def unmet(sheet: Sheet, points: Points) -> tuple[Unmet, ...]:
    """Gates not passed, the lowest star first; a criterion without points has 0."""
    found = []
    for star in sheet.gates:
        for criterion, needs in sheet.gates[star].items():
            has = points.get(criterion, 0)
            if has < needs:
                found.append(Unmet(sheet.by_code[criterion], star, has, needs))
    return tuple(found)


def limit(sheet: Sheet, points: Points) -> int | None:
    """The highest star whose gates are all passed; None where even the lowest certified one is barred."""
    barred = {gate.star for gate in unmet(sheet, points)}
    return max((star for star in sheet.gates if star not in barred), default=None)


def total(points: Points) -> Fraction:
    """The sum of the points of one sheet."""
    return Fraction(sum(points.values()))


def by_part(sheet: Sheet, sheets: Iterable[Points]) -> dict[str, Fraction]:
    """The mean of each part over several sheets."""
    each = list(sheets)
    return {
        part: mean(Fraction(sum(points.get(c.code, 0) for c in sheet.scored if c.part == part)) for points in each)
        for part in sheet.parts
    }


def outcome(
    sheet: Sheet,
    sheets: Sequence[Points],
    bands: Bands,
    *,
    agreed: Points | None = None,
    stops: Collection[str] = (),
) -> Outcome:
    """What the sheets of one or several members come to.

    `agreed` is the option of each criterion that the gates are read from (by default the one sheet there is). Raises
    ValueError without a sheet, and where several sheets come without agreed options.
    """
    if stops:
        return Outcome(None, {}, None, None, None, stopped=True)
    if not sheets:
        raise ValueError("nothing was scored")
    if agreed is None:
        if len(sheets) > 1:
            raise ValueError("several sheets need agreed options")
        agreed = sheets[0]
    parts = by_part(sheet, sheets)
    summed = mean(total(points) for points in sheets)
    rank = band(summed, bands)
    if not sheet.gates:
        return Outcome(summed, parts, rank, None, rank, gated=False)
    highest = limit(sheet, agreed)
    star = rank if rank < LOWEST_CERTIFIED else None if highest is None else min(rank, highest)
    return Outcome(summed, parts, rank, highest, star, unmet(sheet, agreed))
