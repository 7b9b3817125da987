"""Events that rows tell: fairs, exhibitions, conferences, with their days and where they are held.

The kind is read from the name. Where an event is held its place tells, or somebody does (`whereabouts`); a day without
a year is none, until somebody tells it (`understanding.years`).
"""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.indicators.ledger import Entry
from nongcot.intake.deeds import events_of_lists, reading, whereabouts
from nongcot.intake.deeds.reading import Reading
from nongcot.intake.deeds.told import ToldEvent, cell_of
from nongcot.intake.understanding.times import days_in
from nongcot.kernel.dates import PartialDate, format_day
from nongcot.kernel.text import fold, nfc
from nongcot.registry import checking, words
from nongcot.registry.values import written
from nongcot.trade.actions import events
from nongcot.trade.models import TradeEvent
from nongcot.trade.vocabulary import EventType, Scope

Refusal = tuple[str, str, str]


def read(row: reading.RowReading, on: date, sheet: reading.UnderstoodSheet) -> Reading:
    """The event of a row; it waits for its kind, its first day or where it is held."""
    name = reading.text(row, "event_name")
    named = events_of_lists.named_in(name)
    opens, closes = _days(row)
    scope = whereabouts.of(row, on)
    if not name:
        return Reading(waits=_("không có tên"))
    if not named.type:
        return Reading(waits=_("tên không nói là hội chợ, triển lãm hay hội nghị"))
    if opens is None:
        return Reading(waits=_("chưa rõ ngày khai mạc (thiếu năm hoặc thiếu ngày)"))
    if not scope:
        return Reading(waits=_("chưa rõ tổ chức trong tỉnh hay ngoài tỉnh"))
    venue = reading.text(row, "address")
    try:
        name, venue = written(name, 300), written(venue, 300)
    except ValidationError as error:
        return Reading(waits=" ".join(error.messages))
    cells = reading.cells(row, ("event_name", "event_time", "address", "event_scope"))
    place = row.place.unit or 0 if row.place and scope == Scope.IN_PROVINCE else 0
    return Reading(ToldEvent(name, named.type, scope, opens, closes, venue, place, cells))


def _days(row: reading.RowReading) -> tuple[date | None, date | None]:
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
        self.known = {(fold(event.name), event.earliest) for event in checking.newest_by(TradeEvent)}

    def compare(self, organisation_id: int, told: ToldEvent) -> tuple[str, list[Refusal]]:
        """Whether an event is new; one that stands is left as it is."""
        key = (fold(told.name), told.opens)
        if key in self.known:
            return "unchanged", []
        self.known.add(key)
        return "create", []

    def tell(self, entry: Entry, organisation_id: int, told: ToldEvent, source: str) -> None:
        """Assert an event that the book does not have."""
        if self.compare(organisation_id, told)[0] == "create":
            opens = PartialDate.day(told.opens)
            of = events.Told(told.name, told.type, told.scope, opens, told.closes, told.place or None, told.venue)
            events.enter_within(entry, told=of, source=source)


def shown(told: ToldEvent) -> list[tuple[str, str, str]]:
    """An event in words."""
    days = format_day(told.opens) + (f" – {format_day(told.closes)}" if told.closes else "")
    return [
        (_("Sự kiện"), told.name, cell_of(told, "event_name")),
        (_("Loại sự kiện"), words.label(EventType, told.type), ""),
        (_("Thời gian"), days, cell_of(told, "event_time")),
        (_("Địa điểm"), told.venue, cell_of(told, "address")),
        (_("Phạm vi sự kiện"), words.label(Scope, told.scope), cell_of(told, "event_scope")),
    ]
