"""Who may open the addresses of this room: what co-ops achieved is public, what is in work is the officers'."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nongcot.accounts.door import PUBLIC, Door
from nongcot.exemplars.policies import EDIT, READ_WORK
from nongcot.exemplars.readings import EXEMPLAR
from nongcot.registry.doors_reading import open_book, organisation


def _pk() -> int:
    from nongcot.registry.models import Organisation

    return int(Organisation.objects.get(key=organisation()["key"]).pk)


def _designation() -> Mapping[str, Any]:
    from nongcot.exemplars.models import Designation, Reviewed

    day = date(2019, 5, 1)
    told = {"organisation_id": _pk(), "title": "exemplar", "field": "chain", "level": "province"}
    told |= {"valid_from": day, "latest": day, "precision": "day", "valid_to": date(9999, 12, 31)}
    Designation.objects.get_or_create(key="dh1", designation_id=1, posted=1, defaults=told)
    review = {"organisation_id": _pk(), "designation_id": 1, "year": 2020, "on": date(2020, 12, 1), "outcome": "kept"}
    Reviewed.objects.get_or_create(key="rv1-2020", posted=1, defaults=review)
    return {"designation_id": 1}


def _nomination() -> Mapping[str, Any]:
    from nongcot.exemplars.models import Nomination

    told = {"organisation_id": _pk(), "title": "exemplar", "field": "chain", "level": "province"}
    told |= {"year": 2020, "nominated_on": date(2020, 3, 1)}
    Nomination.objects.get_or_create(key="dn1", nomination_id=1, posted=1, defaults=told)
    return {"nomination_id": 1}


def _model() -> Mapping[str, Any]:
    from nongcot.exemplars.models import EffectiveModel

    told = {"organisation_id": 0, "name": "Mô hình lúa hữu cơ", "per": "year", "as_of": date(2019, 12, 31)}
    told |= {"cost": 100_000_000, "income": 180_000_000, "profit": 80_000_000}
    EffectiveModel.objects.get_or_create(key="mh1", model_id=1, posted=1, defaults=told)
    return {"model_id": 1}


def _list() -> Mapping[str, Any]:
    _designation()
    return {"slug": "danh-hieu"}


def _file() -> Mapping[str, Any]:
    return {**_list(), "format_": "csv"}


def _round() -> Mapping[str, Any]:
    _designation()
    return {"year": 2020}


def _weak_file() -> Mapping[str, Any]:
    open_book()
    return {"format_": "xlsx"}


def _act() -> Mapping[str, Any]:
    return {**organisation(), "code": "designate"}


def _act_on() -> Mapping[str, Any]:
    _nomination()
    return {**organisation(), "code": "check", "fact": "dn1"}


def _criteria() -> Mapping[str, Any]:
    """One of the program's and one of the province's own, with a threshold."""
    from nongcot.basis.models import Rule

    open_book()
    items = [{"code": "operating", "figure": "operating_cooperatives"}]
    items += [{"code": "own-1", "label": "Thu nhập của thành viên", "comparison": "least", "threshold": "60"}]
    told = {"parameters": {"name": "Bộ tiêu chí của tỉnh", "items": items}, "legal_basis": "Quyết định 6/QĐ-UBND"}
    told |= {"valid_to": date(9999, 12, 31), "verified": True, "posted": 1}
    Rule.objects.get_or_create(code="exemplar_criteria", valid_from=date(2020, 1, 1), defaults=told)
    return {}


def _set() -> Mapping[str, Any]:
    return {**_criteria(), "which": "exemplar"}


def _criteria_file() -> Mapping[str, Any]:
    return {**_criteria(), "format_": "csv"}


def _reading() -> Mapping[str, Any]:
    open_book()
    return {"code": EXEMPLAR}


DOORS = (
    Door("exemplars:board", PUBLIC),
    Door("exemplars:list", PUBLIC, _list),
    Door("exemplars:file", PUBLIC, _file),
    Door("exemplars:designation", PUBLIC, _designation),
    Door("exemplars:model", PUBLIC, _model),
    Door("exemplars:nomination", READ_WORK, _nomination),
    Door("exemplars:weak", READ_WORK),
    Door("exemplars:weak_file", READ_WORK, _weak_file),
    Door("exemplars:round", EDIT, _round),
    Door("exemplars:new_model", EDIT),
    Door("exemplars:edit_model", EDIT, _model),
    Door("exemplars:withdraw_model", EDIT, _model),
    Door("exemplars:criteria", PUBLIC, _criteria),
    Door("exemplars:criteria_file", PUBLIC, _criteria_file),
    Door("exemplars:state_criteria", EDIT, _set),
    Door("exemplars:end_criteria", EDIT, _set),
    Door("exemplars:readings", PUBLIC, open_book),
    Door("exemplars:choose", EDIT, _reading),
    Door("exemplars:act", EDIT, _act),
    Door("exemplars:act_on", EDIT, _act_on),
)
