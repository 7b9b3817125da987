"""Who may do what with fairs and promotion."""

from typing import Any

from nongcot.accounts.policies import may

#: The capabilities that open the room's doors.
RECORD = "trade.edit"
READ_WORKING = "register.view_working"


def may_record(user: Any) -> bool:
    """Whether this person may record and correct what is told of events."""
    return may(user, RECORD)


def sees_results(user: Any) -> bool:
    """Whether this person may see what single participants told, and buyers: officers and leaders."""
    return may(user, READ_WORKING)
