"""What is told of exemplary co-ops, technology and investments, as it was stated, and the rows worked out from it.

A nomination, a designation, an investment and the like have a number of their own, under which their steps, checks and
reviews are told; each of these is a fact with its own posting.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.exemplars import criteria
from nongcot.exemplars.vocabulary import AwardKind, Finding, Per, Remedy, Review, Spent, Step, Title
from nongcot.registry.models import Derived, Holding, Keyed
from nongcot.registry.words import label


class Nomination(Keyed):
    """A co-op is nominated for a title in a field: under which movement, for which year, since when."""

    organisation_id = models.BigIntegerField(db_index=True)
    nomination_id = models.BigIntegerField(db_index=True)
    title = models.CharField(max_length=12)
    field = models.CharField(max_length=16)
    level = models.CharField(max_length=20)
    programme = models.CharField(max_length=16, blank=True)
    movement = models.CharField(max_length=300, blank=True)
    year = models.PositiveSmallIntegerField()
    nominated_on = models.DateField()
    achievements = models.CharField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return _("Đề nghị “%(title)s” năm %(year)s") % {"title": label(Title, self.title), "year": self.year}


class StepTaken(Keyed):
    """A step of a nomination was taken on a day; of the council's also how many of how many voted for it."""

    organisation_id = models.BigIntegerField(db_index=True)
    nomination_id = models.BigIntegerField(db_index=True)
    step = models.CharField(max_length=12)
    outcome = models.CharField(max_length=8)
    on = models.DateField()
    document_no = models.CharField(max_length=80, blank=True)
    body = models.CharField(max_length=200, blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_total = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return _("Bước “%(step)s” của đề nghị") % {"step": label(Step, self.step)}


class Check(Keyed):
    """A condition of a nomination was checked on a day, by a paper; `criterion` is a code of the row of criteria."""

    organisation_id = models.BigIntegerField(db_index=True)
    nomination_id = models.BigIntegerField(db_index=True)
    criterion = models.CharField(max_length=40)
    finding = models.CharField(max_length=8)
    on = models.DateField()
    evidence = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        told = {"criterion": criteria.label_of(self.criterion), "finding": label(Finding, self.finding)}
        return _("Điều kiện “%(criterion)s”: %(finding)s") % told


class Designation(Keyed):
    """A co-op bears a title in a field by a decision, from a day known as precisely as `valid_from`, `latest` and
    `precision` say, until before `valid_to` (`FAR`: no end is written). `amount` is the money given, in đồng."""

    organisation_id = models.BigIntegerField(db_index=True)
    designation_id = models.BigIntegerField(db_index=True)
    nomination_id = models.BigIntegerField(null=True, db_index=True)
    title = models.CharField(max_length=12)
    field = models.CharField(max_length=16)
    level = models.CharField(max_length=20)
    programme = models.CharField(max_length=16, blank=True)
    decision_no = models.CharField(max_length=80, blank=True)
    decided_on = models.DateField(null=True)
    issuing_body = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8)
    valid_to = models.DateField()
    amount = models.BigIntegerField(null=True)
    story = models.CharField(max_length=1000, blank=True)

    def __str__(self) -> str:
        decision = f" ({self.decision_no})" if self.decision_no else ""
        return f"{label(Title, self.title)}{decision}"


class Reviewed(Keyed):
    """The yearly review of a designation: kept, or withdrawn from `on` with a reason."""

    organisation_id = models.BigIntegerField(db_index=True)
    designation_id = models.BigIntegerField(db_index=True)
    year = models.PositiveSmallIntegerField()
    on = models.DateField()
    outcome = models.CharField(max_length=12)
    reason = models.CharField(max_length=500, blank=True)
    document_no = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return _("Rà soát năm %(year)s: %(outcome)s") % {"year": self.year, "outcome": label(Review, self.outcome)}


class Replication(Keyed):
    """An organisation took over the way of an exemplar, on a day known as precisely as it is told."""

    organisation_id = models.BigIntegerField(db_index=True)
    replication_id = models.BigIntegerField(db_index=True)
    exemplar_id = models.BigIntegerField(db_index=True)
    field = models.CharField(max_length=16)
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8)
    how = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return _("Nhân rộng điển hình")


