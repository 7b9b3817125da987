"""Who may state terms and targets."""

from typing import Any

from nongcot.accounts.policies import may


def may_edit(user: Any) -> bool:
    """Whether the forms of this room open."""
    return may(user, "plans.edit")
