"""Forms of one's own account."""

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from nongcot.ui.forms import NamingForm


class SignInForm(AuthenticationForm):
    """Name and password; says the same whether the name or the password was wrong."""

    error_messages = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu chưa đúng."),
        "inactive": _("Tên đăng nhập hoặc mật khẩu chưa đúng."),
    }


class OwnPasswordForm(NamingForm, PasswordChangeForm):
    """The present password, then the new one twice."""
