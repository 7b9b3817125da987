"""The register's room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegistryConfig(AppConfig):
    name = "nongcot.registry"

    def ready(self) -> None:
        from nongcot.registry import finding_tables

        # Weak references would lose a bound receiver; a module function stays.
        post_migrate.connect(finding_tables.install, sender=self, dispatch_uid="registry.finding")
