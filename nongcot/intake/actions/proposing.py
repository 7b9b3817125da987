"""What applying a batch would do, with all that officers answered: the one road to its proposal."""

from dataclasses import replace

from nongcot.intake import consequences, scopes
from nongcot.intake.actions.answering import answers_of, same_rows_of
from nongcot.intake.comparing import propose
from nongcot.intake.differences import Difference
from nongcot.intake.models import Batch
from nongcot.intake.proposals import CHANGE, UNCHANGED, Answers, Proposal, Scope, concern_other_rooms
from nongcot.intake.understanding import Understood
from nongcot.kernel import memory


def scope_of(batch: Batch) -> Scope | None:
    """The scope whose whole list the workbook is, if it is one."""
    if batch.scope != Batch.Scope.WHOLE:
        return None
    return Scope(batch.scope_kind, batch.scope_place)


def proposed(batch: Batch, understood: Understood, *, effect: bool = True) -> Proposal:
    """What becomes of each row, of the scope, and (with `effect`) of the figures, at the newest knowledge.

    Raises `SheetRefused` where the place of the scope was none on the day of the list.
    """
    with memory.remembering():
        scopes.require_known(scope_of(batch), batch.on)
        answers = _with_rows_of_the_file(batch, understood, answers_of(batch))
        proposal = propose(understood, on=batch.on, scope=scope_of(batch), answers=answers, effect=effect)
        if effect and concern_other_rooms(proposal.rows):
            proposal.effect = consequences.of(proposal, answers)
    for row in proposal.rows:
        difference = kept_agreed(row.difference, (row.sheet, row.row_no), answers)
        if difference is not row.difference:
            row.difference = difference
            row.action = CHANGE if row.action == UNCHANGED else row.action
    return proposal


def _with_rows_of_the_file(batch: Batch, understood: Understood, answers: Answers) -> Answers:
    """Rows that are one with an earlier row of the file get the number under which that row's record is proposed.

    These numbers are known only once the rows are matched; answers about later rows do not move them.
    """
    asked = same_rows_of(batch)
    if not asked:
        return answers
    matched = propose(understood, on=batch.on, answers=answers, effect=False)
    numbers = {(row.sheet, row.row_no): row.organisation_id for row in matched.rows}
    found = {row: number for row, other in asked.items() if (number := numbers.get(other))}
    return replace(answers, same={**answers.same, **found})


def kept_agreed(difference: Difference, row: tuple[str, int], answers: Answers) -> Difference:
    """The difference with those worse texts as changes that an officer wants all the same; no figure counts texts."""
    wanted = tuple(change for change in difference.kept if (*row, change.field) in answers.agreed)
    if not wanted:
        return difference
    kept = tuple(change for change in difference.kept if change not in wanted)
    return replace(difference, changes=(*difference.changes, *wanted), kept=kept)
