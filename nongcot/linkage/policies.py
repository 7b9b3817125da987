"""Who may do what in this room."""

from typing import Any

from nongcot.accounts.policies import may

RECORD = "linkage.edit"
READ_WORKING = "register.view_working"


def may_record(user: Any) -> bool:
    """Whether this person may record contracts, chains and ventures."""
    return may(user, RECORD)


def may_read_working(user: Any) -> bool:
    """Whether this person may read sums, prices and papers of one contract."""
    return may(user, READ_WORKING)
