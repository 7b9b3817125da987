"""The room's name for Django."""

from django.apps import AppConfig


class LinkageConfig(AppConfig):
    """Linkage contracts, value chains, joint ventures."""

    name = "nongcot.linkage"
    verbose_name = "Linkage"
