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
    items = Item.objects.filter(council__seats__in=mine)
    kept_out = set(Conflict.objects.filter(seat__in=mine).values_list("seat__council", "organisation_id"))
    told = Dossier.objects.filter(key__in=items.values("dossier")).values_list("key", "organisation_id")
    producers = dict(told) if kept_out else {}
    barred = [item.pk for item in items if (item.council_id, producers.get(item.dossier)) in kept_out]
    return items.exclude(pk__in=barred).distinct()


def may_score(user: Any, item: Item) -> bool:
    """Whether an item was assigned to this person."""
    return to_score(user).filter(pk=item.pk).exists()
