"""The room of the products of each commune."""

from django.apps import AppConfig


class OcopConfig(AppConfig):
    name = "nongcot.ocop"
