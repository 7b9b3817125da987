"""The ledger's room."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class IndicatorsConfig(AppConfig):
    name = "nongcot.indicators"

    def ready(self) -> None:
        from nongcot.indicators import guards

        # Django says it once for each room, when the tables of all of them stand.
        post_migrate.connect(guards.install, sender=self, dispatch_uid="indicators.guards")
        register(guards.check, Tags.database)
