"""What the members of a council come to: means with decimals, spread, where they differ, what was agreed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from statistics import mean

from django.db.models import prefetch_related_objects

from nongcot.ocop import measure, scoring
from nongcot.ocop.criteria import Criterion, Sheet
from nongcot.ocop.measure import Measure
from nongcot.ocop.models import Conflict, Council, Dossier, Item, Score, Seat
from nongcot.ocop.scoring import Outcome
from nongcot.registry import keyed


@dataclass(frozen=True)
class Line:
    """One criterion: what each member chose (None: nothing yet), the mean, the spread, what was agreed."""

    criterion: Criterion
    chosen: tuple[int | None, ...]
    points: tuple[int | None, ...]
    agreed: int | None

    @property
    def told(self) -> list[int]:
        """The points that were given."""
        return [points for points in self.points if points is not None]

    @property
    def mean(self) -> Fraction | None:
        """The mean of the points given."""
        return mean(map(Fraction, self.told)) if self.told else None

    @property
    def spread(self) -> int:
        """The greatest less the least."""
        return max(self.told) - min(self.told) if self.told else 0

    @property
    def differs(self) -> bool:
        """Whether members gave other points."""
        return self.spread > 0

    @property
    def alike(self) -> int | None:
        """The option that every member chose; None where they differ or nobody chose."""
        found = {number for number in self.chosen if number is not None}
        return found.pop() if len(found) == 1 else None

    @property
    def settled(self) -> int | None:
        """The option that the gates are read from: the agreed one, else the one that all chose."""
        return self.agreed if self.agreed is not None else self.alike

    @property
    def is_gate(self) -> bool:
        """Whether some star asks for an option here."""
        return any(option.star for option in self.criterion.options)


@dataclass(frozen=True)
class Tally:
    """An item with its members' sheets; only sheets that were handed in by members without an interest count.

    `gone`: its dossier was taken back since; nothing is awaited of it any more.
    """

    item: Item
    dossier: Dossier
    measure: Measure
    seats: tuple[Seat, ...]
    scores: tuple[Score | None, ...]
    kept_out: tuple[tuple[Seat, str], ...]
    gone: bool = False

    @property
    def sheet(self) -> Sheet:
        """The sheet that is scored on."""
        return self.measure.sheet

    @property
    def counted(self) -> list[Score]:
        """The sheets that count."""
        return [score for score in self.scores if score is not None and score.handed_in is not None]

    @property
    def waits_for(self) -> list[Seat]:
        """Members whose sheets are not in yet."""
        return [s for s, score in zip(self.seats, self.scores, strict=True) if score is None or score.handed_in is None]

    @property
    def without(self) -> list[Seat]:
        """Members without whose sheets the mean is taken; none where nothing is scored at all."""
        return [] if self.item.stops or self.gone else self.waits_for

    @cached_property
    def lines(self) -> list[Line]:
        """Criterion by criterion, over the sheets that count."""
        counted = self.counted
        found = []
        for criterion in self.sheet.scored:
            chosen = tuple(score.chosen.get(criterion.code) for score in counted)
            points = tuple(None if number is None else criterion.points_of(number) for number in chosen)
            found.append(Line(criterion, chosen, points, self.item.agreed.get(criterion.code)))
        return found

    @property
    def differing(self) -> list[Line]:
        """The criteria on which members differ."""
        return [line for line in self.lines if line.differs]

    @property
    def unsettled(self) -> list[Line]:
        """Criteria whose option the gates need and on which members differ without having agreed."""
        return [line for line in self.lines if line.settled is None and line.is_gate] if self.counted else []

    @cached_property
    def totals(self) -> list[Fraction]:
        """The total of each sheet that counts."""
        return [scoring.total(self.sheet.points(score.chosen)) for score in self.counted]

    @cached_property
    def outcome(self) -> Outcome | None:
        """What it comes to; None while there is no sheet, an option is not agreed, or the bands are not known."""
        bands = self.measure.bands
        if bands is None:
            return None
        if self.item.stops:
            return scoring.outcome(self.sheet, [], bands, stops=self.item.stops)
        if not self.counted or self.unsettled:
            return None
        agreed = {
            line.criterion.code: line.criterion.points_of(line.settled)
            for line in self.lines
            if line.settled is not None
        }
        each = [self.sheet.points(score.chosen) for score in self.counted]
        return scoring.outcome(self.sheet, each, bands, agreed=agreed)


def of(council: Council) -> list[Tally]:
    """Every item of a sitting, in its order."""
    return _of(council, list(council.items.order_by("place", "pk")))


def of_item(item: Item) -> Tally:
    """One item."""
    return _of(item.council, [item])[0]


def _of(council: Council, items: list[Item]) -> list[Tally]:
    """Seats, sheets and interests are read once for all items, however many they are."""
    keys = {item.dossier for item in items}
    dossiers, standing = keyed.last_told_of_each(Dossier, keys), keyed.those_standing(Dossier, keys)
    everyone = list(council.seats.select_related("member").order_by("pk"))
    reasons: dict[int, dict[int, str]] = defaultdict(dict)
    for conflict in Conflict.objects.filter(seat__in=everyone):
        reasons[conflict.organisation_id][conflict.seat_id] = conflict.reason
    prefetch_related_objects(items, "scores")
    return [
        _tally(item, dossier, everyone, reasons[dossier.organisation_id], gone=dossier.key not in standing)
        for item in items
        for dossier in [dossiers[item.dossier]]
    ]


def _tally(item: Item, dossier: Dossier, everyone: Sequence[Seat], barred: Mapping[int, str], *, gone: bool) -> Tally:
    seats = tuple(seat for seat in everyone if seat.pk not in barred)
    scores = {score.seat_id: score for score in item.scores.all()}
    return Tally(
        item,
        dossier,
        measure.at(item.council, dossier),
        seats,
        tuple(scores.get(seat.pk) for seat in seats),
        tuple((seat, barred[seat.pk]) for seat in everyone if seat.pk in barred),
        gone,
    )
