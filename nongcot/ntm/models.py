"""Titles of communes and what was found of single items, as they were stated; and the titles worked out from them."""

from django.db import models
from django.utils.translation import gettext as _

from nongcot.kernel.dates import format_day
from nongcot.ntm.vocabulary import Answer, Level
from nongcot.registry.models import Holding, Keyed


class Title(Keyed):
    """A commune was recognised at a level by a decision; it holds during `[valid_from, valid_to)`.

    `organisation_id` is the commune's bearer (`indicators.bearers`): a commune is no organisation.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    unit_id = models.BigIntegerField(db_index=True)
    level = models.CharField(max_length=12, choices=Level)
    decided_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    document_no = models.CharField(max_length=80, blank=True)
    issuing_body = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{Level(self.level).label} – {_('quyết định ngày')} {format_day(self.decided_on)}"


class Finding(Keyed):
    """What was found of one item of a criteria set in a commune, from `noted_on` until `valid_to`."""

    organisation_id = models.BigIntegerField(db_index=True)
    unit_id = models.BigIntegerField(db_index=True)
    set_code = models.CharField(max_length=20)
    item = models.CharField(max_length=10)
    answer = models.CharField(max_length=8, choices=Answer)
    noted_on = models.DateField()
    valid_to = models.DateField()
    what = models.CharField(max_length=300, blank=True)
    document_no = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{self.set_code} {self.item}: {Answer(self.answer).label}"


class Recognition(Holding):
    """Worked out from titles: the highest one of each time (`code` title), and each decision (`code` decision)."""

    ntm_level = models.CharField(max_length=12)

    class Meta:
        indexes = (models.Index(fields=("organisation_id", "retracted"), name="ntm_recognition_of"),)

    def __str__(self) -> str:
        return f"{self.subject_id} {self.ntm_level} {self.valid_from}"
