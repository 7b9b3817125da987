"""The room's facts as they stood at a posting, in the database: lists are counted and cut there."""

from collections.abc import Collection
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from nongcot.exemplars.models import Designation, Nomination, Reviewed
from nongcot.exemplars.vocabulary import Review
from nongcot.registry import queries
from nongcot.registry.models import Keyed, Profile, SameAs

K = TypeVar("K", bound=Keyed)


def standing(model: type[K], n: int) -> QuerySet[K]:
    """Of each key the newest row known at posting `n` and not withdrawn by then, unless it is void."""
    known = Q(posted__lte=n) & (Q(withdrawn=None) | Q(withdrawn__gt=n))
    newer = Q(posted__gt=OuterRef("posted")) | Q(posted=OuterRef("posted"), pk__gt=OuterRef("pk"))
    later = model._default_manager.filter(known & newer, key=OuterRef("key"))
    return model._default_manager.filter(known, ~Exists(later), void=False)


def one(model: type[K], n: int, **narrowed: Any) -> K | None:
    """The one fact that stands with these values; None for none."""
    return standing(model, n).filter(**narrowed).order_by("posted", "pk").first()


def borne(on: date, n: int) -> QuerySet[Designation]:
    """Titles that are borne on a day: begun, not run out, not withdrawn by a review."""
    gone = standing(Reviewed, n).filter(designation_id=OuterRef("designation_id"), outcome=Review.WITHDRAWN, on__lte=on)
    return standing(Designation, n).filter(~Exists(gone), valid_from__lte=on, valid_to__gt=on)


def waiting(n: int) -> QuerySet[Nomination]:
    """Nominations that no title came of yet."""
    given = standing(Designation, n).filter(nomination_id=OuterRef("nomination_id"))
    return standing(Nomination, n).filter(~Exists(given))


def in_places(communes: Collection[int], on: date, n: int) -> QuerySet[Profile]:
    """The organisations that are there on a day in these communes."""
    return queries.profiles(on, n).filter(place_id__in=communes).values("organisation_id")


def roots(n: int) -> dict[int, int]:
    """Record → the record it is counted as, at posting `n`, for records united with another."""
    links = {link.organisation_id: link.keep_id for link in queries.standing(SameAs, n)}

    def root(record: int) -> int:
        seen = {record}
        while record in links and links[record] not in seen:
            record = links[record]
            seen.add(record)
        return record

    return {record: root(record) for record in links}
