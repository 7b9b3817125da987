"""Two records of one organisation: united by a dated link, separated by taking the link back. No row ever moves."""

from datetime import date

from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.registry import keyed, lives, standing, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import SameAs
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.registry.values import USUAL_LENGTH


def unite_records(
    *, organisation_id: int, keep_id: int, since: date, by: User | None, seen: int | None = None, reason: str = ""
) -> Recorded:
    """Note that two records are one organisation: the facts of the first are counted as facts of `keep_id`.

    This is no merger in law (`reorganisations.merge_into`). Raises NotNow for a record with itself, or where one of
    them is united already; ChangedSince.
    """
    if organisation_id == keep_id:
        raise NotNow(_("Cần hai bản ghi khác nhau."))
    with posting("registry.unite_records", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        lives.of(organisation_id)
        lives.of(keep_id)
        for record in (organisation_id, keep_id):
            versions.require_events_unchanged(record, seen)
        writing.unite(
            entry, organisation_id=organisation_id, keep_id=keep_id, since=since, reason=reason[:USUAL_LENGTH]
        )
    return Recorded(entry.n, (organisation_id, keep_id), (f"s{organisation_id}",))


def separate_records(*, organisation_id: int, by: User | None, seen: int | None = None, reason: str = "") -> Recorded:
    """Take back that a record is the same as another: both stand again as they were told.

    Raises NotNow when it was united with none, ChangedSince when it was united anew after posting `seen`.
    """
    with posting("registry.separate_records", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        if organisation_id not in standing.united([organisation_id]):
            raise NotNow(_("Bản ghi này không gộp vào bản ghi nào."))
        link = keyed.standing(SameAs, f"s{organisation_id}")
        versions.require_fact_unchanged(link, seen)
        writing.unite(
            entry,
            organisation_id=organisation_id,
            keep_id=link.keep_id,
            since=link.since,
            reason=reason[:USUAL_LENGTH],
            void=True,
        )
    return Recorded(entry.n, (organisation_id, link.keep_id), (link.key,))
