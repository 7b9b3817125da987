"""What can be done to the book's cover and to accounts."""

from collections.abc import Sequence

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.accounts import demonstration
from nongcot.accounts.models import Book, Signer, User
from nongcot.kernel import clock
from nongcot.kernel.text import nfc


@transaction.atomic
def open_book(
    *,
    province_code: str,
    province: str,
    name: str,
    place: str,
    parent_body: str = "",
    letterhead_line: str = "",
    symbol: str = "LMHTX",
    signers: Sequence[Signer] = (),
    is_demonstration: bool = False,
) -> Book:
    """Open the book of this installation. Raises ValidationError when one is open already or a value is missing."""
    if Book.objects.exists():
        raise ValidationError(_("Ở đây đã có một sổ; mỗi bản cài đặt chỉ giữ một sổ."))
    book = Book(
        province_code=province_code,
        province=province,
        name=nfc(name),
        parent_body=nfc(parent_body),
        place=nfc(place),
        letterhead_line=nfc(letterhead_line),
        symbol=nfc(symbol),
        signers=list(signers),
        is_demonstration=is_demonstration,
        opened=clock.now(),
    )
    book.full_clean()
    book.save(force_insert=True)
    return book


def add_user(*, username: str, full_name: str, role: str, password: str, email: str = "") -> User:
    """Open an account. Raises ValidationError when a value is wrong, the name is taken or the password is weak."""
    user = User(username=username, full_name=nfc(full_name), role=role, email=email, joined=clock.now())
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    return user


def set_password(*, username: str, password: str) -> User:
    """Give an account another password, for somebody who forgot it; its sessions end.

    Raises ValidationError when there is no such account or the password is weak.
    """
    user = _account(username)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def disable_user(*, username: str) -> User:
    """Close an account: its sessions end with their next request, what it did stays under its name.

    Raises ValidationError when there is no such account.
    """
    user = _account(username)
    user.is_active = False
    user.save(update_fields=["is_active"])
    return user


def open_demonstration_accounts() -> list[User]:
    """Open the printed accounts. Raises ValidationError outside a demonstration book."""
    if not demonstration.are_welcome():
        raise ValidationError(_("Tài khoản dùng thử chỉ có trong sổ dùng thử."))
    users = []
    for account in demonstration.ACCOUNTS:
        user = User(username=account.username, full_name=account.full_name, role=account.role, joined=clock.now())
        user.set_password(account.password)
        user.save()
        users.append(user)
    return users


def _account(username: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise ValidationError(_("Không có tài khoản “%(username)s”.") % {"username": username})
    return user
