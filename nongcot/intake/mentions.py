"""What an applied row told, kept as JSON beside its batch and recalled when another batch is withdrawn."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from nongcot.intake.candidates import Candidate, ToldEvent, ToldProduct
from nongcot.intake.deeds import roads
from nongcot.intake.models import Mention
from nongcot.intake.understanding.codec import value_from_json, value_to_json
from nongcot.kernel.dates import PartialDate

#: Where in the workbook it stood, which record it named, and what did not go in: none says anything of an organisation.
NOT_TOLD = frozenset({"sheet", "row_no", "cells", "refused", "waits", "book_key"})


_AS_THEY_ARE = frozenset([str, int, bool, dict])


def told(candidate: Candidate) -> dict[str, Any]:
    """All that a row tells of an organisation, as JSON; what it does not tell is left out."""
    found = {name: _json(value) for name, value in _filled(candidate)}
    return found | ({"deed_kind": roads.kind_of(candidate.deed)} if candidate.deed is not None else {})


def recalled(mention: Mention) -> Candidate:
    """The row as it was applied."""
    kept: dict[str, Any] = {name: value if name == "said" else _value(value) for name, value in mention.told.items()}
    kept["events"] = [ToldEvent(**event) for event in kept.get("events", ())]
    if "product" in kept:
        kept["product"] = ToldProduct(**kept["product"])
    if kind := kept.pop("deed_kind", ""):
        kept["deed"] = roads.recalled(kind, kept["deed"])
    return Candidate(sheet=mention.sheet, row_no=mention.row_no, **kept)


def _filled(item: Any) -> Iterator[tuple[str, Any]]:
    read, told = _fields(type(item))
    return ((name, value) for (name, default), value in zip(told, read(item), strict=True) if value != default)


@cache
def _fields(kind: type[Any]) -> tuple[Callable[[Any], tuple[Any, ...]], list[tuple[str, Any]]]:
    """What reads the fields of a dataclass at once; their names, each with what it is where nothing is told."""
    told = [
        (field.name, field.default_factory() if field.default_factory is not MISSING else field.default)
        for field in fields(kind)
        if kind is not Candidate or field.name not in NOT_TOLD
    ]
    return attrgetter(*(name for name, _default in told)), told


def _json(value: Any) -> Any:
    if value is None or type(value) in _AS_THEY_ARE:
        return value
    match value:
        case str() | int() | dict():
            return value
        case PartialDate() | Decimal():
            return value_to_json(value)
        case date():
            return {"day": value.isoformat()}
        case list() | tuple():
            return [_json(item) for item in value]
        case _ if is_dataclass(value):
            return {name: _json(part) for name, part in _filled(value)}
    return value


def _value(told: Any) -> Any:
    match told:
        case {"date": [_, _, _]} | {"decimal": str()}:
            return value_from_json(told)
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case list():
            return tuple(_value(item) for item in told)
        case Mapping():
            return {name: _value(value) for name, value in told.items()}
    return told
