"""Doors: every address of the house, and the capability that opens it.

Each room lists its addresses in `doors.py`; `settings.DOORS` names these tables. The middleware opens doors by them and
closes every address that stands in none, so a forgotten line locks a page and never opens one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

from nongcot.accounts.roles import PUBLIC

__all__ = ["PUBLIC", "Door", "NoDoor", "addresses", "door_to", "doors"]


def nothing() -> Mapping[str, Any]:
    """Sample arguments of an address that takes none."""
    return {}


@dataclass(frozen=True)
class Door:
    """One address.

    `name` is the URL's name with its namespace (`registry:organisation`), or a whole namespace (`admin:*`);
    `capability` opens it (`PUBLIC`: everybody). `sample` makes what the address needs to be asked in a test, creating
    rows where it must, and returns the URL's arguments; `query` is appended to it.
    """

    name: str
    capability: str
    sample: Callable[[], Mapping[str, Any]] = nothing
    query: str = ""


class NoDoor(LookupError):
    """An address that stands in no table of doors."""


@cache
def doors() -> dict[str, Door]:
    """All doors by name. Raises ValueError when two rooms list the same address."""
    found: dict[str, Door] = {}
    for module in settings.DOORS:
        for door in import_string(f"{module}.DOORS"):
            if door.name in found:
                raise ValueError(f"The address {door.name} has two doors.")
            found[door.name] = door
    return found


def door_to(view_name: str) -> Door:
    """The door of an address, given as Django's `view_name`. Raises NoDoor when no table lists it."""
    table = doors()
    namespace = view_name.rpartition(":")[0]
    found = table.get(view_name) or table.get(f"{namespace}:*")
    if found is None:
        raise NoDoor(f"The address {view_name!r} has no door: list it in its room's doors.py (see CONTRIBUTING.md).")
    return found


def addresses() -> Iterator[tuple[str, str]]:
    """Every address of the house: its pattern as people read it, and its name as Django's `view_name` gives it."""
    return _addresses(get_resolver().url_patterns, "/", ())


def _addresses(
    patterns: Iterable[URLPattern | URLResolver], path: str, namespaces: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _addresses(pattern.url_patterns, f"{path}{pattern.pattern}", inner)
        else:
            yield f"{path}{pattern.pattern}", ":".join((*namespaces, pattern.name or pattern.lookup_str))
