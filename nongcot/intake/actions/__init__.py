"""What may become of a workbook: received, answered, applied in one posting, withdrawn in another, given up."""

from nongcot.intake.actions.absences import settle_absent
from nongcot.intake.actions.answering import agree, decide_duplicate, decide_nobody, decide_row, override
from nongcot.intake.actions.applying import Applied, apply, finish
from nongcot.intake.actions.receiving import drop, preview, read, receive, take_look
from nongcot.intake.actions.retelling import retell
from nongcot.intake.actions.withdrawing import Withdrawn, undo, withdraw

__all__ = [
    "Applied",
    "Withdrawn",
    "agree",
    "apply",
    "decide_duplicate",
    "decide_nobody",
    "decide_row",
    "drop",
    "finish",
    "override",
    "preview",
    "read",
    "receive",
    "retell",
    "settle_absent",
    "take_look",
    "undo",
    "withdraw",
]
