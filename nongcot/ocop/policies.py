"""Who may do what in this room: the same rules answer "may I?" and "which ones?"."""

from typing import Any

from django.db.models import QuerySet

from nongcot.accounts.policies import may
from nongcot.ocop.models import Conflict, Dossier, Item, Seat

#: The capabilities that open the room's doors.
VIEW = "ocop.view"
EDIT = "ocop.edit"
SCORE = "ocop.score"


def may_view(user: Any) -> bool:
    """Whether dossiers and councils are shown."""
    return may(user, VIEW)


def may_edit(user: Any) -> bool:
    """Whether this person may enter dossiers, results and councils."""
    return may(user, EDIT)


def seats(user: Any) -> QuerySet[Seat]:
    """Where this person sits."""
    if not may(user, SCORE):
        return Seat.objects.none()
    return Seat.objects.filter(member_id=user.pk)


def to_score(user: Any) -> QuerySet[Item]:
    """The items that were assigned to this person; those of producers it has an interest in are not."""
    mine = seats(user)
    kept_out = Conflict.objects.filter(seat__in=mine)
    barred = [
        item.pk
        for item in Item.objects.filter(council__seats__in=mine)
        if kept_out.filter(seat__council=item.council_id, organisation_id=_producer(item)).exists()
    ]
    return Item.objects.filter(council__seats__in=mine).exclude(pk__in=barred).distinct()


def may_score(user: Any, item: Item) -> bool:
    """Whether an item was assigned to this person."""
    return to_score(user).filter(pk=item.pk).exists()


def _producer(item: Item) -> int:
    return Dossier.objects.filter(key=item.dossier).order_by("posted").values_list("organisation_id", flat=True)[0]
