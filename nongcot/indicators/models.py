"""The ledger's tables: postings, definitions, spans, roll-ups, quoted figures."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Posting(models.Model):
    """One act that changed facts: one transaction, one number. `n` is the only stable point of knowledge."""

    written_once: ClassVar[str] = ""

    #: Who acted where no person did; shown in the reader's language.
    SYSTEM: ClassVar[str] = "system"

    class Cause(models.TextChoices):
        OPENING = "opening", gettext_lazy("mở sổ")
        ACT = "act", gettext_lazy("ghi sổ")
        IMPORT = "import", gettext_lazy("nhập bảng tính")
        CORRECTION = "correction", gettext_lazy("đính chính")
        UNDO = "undo", gettext_lazy("rút lại")
        DEFINITION = "definition", gettext_lazy("đổi định nghĩa")

    n = models.BigIntegerField(primary_key=True)
    moment = models.DateTimeField(db_index=True)
    act = models.CharField(max_length=80)
    cause = models.CharField(max_length=12, choices=Cause)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=150)
    reason = models.TextField(blank=True)
    source = models.TextField(blank=True)
    undoes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("n",)

    def __str__(self) -> str:
        return f"{self.n}"

    @property
    def actor_label(self) -> str:
        """Who acted, as pages write it."""
        return self.label_of(self.actor_name)

    @classmethod
    def label_of(cls, actor_name: str) -> str:
        """What a stored name of an actor is written as."""
        return _("hệ thống") if actor_name == cls.SYSTEM else actor_name


class Assertion(models.Model):
    """A fact as it was stated by one posting. Never edited.

    Rows with the same identity (`key` columns of the concrete table) supersede one another by `posted`; an undo sets
    `withdrawn` once on all that a posting asserted, so that what stood before stands again by itself.
    """

    posted = models.BigIntegerField(db_index=True)
    withdrawn = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


class Definition(models.Model):
    """A version of an indicator's query that the ledger is posted under; retracted when a newer one took its place."""

    written_once: ClassVar[str] = "retracted"
    #: How often this process posted definitions: whether what was read in the same posting is still true.
    written: ClassVar[int] = 0

    code = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=32)
    posted = models.BigIntegerField()
    retracted = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("code",), condition=Q(retracted=None), name="indicators_definition_one_current"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class Span(models.Model):
    """Subject S of organisation O counts for a definition in one cell during `[valid_from, valid_to)`.

    `axis` is empty for the rows a total is summed from; rows of a named axis hold a breakdown whose cells are no
    attributes of the counted row. `place` is a unit's id (0: not known), `cell` the values of the definition's own
    breakdowns joined by `|`. Posted at `posted`; corrected, if ever, at `retracted`. Nothing else ever changes.
    """

    written_once: ClassVar[str] = "retracted"

    definition_id = models.IntegerField()
    organisation_id = models.BigIntegerField()
    subject_id = models.BigIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    place_id = models.BigIntegerField()
    sector = models.CharField(max_length=8)
    kind = models.CharField(max_length=12)
    axis = models.CharField(max_length=24, default="")
    cell = models.CharField(max_length=120, default="")
    amount = models.BigIntegerField()
    opens_by = models.CharField(max_length=12)
    closes_by = models.CharField(max_length=12, default="")
    posted = models.BigIntegerField()
    retracted = models.BigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("organisation_id",), condition=Q(retracted=None), name="indicators_span_organisation"),
            # The last columns are what totals, places and movements are summed from: the spans themselves are not read.
            models.Index(
                fields=(
                    *("definition_id", "axis", "valid_from", "valid_to", "posted", "retracted"),
                    *("place_id", "kind", "amount", "subject_id", "opens_by"),
                ),
                name="indicators_span_time",
            ),
            models.Index(
                fields=(
                    *("definition_id", "axis", "valid_to", "posted", "retracted"),
                    *("place_id", "kind", "amount", "subject_id", "closes_by"),
                ),
                condition=Q(retracted=None) & Q(valid_to__lt="9999-12-31"),
                name="indicators_span_closing",
            ),
            models.Index(
                fields=("definition_id", "axis", "retracted"),
                condition=Q(retracted__isnull=False),
                name="indicators_span_taken_back",
            ),
        )
        constraints = (
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="indicators_span_holds_a_day"),
            models.CheckConstraint(
                condition=Q(retracted=None) | Q(retracted__gt=F("posted")), name="indicators_span_retracted_later"
            ),
        )

    def __str__(self) -> str:
        return f"{self.definition_id}:{self.subject_id} {self.valid_from}..{self.valid_to}"


class Rollup(models.Model):
    """Sums of a stock's openings and closings, so that a total never costs more than its months.

    `grain` year holds every commune (`sector` = `*`) and the book as a whole; `grain` month the book alone, by sector
    (`*`: all) and cause. `place` −1 is the book: the communes of its scope and what has no known place (0). Only the
    newest knowledge is kept here.
    """

    BOOK = -1
    ALL = "*"

    definition_id = models.IntegerField()
    grain = models.CharField(max_length=5)
    period = models.DateField()
    place_id = models.BigIntegerField()
    sector = models.CharField(max_length=8)
    kind = models.CharField(max_length=12)
    cause = models.CharField(max_length=16)
    amount = models.BigIntegerField()
    subjects = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("definition_id", "grain", "place_id", "sector", "period", "kind", "cause"),
                name="indicators_rollup_key",
            ),
        )

    def __str__(self) -> str:
        return f"{self.definition_id} {self.grain} {self.period}"


class Quoted(Assertion):
    """A figure that a source states, in its words; kept beside counted figures and never mixed with them.

    The newest row of an `identity` that was not withdrawn stands, a `void` one takes it back. `place` is the code of
    the unit it speaks of, as of its time (empty: the whole book), `scope` the same in the source's words. `page` says
    where in the source it stands (page, table, figure), `population` whom it speaks of, in the source's words.
    """

    written_once: ClassVar[str] = "withdrawn"

    key = models.CharField(max_length=40, blank=True, default="", db_index=True)
    void = models.BooleanField(default=False)
    code = models.CharField(max_length=80)
    label = models.CharField(max_length=300)
    indicator = models.CharField(max_length=60, blank=True)
    cells = models.JSONField(default=dict)
    scope = models.CharField(max_length=120)
    place = models.CharField(max_length=10, blank=True, default="")
    as_of = models.CharField(max_length=30)
    earliest = models.DateField()
    latest = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=6)
    unit = models.CharField(max_length=60)
    qualifier = models.CharField(max_length=40, blank=True)
    source_title = models.CharField(max_length=400)
    source_url = models.URLField(max_length=600, blank=True)
    page = models.CharField(max_length=120, blank=True, default="")
    population = models.CharField(max_length=300, blank=True, default="")
    verified = models.BooleanField()
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.label} {self.as_of}"

    @property
    def identity(self) -> str:
        """What a correction is asserted under: the key, or the row's own number where it was kept without one."""
        return self.key or f"#{self.pk}"
