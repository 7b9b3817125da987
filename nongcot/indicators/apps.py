"""The ledger's room."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class IndicatorsConfig(AppConfig):
    name = "nongcot.indicators"

    def ready(self) -> None:
        from nongcot.indicators import guards

        # Weak references would lose a bound receiver; a module function stays.
        post_migrate.connect(guards.install, dispatch_uid="indicators.guards")
        register(guards.check, Tags.database)
