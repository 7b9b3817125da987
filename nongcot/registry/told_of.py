"""What a fact is told of (an extension: of a contract; a result: of an event), as the pages of its acts say it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.utils.module_loading import import_string

from nongcot.registry.models import Keyed

K = TypeVar("K", bound=Keyed)


@dataclass(frozen=True)
class ToldOf:
    """Something that a fact is told of: what it is, its name, its page."""

    what: str
    name: str
    url: str


def of(fact: Any) -> tuple[ToldOf, ...]:
    """What a fact is told of, by its room (`settings.FACT_TOLD_OF`); nothing for what is no fact with an identity."""
    where = settings.FACT_TOLD_OF.get(fact._meta.app_label) if isinstance(fact, Keyed) else None
    if where is None:
        return ()
    room: Callable[[Keyed], Iterable[ToldOf]] = import_string(where)
    return tuple(room(fact))


def named(model: type[K], **which: Any) -> K:
    """What bears that number, as it stands or, where it was taken back, last stood."""
    rows = model._default_manager.filter(**which).order_by("-posted", "-pk")
    return rows.filter(withdrawn=None, void=False).first() or rows[0]
