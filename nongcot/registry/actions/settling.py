"""What became of many organisations, told in one posting: each as its own act would tell it, all or none."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.ledger import Entry
from nongcot.kernel.dates import PartialDate
from nongcot.registry import lives, words
from nongcot.registry.actions import events, organisations
from nongcot.registry.bookkeeping import posting
from nongcot.registry.details import NO_PAPER, Paper
from nongcot.registry.outcomes import Caution, NotNow, Recorded, ToConfirm


@dataclass(frozen=True)
class Event:
    """Something happened to an organisation: as `events.record_event` takes it."""

    organisation_id: int
    kind: str
    on: PartialDate
    paper: Paper = NO_PAPER
    told: Mapping[str, Any] = field(default_factory=dict)
    said: Mapping[str, Any] = field(default_factory=dict)
    steps_missing: bool = False


@dataclass(frozen=True)
class OtherKind:
    """An organisation was never of the kind that the book says: a correction for every day on which that was said."""

    organisation_id: int
    kind: str


class NotAll(Exception):
    """Some of the acts cannot be done, so none was: the sentence for each organisation."""

    def __init__(self, sentences: Mapping[int, str]) -> None:
        self.sentences = dict(sentences)
        super().__init__(" ".join(self.sentences.values()))


def settle(
    *,
    outcomes: Sequence[Event | OtherKind],
    by: User | None,
    seen: int | None = None,
    confirmed: Collection[str] = (),
    reason: str = "",
    source: str = "",
) -> Recorded:
    """Record all outcomes, each by the rules of its own act. `seen` is the posting that the editor's page showed.

    Raises NotAll with a sentence for each organisation of which the outcome cannot be recorded, ToConfirm with the
    cautions of all of them (each names its organisations); then nothing is recorded.
    """
    keys: list[str] = []
    refused: dict[int, str] = {}
    cautious: dict[int, tuple[Caution, ...]] = {}
    with posting("registry.settle", by=by, reason=reason, source=source) as entry:
        for outcome in outcomes:
            try:
                keys += _record(entry, outcome, seen, confirmed, source)
            except ToConfirm as told:
                cautious[outcome.organisation_id] = told.cautions
            except NotNow as told:
                refused[outcome.organisation_id] = str(told)
            except ValidationError as told:
                refused[outcome.organisation_id] = " ".join(told.messages)
        if refused:
            raise NotAll(refused)
        if cautious:
            raise ToConfirm(_together(cautious))
    return Recorded(entry.n, tuple(outcome.organisation_id for outcome in outcomes), tuple(keys))


def _record(
    entry: Entry, outcome: Event | OtherKind, seen: int | None, confirmed: Collection[str], source: str
) -> tuple[str, ...]:
    pk = outcome.organisation_id
    if isinstance(outcome, Event):
        return events.record_within(
            entry,
            organisation_id=pk,
            kind=outcome.kind,
            on=outcome.on,
            paper=outcome.paper,
            told=outcome.told,
            said=outcome.said,
            seen=seen,
            steps_missing=outcome.steps_missing,
            confirmed=confirmed,
            source=source,
        )
    line = lives.of(pk).lines["kind"]
    wrong = [day for day, kind in zip(line.days, line.values, strict=True) if kind not in (None, outcome.kind)]
    if not wrong:
        raise NotNow(_("Sổ đã ghi đúng loại ấy."))
    for day in wrong:
        organisations.correct_within(
            entry,
            organisation_id=pk,
            day=day,
            said={"kind": outcome.kind},
            # What this very posting corrected for an earlier day is not what somebody else did.
            seen=seen if day == wrong[0] else None,
            confirmed=confirmed,
            source=source,
        )
    return ()


def _together(cautious: Mapping[int, tuple[Caution, ...]]) -> list[Caution]:
    """Cautions of one code in one, which names everybody it is about."""
    named = words.names(cautious)
    found: dict[str, list[tuple[str, Caution]]] = {}
    for pk, told in cautious.items():
        for caution in told:
            found.setdefault(caution.code, []).append((named[pk], caution))
    return [
        Caution(
            code, " ".join(f"{name}: {one.sentence}" for name, one in told), told[0][1].legal_basis, told[0][1].verified
        )
        for code, told in found.items()
    ]
