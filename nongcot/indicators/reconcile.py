"""Proof that spans say what the facts say, and roll-ups what the spans say; run as a test, a command, a nightly job."""

from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from nongcot.indicators import definitions, engine, guards, rollups, wanted
from nongcot.indicators.declare import catalogue
from nongcot.kernel import memory


@dataclass(frozen=True)
class Report:
    """What was compared and what differed; sound when every list is empty."""

    spans: int
    missing: int
    surplus: int
    rollups: int
    orphans: int
    derived: int
    files: tuple[str, ...]
    guards: tuple[str, ...]
    definitions: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not any(
            (
                *(self.missing, self.surplus, self.rollups, self.orphans, self.derived),
                *(self.files, self.guards, self.definitions),
            )
        )


def reconcile() -> Report:
    """Work everything out again from nothing, beside what is stored, and count the differences. Writes nothing."""
    with memory.remembering():
        posted = definitions.current()
        indicators = {posted[i.code].pk: i for i in catalogue().values() if i.posts and i.code in posted}
        spans = _count("SELECT COUNT(*) FROM indicators_span WHERE retracted IS NULL")
        missing = matched = 0
        for batch, filled in engine.batches():
            standing, due = engine.live(indicators, batch), set(wanted.rows(indicators, filled))
            missing += len(due - standing.keys())
            matched += len(due & standing.keys())
        return Report(
            spans=spans,
            missing=missing,
            surplus=spans - matched,
            rollups=len(rollups.differences()),
            orphans=sum(_hook(dotted) for dotted in settings.ORPHANS),
            derived=derived(),
            files=files(),
            guards=tuple(guards.missing()),
            definitions=tuple(definitions.changed()),
        )


def derived() -> int:
    """How many derived rows of all rooms are not what the facts give by this program."""
    with memory.remembering():
        return sum(_hook(dotted) for dotted in settings.DERIVED_DIFFERENCES)


def files() -> tuple[str, ...]:
    """Files that facts or reports name and that are missing or altered on disk, or that none names, each in a line."""
    return tuple(line for dotted in settings.FILES_AT_FAULT for line in import_string(dotted)())


def _count(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])


def _hook(dotted: str) -> int:
    module, name = dotted.rsplit(".", 1)
    return int(getattr(import_module(module), name)())
