"""Who may state titles and findings; everybody may read them."""

from typing import Any

from nongcot.accounts.policies import may

EDIT = "ntm.edit"


def may_edit(user: Any) -> bool:
    """Whether this person states titles of communes and what was found."""
    return may(user, EDIT)
