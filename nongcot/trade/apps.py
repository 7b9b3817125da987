"""The room of fairs and promotion."""

from django.apps import AppConfig


class TradeConfig(AppConfig):
    name = "nongcot.trade"
