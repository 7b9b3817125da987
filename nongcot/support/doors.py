"""Who may open the addresses of this room: supports and courses are public, single loans are not."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nongcot.accounts.door import PUBLIC, Door
from nongcot.registry.doors_reading import open_book, organisation
from nongcot.registry.models import Organisation
from nongcot.support.models import Course, LoanProject, Payout
from nongcot.support.policies import READ_WORKING, RECORD


def _file() -> Mapping[str, Any]:
    open_book()
    return {"format_": "csv"}


def _course() -> Mapping[str, Any]:
    open_book()
    day = date(2022, 3, 10)
    told = {"organisation_id": -67, "name": "Lớp", "topic": "law", "programme": "own", "holder": "alliance"}
    days = {"earliest": day, "latest": day, "precision": "day"}
    Course.objects.get_or_create(key="sc1", course_id=1, posted=1, defaults=told | days)
    return {"course_id": 1}


def _loan() -> Mapping[str, Any]:
    """A loan project of which money was paid out once."""
    whose = Organisation.objects.get(**organisation()).pk
    day = date(2022, 3, 10)
    days = {"earliest": day, "latest": day, "precision": "day", "organisation_id": whose}
    told = {"lender": "policy_bank", "purpose": "Nuôi trồng", "amount": 300_000_000, "months": 36}
    LoanProject.objects.get_or_create(key="sl1", loan_id=1, posted=1, defaults=told | days)
    Payout.objects.get_or_create(key="sp1", loan_id=1, posted=1, defaults={"amount": 200_000_000, "turns": 4, **days})
    return {"loan_id": 1}


def _loans() -> Mapping[str, Any]:
    _loan()
    return {}


def _act() -> Mapping[str, Any]:
    open_book()
    return {"code": "course"}


def _act_on() -> Mapping[str, Any]:
    _course()
    return {"code": "change_course", "subject": "sc1"}


DOORS = (
    Door("support:supports", PUBLIC, open_book),
    Door("support:supports_file", PUBLIC, _file),
    Door("support:courses", PUBLIC, open_book),
    Door("support:courses_file", PUBLIC, _file),
    Door("support:course", PUBLIC, _course),
    Door("support:loans", READ_WORKING, _loans),
    Door("support:loan", READ_WORKING, _loan),
    Door("support:loans_file", READ_WORKING, _file),
    Door("support:act", RECORD, _act),
    Door("support:act_on", RECORD, _act_on),
)
