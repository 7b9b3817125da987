from django.apps import AppConfig


class ExemplarsConfig(AppConfig):
    """The room of exemplary co-ops, high technology, investments and effective models."""

    name = "nongcot.exemplars"
    label = "exemplars"
