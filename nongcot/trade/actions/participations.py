"""Who goes to an event: invited, registered with products, found fit, selected, there or not.

Co-ops do not sign in themselves; an officer acts for them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.bearers import bearer
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.registry import checking, holdings, keyed, lives, standing, versions, words, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import NotNow, Recorded, require_confirmed
from nongcot.registry.values import written
from nongcot.trade import cautions
from nongcot.trade.facts import EVENT
from nongcot.trade.models import Participation, Result, TradeEvent
from nongcot.trade.vocabulary import AT_THE_EVENT, FOUND_FIT, NEXT, Step


@dataclass(frozen=True)
class Taking:
    """An organisation's part in an event as a list tells it: how far it came, with which products, on which day."""

    organisation_id: int
    step: str
    day: date
    products: Sequence[int] = ()
    invited_on: date | None = None
    booth: str = ""


def invite(*, event_id: int, organisations: Collection[int], day: date, by: User | None) -> Recorded:
    """Invite organisations to an event; who has to do with it already is passed over.

    Raises NotNow for an event that is not there or was cancelled, and where nobody is left to invite.
    """
    with posting("trade.invite", by=by) as entry:
        event = _open_event(event_id)
        there = _there_already(event_id, organisations)
        asked = [one for one in dict.fromkeys(organisations) if one not in there]
        if not asked:
            raise NotNow(_("Các tổ chức này đã có trong danh sách của sự kiện."))
        _require_known(asked)
        keys = _enter(entry, event, [Taking(one, Step.INVITED, day) for one in asked])
    return Recorded(entry.n, tuple(asked), tuple(keys))


def register(
    *, event_id: int, organisation_id: int, products: Sequence[int], day: date, by: User | None, seen: int | None = None
) -> Recorded:
    """Register an organisation for an event with the products it will show; who was invited moves on.

    Raises NotNow where it is registered already or the event was cancelled, ChangedSince, ValidationError.
    """
    own = checking.require_own("products", organisation_id, products)
    with posting("trade.register", by=by) as entry:
        event = _open_event(event_id)
        lives.of(organisation_id)
        records = standing.together([organisation_id])
        before = next(
            (p for p in checking.newest_by(Participation, event_id=event_id) if p.organisation_id in records), None
        )
        if before is None:
            keys = _enter(entry, event, [Taking(organisation_id, Step.REGISTERED, day, own)])
        else:
            versions.require_fact_unchanged(before, seen)
            _move(entry, before, Step.REGISTERED, day, products=own)
            keys = [before.key]
    return Recorded(entry.n, (organisation_id,), tuple(keys))


def move(
    *,
    event_id: int,
    steps: Mapping[int, str],
    day: date,
    by: User | None,
    seen: int | None,
    confirmed: Collection[str] = (),
) -> Recorded:
    """Move participations (by their number) of an event to a next step, all on one day.

    Raises NotNow for a step that does not follow, or that the event has not come to; ChangedSince; ToConfirm for those
    who are told to be fit and are not (`cautions.of_fitness`).
    """
    with posting("trade.move", by=by) as entry:
        event = _open_event(event_id)
        if not steps:
            raise NotNow(_("Chưa chọn bước nào."))
        if day < event.earliest and set(steps.values()) & set(AT_THE_EVENT):
            raise NotNow(_("Sự kiện chưa khai mạc: chưa thể ghi ai đã tham gia hay vắng mặt."))
        moved = []
        found_fit = []
        for one in checking.newest_by(Participation, event_id=event_id):
            if one.participation_id in steps:
                versions.require_fact_unchanged(one, seen)
                _move(entry, one, steps[one.participation_id], day)
                moved.append(one)
                if steps[one.participation_id] in FOUND_FIT:
                    found_fit.append(one.organisation_id)
        if len(moved) < len(steps):
            raise NotNow(_("Dữ kiện này không có trong sổ, hoặc đã được rút lại."))
        require_confirmed(cautions.of_fitness(event, found_fit, entry.n), confirmed)
    return Recorded(entry.n, tuple(one.organisation_id for one in moved), tuple(one.key for one in moved))


