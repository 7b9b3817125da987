"""Which event a list of participants is of: the one of the book that its title names, else asked.

A new one is offered only where the title tells its name, its kind and its first day; where it is held (in the province
or out of it) is the officer's choice, since no title says so.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from nongcot.intake.understanding import CellReading, Choice, Doubt, Understood, UnderstoodSheet
from nongcot.intake.understanding.times import days_in
from nongcot.intake.understanding.unsaid import EVENT
from nongcot.kernel.dates import PartialDate, format_day, format_partial
from nongcot.kernel.text import fold, nfc
from nongcot.registry import checking
from nongcot.trade.models import TradeEvent
from nongcot.trade.vocabulary import EventType, Scope

_PAGE = re.compile(r"/xuc-tien/su-kien/(?P<number>\d+)/")

MOST = 30
"""Events of the book that are offered, the newest first."""

_KINDS = (
    (EventType.FAIR, "hội chợ"),
    (EventType.EXHIBITION, "triển lãm"),
    (EventType.MARKET_DAY, "phiên chợ"),
    (EventType.MARKET_DAY, "tuần hàng"),
    (EventType.MARKET_DAY, "tuần lễ"),
    (EventType.SUPPLY_DEMAND, "hội nghị kết nối"),
)
_NAMED = re.compile(
    rf"(?P<name>(?:{'|'.join(word for _kind, word in _KINDS)})\b.*?)"
    r"(?=\s*(?:[,;()–·:\n]|\btại\b|\btừ ngày\b|\bngày\b|\btổ chức\b|\bdiễn ra\b|$))",
    re.IGNORECASE,
)
_VENUE = re.compile(r"\btại\s+(?P<venue>[^,;()·:\n]+?)(?=\s*(?:[,;()·:\n]|\btừ ngày\b|\bngày\b|$))", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """What a title tells of an event; "" and None for what it does not."""

    name: str = ""
    type: str = ""
    opens: date | None = None
    closes: date | None = None
    venue: str = ""


def named_in(title: str) -> Named:
    """The event that a title speaks of."""
    text = nfc(title)
    found = _NAMED.search(text)
    if not found:
        return Named()
    name = " ".join(found["name"].split())
    kind = next(kind for kind, word in _KINDS if name.casefold().startswith(word))
    opens, closes = days_in(text)
    venue = _VENUE.search(text)
    return Named(name, kind.value, opens, closes, " ".join(venue["venue"].split()) if venue else "")


def settle(understood: Understood) -> Understood:
    """The workbook with the event of each list of participants: found, or asked with the events of the book."""
    if not any(doubt.code == "event_missing" for doubt in understood.doubts):
        return understood
    events: list[TradeEvent] = sorted(checking.newest_by(TradeEvent), key=lambda one: one.earliest, reverse=True)
    events = [event for event in events if not event.cancelled]
    sheets, assumed = [], list(understood.assumed)
    for sheet in understood.sheets:
        doubt = next((doubt for doubt in sheet.doubts if doubt.code == "event_missing"), None)
        if doubt is not None:
            named = named_in(sheet.title) if sheet.title else Named()
            event = _of_its_page(sheet.title, events) or _of_the_book(named, events)
            if event is not None:
                sheet = _filled(sheet, doubt, ("event", str(event.event_id)))
                told = {"sheet": sheet.name, "event": _label(event)}
                assumed.append(_("trang “%(sheet)s”: danh sách của %(event)s") % told)
            else:
                sheet = _asked(sheet, doubt, (*map(_choice, events[:MOST]), *_new(named)))
        sheets.append(sheet)
    return replace(understood, sheets=tuple(sheets), assumed=tuple(assumed))


def _of_its_page(title: str, events: list[TradeEvent]) -> TradeEvent | None:
    """The event whose page a list of the book names as its source, where it stands under that event's name."""
    found = _PAGE.search(title)
    number = int(found["number"]) if found else 0
    return next(
        (one for one in events if one.event_id == number and fold(title).startswith(fold(one.name[:100]))), None
    )


def _of_the_book(named: Named, events: list[TradeEvent]) -> TradeEvent | None:
    """The one event that bears the title's name, on the title's day where it tells one."""
    same = [event for event in events if named.name and fold(event.name) == fold(named.name)]
    if named.opens is not None:
        same = [event for event in same if event.earliest <= named.opens <= event.latest]
    return same[0] if len(same) == 1 else None


def _label(event: TradeEvent) -> str:
    opens = PartialDate(event.earliest, event.latest, event.precision)  # type: ignore[arg-type]  # written by its act
    return f"{event.name} ({format_partial(opens)})"


def _choice(event: TradeEvent) -> Choice:
    return Choice(_label(event), ("event", str(event.event_id)))


def _new(named: Named) -> list[Choice]:
    """A new event as the title tells it, by where it is held."""
    if not named.name or named.opens is None:
        return []
    days = (named.opens.isoformat(), named.closes.isoformat() if named.closes else "")
    told = {"name": named.name, "day": format_day(named.opens)}
    return [
        Choice(
            _("Sự kiện mới: %(name)s, %(day)s, %(where)s") % {**told, "where": str(scope.label).lower()},
            ("new", named.name, named.type, scope.value, *days, named.venue),
        )
        for scope in Scope
    ]


def _filled(sheet: UnderstoodSheet, doubt: Doubt, value: tuple[str, ...]) -> UnderstoodSheet:
    cell = CellReading(value, doubt.cell, sheet.title)
    rows = tuple(replace(row, values={**row.values, EVENT: cell}) for row in sheet.rows)
    return replace(sheet, rows=rows, doubts=tuple(one for one in sheet.doubts if one is not doubt))


def _asked(sheet: UnderstoodSheet, doubt: Doubt, choices: tuple[Choice, ...]) -> UnderstoodSheet:
    asked = replace(doubt, read=sheet.title, choices=choices)
    return replace(sheet, doubts=tuple(asked if one is doubt else one for one in sheet.doubts))
