"""Reorganisations: each one posting over all its parties, whose events name one another, so that lineage can be read.

What an organisation was goes on in another one: such an end is no dissolution and such a birth no new founding. A party
that comes into being is entered, or is a record that stands in the book already (its id), because a list told of it
first: then its birth is told anew as coming from another, or, where it was there before, it goes on, changed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.ledger import Entry
from nongcot.kernel.dates import PartialDate
from nongcot.registry import details, keyed, lifecycle, lives, values, versions, words, writing
from nongcot.registry.actions.events import cautions_of, happened
from nongcot.registry.actions.organisations import Newborn, bring_forth, cautions_of_newborn
from nongcot.registry.bookkeeping import posting
from nongcot.registry.details import NO_PAPER, Paper
from nongcot.registry.lives import Life
from nongcot.registry.models import LifeEvent
from nongcot.registry.outcomes import Caution, NotNow, Recorded, require_confirmed
from nongcot.registry.vocabulary import EventKind, Kind, Origin
from nongcot.registry.writing import Happened, Said

FEWEST = 2
DAY = timedelta(days=1)

#: A party that comes into being, ready to be entered with its values; or the id of one that stands already.
Child = tuple[Newborn, dict[str, Any]] | int


def merge_into(
    *,
    absorbed: Sequence[int],
    receiver_id: int,
    on: PartialDate,
    by: User | None,
    paper: Paper = NO_PAPER,
    said: Mapping[str, Any] | None = None,
    seen: int | None = None,
    steps_missing: bool = False,
    confirmed: Collection[str] = (),
    reason: str = "",
) -> Recorded:
    """Sáp nhập: organisations end and go on in a receiver, which is registered anew (Law 17/2023/QH15 a.95).

    `said` are field values of the receiver from that day on. Raises NotNow for fewer than one absorbed, for a receiver
    among them, or a move that the law does not know; ChangedSince, ToConfirm, ValidationError.
    """
    found, paper = values.checked(said or {}), paper.checked()
    if not absorbed or receiver_id in absorbed:
        raise NotNow(_("Cần ít nhất một tổ chức được sáp nhập, khác tổ chức nhận sáp nhập."))
    with posting("registry.merge_into", by=by, reason=reason) as entry:
        reorganisation = Reorganisation(on, paper, seen, steps_missing)
        for organisation_id in absorbed:
            reorganisation.turns(organisation_id, EventKind.MERGED_INTO, receiver_id)
        receiver = reorganisation.turns(receiver_id, EventKind.CHANGE_REGISTERED, absorbed[0], found)
        require_confirmed(reorganisation.cautions, confirmed)
        _say(entry, receiver, on, found)
        return reorganisation.write(entry)


def divide(
    *,
    organisation_id: int,
    successors: Sequence[Newborn | int],
    on: PartialDate,
    by: User | None,
    paper: Paper = NO_PAPER,
    seen: int | None = None,
    steps_missing: bool = False,
    confirmed: Collection[str] = (),
    reason: str = "",
) -> Recorded:
    """Chia: an organisation ends when its successors are certified (Law 17/2023/QH15 a.92).

    Raises NotNow for fewer than two successors or a move that the law does not know; ChangedSince, ToConfirm,
    ValidationError.
    """
    if len(successors) < FEWEST:
        raise NotNow(_("Chia thì có ít nhất hai tổ chức mới."))
    with posting("registry.divide", by=by, reason=reason) as entry:
        reorganisation = Reorganisation(on, paper.checked(), seen, steps_missing)
        born = [reorganisation.brings(s, Origin.DIVISION, organisation_id) for s in successors]
        reorganisation.turns(organisation_id, EventKind.DIVIDED, None)
        require_confirmed(reorganisation.cautions, confirmed)
        return reorganisation.write(entry, born)


def separate(
    *,
    organisation_id: int,
    successors: Sequence[Newborn | int],
    on: PartialDate,
    by: User | None,
    paper: Paper = NO_PAPER,
    said: Mapping[str, Any] | None = None,
    seen: int | None = None,
    steps_missing: bool = False,
    confirmed: Collection[str] = (),
    reason: str = "",
) -> Recorded:
    """Tách: new organisations are certified and the old one continues (Law 17/2023/QH15 a.93).

    `said` are field values of the old one from that day on, such as what is left of its members and capital. Raises as
    `divide`, for no successor at all.
    """
    found = values.checked(said or {})
    if not successors:
        raise NotNow(_("Tách thì có ít nhất một tổ chức mới."))
    with posting("registry.separate", by=by, reason=reason) as entry:
        reorganisation = Reorganisation(on, paper.checked(), seen, steps_missing)
        born = [reorganisation.brings(s, Origin.SEPARATION, organisation_id) for s in successors]
        life = reorganisation.turns(organisation_id, EventKind.SEPARATED, None, found)
        require_confirmed(reorganisation.cautions, confirmed)
        _say(entry, life, on, found)
        return reorganisation.write(entry, born)


def consolidate(
    *,
    parties: Sequence[int],
    successor: Newborn | int,
    on: PartialDate,
    by: User | None,
    paper: Paper = NO_PAPER,
    seen: int | None = None,
    steps_missing: bool = False,
    confirmed: Collection[str] = (),
    reason: str = "",
) -> Recorded:
    """Hợp nhất: all old organisations end and one new is certified (Law 17/2023/QH15 a.94). Raises as `divide`."""
    if len(set(parties)) < FEWEST:
        raise NotNow(_("Hợp nhất thì có ít nhất hai tổ chức cũ."))
    with posting("registry.consolidate", by=by, reason=reason) as entry:
        reorganisation = Reorganisation(on, paper.checked(), seen, steps_missing)
        if successor in parties:
            raise NotNow(_("Tổ chức mới phải khác các tổ chức cũ."))
        born = [reorganisation.brings(successor, Origin.CONSOLIDATION, parties[0], besides=parties)]
        for organisation_id in parties:
            reorganisation.turns(organisation_id, EventKind.CONSOLIDATED, None)
        require_confirmed(reorganisation.cautions, confirmed)
        return reorganisation.write(entry, born)


def convert(
    *,
    organisation_id: int,
    on: PartialDate,
    by: User | None,
    successor: Newborn | int | None = None,
    successor_kind: str = "",
    paper: Paper = NO_PAPER,
    seen: int | None = None,
    steps_missing: bool = False,
    confirmed: Collection[str] = (),
    reason: str = "",
) -> Recorded:
    """Chuyển đổi sang mô hình khác: a co-op ends and goes on as an enterprise, a group or another body.

    Practice of reports under the law of 2012. Where the successor is not kept in the book, `successor_kind` says what
    it became. A group that becomes a co-op is `groups.convert_group`. Raises ValidationError when neither is given,
    and as `divide`.
    """
    kind = _kind_of(successor) if successor else successor_kind
    if not kind:
        raise ValidationError({"successor_kind": _("Cần biết chuyển đổi sang loại nào.")})
    with posting("registry.convert", by=by, reason=reason) as entry:
        reorganisation = Reorganisation(on, paper.checked(), seen, steps_missing)
        born = []
        if successor:
            born.append(reorganisation.brings(successor, Origin.CONVERSION, organisation_id, of_another_kind=True))
        life = reorganisation.turns(organisation_id, EventKind.CONVERTED, None, told={"successor_kind": kind})
        if life.kind == Kind.GROUP and kind == Kind.COOP:
            raise NotNow(_("Tổ hợp tác thành hợp tác xã được ghi bằng việc riêng: chuyển đổi tổ hợp tác."))
        if life.kind == kind:
            raise NotNow(_("Chuyển đổi là sang một loại khác."))
        require_confirmed(reorganisation.cautions, confirmed)
        return reorganisation.write(entry, born)


def _kind_of(successor: Newborn | int) -> str:
    return lives.of(successor).kind if isinstance(successor, int) else successor.kind


class Reorganisation:
    """The events of one day and one paper over several parties, gathered before anything is written."""

    def __init__(self, on: PartialDate, paper: Paper, seen: int | None, steps_missing: bool) -> None:
        self.on, self.paper, self.seen, self.steps_missing = on, paper, seen, steps_missing
        self.cautions: list[Caution] = []
        self.ends: list[Happened] = []

    def turns(
        self,
        organisation_id: int,
        kind: str,
        counterpart_id: int | None,
        said: Mapping[str, Any] | None = None,
        told: Mapping[str, Any] | None = None,
    ) -> Life:
        """A party that was there before meets its event; without a counterpart it names the first one newly born."""
        facts = details.checked(told or {})
        life = lives.of(organisation_id)
        versions.require_events_unchanged(organisation_id, self.seen)
        versions.require_fields_unchanged(organisation_id, said or {}, self.seen)
        lives.require_move(life, kind, self.on, steps_missing=self.steps_missing)
        self._caution(cautions_of(life, kind, self.on, facts, said or {}))
        self.ends.append(happened(organisation_id, kind, self.on, self.paper, counterpart_id, facts))
        return life

    def brings(
        self,
        successor: Newborn | int,
        origin: str,
        parent_id: int,
        besides: Collection[int] = (),
        *,
        of_another_kind: bool = False,
    ) -> "Child":
        """A party that the reorganisation brings forth: entered now, or standing in the book already."""
        if isinstance(successor, int):
            self._adopts(successor, origin, parent_id, of_another_kind=of_another_kind)
            return successor
        return self._bears(successor, origin, parent_id, besides)

    def _adopts(self, organisation_id: int, origin: str, parent_id: int, *, of_another_kind: bool) -> None:
        """A record that stands: born of this, where nothing of it is known from before; otherwise changed by it."""
        if organisation_id == parent_id:
            raise NotNow(_("Tổ chức mới phải khác tổ chức cũ."))
        life = lives.of(organisation_id)
        if not of_another_kind and life.kind != lives.of(parent_id).kind:
            raise NotNow(
                _("“%(name)s” không cùng loại với tổ chức cũ.")
                % {"name": words.names([organisation_id])[organisation_id]}
            )
        versions.require_events_unchanged(organisation_id, self.seen)
        told = keyed.all_standing(LifeEvent, organisation_id)
        birth = min((e for e in told if e.kind in lifecycle.BIRTHS), key=lambda e: e.earliest, default=None)
        if life.legal_status(self.on.earliest - DAY) != lifecycle.NONE:
            self.turns(organisation_id, EventKind.CHANGE_REGISTERED, parent_id)
        elif birth is not None:
            paper = Paper(birth.paper_date, birth.document_no, birth.issuing_body)
            facts = details.checked({**birth.details, "origin": origin})
            on = PartialDate(birth.earliest, birth.latest, birth.precision)  # type: ignore[arg-type]  # as written
            again = happened(organisation_id, birth.kind, on, paper, parent_id, facts, birth.source, birth.key)
            self.ends.append(again)
        else:
            facts, kind = details.checked({"origin": origin}), EventKind.REGISTERED
            self.ends.append(happened(organisation_id, kind, self.on, self.paper, parent_id, facts))

    def _bears(
        self, newborn: Newborn, origin: str, parent_id: int, besides: Collection[int] = ()
    ) -> tuple[Newborn, dict[str, Any]]:
        """A party that comes into being: by the same paper and on the same day, naming where it comes from."""
        paper = self.paper if newborn.paper == NO_PAPER else newborn.paper.checked()
        child = replace(newborn, on=self.on, paper=paper, origin=origin, counterpart_id=parent_id)
        found = child.values()
        self._caution(cautions_of_newborn(child, found, besides=[parent_id, *besides]))
        return child, found

    def write(self, entry: Entry, born: Sequence["Child"] = ()) -> Recorded:
        """Assert everything under the open posting."""
        children: list[int] = []
        keys: list[str] = []
        for child in born:
            if isinstance(child, int):
                children.append(child)
                continue
            organisation_id, first = bring_forth(entry, *child)
            children.append(organisation_id)
            keys += first
        first_child = children[0] if children else None
        ends = [end if end.counterpart_id else replace(end, counterpart_id=first_child) for end in self.ends]
        ends.sort(key=lambda end: end.organisation_id in children)
        keys = writing.happen(entry, ends) + keys
        parties = dict.fromkeys(
            (*(end.organisation_id for end in ends if end.organisation_id not in children), *children)
        )
        return Recorded(entry.n, tuple(parties), tuple(keys))

    def _caution(self, found: Collection[Caution]) -> None:
        self.cautions += [caution for caution in found if caution not in self.cautions]


def _say(entry: Entry, life: Life, on: PartialDate, found: Mapping[str, Any]) -> None:
    values.require_parts_fit(life.values(on.earliest) | dict(found))
    writing.say(entry, [Said(life.organisation_id, on.earliest, dict(found))])
