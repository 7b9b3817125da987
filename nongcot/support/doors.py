"""Who may open the addresses of this room: supports and courses are public, single loans are not."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nongcot.accounts.door import PUBLIC, Door
from nongcot.registry.doors_reading import open_book
from nongcot.support.models import Course
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
    Door("support:loans", READ_WORKING, open_book),
    Door("support:loans_file", READ_WORKING, _file),
    Door("support:act", RECORD, _act),
    Door("support:act_on", RECORD, _act_on),
)
