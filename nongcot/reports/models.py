"""What was produced, when and by whom, so that the same paper comes again: its file, and what it was composed from."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Composition(models.Model):
    """One Word document that left the house.

    It is given by `kind`, `term`, `on_day`, the posting `n` it was composed at, and `head`: whatever stood outside the
    ledger then (letterhead, place, signer, public address, mark of a demonstration book). `sha256` is of its bytes,
    which are kept (`reports.kept`); `size` counts them, None of a report noted before files were kept.
    """

    written_once: ClassVar[str] = ""

    moment = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    kind = models.CharField(max_length=20)
    term = models.PositiveSmallIntegerField()
    on_day = models.DateField()
    n = models.BigIntegerField()
    head = models.JSONField()
    figures = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("-moment", "-pk")

    def __str__(self) -> str:
        return f"{self.kind} {self.term} {self.on_day} @{self.n}"
