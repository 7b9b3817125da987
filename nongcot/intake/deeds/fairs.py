"""Events that rows tell: fairs, exhibitions, conferences, with their days and where they are held.

The kind is read from the name. Where an event is held its place tells, or somebody does (`whereabouts`); a day without
a year is none, until somebody tells it (`understanding.years`).
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.indicators.ledger import Entry
from nongcot.intake.deeds import events_of_lists, reading, whereabouts
from nongcot.intake.deeds.reading import Reading
from nongcot.intake.deeds.told import ToldEvent, cell_of
from nongcot.intake.understanding.times import days_in
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate, format_day, format_partial
from nongcot.kernel.text import fold, nfc
from nongcot.places import describe, geography, tree
from nongcot.registry import checking, words
from nongcot.registry.reading import fact_keys
from nongcot.registry.values import written
from nongcot.trade.actions import events
from nongcot.trade.models import TradeEvent
from nongcot.trade.vocabulary import EventType, Scope

DAY = timedelta(days=1)
_TARGETS = ("event_name", "event_type", "event_time", "opens_on", "closes_on", "address", "venue", "commune",
            "event_scope", "organiser", "event_decision", "booths", "fact_key")  # fmt: skip

#: The layout of the events that the book gives out (`understanding.profiles`): an event is nobody's.
OWN = "own_events"

Refusal = tuple[str, str, str]


def read(row: reading.RowReading, on: date, sheet: reading.UnderstoodSheet) -> Reading:
    """The event of a row; it waits for its kind, its first day or where it is held."""
    name = reading.text(row, "event_name")
    kind = reading.text(row, "event_type") or events_of_lists.named_in(name).type
    opens, closes = _days(row)
    scope = whereabouts.of(row, on)
    if not name:
        return Reading(waits=_("không có tên"))
    if not kind:
        return Reading(waits=_("tên không nói là hội chợ, triển lãm hay hội nghị"))
    if opens is None:
        return Reading(waits=_("chưa rõ ngày khai mạc (thiếu năm hoặc thiếu ngày)"))
    if not scope:
        return Reading(waits=_("chưa rõ tổ chức trong tỉnh hay ngoài tỉnh"))
    venue = reading.text(row, "venue") or reading.text(row, "address")
    organiser, decision = reading.text(row, "organiser"), reading.text(row, "event_decision")
    try:
        name, venue = written(name, 300), written(venue, 300)
        organiser, decision = written(organiser, 200), written(decision, 80, numbers=False)
    except ValidationError as error:
        return Reading(waits=" ".join(error.messages))
    cells = reading.cells(row, _TARGETS)
    place = row.place.unit or 0 if row.place and scope == Scope.IN_PROVINCE else 0
    booths = reading.whole(row, "booths")
    return Reading(
        ToldEvent(
            name,
            kind,
            scope,
            opens.earliest,
            closes,
            venue,
            place,
            cells,
            organiser,
            decision,
            booths,
            opens.precision,
            opens.latest if opens.precision != "day" else None,
            sheet.layout == OWN or bool(reading.fact_key(row)),
            reading.fact_key(row),
        )
    )


def _days(row: reading.RowReading) -> tuple[PartialDate | None, date | None]:
    """First and last day; of a column of first days perhaps known in part."""
    first = reading.when(row, "opens_on")
    if first is not None:
        return first, reading.day(row, "closes_on")
    opens, closes = _days_in_text(row)
    return PartialDate.day(opens) if opens is not None else None, closes


def _days_in_text(row: reading.RowReading) -> tuple[date | None, date | None]:
    """First and last day; a text without a year takes that of an answer, of a column of its own, or of the table."""
    cell, year = row.values.get("event_time"), reading.whole(row, "event_year")
    if cell is None:
        return None, None
    if isinstance(cell.value, PartialDate) and cell.value.precision == "day" and not cell.doubt:
        return cell.value.earliest, None
    return days_in(nfc(cell.raw), cell.value if isinstance(cell.value, int) else year)


class Book:
    """The events of the book, by name and first day."""

    def __init__(self, organisations: Collection[int]) -> None:
        self.all = {fact_keys.EVENT.of(event.event_id): event for event in checking.newest_by(TradeEvent)}
        self.known: dict[tuple[str, date], TradeEvent | None] = {
            (fold(event.name), event.earliest): event for event in self.all.values()
        }
        self.met: set[tuple[str, date]] = set()

    def keyed(self, organisation_id: int) -> dict[str, TradeEvent]:
        """The events by the keys of the book's lists: they are nobody's."""
        return self.all

    def differs(self, known: TradeEvent, told: ToldEvent) -> tuple[int, int]:
        """In how much a row says otherwise than the book of an event; it tells nothing beyond."""
        return len(list(_otherwise(known, told))), 0

    def is_other(self, known: TradeEvent, told: ToldEvent) -> bool:
        """Whether neither name nor days of an event are the same."""
        same_days = told.opening.earliest <= known.latest and known.earliest <= told.opening.latest
        return fold(known.name) != fold(told.name) and not same_days

    def meet(self, listed: Iterable[tuple[int, ToldEvent]]) -> None:
        """Learn all rows of a file before the first is compared: which events they name by their keys, or by name and
        day; the next event of a name may stand above the first."""
        for _nobody, told in listed:
            event = self.all.get(told.fact_key)
            self.met.add((fold(event.name), event.earliest) if event else (fold(told.name), told.opens))

    def compare(self, organisation_id: int, told: ToldEvent) -> tuple[str, list[Refusal]]:
        """Whether an event is new; one that stands is left as it is, and what a list of the book corrects is told.

        In such a list a row may be about an event of another day (`_corrected`), or of any, by its key.
        """
        if told.fact_key in self.all:
            return "unchanged", list(_otherwise(self.all[told.fact_key], told))
        key = (fold(told.name), told.opens)
        if key not in self.known and told.of_book:
            key = self._corrected(told) or key
        self.met.add(key)
        if key in self.known:
            known = self.known[key]
            return "unchanged", list(_otherwise(known, told)) if known is not None and told.of_book else []
        self.known[key] = None
        return "create", []

    def _corrected(self, told: ToldEvent) -> tuple[str, date] | None:
        """The event whose day a row corrects: of its name the one whose day it makes exact, else the only one. None
        where another row is about it: then this is the next event of that name."""
        named = [key for key in self.known if key[0] == fold(told.name)]
        inexact = [key for key in named if (event := self.known[key]) and event.earliest <= told.opens <= event.latest]
        found = inexact if len(inexact) == 1 else named
        return found[0] if len(found) == 1 and found[0] not in self.met else None

    def tell(self, entry: Entry, organisation_id: int, told: ToldEvent, source: str) -> None:
        """Assert an event that the book does not have."""
        key = (fold(told.name), told.opens)
        if key not in self.known and told.fact_key not in self.all:
            self.known[key] = None
            of = events.Told(
                told.name,
                told.type,
                told.scope,
                told.opening,
                told.closes,
                told.place or None,
                told.venue,
                told.organiser,
                told.decision_no,
                booths=told.booths,
            )
            events.enter_within(entry, told=of, source=source)


def _otherwise(known: TradeEvent, told: ToldEvent) -> Iterator[Refusal]:
    """What a row tells of an event that the book has otherwise, or not at all."""
    last = known.valid_to - DAY if known.valid_to else None
    opening = PartialDate(known.earliest, known.latest, known.precision)  # type: ignore[arg-type]
    compared = (
        ("event_name", known.name, told.name),
        ("opens_on", format_partial(opening), format_partial(told.opening)),
        ("event_type", words.label(EventType, known.type), words.label(EventType, told.type)),
        ("event_scope", words.label(Scope, known.scope), words.label(Scope, told.scope)),
        ("closes_on", format_day(last) if last else "", format_day(told.closes) if told.closes else ""),
        ("venue", known.venue, told.venue),
        ("commune", _commune(known.place_id), "" if _is_there(known, told.place) else _commune(told.place)),
        ("organiser", known.organiser, told.organiser),
        ("event_decision", known.decision_no, told.decision_no),
        ("booths", _shown(known.booths), _shown(told.booths)),
    )
    for target, before, after in compared:
        if after and not reading.is_same(before, after):
            stands = {"before": before or _("chưa rõ")}
            yield cell_of(told, target), after, _("sổ ghi khác: %(before)s; sửa ở trang của sự kiện") % stands


def _is_there(known: TradeEvent, place: int) -> bool:
    """Whether an event is in a commune, by the units of its day or of today: a list names those of its day."""
    then = geography.unit_on(known.place_id, known.earliest) if known.place_id else None
    now = geography.unit_on(known.place_id, clock.today()) if known.place_id else None
    return place in (known.place_id, then, now)


def _commune(place: int) -> str:
    return describe.path(tree.current().units[place]) if place else ""


def _shown(count: int | None) -> str:
    return "" if count is None else str(count)


def shown(told: ToldEvent) -> list[tuple[str, str, str]]:
    """An event in words."""
    days = format_partial(told.opening) + (f" – {format_day(told.closes)}" if told.closes else "")
    return [
        (_("Sự kiện"), told.name, cell_of(told, "event_name")),
        (_("Loại sự kiện"), words.label(EventType, told.type), ""),
        (_("Thời gian"), days, cell_of(told, "event_time") or cell_of(told, "opens_on")),
        (_("Địa điểm"), told.venue, cell_of(told, "venue") or cell_of(told, "address")),
        (_("Đơn vị tổ chức"), told.organiser, cell_of(told, "organiser")),
        (_("Số quyết định"), told.decision_no, cell_of(told, "event_decision")),
        (_("Số gian hàng"), _shown(told.booths), cell_of(told, "booths")),
        (_("Phạm vi sự kiện"), words.label(Scope, told.scope), cell_of(told, "event_scope")),
    ]