def change_participation(
    *, key: str, step: str, day: date, products: Sequence[int], booth: str, by: User | None, seen: int | None,
    reason: str = "", confirmed: Collection[str] = (),
) -> Recorded:  # fmt: skip
    """Correct how far a participation came, its products or its booth. Steps that come before the one it came to stay.

    Raises NotNow, also where it would not have attended while its result stands; ChangedSince, ValidationError,
    ToConfirm as `move`.
    """
    with posting("trade.change_participation", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Participation, key)
        versions.require_fact_unchanged(before, seen)
        event = _open_event(before.event_id)
        checking.require_choice("step", step, Step)
        if step in AT_THE_EVENT and day < event.earliest:
            raise ValidationError({"day": _("Ngày này trước ngày khai mạc.")})
        own = checking.require_own("products", before.organisation_id, products, before.products)
        if before.step == Step.ATTENDED != step and keyed.newest(Result, f"tr{before.participation_id}") is not None:
            raise NotNow(_("Tổ chức đã báo kết quả nên đã tham gia: hãy rút lại kết quả trước."))
        if step in FOUND_FIT and step != before.step:
            require_confirmed(cautions.of_fitness(event, [before.organisation_id], entry.n), confirmed)
        steps = _taken_before(before, step) | {step: day.isoformat()}
        told = {"step": step, "steps": steps, "products": own, "booth": written(booth, 40)}
        _tell_again(entry, before, **told)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_participation(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a participation back: the organisation never had to do with the event. Raises NotNow, ChangedSince."""
    with posting("trade.withdraw_participation", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Participation, key)
        versions.require_fact_unchanged(before, seen)
        _tell_again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def enter_participations(*, event_id: int, taking: Sequence[Taking], by: User | None, source: str = "") -> Recorded:
    """Enter a list of who took part, one posting. Raises NotNow, also for who is in the event's list already."""
    with posting("trade.enter_participations", by=by, cause=Posting.Cause.IMPORT, source=source) as entry:
        event = _open_event(event_id)
        organisations = [one.organisation_id for one in taking]
        if _there_already(event_id, organisations) or len(set(organisations)) < len(organisations):
            raise NotNow(_("Các tổ chức này đã có trong danh sách của sự kiện."))
        _require_known(organisations)
        for one in taking:
            checking.require_own("products", one.organisation_id, one.products)
            checking.require_choice("step", one.step, Step)
            if one.step in AT_THE_EVENT and one.day < event.earliest:
                raise ValidationError({"day": _("Ngày này trước ngày khai mạc.")})
        keys = _enter(entry, event, taking, source)
    return Recorded(entry.n, tuple(organisations), tuple(keys))


def enter_within(entry: Entry, *, event_id: int, taking: Sequence[Taking], source: str = "") -> list[str]:
    """Enter parts in an event within an open posting, of whoever is not in its list; gives their keys.

    Raises NotNow for an event that is not there or was cancelled.
    """
    return _enter(entry, _open_event(event_id), taking, source)


def move_within(entry: Entry, *, before: Participation, step: str, day: date, products: Sequence[int]) -> None:
    """Within an open posting: a part came to a later step (or stays where it is) with these products.

    Raises NotNow for a step that does not follow.
    """
    if step == before.step:
        _tell_again(entry, before, products=list(products))
    else:
        _move(entry, before, step, day, products=list(products))


def _open_event(event_id: int) -> TradeEvent:
    event = keyed.standing(TradeEvent, f"te{event_id}")
    if event.cancelled:
        raise NotNow(_("Sự kiện này đã bị hủy."))
    return event


def _there_already(event_id: int, organisations: Collection[int]) -> set[int]:
    """Of these organisations those that stand in the event's list, themselves or by a record united with them."""
    listed = {p.organisation_id for p in checking.newest_by(Participation, event_id=event_id)}
    as_one = holdings.roots({*organisations, *listed})
    roots = {as_one.get(one, one) for one in listed}
    return {one for one in organisations if as_one.get(one, one) in roots}


def _require_known(organisations: Collection[int]) -> None:
    if Organisation.objects.filter(pk__in=organisations).count() < len(set(organisations)):
        raise NotNow(_("Sổ không có tổ chức này."))


def _enter(entry: Entry, event: TradeEvent, taking: Sequence[Taking], source: str = "") -> list[str]:
    first = writing.next_identity(Participation, "participation_id")
    facts = []
    for number, one in enumerate(taking, first):
        steps = {Step.INVITED.value: one.invited_on.isoformat()} if one.invited_on else {}
        fact: dict[str, Any] = {"key": f"tp{number}", "source": source, "organisation_id": one.organisation_id}
        fact |= {"event_id": event.event_id, "participation_id": number, "step": str(one.step)}
        fact |= {"steps": steps | {str(one.step): one.day.isoformat()}, "products": list(one.products)}
        facts.append(fact | {"booth": written(one.booth, 40)})
    entry.touch([bearer(EVENT, event.event_id)])
    return writing.tell(entry, Participation, facts)


def _taken_before(before: Participation, step: str) -> dict[str, str]:
    """The steps, with their days, that stay when a participation is said to have come to `step`."""
    if step == before.step:
        return dict(before.steps)
    # Who is said not to have withdrawn never did. Whoever withdrew and registered again did, and what came before that.
    left = "" if before.step == Step.WITHDRAWN else before.steps.get(Step.WITHDRAWN, "")
    return {
        name: day
        for name, day in before.steps.items()
        if (step in NEXT[name] or name == Step.WITHDRAWN or day < left) and not name == before.step == Step.WITHDRAWN
    }


def _move(entry: Entry, before: Participation, step: str, day: date, **changes: Any) -> None:
    if step not in NEXT[before.step]:
        named = words.names([before.organisation_id])[before.organisation_id]
        raise NotNow(
            _("%(name)s: “%(step)s” không đi sau “%(before)s”.")
            % {"name": named, "step": words.label(Step, step), "before": words.label(Step, before.step)}
        )
    steps = before.steps | {str(step): day.isoformat()}
    _tell_again(entry, before, step=str(step), steps=steps, **changes)


def _tell_again(entry: Entry, before: Participation, **changes: Any) -> None:
    writing.tell_again(entry, before, **changes)
    entry.touch([bearer(EVENT, before.event_id)])
