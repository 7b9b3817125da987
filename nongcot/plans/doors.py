"""Who may open the addresses of this room: the plan is public, its forms are the officers'."""

from collections.abc import Mapping
from typing import Any

from nongcot.accounts.door import PUBLIC, Door
from nongcot.plans.models import Organ, Target, Term
from nongcot.registry.doors_reading import open_book


def _sample_term() -> Mapping[str, Any]:
    Term.objects.get_or_create(
        number=6,
        posted=1,
        defaults={"start": "2020-10-15", "end": "2025-10-14", "label": "Nhiệm kỳ VI"},
    )
    return {"number": 6}


def _sample_new_target() -> Mapping[str, Any]:
    _sample_term()
    return {}


def _sample_target() -> Mapping[str, Any]:
    _sample_term()
    Target.objects.get_or_create(
        key="mau",
        posted=1,
        defaults={
            "term": 6,
            "indicator": "established_cooperatives",
            "period_kind": Target.Period.YEAR,
            "first_year": 2020,
            "last_year": 2025,
            "comparator": "at_least",
            "low": 10,
            "document": "Nghị quyết Đại hội",
        },
    )
    return {"key": "mau"}


def _sample_organ() -> Mapping[str, Any]:
    return {**_sample_term(), "kind": "executive"}


def _sample_standing_organ() -> Mapping[str, Any]:
    Organ.objects.get_or_create(term=6, kind="executive", posted=1, defaults={"seats": 33, "women": 9})
    return _sample_organ()


def _sample_organs() -> Mapping[str, Any]:
    open_book()
    _sample_standing_organ()
    return {}


def _sample_organs_file() -> Mapping[str, Any]:
    return {**_sample_organs(), "format_": "csv"}


def _sample_members_file() -> Mapping[str, Any]:
    open_book()
    return {"format_": "csv"}


def _sample_file() -> Mapping[str, Any]:
    _sample_target()
    return {"format_": "csv"}


DOORS = (
    Door("plans:alliance", PUBLIC),
    Door("plans:organ", "plans.edit", sample=_sample_organ),
    Door("plans:withdraw_organ", "plans.edit", sample=_sample_standing_organ),
    Door("plans:organs", PUBLIC, sample=_sample_organs),
    Door("plans:organs_file", PUBLIC, sample=_sample_organs_file),
    Door("plans:alliance_file", PUBLIC, sample=_sample_members_file),
    Door("plans:plan", PUBLIC),
    Door("plans:targets_file", PUBLIC, sample=_sample_file),
    Door("plans:new_term", "plans.edit"),
    Door("plans:edit_term", "plans.edit", sample=_sample_term),
    Door("plans:new_target", "plans.edit", sample=_sample_new_target, query="?term=6"),
    Door("plans:edit_target", "plans.edit", sample=_sample_target),
    Door("plans:withdraw_target", "plans.edit", sample=_sample_target),
)
