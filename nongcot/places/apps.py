"""The room's entry in Django's list of apps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "nongcot.places"
    verbose_name = _("Địa bàn")
