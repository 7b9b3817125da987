"""The keeper's desk at /quan-tri/: accounts can be changed there, everything else is only shown.

Facts change through the rooms' actions, which post to the ledger; a desk that edited rows would be a second road.
"""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from nongcot.accounts.models import User
from nongcot.accounts.policies import may


class KeeperSite(admin.AdminSite):
    """Django's admin behind the door `upkeep`."""

    site_header = site_title = _("Quản trị hệ thống")
    index_title = _("Vận hành")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return may(request.user, "upkeep")

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        """There is one sign-in page; who is signed in and comes here anyway finds nothing."""
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        """There is one page for one's own password, too."""
        return redirect("accounts:own_password")


class Shown(admin.ModelAdmin[Model]):
    """Rows to look at, not to change."""

    list_per_page = 50
    show_full_result_count = False

    def get_list_display(self, request: HttpRequest) -> list[str]:
        return [field.name for field in self.model._meta.concrete_fields][:8]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request.user, "upkeep")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may(request.user, "upkeep")

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class Accounts(Shown):
    """Names, roles and closing of accounts; opened by `nongcot user add`, never deleted."""

    fields = ("username", "full_name", "email", "role", "is_active", "joined", "last_login")
    readonly_fields = ("username", "joined", "last_login")

    def get_list_display(self, request: HttpRequest) -> list[str]:
        return ["username", "full_name", "role", "is_active", "last_login"]

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request.user, "upkeep")


def open_site() -> KeeperSite:
    """The site with every table of the house on it."""
    opened = KeeperSite(name="keeper")
    opened.register(User, Accounts)
    for model in apps.get_models():
        if model._meta.app_config.name.startswith("nongcot.") and model is not User:
            opened.register(model, Shown)
    return opened


site = open_site()
