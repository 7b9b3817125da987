"""Who may open the addresses of this room."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nongcot.accounts.door import PUBLIC, Door
from nongcot.indicators.bearers import bearer
from nongcot.kernel.dates import FAR
from nongcot.ntm.models import Finding, Title
from nongcot.ntm.policies import EDIT
from nongcot.ntm.vocabulary import Answer, Level
from nongcot.places.models import Unit
from nongcot.registry.doors_reading import open_book


def _file() -> Mapping[str, Any]:
    open_book()
    return {"format_": "csv"}


def _unit() -> Unit:
    open_book()
    found = Unit.objects.filter(code="13831").order_by("valid_from").last()
    if found is not None:
        return found
    return Unit.objects.create(
        code="13831", name="Xã Yên Mỹ", kind=Unit.Kind.COMMUNE, valid_from=date(2016, 1, 1), verified=True, posted=1
    )


def _commune() -> Mapping[str, Any]:
    return {"code": _unit().code}


def _commune_file() -> Mapping[str, Any]:
    return {**_commune(), "format_": "csv"}


def _title() -> Mapping[str, Any]:
    unit = _unit()
    told = {
        "organisation_id": bearer("unit", unit.pk),
        "unit_id": unit.pk,
        "level": Level.NTM,
        "decided_on": unit.valid_from,
    }
    Title.objects.get_or_create(
        key="sample", posted=1, defaults={**told, "valid_from": unit.valid_from, "valid_to": FAR}
    )
    return {"code": unit.code, "key": "sample"}


def _titles() -> Mapping[str, Any]:
    _title()
    return {}


def _titles_file() -> Mapping[str, Any]:
    _title()
    return {"format_": "csv"}


def _item() -> Mapping[str, Any]:
    return {**_commune(), "set_code": "NTM-2016", "item": "13.1"}


def _finding() -> Mapping[str, Any]:
    unit = _unit()
    told = {"organisation_id": bearer("unit", unit.pk), "unit_id": unit.pk, "set_code": "NTM-2016", "item": "13.2"}
    Finding.objects.get_or_create(
        key="sample", posted=1, defaults={**told, "answer": Answer.FOUND, "noted_on": unit.valid_from, "valid_to": FAR}
    )
    return {"code": unit.code, "key": "sample"}


def _findings() -> Mapping[str, Any]:
    _finding()
    return {}


def _findings_file() -> Mapping[str, Any]:
    _finding()
    return {"format_": "csv"}


DOORS = (
    Door("ntm:communes", PUBLIC, sample=open_book),
    Door("ntm:communes_file", PUBLIC, sample=_file),
    Door("ntm:titles", PUBLIC, sample=_titles),
    Door("ntm:titles_file", PUBLIC, sample=_titles_file),
    Door("ntm:findings", PUBLIC, sample=_findings),
    Door("ntm:findings_file", PUBLIC, sample=_findings_file),
    Door("ntm:equivalents", PUBLIC, sample=open_book),
    Door("ntm:state_equivalents", EDIT, sample=open_book),
    Door("ntm:commune", PUBLIC, sample=_commune),
    Door("ntm:commune_file", PUBLIC, sample=_commune_file),
    Door("ntm:record_title", EDIT, sample=_commune),
    Door("ntm:correct_title", EDIT, sample=_title),
    Door("ntm:withdraw_title", EDIT, sample=_title),
    Door("ntm:record_finding", EDIT, sample=_item),
    Door("ntm:withdraw_finding", EDIT, sample=_finding),
)
