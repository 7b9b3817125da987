"""Frozen dataclasses to JSON and back, by their type hints.

Amounts become `{"decimal": "12.5"}`, partial dates `{"date": [earliest, latest, precision]}`, days ISO text, tuples
lists. Fields that hold their default are left out, so that ten thousand rows stay small.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Self, cast, get_args, get_origin, get_type_hints

from nongcot.kernel.dates import PartialDate

Value = str | int | bool | Decimal | PartialDate | tuple[str, ...] | None
"""What a cell says: text, a count, yes or no, an amount (money in đồng, areas in hectares), a date, a list of texts."""


def value_to_json(value: Value) -> Any:
    """A value of a cell as JSON."""
    match value:
        case Decimal():
            return {"decimal": str(value)}
        case PartialDate():
            return {"date": [value.earliest.isoformat(), value.latest.isoformat(), value.precision]}
        case tuple():
            return list(value)
    return value


def value_from_json(data: Any) -> Value:
    """The value that `value_to_json` wrote; ValueError when it is none of its forms."""
    match data:
        case str() | bool() | int() | None:
            return data
        case {"decimal": str(digits)}:
            return Decimal(digits)
        case {"date": [str(earliest), str(latest), precision]}:
            return PartialDate(date.fromisoformat(earliest), date.fromisoformat(latest), precision)
        case list():
            return tuple(str(item) for item in data)
    raise ValueError(f"not a value of a cell: {data!r}")


class Json:
    """Gives a dataclass `to_json` and `from_json`."""

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        """As JSON: fields that hold their default are left out."""
        told: dict[str, Any] = _encoder(cast(Any, type(self)))(self)
        return told

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """From `to_json`; TypeError where a field without a default is missing, ValueError where one is malformed."""
        read: Self = _decoder(cast(Any, cls))(data)
        return read


def _same(value: Any) -> Any:
    return value


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


@cache
def _encoder(hint: Any) -> Callable[[Any], Any]:
    if hint == Value or hint == PartialDate | None:
        return value_to_json
    if hint is date:
        return date.isoformat
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        parts = [(field.name, _encoder(hints[field.name]), _default(field)) for field in fields(hint)]
        return lambda item: {
            name: encode(found) for name, encode, default in parts if (found := getattr(item, name)) != default
        }
    inner = get_args(hint)
    if get_origin(hint) is tuple:
        encode = _encoder(inner[0])
        return lambda items: [encode(item) for item in items]
    if isinstance(hint, UnionType) and len(inner) == 2 and inner[1] is type(None):
        encode = _encoder(inner[0])
        return lambda item: None if item is None else encode(item)
    if inner and issubclass(get_origin(hint), Mapping):
        encode = _encoder(inner[1])
        return lambda items: {key: encode(item) for key, item in items.items()}
    return _same


@cache
def _decoder(hint: Any) -> Callable[[Any], Any]:
    if hint == Value or hint == PartialDate | None:
        return value_from_json
    if hint is date:
        return date.fromisoformat
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        parts = {field.name: _decoder(hints[field.name]) for field in fields(hint)}
        make = cast(Callable[..., Any], hint)
        return lambda data: make(**{name: parts[name](found) for name, found in data.items()})
    inner = get_args(hint)
    if get_origin(hint) is tuple:
        decode = _decoder(inner[0])
        return lambda items: tuple([decode(item) for item in items])
    if isinstance(hint, UnionType) and len(inner) == 2 and inner[1] is type(None):
        decode = _decoder(inner[0])
        return lambda item: None if item is None else decode(item)
    if inner and issubclass(get_origin(hint), Mapping):
        decode = _decoder(inner[1])
        return lambda items: {key: decode(item) for key, item in items.items()}
    return _same
