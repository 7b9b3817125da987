"""Signing in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from nongcot.accounts import demonstration, policies
from nongcot.accounts.models import User


class BookBackend(ModelBackend):
    """Name and password; the printed passwords open a demonstration book alone. Leave is read from `roles.py`."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if password in demonstration.PASSWORDS and not demonstration.are_welcome():
            return None
        return super().authenticate(request, username=username, password=password, **kwargs)

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return policies.may(user_obj, perm)


def client_address(request: HttpRequest) -> str | None:
    """Whose attempts are counted together. Behind the proxy of a production book it is the last address that the proxy
    itself appended: whatever stands before it was written by the visitor."""
    if settings.PRODUCTION:
        forwarded = request.headers.get("X-Forwarded-For", "")
        if forwarded:
            return forwarded.rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR")
