"""Who may do what with support."""

from typing import Any

from nongcot.accounts.policies import may

#: The capabilities that open the room's doors.
RECORD = "support.edit"
READ_WORKING = "register.view_working"


def may_record(user: Any) -> bool:
    """Whether this person may record and correct what was done for organisations."""
    return may(user, RECORD)


def sees_amounts(user: Any) -> bool:
    """Whether this person may see amounts of single supports and loans: officers and leaders."""
    return may(user, READ_WORKING)
