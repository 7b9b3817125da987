"""Who may open the addresses of this room: events are public, what single participants told and buyers are not."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from nongcot.accounts.door import PUBLIC, Door
from nongcot.kernel.dates import FAR
from nongcot.registry.doors_reading import open_book, organisation, product
from nongcot.registry.models import Organisation
from nongcot.trade.models import Attendance, BuyerRequest, Confirmation, Offer, Participation, TradeEvent
from nongcot.trade.policies import READ_WORKING, RECORD
from nongcot.trade.readings import CHECKLIST


def _event() -> Mapping[str, Any]:
    open_book()
    day = date(2022, 3, 10)
    told = {"organisation_id": -66, "name": "Hội chợ", "type": "FAIR", "scope": "IN_PROVINCE", "precision": "day"}
    TradeEvent.objects.get_or_create(key="te1", event_id=1, posted=1, defaults={**told, "earliest": day, "latest": day})
    return {"event_id": 1}


def _attended() -> Mapping[str, Any]:
    """A co-op that attended an event and told nothing yet."""
    owner = Organisation.objects.get(key=organisation()["key"]).pk
    _event()
    told = {"organisation_id": owner, "event_id": 1, "participation_id": 1, "step": "ATTENDED"}
    Participation.objects.get_or_create(key="tp1", posted=1, defaults={**told, "steps": {"ATTENDED": "2022-03-10"}})
    day = date(2022, 3, 10)
    counted = {"valid_from": day, "valid_to": day + timedelta(days=1), "place_id": 0, "sector": "AGR", "kind": "coop"}
    of_event = {"event_type": "FAIR", "scope": "IN_PROVINCE", "fair": 1, "event_id": 1, "participation_id": 1}
    Attendance.objects.get_or_create(organisation_id=owner, posted=1, defaults={**counted, **of_event})
    return {}


def _file_of_attended() -> Mapping[str, Any]:
    return {**_attended(), "format_": "csv"}


def _request() -> Mapping[str, Any]:
    open_book()
    told = {"organisation_id": 0, "buyer": "Cửa hàng", "wanted": "Gạo", "valid_from": date(2016, 1, 1), "valid_to": FAR}
    BuyerRequest.objects.get_or_create(key="tb1", request_id=1, posted=1, defaults=told)
    return {"request_id": 1}


def _suggested() -> Mapping[str, Any]:
    product()
    return _request()


def _offers() -> Mapping[str, Any]:
    _request()
    owner = Organisation.objects.get(key=organisation()["key"]).pk
    told = {"organisation_id": owner, "request_id": 1, "offered_on": date(2016, 2, 1), "outcome": "open"}
    Offer.objects.get_or_create(key="to1", posted=1, defaults=told)
    return {}


def _confirmed() -> Mapping[str, Any]:
    owner = Organisation.objects.get(key=organisation()["key"]).pk
    told = {"organisation_id": owner, "kind": "capacity", "valid_from": date(2016, 1, 1), "valid_to": FAR}
    Confirmation.objects.get_or_create(key="tc1", posted=1, defaults=told)
    return {}


def _file() -> Mapping[str, Any]:
    open_book()
    return {"format_": "csv"}


def _file_of_guests() -> Mapping[str, Any]:
    return {**_event(), "format_": "csv"}


def _act() -> Mapping[str, Any]:
    open_book()
    return {"code": "plan"}


def _act_on() -> Mapping[str, Any]:
    _event()
    return {"code": "change_event", "subject": "te1"}


def _key_of_event() -> Mapping[str, Any]:
    _event()
    return {"key": "te1"}


def _key_of_request() -> Mapping[str, Any]:
    _request()
    return {"key": "tb1"}


def _reading() -> Mapping[str, Any]:
    open_book()
    return {"code": CHECKLIST}


DOORS = (
    Door("trade:calendar", PUBLIC, open_book),
    Door("trade:feed", PUBLIC, open_book),
    Door("trade:events", PUBLIC, open_book),
    Door("trade:events_file", PUBLIC, _file),
    Door("trade:event", PUBLIC, _event),
    Door("trade:guests_file", PUBLIC, _file_of_guests),
    Door("trade:fit_for", READ_WORKING, _event),
    Door("trade:board", READ_WORKING, open_book),
    Door("trade:yearly", READ_WORKING, _attended),
    Door("trade:yearly_file", READ_WORKING, _file_of_attended),
    Door("trade:attended", READ_WORKING, _attended),
    Door("trade:attended_file", READ_WORKING, _file_of_attended),
    Door("trade:shops", PUBLIC, open_book),
    Door("trade:shops_file", PUBLIC, _file),
    Door("trade:buyers", READ_WORKING, open_book),
    Door("trade:buyers_file", READ_WORKING, _file),
    Door("trade:buyer", READ_WORKING, _request),
    Door("trade:suggestions", READ_WORKING, _suggested),
    Door("trade:offers", READ_WORKING, _offers),
    Door("trade:offers_file", READ_WORKING, _file),
    Door("trade:confirmations", READ_WORKING, _confirmed),
    Door("trade:confirmations_file", READ_WORKING, _file),
    Door("trade:readings", PUBLIC, open_book),
    Door("trade:choose", RECORD, _reading),
    Door("trade:act", RECORD, _act),
    Door("trade:act_on", RECORD, _act_on),
    Door("trade:choose_guest", RECORD, _key_of_event),
    Door("trade:choose_seller", RECORD, _key_of_request),
)
