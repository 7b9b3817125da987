"""Where dossiers stand, read from what was recorded of them: nobody sets a stage by hand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nongcot.ocop.models import Dossier, Recognition, Result, Step
from nongcot.ocop.vocabulary import Stage, StepKind
from nongcot.registry.models import Keyed
from nongcot.registry.standing import newest_of_each
from nongcot.registry.vocabulary import Level

FIVE = 5
LOWEST = 3

#: Stages at which nothing is awaited any more.
OVER = (Stage.RECOGNISED, Stage.NOT_RECOGNISED, Stage.RETURNED, Stage.WITHDRAWN)


@dataclass(frozen=True)
class Standing:
    """A dossier with everything that was told of it, each in the order of its days."""

    dossier: Dossier
    steps: tuple[Step, ...]
    results: tuple[Result, ...]
    recognitions: tuple[Recognition, ...]

    @property
    def result(self) -> Result | None:
        """The last result."""
        return self.results[-1] if self.results else None

    @property
    def recognition(self) -> Recognition | None:
        """The last recognition."""
        return self.recognitions[-1] if self.recognitions else None

    @property
    def stage(self) -> Stage:
        """Where it stands: what came last decides; a provincial result that waits for the centre waits beside a
        certificate that may have been given meanwhile."""
        result, recognition = self.result, self.recognition
        last_step = self.steps[-1] if self.steps else None
        if last_step is not None and last_step.kind in (StepKind.RETURNED, StepKind.WITHDRAWN):
            later = [*self.results, *self.recognitions]
            if not any(told.earliest > last_step.day for told in later):
                return Stage(last_step.kind)
        waits = result is not None and result.pending_star == FIVE
        if waits and (recognition is None or recognition.level != Level.CENTRAL):
            return Stage.PENDING_FIVE
        if recognition is not None:
            return Stage.RECOGNISED
        if result is not None:
            return Stage.NOT_RECOGNISED if result.star is None or result.star < LOWEST else Stage.ASSESSED
        if last_step is not None and last_step.kind == StepKind.COMMUNE_CHECK:
            return Stage.COMMUNE_CHECKED
        return Stage.DRAFT if self.dossier.earliest is None else Stage.FILED


def of(dossiers: Iterable[Dossier]) -> dict[str, Standing]:
    """How these dossiers stand at the newest knowledge, by key."""
    listed = list(dossiers)
    keys = [dossier.key for dossier in listed]
    steps, results, recognitions = (_told(model, keys) for model in (Step, Result, Recognition))
    return {
        dossier.key: Standing(
            dossier,
            tuple(sorted(steps[dossier.key], key=lambda s: (s.day, s.posted, s.pk))),
            tuple(sorted(results[dossier.key], key=lambda r: (r.earliest, r.posted, r.pk))),
            tuple(sorted(recognitions[dossier.key], key=lambda r: (r.earliest, r.posted, r.pk))),
        )
        for dossier in listed
    }


def _told(model: type[Keyed], keys: list[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    rows = model._default_manager.filter(withdrawn=None, dossier__in=keys)  # type: ignore[misc]  # all have a dossier
    for row in newest_of_each(rows.order_by("posted", "pk")):
        found[row.dossier].append(row)
    return found
