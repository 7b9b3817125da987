"""Rules of law and readings, as dated rows."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models


class RuleQuerySet(models.QuerySet["Rule"]):
    """Rows that come and are taken back; counts both for `Rule.written`."""

    def bulk_create(self, objs: "Iterable[Rule]", *args: Any, **kwargs: Any) -> "list[Rule]":
        Rule.written += 1
        return super().bulk_create(objs, *args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        Rule.written += 1
        return super().update(**kwargs)


class Rule(models.Model):
    """Parameters that hold during `[valid_from, valid_to)`, with their legal basis.

    A rule is never edited: a new version is a new row under the same `code` and `valid_from`, posted later. `verified`
    is false where the basis was not read; such rules are shown as unverified wherever they work. `first_said` names the
    posting that said it first, where the row only goes on with that: cut by a later rule, or standing again by an undo.
    """

    written_once: ClassVar[str] = "retracted"
    #: How often this process wrote such rows: with the newest ids it tells whether what `rules` holds is still true,
    #: also where an act that was tried out, or refused, gave the same ids to other rows.
    written: ClassVar[int] = 0

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

    objects: ClassVar[models.Manager[Self]] = RuleQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("code", "valid_from"), name="basis_rule_code"),)

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        Rule.written += 1
        super().save(*args, **kwargs)


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
