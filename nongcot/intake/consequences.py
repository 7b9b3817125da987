"""What applying a workbook would do to the figures of every room.

Rows that tell of organisations alone are worked out from the lives they would give (`proposals`). Products,
certificates, contracts, events and who goes to them concern other rooms too: they are told in a posting that is only
supposed, so that each room works them out itself. Neither holds up a writer.
"""

from dataclasses import replace

from nongcot.indicators.effects import Effect, effects_of_all
from nongcot.intake import telling
from nongcot.intake.proposals import CHANGE, CREATE, Answers, Proposal, listed
from nongcot.registry.supposing import BEYOND, supposing


def of(proposal: Proposal, answers: Answers) -> list[Effect]:
    """The figures before and after."""
    # Telling a row leaves in it whose it became: the proposal itself is still to be looked at, and to be applied.
    rows = [
        replace(row, candidate=replace(row.candidate))
        for row in proposal.rows
        if row.action in (CREATE, CHANGE) and row.candidate is not None
    ]
    born = {number: BEYOND - number for number in telling.unborn(rows)}
    with supposing() as supposed:
        telling.tell(supposed, rows, born, telling.Told("", proposal.on, answers, "effect", listed(proposal.rows)))
        return effects_of_all(supposed.follow(), proposal.on)
