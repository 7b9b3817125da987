"""The look: layout, components, template tags, pictures. No models."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The room's entry in Django's list of apps."""

    name = "nongcot.ui"
