"""The room of terms and targets."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "nongcot.plans"
