"""Who may do what in this room: the words of `accounts.roles` in its own questions."""

from typing import Any

from nongcot.accounts.policies import may

#: Records everything of this room.
EDIT = "exemplars.edit"
#: Reads what is in work: nominations, the weak ones, amounts of single co-ops.
READ_WORK = "register.view_working"


def may_edit(user: Any) -> bool:
    """Whether this person may record what this room keeps."""
    return may(user, EDIT)


def sees_work(user: Any) -> bool:
    """Whether this person sees nominations, work lists, and amounts of single co-ops."""
    return may(user, READ_WORK)
