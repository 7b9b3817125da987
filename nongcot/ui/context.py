"""What every page's frame needs: navigation, the book, the point in time, who is asking.

Nothing here imports a room above. The rooms speak through three attributes that a middleware or a view may set:

* `request.book`: the book, with `name`, `province`, `is_demonstration`;
* `request.point`: the point in time of the page's figures, with `on`, `n` (a posting, or None for the newest),
  `moment`, `geography`, `is_newest`, `label`;
* `settings.WAITING`: functions of the request that say how many things wait behind an entry, shown as a count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

PUBLIC = "public"


@dataclass(frozen=True)
class Entry:
    """A line of the navigation."""

    label: str
    url: str
    icon: str
    count: int | None
    is_current: bool
    is_public: bool
    is_headline: bool


@dataclass(frozen=True)
class Group:
    """A heading of the navigation with its lines."""

    label: str
    entries: tuple[Entry, ...]


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame` (the template a page of both doors extends), `navigation`, `book`, `point`."""
    return {
        "frame": _frame(request),
        "navigation": SimpleLazyObject(lambda: navigation(request)),
        "book": getattr(request, "book", None),
        "point": getattr(request, "point", None),
    }


def _frame(request: HttpRequest) -> str:
    """Dense for those who work (`settings.WORKING`), airy for visitors."""
    user = getattr(request, "user", AnonymousUser())
    return "ui/base.html" if user.has_perm(settings.WORKING) else "ui/public.html"


def navigation(request: HttpRequest) -> tuple[Group, ...]:
    """`settings.NAVIGATION` as this visitor sees it, put together once a request.

    The setting is a tuple of (label, URL name, icon, capability, group). An entry whose URL does not resolve is left
    out, so is one whose capability the visitor lacks; everyone has "public". The entry with the longest address that
    begins the present path is the current one. Those that `settings.HEADLINES` names stand first to visitors.
    """
    if not hasattr(request, "navigation"):
        request.navigation = _navigation(request)  # type: ignore[attr-defined]
    found: tuple[Group, ...] = request.navigation  # type: ignore[attr-defined]
    return found


def _navigation(request: HttpRequest) -> tuple[Group, ...]:
    waiting = _waiting(request)
    allowed = list(_allowed(request))
    addresses = [url for _line, url in allowed]
    begins = [url for url in addresses if request.path == url or (url != "/" and request.path.startswith(url))]
    current = max(begins, key=len, default=None)
    groups: dict[str, list[Entry]] = {}
    for (label, name, icon, capability, group), url in allowed:
        is_headline = name in getattr(settings, "HEADLINES", ())
        entry = Entry(label, url, icon, waiting.get(name), url == current, capability == PUBLIC, is_headline)
        groups.setdefault(group, []).append(entry)
    return tuple(Group(label, tuple(entries)) for label, entries in groups.items())


def _waiting(request: HttpRequest) -> dict[str, int]:
    """How many things wait behind each entry, by URL name, as the rooms of `settings.WAITING` say."""
    if not hasattr(request, "user"):
        return {}
    found: dict[str, int] = {}
    for dotted in settings.WAITING:
        found |= import_string(dotted)(request)
    return found


def _allowed(request: HttpRequest) -> Iterator[tuple[tuple[str, str, str, str, str], str]]:
    """The lines of the setting that this visitor may follow, with their addresses."""
    # A request that was refused early (a foreign host) has nobody yet.
    user = getattr(request, "user", AnonymousUser())
    for line in getattr(settings, "NAVIGATION", ()):
        _label, name, _icon, capability, _group = line
        if capability != PUBLIC and not user.has_perm(capability):
            continue
        url = _address(name, get_resolver())
        if url is not None:
            yield line, url


@lru_cache(maxsize=256)
def _address(name: str, _addresses: URLResolver) -> str | None:
    """Where a line leads, worked out once: every page has some twenty of them. None where nothing is called so."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
