"""Workbooks that were received, what became of their rows, and what officers decided about them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Batch(models.Model):
    """A workbook on its way into the book: received, understood, applied, perhaps withdrawn.

    The file itself is kept only while it is worked on; its hash stays. `decisions` are the officer's answers: overrides
    of what was understood, duplicates decided, changes agreed to.

    `on_proposed` says that nobody told the day of the list: it is the file's own, or today. `rows` are the rows of its
    sheets, None while nobody counted them. `task` names the worker's task that reads or applies it, `failure` is the
    sentence of why the last one came to nothing. `left_until` is the last day on which the workbook of the rows that
    did not go in is kept. `applied_after` is the newest posting before it was applied: its place among all acts, also
    where it had nothing to write and has no `posting`.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("đang đọc")
        READY = "ready", _("chờ xem trước")
        REFUSED = "refused", _("không nhận")
        APPLYING = "applying", _("đang ghi sổ")
        APPLIED = "applied", _("đã áp dụng")
        WITHDRAWN = "withdrawn", _("đã rút lại")
        DROPPED = "dropped", _("đã bỏ")
        EXPIRED = "expired", _("hết hạn giữ")

    #: States in which its file is kept and something may still become of it.
    OPEN = (State.RECEIVED, State.READY, State.APPLYING)

    class Scope(models.TextChoices):
        PART = "part", _("một phần danh sách")
        WHOLE = "whole", _("toàn bộ danh sách của một phạm vi")

    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED)
    kind = models.CharField(max_length=24, blank=True)
    on = models.DateField()
    on_proposed = models.BooleanField(default=False)
    rows = models.PositiveIntegerField(null=True)
    scope = models.CharField(max_length=5, choices=Scope, default=Scope.PART)
    scope_place = models.CharField(max_length=5, blank=True)
    scope_kind = models.CharField(max_length=12, blank=True)
    decisions = models.JSONField(default=dict)
    refusal = models.TextField(blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    posting = models.BigIntegerField(null=True)
    applied_after = models.BigIntegerField(null=True)
    undone_by = models.BigIntegerField(null=True)
    outcome = models.JSONField(default=dict)
    task = models.CharField(max_length=64, blank=True)
    failure = models.TextField(blank=True)
    left_until = models.DateField(null=True)

    class Meta:
        ordering = ("-received_at", "-pk")

    def __str__(self) -> str:
        return self.name

    @property
    def asks_scope(self) -> bool:
        """Whether nobody has said yet if it is a whole list; until then it is taken as a part."""
        return bool(self.decisions.get("ask_scope"))

    def tell_scope(self, kind: str, place: str) -> None:
        """The whole list of a kind in a place, or ("" for the kind) a part; it is not asked again."""
        self.scope = self.Scope.WHOLE if kind else self.Scope.PART
        self.scope_kind, self.scope_place = kind, place
        self.decisions = {name: told for name, told in self.decisions.items() if name != "ask_scope"}

    @property
    def receipt(self) -> str:
        """The reference by which an applied batch is named: the posting's number."""
        return str(self.posting) if self.posting else ""


class Mention(models.Model):
    """What an applied row said of an organisation, also where the book said so already; in the order of applying.

    Not a fact: should a batch be withdrawn, these rows of the others say what still has a source (`mentions`).
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="mentions")
    sheet = models.CharField(max_length=120)
    row_no = models.PositiveIntegerField()
    organisation_id = models.BigIntegerField(db_index=True)
    told = models.JSONField()

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row_no}"


class Restated(models.Model):
    """A row of a table of assertions that was stated for a standing batch when another one was withdrawn.

    It bears the number of that withdrawal and is the standing batch's all the same: it goes when the batch goes.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="restated")
    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("table", "row_id"), name="intake_restated_one_batch"),)

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}"


class Decision(models.Model):
    """Whether a row of some file and a record of the register are one; kept, so that the next file need not ask.

    `same` is null while nobody has answered: a question once asked stays one, whatever came into the register since.
    """

    name_key = models.CharField(max_length=300)
    place_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField()
    same = models.BooleanField(null=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("name_key", "place_id", "organisation_id"), name="intake_decision_one_answer"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name_key} {self.organisation_id}: {self.same}"


class StillThere(models.Model):
    """An officer's word that a record which a whole list of a day leaves out stands all the same.

    Not a fact: it changes no figure. The next whole list of the same scope and day does not ask again.
    """

    organisation_id = models.BigIntegerField()
    scope_kind = models.CharField(max_length=12)
    scope_place = models.CharField(max_length=5, blank=True)
    on = models.DateField()
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="+")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("scope_kind", "scope_place", "on", "organisation_id"), name="intake_stillthere_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.on}"
