"""May this person do that? One question, answered from the table in `roles.py`."""

from typing import Any

from nongcot.accounts.roles import CAPABILITIES, VISITOR


def role_of(user: Any) -> str:
    """The role of `user`: that of the account, or visitor when nobody is signed in or the account is closed."""
    return user.role if user.is_authenticated and user.is_active else VISITOR


def may(user: Any, capability: str) -> bool:
    """True when `user` (an account or Django's AnonymousUser) holds `capability`.

    Raises KeyError for a capability that is not in the table: a misspelt word must not open or close a door silently.
    """
    return role_of(user) in CAPABILITIES[capability].roles
