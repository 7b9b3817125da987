"""Where dossiers stand, read from what was recorded of them: nobody sets a stage by hand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from nongcot.ocop.models import Dossier, Recognition, Result, Step
from nongcot.ocop.vocabulary import Stage, StepKind
from nongcot.registry.models import Keyed
from nongcot.registry.standing import newest_of_each
from nongcot.registry.vocabulary import Level

FIVE = 5
LOWEST = 3

D = TypeVar("D", Result, Recognition)

#: Stages at which nothing is awaited any more.
OVER = (Stage.RECOGNISED, Stage.NOT_RECOGNISED, Stage.RETURNED, Stage.WITHDRAWN)


@dataclass(frozen=True)
class Standing:
    """A dossier with everything that was told of it, each in the order of its days; of one day in the order in which it
    was first told, so that a correction moves nothing."""

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
    def filed_again(self) -> date | None:
        """The day on which it was last filed again after it came back; None for one that never was."""
        return next((step.day for step in reversed(self.steps) if step.kind == StepKind.FILED_AGAIN), None)

    @property
    def checked(self) -> bool:
        """Whether the commune checked what is before the authority now: what was filed last."""
        for step in reversed(self.steps):
            if step.kind in (StepKind.COMMUNE_CHECK, StepKind.FILED_AGAIN):
                return step.kind == StepKind.COMMUNE_CHECK
        return False

    @property
    def found(self) -> tuple[Result, ...]:
        """The results of what was filed last."""
        return self._since_filed(self.results)

    @property
    def given(self) -> tuple[Recognition, ...]:
        """The recognitions of what was filed last."""
        return self._since_filed(self.recognitions)

    def _since_filed(self, told: tuple[D, ...]) -> tuple[D, ...]:
        again = self.filed_again
        return told if again is None else tuple(one for one in told if one.latest >= again)

    @property
    def stage(self) -> Stage:
        """Where it stands: what came last decides; a provincial result that waits for the centre waits beside a
        certificate that may have been given meanwhile. What was found before a dossier was filed again is over."""
        result = next(reversed(self.found), None)
        recognition = next(reversed(self.given), None)
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
            tuple(sorted(steps[dossier.key], key=lambda s: s.day)),
            tuple(sorted(results[dossier.key], key=lambda r: r.earliest)),
            tuple(sorted(recognitions[dossier.key], key=lambda r: r.earliest)),
        )
        for dossier in listed
    }


def _told(model: type[Keyed], keys: list[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    rows = model._default_manager.filter(withdrawn=None, dossier__in=keys)  # type: ignore[misc]  # all have a dossier
    for row in newest_of_each(rows.order_by("posted", "pk")):
        found[row.dossier].append(row)
    return found
