"""What a fact is told of (an extension: of a contract; a result: of an event), and which of several it is (a branch by
its name, an event by its day), as the pages of its acts say it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.conf import settings
from django.utils.module_loading import import_string

from nongcot.kernel.dates import PartialDate, format_partial
from nongcot.registry.models import Keyed

K = TypeVar("K", bound=Keyed)


@dataclass(frozen=True)
class ToldOf:
    """Something that a fact is told of: what it is, its name, its page ("": it has none of its own)."""

    what: str
    name: str
    url: str = ""


def itself(what: str, *says: str) -> ToldOf:
    """A fact that has no page of its own: what it is, and by what it is told from others of its kind."""
    return ToldOf(what, ", ".join(part for part in says if part))


def when(fact: Any) -> str:
    """The day of a fact, as precisely as it is known (`earliest`, `latest`, `precision`)."""
    return format_partial(PartialDate(fact.earliest, fact.latest, fact.precision))


def first_day(day: date, precision: str) -> str:
    """The first day of something, of which only the month or the year may be known."""
    known = {"month": PartialDate.month(day.year, day.month), "year": PartialDate.year(day.year)}
    return format_partial(known.get(precision, PartialDate.day(day)))


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
