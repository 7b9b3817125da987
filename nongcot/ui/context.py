"""What every page's frame needs: navigation, the book, the point in time, who is asking.

Nothing here imports a room above. The rooms speak through three attributes that a middleware or a view may set:

* `request.book`: the book, with `name`, `province`, `is_demonstration`;
* `request.point`: the point in time of the page's figures, with `on`, `n` (a posting, or None for the newest),
  `moment`, `geography`, `is_newest`, `label`;
* `request.waiting`: a mapping from URL name to the number of things waiting there, shown as a count in the navigation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject


@dataclass(frozen=True)
class Entry:
    """A line of the navigation."""

    label: str
    url: str
    icon: str
    count: int | None
    is_current: bool


@dataclass(frozen=True)
class Group:
    """A heading of the navigation with its lines."""

    label: str
    entries: tuple[Entry, ...]


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `navigation` (groups, read only when a template asks), `book`, `point`."""
    return {
        "navigation": SimpleLazyObject(lambda: navigation(request)),
        "book": getattr(request, "book", None),
        "point": getattr(request, "point", None),
    }


def navigation(request: HttpRequest) -> tuple[Group, ...]:
    """`settings.NAVIGATION` as this visitor sees it.

    The setting is a tuple of (label, URL name, icon, capability, group). An entry whose URL does not resolve is left
    out, so is one whose capability (empty: everyone) the visitor lacks. The entry with the longest address that
    begins the present path is the current one.
    """
    waiting = getattr(request, "waiting", {})
    allowed = list(_allowed(request))
    begins = [
        url for _, url, _, _, _ in allowed if request.path == url or (url != "/" and request.path.startswith(url))
    ]
    current = max(begins, key=len, default=None)
    groups: dict[str, list[Entry]] = {}
    for label, url, icon, name, group in allowed:
        groups.setdefault(group, []).append(Entry(label, url, icon, waiting.get(name), url == current))
    return tuple(Group(label, tuple(entries)) for label, entries in groups.items())


def _allowed(request: HttpRequest) -> Iterator[tuple[str, str, str, str, str]]:
    user = getattr(request, "user", None)
    for label, name, icon, capability, group in getattr(settings, "NAVIGATION", ()):
        if capability and not (user and user.has_perm(capability)):
            continue
        try:
            yield label, reverse(name), icon, name, group
        except NoReverseMatch:
            continue
