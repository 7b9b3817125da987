"""Events as an iCalendar feed (RFC 5545), and as the months of a year."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from nongcot.trade.reading import Shown, end_of

#: Octets of a line without its end (RFC 5545 section 3.1).
LONGEST = 75


def feed(events: Iterable[Shown], *, name: str, site: str, stamp: datetime, places: dict[int, str]) -> bytes:
    """The events as text/calendar; `site` is the book's address, `stamp` the moment of the posting they are known at,
    `places` where each is.

    Whole days: an event ends before DTEND. What was cancelled stays in the feed and says so, so that it leaves
    calendars that took it over. Events of which only month or year is known stand in no calendar.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Nong Cot//Trade events//VI", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(name)}"]
    for one in events:
        if one.event.precision == "day":
            lines += _event(one, site, stamp, places.get(one.event.event_id, ""))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(one: Shown, site: str, stamp: datetime, place: str) -> Iterator[str]:
    event = one.event
    yield "BEGIN:VEVENT"
    yield f"UID:event-{event.event_id}@{urlsplit(site).hostname}"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.earliest:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{end_of(event):%Y%m%d}"
    yield f"SUMMARY:{_escaped(event.name)}"
    yield f"DESCRIPTION:{_escaped(', '.join(part for part in (one.type, one.scope, event.organiser) if part))}"
    if place:
        yield f"LOCATION:{_escaped(place)}"
    yield f"URL:{site}{one.url}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED' if event.decision_no else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """Text as RFC 5545 section 3.3.11 writes it."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line cut so that no part has more octets than allowed, never within a character; parts after the first begin
    with a blank."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST:
            yield part
            part, size = " ", 1
        part += letter
        size += octets
    yield part


def months(events: Iterable[Shown], year: int) -> list[tuple[date, list[Shown]]]:
    """The months of a year with the events that open in each; of those of which only the year is known in none."""
    found: dict[int, list[Shown]] = {month: [] for month in range(1, 13)}
    for one in sorted(events, key=lambda shown: shown.event.earliest):
        if one.event.earliest.year == year and one.event.precision in ("day", "month"):
            found[one.event.earliest.month].append(one)
    return [(date(year, month, 1), listed) for month, listed in found.items()]
