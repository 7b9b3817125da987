"""Records of a whole list's scope that the list does not name, and of which nobody has said yet what became of them.

Asked for before the list is applied and afterwards, since officers find out later. One that has ended, moved away or
was of another kind by the list's day is no question any more, whoever recorded it.
"""

from nongcot.indicators.models import Posting
from nongcot.intake.looks import Look
from nongcot.intake.models import Batch, StillThere
from nongcot.intake.proposals import Absent, places_of
from nongcot.registry.models import Profile


def is_asked(batch: Batch) -> bool:
    """Whether a batch has such a question at all: it is a whole list, open or applied."""
    return batch.scope == Batch.Scope.WHOLE and batch.state in (Batch.State.READY, Batch.State.APPLIED)


def open_ones(batch: Batch, look: Look | None) -> list[Absent]:
    """The records that are still to be settled, by name, as they stand on the list's day at the newest knowledge.

    Of an open batch those of its look; of an applied one those that were missing when it was applied.
    """
    asked = _asked(batch, look)
    if not asked:
        return []
    live = Profile.objects.filter(
        retracted=None,
        valid_from__lte=batch.on,
        valid_to__gt=batch.on,
        kind=batch.scope_kind,
        place_id__in=places_of(batch.scope_place, batch.on),
    )
    columns = ("organisation_id", "name", "place_id", "statistical_status")
    rows = live.order_by("sort_key", "organisation_id").values_list(*columns)
    return [Absent(*row) for row in rows if row[0] in asked]


def open_count(batch: Batch, look: Look | None) -> int:
    """How many there are."""
    return len(open_ones(batch, look))


def _asked(batch: Batch, look: Look | None) -> set[int]:
    if not is_asked(batch):
        return set()
    if batch.state == Batch.State.READY:
        asked = {absent.organisation_id for absent in look.preview.absent} if look else set()
    else:
        asked = set(batch.outcome.get("absent", []))
    answered = StillThere.objects.filter(scope_kind=batch.scope_kind, scope_place=batch.scope_place, on=batch.on)
    return asked - set(answered.values_list("organisation_id", flat=True)) - _settled(batch)


def _settled(batch: Batch) -> set[int]:
    """Records of which this batch's page recorded something that stands: what was undone is asked again."""
    told: dict[str, int] = batch.outcome.get("settled", {})
    undone = set(Posting.objects.filter(undoes__in=set(told.values())).values_list("undoes_id", flat=True))
    return {int(pk) for pk, n in told.items() if n not in undone}
