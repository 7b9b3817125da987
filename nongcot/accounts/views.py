"""Signing in and out, and one's own password."""

from django.contrib.auth import views
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from nongcot.accounts import demonstration
from nongcot.accounts.forms import OwnPasswordForm, SignInForm
from nongcot.accounts.policies import may
from nongcot.accounts.roles import CAPABILITIES


class SignIn(views.LoginView):
    """Where closed doors lead; the demonstration book prints its accounts here."""

    template_name = "accounts/sign_in.html"
    form_class = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        welcome = demonstration.are_welcome()
        return super().get_context_data(**kwargs) | {"accounts": demonstration.ACCOUNTS if welcome else ()}


class SignOut(views.LogoutView):
    """Ends the session; only by a button (POST), so that no link can sign somebody out."""


def me(request: HttpRequest) -> HttpResponse:
    """One's own account: name, role, and what the role may do."""
    capabilities = [capability for code, capability in CAPABILITIES.items() if may(request.user, code)]
    return render(request, "accounts/me.html", {"capabilities": capabilities})


class OwnPassword(SuccessMessageMixin, views.PasswordChangeView):
    """Change one's own password; other sessions of the account end."""

    template_name = "accounts/own_password.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("accounts:me")
    success_message = _("Đã đổi mật khẩu.")
