"""Accounts of the demonstration book. Their passwords are printed for all to read, so no other book takes them."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import Book
from nongcot.accounts.roles import Role


@dataclass(frozen=True)
class Account:
    """An account that is printed beside the demonstration book's address."""

    username: str
    password: str
    full_name: str
    role: Role


ACCOUNTS = (
    Account("canbo", "canbo-dung-thu", "Cán bộ dùng thử", Role.OFFICER),
    Account("lanhdao", "lanhdao-dung-thu", "Lãnh đạo dùng thử", Role.LEADER),
    Account("hoidong", "hoidong-dung-thu", "Ủy viên hội đồng dùng thử", Role.COUNCIL),
    Account("quantri", "quantri-dung-thu", "Quản trị dùng thử", Role.KEEPER),
)
PASSWORDS = frozenset(account.password for account in ACCOUNTS)


def are_welcome() -> bool:
    """True where the printed passwords open: a demonstration book that is not served to the world."""
    return not settings.PRODUCTION and Book.objects.filter(is_demonstration=True).exists()


class DemonstrationPasswordValidator:
    """Refuses the printed passwords when somebody chooses one."""

    def validate(self, password: str, user: Any = None) -> None:
        if password in PASSWORDS:
            raise ValidationError(_("Mật khẩu này được in sẵn cho sổ dùng thử, không dùng để bảo vệ tài khoản."))

    def get_help_text(self) -> str:
        return _("Không dùng mật khẩu in sẵn của sổ dùng thử.")
