"""How precisely the days on which slices of a life begin and end are known.

A slice begins on one day, the earliest that an event may have; whoever reads it is told no more than the event says.
"""

from collections.abc import Collection, Iterable
from datetime import date

from nongcot.indicators import bulk
from nongcot.kernel.dates import PartialDate
from nongcot.registry import lifecycle, queries
from nongcot.registry.models import LifeEvent, Statement
from nongcot.registry.vocabulary import EventKind

#: Events that change a status; they say more about a day than others of the same day.
STATUS = frozenset({*lifecycle.BIRTHS, *lifecycle.TARGET, *lifecycle.OVERRIDES})
LAW = frozenset({EventKind.REGISTERED, EventKind.REREGISTERED, EventKind.CHARTER_CONFORMED})
ALLIANCE = frozenset({EventKind.JOINED_ALLIANCE, EventKind.LEFT_ALLIANCE})
UNION = frozenset({EventKind.JOINED_UNION, EventKind.LEFT_UNION})


class Days:
    """The days of one organisation, through the events that stand."""

    def __init__(self, events: Iterable[LifeEvent]) -> None:
        self._by_day: dict[date, list[LifeEvent]] = {}
        for event in events:
            self._by_day.setdefault(event.earliest, []).append(event)

    def of(self, day: date, kinds: Collection[str]) -> PartialDate:
        """A day as the events of these kinds that begin on it tell it; a day that none of them tells is itself."""
        told = [of_event(event) for event in self._by_day.get(day, ()) if event.kind in kinds]
        return PartialDate.day(day) if not told else min(told, key=lambda known: known.latest)

    def is_observed(self, day: date, kinds: Collection[str]) -> bool:
        """Whether a list of that day shows what the events of these kinds say, and nobody told since when."""
        told = [event for event in self._by_day.get(day, ()) if event.kind in kinds]
        return bool(told) and all(event.details.get("observed") for event in told)

    def any(self, day: date) -> PartialDate:
        """A day as any event tells it, those that change a status before others."""
        here = self._by_day.get(day, ())
        kinds = {event.kind for event in here}
        return self.of(day, kinds & STATUS or kinds)

    @property
    def partial(self) -> dict[date, PartialDate]:
        """The days that are known only in part."""
        known = {day: self.any(day) for day in self._by_day}
        return {day: told for day, told in known.items() if told.precision != "day"}


def of_event(event: LifeEvent) -> PartialDate:
    """The effective day of an event."""
    return PartialDate(event.earliest, event.latest, event.precision)  # type: ignore[arg-type]  # written by writing.py


def days(records: Collection[int], n: int) -> Days:
    """The days of the organisation that these records are, as known at posting `n`."""
    return Days(queries.standing(LifeEvent, n, organisation_id__in=records))


def stated_days(records: Collection[int], n: int) -> Days:
    """The days of statements made together with an event: a list of the same day knows its own day exactly."""
    told = LifeEvent.objects.filter(organisation_id__in=records, posted__lte=n).values_list("key", "posted", "earliest")
    said = Statement.objects.filter(organisation_id__in=records, posted__lte=n).values_list("posted", "valid_from")
    together = set(said)
    keys = {key for key, posted, earliest in told if (posted, earliest) in together}
    standing = queries.standing(LifeEvent, n, organisation_id__in=records)
    return Days(event for event in standing if event.key in keys)


def partial_days(organisations: Collection[int], n: int) -> dict[int, dict[date, PartialDate]]:
    """Of each organisation the days known only in part: what figures say of the records behind them."""
    by_organisation: dict[int, list[LifeEvent]] = {}
    for event in queries.standing(LifeEvent, n, organisation_id__in=bulk.within(organisations)):
        by_organisation.setdefault(event.organisation_id, []).append(event)
    return {one: Days(events).partial for one, events in by_organisation.items()}
