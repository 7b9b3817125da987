"""The room's facts as they stood at a posting, in the database: lists are counted and cut there."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from nongcot.exemplars.models import Designation, Nomination, Reviewed
from nongcot.exemplars.vocabulary import Review
from nongcot.registry.models import Keyed
from nongcot.registry.queries import standing_rows

K = TypeVar("K", bound=Keyed)


def one(model: type[K], n: int, **narrowed: Any) -> K | None:
    """The one fact that stands with these values; None for none."""
    return standing_rows(model, n).filter(**narrowed).order_by("posted", "pk").first()


def borne(on: date, n: int) -> QuerySet[Designation]:
    """Titles that are borne on a day: begun, not run out, not withdrawn by a review."""
    gone = standing_rows(Reviewed, n).filter(
        designation_id=OuterRef("designation_id"), outcome=Review.WITHDRAWN, on__lte=on
    )
    return standing_rows(Designation, n).filter(~Exists(gone), valid_from__lte=on, valid_to__gt=on)


def waiting(n: int) -> QuerySet[Nomination]:
    """Nominations that no title came of yet."""
    given = standing_rows(Designation, n).filter(nomination_id=OuterRef("nomination_id"))
    return standing_rows(Nomination, n).filter(~Exists(given))
