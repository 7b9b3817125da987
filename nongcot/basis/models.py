"""Rules of law and readings, as dated rows."""

from typing import ClassVar

from django.db import models


class Rule(models.Model):
    """Parameters that hold during `[valid_from, valid_to)`, with their legal basis.

    A rule is never edited: a new version is a new row under the same `code` and `valid_from`, posted later. `verified`
    is false where the basis was not read; such rules are shown as unverified wherever they work. `first_said` names the
    posting that said it first, where the row only goes on with that: cut by a later rule, or standing again by an undo.
    """

    written_once: ClassVar[str] = "retracted"

    code = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField()
    parameters = models.JSONField()
    legal_basis = models.CharField(max_length=400)
    verified = models.BooleanField()
    note = models.TextField(blank=True)
    first_said = models.BigIntegerField(null=True)
    posted = models.BigIntegerField()
    retracted = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=("code", "valid_from"), name="basis_rule_code"),)

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from}"


class Document(models.Model):
    """A policy or document of Party and State that the work rests on, in force during `[valid_from, valid_to)`.

    Never edited: a correction is a new row under the same `number`, posted later. Days that nobody read are None;
    `verified` is false where the text itself was not read.
    """

    written_once: ClassVar[str] = "retracted"

    number = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    issuer = models.CharField(max_length=200)
    title = models.CharField(max_length=400)
    signed_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    replaced_by = models.CharField(max_length=60, blank=True)
    verified = models.BooleanField()
    source = models.CharField(max_length=400, blank=True)
    note = models.TextField(blank=True)
    posted = models.BigIntegerField()
    retracted = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=("number", "posted"), name="basis_document_number"),)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
