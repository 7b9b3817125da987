"""Who may do what with the register: the words of `accounts.roles` in the room's own questions."""

from typing import Any

from nongcot.accounts.policies import may
from nongcot.registry.fields import FIELDS

#: The capabilities that open the room's doors.
RECORD = "register.edit"
UNDO = "register.undo"
READ_JOURNAL = "register.view_working"


def may_record(user: Any) -> bool:
    """Whether this person may record and correct facts."""
    return may(user, RECORD)


def may_undo(user: Any) -> bool:
    """Whether this person may undo a posting."""
    return may(user, UNDO)


def reads_working(user: Any) -> bool:
    """Whether this person may read what the alliance keeps for its work."""
    return may(user, READ_JOURNAL)


def may_read_field(user: Any, code: str) -> bool:
    """Whether this person may read a field: public ones everybody, working ones officers; refused ones are none."""
    return FIELDS[code].klass == "public" or may(user, "register.view_working")
