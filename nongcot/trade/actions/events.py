"""Promotion events: planned, changed, cancelled, taken back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.bearers import bearer
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate
from nongcot.registry import checking, keyed, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import NotNow, Recorded, require_confirmed
from nongcot.trade import cautions
from nongcot.trade.facts import EVENT
from nongcot.trade.models import TradeEvent
from nongcot.trade.vocabulary import EventType, Scope

DAY = timedelta(days=1)
_LENGTHS = {"name": 300, "venue": 300, "organiser": 200, "decision_no": 80, "budget_source": 200}


@dataclass(frozen=True)
class Told:
    """What is told of an event; `closes` is its last day (None: not told), `place` a commune, `budget` đồng."""

    name: str
    type: str
    scope: str
    opens: PartialDate
    closes: date | None = None
    place: int | None = None
    venue: str = ""
    organiser: str = ""
    decision_no: str = ""
    decision_date: date | None = None
    booths: int | None = None
    budget: int | None = None
    budget_source: str = ""


def plan_event(*, told: Told, by: User | None, source: str = "") -> Recorded:
    """Enter an event, planned or past. Raises NotNow where it stands already, ValidationError by field."""
    columns = _checked(told)
    with posting("trade.plan_event", by=by, source=source) as entry:
        _require_new(columns)
        keys = [f"te{_enter(entry, columns, source)}"]
    return Recorded(entry.n, (), tuple(keys))


def enter_within(entry: Entry, *, told: Told, source: str = "") -> int:
    """Enter an event within an open posting; gives its number. Raises ValidationError by field."""
    return _enter(entry, _checked(told), source)


def _enter(entry: Entry, columns: dict[str, Any], source: str) -> int:
    event_id = writing.next_identity(TradeEvent, "event_id")
    fact = {"key": f"te{event_id}", "source": source, "event_id": event_id, "cancelled": False}
    writing.tell(entry, TradeEvent, [fact | {"organisation_id": bearer(EVENT, event_id)} | columns])
    return event_id


def change_event(
    *, key: str, told: Told, by: User | None, seen: int | None, confirmed: Collection[str] = (), reason: str = ""
) -> Recorded:
    """Say an event anew under its key; what hangs on it follows.

    Raises NotNow, also where another one of that name and day stands; ChangedSince, ValidationError; ToConfirm where it
    would open after what was told of it.
    """
    columns = _checked(told)
    with posting("trade.change_event", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(TradeEvent, key)
        versions.require_fact_unchanged(before, seen)
        if (columns["name"], columns["earliest"]) != (before.name, before.earliest):
            _require_new(columns)
        require_confirmed(cautions.of_opening(before, told.opens.earliest), confirmed)
        writing.tell_again(entry, before, **columns)
    return Recorded(entry.n, (), (key,))


def cancel_event(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """An event does not take place: it and what was done for it count no more. Raises NotNow, ChangedSince."""
    with posting("trade.cancel_event", by=by, reason=reason) as entry:
        before = keyed.standing(TradeEvent, key)
        versions.require_fact_unchanged(before, seen)
        if before.cancelled:
            raise NotNow(_("Sự kiện này đã bị hủy."))
        writing.tell_again(entry, before, cancelled=True)
    return Recorded(entry.n, (), (key,))


def reinstate_event(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """An event that was cancelled takes place after all: it and what was done for it count again.

    Raises NotNow where it is not cancelled, ChangedSince.
    """
    with posting("trade.reinstate_event", by=by, reason=reason) as entry:
        before = keyed.standing(TradeEvent, key)
        versions.require_fact_unchanged(before, seen)
        if not before.cancelled:
            raise NotNow(_("Sự kiện này không bị hủy."))
        writing.tell_again(entry, before, cancelled=False)
    return Recorded(entry.n, (), (key,))


def withdraw_event(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take an event back: it was never planned. Raises NotNow when it was taken back already, ChangedSince."""
    with posting("trade.withdraw_event", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(TradeEvent, key)
        versions.require_fact_unchanged(before, seen)
        writing.tell_again(entry, before, void=True)
    return Recorded(entry.n, (), (key,))


def _require_new(columns: Mapping[str, Any]) -> None:
    """Raise NotNow where an event of that name that opens on that day stands already."""
    for other in checking.newest_with(TradeEvent, name=columns["name"], earliest=columns["earliest"]):
        raise NotNow(_("Sổ đã có sự kiện “%(name)s” khai mạc ngày ấy.") % {"name": other.name})


def _checked(told: Told) -> dict[str, Any]:
    found: dict[str, Any] = checking.texts({name: getattr(told, name) for name in _LENGTHS}, _LENGTHS)
    if not found["name"]:
        raise ValidationError({"name": _("Cần có tên.")})
    found["type"] = checking.require_choice("type", told.type, EventType)
    found["scope"] = checking.require_choice("scope", told.scope, Scope)
    if told.closes is not None and told.closes < told.opens.earliest:
        raise ValidationError({"closes": _("Ngày bế mạc trước ngày khai mạc.")})
    checking.require_amounts({"booths": told.booths, "budget": told.budget})
    place = checking.require_commune("place", told.place)
    return found | {
        "place_id": place,
        "earliest": told.opens.earliest,
        "latest": told.opens.latest,
        "precision": told.opens.precision,
        "valid_to": None if told.closes is None else told.closes + DAY,
        "decision_date": told.decision_date,
        "booths": told.booths,
        "budget": told.budget,
    }
