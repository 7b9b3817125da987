"""People who may sign in, and the book they keep."""

from typing import Any, TypedDict

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from nongcot.accounts import policies
from nongcot.accounts.roles import Role


class User(AbstractBaseUser):
    """A person with an account. What it may do follows from its role alone (`roles.py`)."""

    username = models.CharField(
        _("tên đăng nhập"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("Tên đăng nhập này đã có người dùng.")},
    )
    full_name = models.CharField(_("họ và tên"), max_length=200)
    email = models.EmailField(_("thư điện tử"), blank=True)
    role = models.CharField(_("vai trò"), max_length=20, choices=Role)
    is_active = models.BooleanField(_("đang dùng"), default=True)
    joined = models.DateTimeField(_("ngày mở tài khoản"))

    objects = BaseUserManager["User"]()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")
        ordering = ("username",)

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    @property
    def is_staff(self) -> bool:
        """Whether Django's admin opens: for the keeper alone."""
        return policies.may(self, "upkeep")

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's word for `policies.may`."""
        return policies.may(self, perm)


class Signer(TypedDict):
    """Who signs: `authority` such as "TM. BAN THƯỜNG VỤ" (may be empty), `office` such as "CHỦ TỊCH", `name`."""

    authority: str
    office: str
    name: str


class Book(models.Model):
    """The book of one provincial alliance: the only row of its table.

    `province_code` is the province's code on the day the book was opened (GSO); `place` stands before the date of
    documents ("Nam Định, ngày …"); `letterhead_line` is the alliance's line in their head where it is not simply the
    name in capitals; `symbol` closes their numbers ("Số: 05/BC-LMHTX"). A demonstration book keeps in `example_hash`
    of what it was built; empty means that its building did not come to an end.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    province_code = models.CharField(_("mã tỉnh"), max_length=10)
    province = models.CharField(_("tỉnh, thành phố"), max_length=100)
    name = models.CharField(_("tên Liên minh Hợp tác xã"), max_length=200)
    parent_body = models.CharField(_("cơ quan cấp trên"), max_length=200, blank=True)
    place = models.CharField(_("địa danh ghi trên văn bản"), max_length=100)
    letterhead_line = models.CharField(_("dòng tên trên đầu văn bản"), max_length=200, blank=True)
    symbol = models.CharField(_("ký hiệu văn bản"), max_length=50, default="LMHTX")
    signers = models.JSONField(_("người ký"), default=list, blank=True)
    is_demonstration = models.BooleanField(_("sổ dùng thử"), default=False)
    example_hash = models.CharField(max_length=64, blank=True, editable=False)
    opened = models.DateTimeField(_("ngày mở sổ"))

    class Meta:
        verbose_name = _("sổ")
        verbose_name_plural = _("sổ")
        constraints = [models.CheckConstraint(name="accounts_book_is_one", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return self.name

    @property
    def letterhead(self) -> tuple[str, str]:
        """The two lines at the left of a document's head, in capitals: the parent body (may be empty), the alliance."""
        return self.parent_body.upper(), self.letterhead_line or self.name.upper()

    @property
    def public_url(self) -> str:
        """Where people reach the book, without a final slash: `PUBLIC_URL`, for a trial the address on this machine."""
        return settings.PUBLIC_URL
