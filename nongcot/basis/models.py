"""Rules of law and readings, as dated rows."""

from typing import ClassVar

from django.db import models


class Rule(models.Model):
    """Parameters that hold during `[valid_from, valid_to)`, with their legal basis.

    A rule is never edited: a new version is a new row under the same `code` and `valid_from`, posted later. `verified`
    is false where the basis was not read; such rules are shown as unverified wherever they work.
    """

    written_once: ClassVar[str] = "retracted"

    code = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField()
    parameters = models.JSONField()
    legal_basis = models.CharField(max_length=400)
    verified = models.BooleanField()
    note = models.TextField(blank=True)
    posted = models.BigIntegerField()
    retracted = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=("code", "valid_from"), name="basis_rule_code"),)

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from}"