class Recognition(Keyed):
    """A co-op is confirmed as applying high technology for a year: which technologies, on what, by which evidence.

    Confirmed on a day known as precisely as it is told. A title of law holds to its own end (`valid_to`); a yearly
    confirmation holds as the reading says, `valid_to` ends it early.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    recognition_id = models.BigIntegerField(db_index=True)
    year = models.PositiveSmallIntegerField()
    technologies = models.CharField(max_length=200)
    applied_to = models.CharField(max_length=300, blank=True)
    area = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    evidence = models.CharField(max_length=300)
    confirmed_by = models.CharField(max_length=200)
    document_no = models.CharField(max_length=80, blank=True)
    legal_title = models.CharField(max_length=12, blank=True)
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8)
    valid_to = models.DateField()

    def __str__(self) -> str:
        return _("Xác nhận ứng dụng công nghệ cao năm %(year)s") % {"year": self.year}


class Investment(Keyed):
    """A co-op invested in machinery, technology or growth. `funds` maps each source to đồng, null where only the source
    is known; `quantity` says how much in words ("2 máy", "1.200 m²")."""

    organisation_id = models.BigIntegerField(db_index=True)
    investment_id = models.BigIntegerField(db_index=True)
    spent_on = models.CharField(max_length=12)
    technology = models.CharField(max_length=16, blank=True)
    what = models.CharField(max_length=300)
    quantity = models.CharField(max_length=100, blank=True)
    funds = models.JSONField(default=dict)
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8)
    document_no = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{label(Spent, self.spent_on)}: {self.what}"

    @property
    def amount(self) -> int | None:
        """All of it, in đồng; None while the amount of any source is not known."""
        known = [value for value in self.funds.values() if value is not None]
        return sum(known) if known and len(known) == len(self.funds) else None


class EffectiveModel(Keyed):
    """An effective model (mô hình hiệu quả): what is made, where, on how much land, at what cost and profit.

    `organisation_id` is 0 for a model that is no organisation's of the register. Amounts in đồng, for what `per` says;
    what a source does not tell is null. `seasons` is how many a year.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    model_id = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=300)
    activity = models.CharField(max_length=300, blank=True)
    sector = models.CharField(max_length=8, blank=True)
    place_id = models.BigIntegerField(default=0)
    place_text = models.CharField(max_length=200, blank=True)
    area = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    process = models.CharField(max_length=300, blank=True)
    members = models.PositiveIntegerField(null=True)
    output = models.CharField(max_length=200, blank=True)
    outlet = models.CharField(max_length=200, blank=True)
    per = models.CharField(max_length=12)
    seasons = models.PositiveSmallIntegerField(null=True)
    cost = models.BigIntegerField(null=True)
    income = models.BigIntegerField(null=True)
    profit = models.BigIntegerField(null=True)
    as_of = models.DateField()
    active = models.BooleanField(null=True)
    note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return _("Mô hình hiệu quả: %(name)s") % {"name": self.name}

    @property
    def per_label(self) -> str:
        """What the amounts are told for, in words."""
        return label(Per, self.per)


class Award(Keyed):
    """An award or commendation of an organisation, or of one of its products, decided on a day as precisely told."""

    organisation_id = models.BigIntegerField(db_index=True)
    award_id = models.BigIntegerField(db_index=True)
    product_id = models.BigIntegerField(null=True)
    award = models.CharField(max_length=16)
    level = models.CharField(max_length=20)
    name = models.CharField(max_length=300, blank=True)
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8)
    decision_no = models.CharField(max_length=80, blank=True)
    issuing_body = models.CharField(max_length=200, blank=True)
    amount = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return self.name or label(AwardKind, self.award)


class Strengthening(Keyed):
    """What was undertaken with a weak or stopped co-op on a day, and by when the next is due."""

    organisation_id = models.BigIntegerField(db_index=True)
    remedy = models.CharField(max_length=12)
    on = models.DateField()
    due = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return label(Remedy, self.remedy)


class Honour(Holding):
    """While a co-op bears a title or is confirmed: `code` is exemplar, model or high_tech.

    Keys of the overlapping breakdowns are joined by commas.
    """

    fields = models.CharField(max_length=120)
    levels = models.CharField(max_length=120)
    programmes = models.CharField(max_length=60)
    technologies = models.CharField(max_length=120)

    class Meta:
        indexes = (
            models.Index(fields=("organisation_id",), condition=Q(retracted=None), name="exemplars_honour_live"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.organisation_id} {self.valid_from}..{self.valid_to}"


class Occurrence(Derived):
    """What happened: new_exemplar, replication, award, product_award, investment; `amount` in đồng, null if not known.

    `item` numbers what is counted apart though all else is equal.
    """

    code = models.CharField(max_length=16)
    subject_id = models.BigIntegerField()
    item = models.BigIntegerField()
    fields = models.CharField(max_length=120)
    levels = models.CharField(max_length=120)
    award = models.CharField(max_length=16)
    technology = models.CharField(max_length=16)
    funding_source = models.CharField(max_length=16)
    amount = models.BigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("organisation_id",), condition=Q(retracted=None), name="exemplars_occurrence_live"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.organisation_id} {self.valid_from}"
