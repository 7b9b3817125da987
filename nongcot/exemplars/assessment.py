"""By which criteria a nomination is assessed: those of its day; once a title came of it, as they were known then."""

from nongcot.exemplars import criteria, queries
from nongcot.exemplars.criteria import Criteria
from nongcot.exemplars.models import Designation, Nomination


def criteria_of(nomination: Nomination, n: int) -> Criteria:
    """The criteria of a nomination at posting `n`."""
    given = designation_of(nomination, n)
    known = min(n, given.posted) if given is not None else n
    return criteria.of(nomination.title, nomination.programme, nomination.nominated_on, known)


def designation_of(nomination: Nomination, n: int) -> Designation | None:
    """The title that came of a nomination."""
    return queries.one(Designation, n, nomination_id=nomination.nomination_id)
