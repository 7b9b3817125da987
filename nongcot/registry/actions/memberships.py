"""Belonging: co-ops to unions of co-ops, organisations to the provincial alliance.

Each is an event of the organisation that joins or leaves; `more` is whatever `events.record_event` takes, and they
raise what it raises: NotNow also for joining what one belongs to and leaving what one does not.
"""

from typing import Any

from nongcot.accounts.models import User
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions.events import record_event
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import AllianceMembership, EventKind


def join_union(*, organisation_id: int, union_id: int, on: PartialDate, by: User | None, **more: Any) -> Recorded:
    """A co-op becomes a member of a union of co-ops (Law 17/2023/QH15 a.4(8))."""
    kind = EventKind.JOINED_UNION
    return record_event(organisation_id=organisation_id, kind=kind, on=on, by=by, counterpart_id=union_id, **more)


def leave_union(*, organisation_id: int, union_id: int, on: PartialDate, by: User | None, **more: Any) -> Recorded:
    """A co-op leaves a union; that a union ends needs no such event of its members."""
    kind = EventKind.LEFT_UNION
    return record_event(organisation_id=organisation_id, kind=kind, on=on, by=by, counterpart_id=union_id, **more)


def join_alliance(
    *,
    organisation_id: int,
    on: PartialDate,
    by: User | None,
    membership: str = AllianceMembership.OFFICIAL,
    **more: Any,
) -> Recorded:
    """The alliance admits an organisation, by its charter, as an official or an associate member."""
    told = {"membership": membership}
    return record_event(
        organisation_id=organisation_id, kind=EventKind.JOINED_ALLIANCE, on=on, by=by, told=told, **more
    )


def leave_alliance(*, organisation_id: int, on: PartialDate, by: User | None, **more: Any) -> Recorded:
    """An organisation leaves the alliance."""
    return record_event(organisation_id=organisation_id, kind=EventKind.LEFT_ALLIANCE, on=on, by=by, **more)
