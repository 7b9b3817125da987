"""Officers' answers about a workbook: what was understood wrongly, which rows are whose, which changes may be made."""

from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.intake.models import Batch, Decision
from nongcot.intake.proposals import Answers
from nongcot.intake.understanding import SheetOverride
from nongcot.kernel import clock
from nongcot.registry.outcomes import NotNow


def overrides_of(batch: Batch) -> dict[str, SheetOverride]:
    """The officers' corrections of what was understood."""
    return {name: SheetOverride.from_json(value) for name, value in batch.decisions.get("overrides", {}).items()}


def answers_of(batch: Batch) -> Answers:
    """The officers' decisions about rows that are nobody's of those they are like, and about changes that wait."""
    same = {_row(key): None for key, value in batch.decisions.get("same", {}).items() if not value}
    told = (key.rsplit("#", 2) for key in batch.decisions.get("agreed", []))
    return Answers(same, frozenset((sheet, int(row), what) for sheet, row, what in told))


def same_rows_of(batch: Batch) -> dict[tuple[str, int], tuple[str, int]]:
    """Rows that are one with an earlier row of the same file, by (sheet, row)."""
    return {_row(key): _row(value) for key, value in batch.decisions.get("same", {}).items() if value}


def _row(key: str) -> tuple[str, int]:
    sheet, row = key.rsplit("#", 1)
    return sheet, int(row)


def override(*, batch: Batch, sheet: str, change: SheetOverride, by: User | None) -> None:
    """Keep an officer's correction of one table; earlier ones of other cells and columns stay."""
    require_open(batch, Batch.State.READY)
    before = overrides_of(batch).get(sheet, SheetOverride())
    merged = SheetOverride(
        change.kind or before.kind,
        change.header_rows or before.header_rows,
        {**before.columns, **change.columns},
        {**before.units, **change.units},
        {**before.cells, **change.cells},
    )
    batch.decisions = {
        **batch.decisions,
        "overrides": {**batch.decisions.get("overrides", {}), sheet: merged.to_json()},
    }
    batch.save(update_fields=["decisions"])


def decide_duplicate(
    *, batch: Batch, row: str, place: int, key: str, organisation_id: int, same: bool, by: User | None
) -> None:
    """Keep whether a row ("sheet#number") and a record are one; remembered for later files by name and commune."""
    require_open(batch, Batch.State.READY)
    Decision.objects.update_or_create(
        name_key=key,
        place_id=place,
        organisation_id=organisation_id,
        defaults={"same": same, "decided_at": clock.now(), "decided_by": by},
    )
    _note_pair(batch, row, str(organisation_id), same)


def decide_row(*, batch: Batch, row: str, other: str, same: bool, by: User | None) -> None:
    """Keep whether a row and an earlier row of the same file (both "sheet#number") are one organisation."""
    require_open(batch, Batch.State.READY)
    if same:
        batch.decisions = {**batch.decisions, "same": {**batch.decisions.get("same", {}), row: other}}
    _note_pair(batch, row, other, same)


def decide_nobody(*, batch: Batch, row: str, by: User | None) -> None:
    """Keep that a row is none of those it is like: it begins a record of its own."""
    require_open(batch, Batch.State.READY)
    batch.decisions = {**batch.decisions, "same": {**batch.decisions.get("same", {}), row: None}}
    batch.save(update_fields=["decisions"])


def pairs_answered(batch: Batch) -> dict[str, dict[str, str]]:
    """By row, what was answered about each that it may be: "same" or "other"."""
    pairs: dict[str, dict[str, str]] = batch.decisions.get("pairs", {})
    return pairs


def _note_pair(batch: Batch, row: str, other: str, same: bool) -> None:
    answered = pairs_answered(batch)
    of_row = {**answered.get(row, {}), other: "same" if same else "other"}
    batch.decisions = {**batch.decisions, "pairs": {**answered, row: of_row}}
    batch.save(update_fields=["decisions"])


def agree(*, batch: Batch, sheet: str, row_no: int, what: str, by: User | None) -> None:
    """Keep an officer's yes to a change that waits for one."""
    require_open(batch, Batch.State.READY)
    said = {*batch.decisions.get("agreed", []), f"{sheet}#{row_no}#{what}"}
    batch.decisions = {**batch.decisions, "agreed": sorted(said)}
    batch.save(update_fields=["decisions"])


def require_open(batch: Batch, *states: str) -> None:
    """Raise `NotNow` with a sentence when the batch is in none of these states."""
    if batch.state not in states:
        raise NotNow(_("Tệp này đã ở tình trạng: %(state)s.") % {"state": batch.get_state_display()})
