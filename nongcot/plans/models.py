"""Terms of the alliance and their targets, as rows that are never edited."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nongcot.plans.comparators import Comparator, Goal


class Term(models.Model):
    """The term after one congress. `start` and `end` are both days of it.

    A correction is a new row under the same `number`, posted later. `convention` marks days that nobody has read in a
    document and that this book has agreed on.
    """

    written_once: ClassVar[str] = "retracted"

    number = models.PositiveSmallIntegerField()
    start = models.DateField()
    end = models.DateField()
    congress = models.DateField(null=True)
    label = models.CharField(max_length=120)
    convention = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    posted = models.BigIntegerField()
    retracted = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=("number", "posted"), name="plans_term_number"),)

    def __str__(self) -> str:
        return self.label

    @property
    def years(self) -> str:
        """ "2020–2025"."""
        return f"{self.start.year}–{self.end.year}"

    def judges(self, year: int) -> bool:
        """Whether a yearly target of that year is judged: the term had begun by the year's first day."""
        return date(year, 1, 1) >= self.start


class Organ(models.Model):
    """An organ of the alliance in a term, in numbers and by its decision only: no names, no personal data.

    `seats` is how many it has, `women` how many of them are women (None: not told).
    """

    written_once: ClassVar[str] = "retracted"

    class Kind(models.TextChoices):
        CONGRESS = "congress", _("Đại hội đại biểu")
        EXECUTIVE = "executive", _("Ban Chấp hành")
        STANDING = "standing", _("Ban Thường vụ")
        INSPECTION = "inspection", _("Ủy ban Kiểm tra")

    term = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    seats = models.PositiveIntegerField()
    women = models.PositiveIntegerField(null=True)
    decision_no = models.CharField(max_length=80, blank=True)
    decided_on = models.DateField(null=True)
    issuing_body = models.CharField(max_length=200, blank=True)
    posted = models.BigIntegerField()
    retracted = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=("term", "kind", "posted"), name="plans_organ_of"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.term}"


class Target(models.Model):
    """What was promised of one indicator, in one place, for each year or for the term as a whole.

    `key` is the target's identity over its corrections. `low` is the promised value (of `between` the lower end), empty
    where the source wishes without a number (`comparator` empty) or says "keep". `baseline_value` None is not known.
    `cancelled_years` lists the years (of a term target its last year) given up for lack of funding.
    """

    written_once: ClassVar[str] = "retracted"

    class Period(models.TextChoices):
        YEAR = "year", _("mỗi năm")
        TERM = "term", _("cả nhiệm kỳ")

    key = models.CharField(max_length=32)
    term = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=60)
    cells = models.JSONField(default=dict)
    place = models.CharField(max_length=10, blank=True)
    period_kind = models.CharField(max_length=4, choices=Period)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    comparator = models.CharField(max_length=10, choices=Comparator, blank=True)
    low = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    high = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    baseline_value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    baseline_day = models.DateField(null=True)
    document = models.CharField(max_length=300)
    source = models.CharField(max_length=400, blank=True)
    responsible = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    cancelled_years = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField(default=0)
    posted = models.BigIntegerField()
    retracted = models.BigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("term", "posted"), name="plans_target_term"),
            models.Index(fields=("key",), name="plans_target_key"),
        )

    def __str__(self) -> str:
        return f"{self.term}: {self.indicator}"

    @property
    def goal(self) -> Goal | None:
        """What the value is held against; None for a wish without a number."""
        if not self.comparator:
            return None
        return Goal(Comparator(self.comparator), self.low, self.high, self.baseline_value)

    @property
    def is_yearly(self) -> bool:
        """Whether each year is judged by itself."""
        return self.period_kind == self.Period.YEAR

    @property
    def years(self) -> range:
        """The calendar years the target speaks of."""
        return range(self.first_year, self.last_year + 1)
