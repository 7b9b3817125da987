"""The room of what the alliance does for co-ops."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "nongcot.support"
