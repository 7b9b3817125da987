"""What is told of courses, support and loans, as it was stated, and the rows worked out from it that figures read.

A course bears its rows itself (`organisation_id` below 0, `indicators.bearers`); who came is told in numbers alone.
`basis` is the number of the document of the register (`basis.models.Document`) that it rests on, "" for none;
`document_no` names another paper.
"""

from django.db import models
from django.utils.translation import gettext as _

from nongcot.registry.models import Derived, Keyed
from nongcot.registry.words import label, money
from nongcot.support.vocabulary import Help, Lender


def resting(what: str, basis: str) -> str:
    """Something with the document that it rests on, in words."""
    return _("%(what)s, căn cứ %(document)s") % {"what": what, "document": basis} if basis else what


class Course(Keyed):
    """A training course, which counts on the day it ended: `earliest`, `latest`, `precision`.

    `starts` is its first day where told; `place_id` a commune, 0 for none; `budget` in đồng.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    course_id = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=300)
    topic = models.CharField(max_length=16)
    programme = models.CharField(max_length=16)
    holder = models.CharField(max_length=12)
    partner = models.CharField(max_length=200, blank=True)
    place_id = models.BigIntegerField(default=0)
    venue = models.CharField(max_length=300, blank=True)
    starts = models.DateField(null=True)
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8)
    document_no = models.CharField(max_length=80, blank=True)
    basis = models.CharField(max_length=60, blank=True)
    budget = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return resting(self.name, self.basis)


class Coming(Keyed):
    """How many people of an organisation came to a course: `numbers` by role, `women` among them where told.

    `organisation_id` is the course's own number for people of no organisation of the register.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    course_id = models.BigIntegerField(db_index=True)
    numbers = models.JSONField(default=dict)
    women = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return _("%(n)s lượt người, lớp số %(course)s") % {"n": sum(self.numbers.values()), "course": self.course_id}


class Support(Keyed):
    """Something done for an organisation on a day known as precisely as told; `amount` in đồng, None where there is
    none or it is not told."""

    organisation_id = models.BigIntegerField(db_index=True)
    support_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=16)
    help = models.CharField(max_length=16)
    programme = models.CharField(max_length=16)
    what = models.CharField(max_length=300)
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8)
    amount = models.BigIntegerField(null=True)
    giver = models.CharField(max_length=200, blank=True)
    document_no = models.CharField(max_length=80, blank=True)
    basis = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return resting(f"{label(Help, self.help)}: {self.what}", self.basis)


class LoanProject(Keyed):
    """A loan project approved for an organisation; `amount` is what was approved, `months` the term where told."""

    organisation_id = models.BigIntegerField(db_index=True)
    loan_id = models.BigIntegerField(db_index=True)
    lender = models.CharField(max_length=16)
    purpose = models.CharField(max_length=300)
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8)
    document_no = models.CharField(max_length=80, blank=True)
    basis = models.CharField(max_length=60, blank=True)
    amount = models.BigIntegerField(null=True)
    months = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return resting(f"{label(Lender, self.lender)}: {self.purpose}", self.basis)


class Payout(Keyed):
    """Money paid out under a loan project in `turns` loans to members (0: to the organisation itself).

    `relent` says that it was money that had come back before ("quay vòng").
    """

    organisation_id = models.BigIntegerField(db_index=True)
    loan_id = models.BigIntegerField(db_index=True)
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8)
    turns = models.PositiveIntegerField(default=0)
    amount = models.BigIntegerField()
    relent = models.BooleanField(default=False)

    def __str__(self) -> str:
        return _("Giải ngân %(amount)s, %(turns)s lượt thành viên") % {
            "amount": money(self.amount),
            "turns": self.turns,
        }


class Taught(Derived):
    """A course (`code` course) or those who came to it in one role (`code` coming), on the day it ended."""

    code = models.CharField(max_length=8)
    course_id = models.BigIntegerField()
    topic = models.CharField(max_length=16)
    programme = models.CharField(max_length=16)
    role = models.CharField(max_length=12)
    number = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("organisation_id", "posted"), name="support_taught_of"),)

    def __str__(self) -> str:
        return f"{self.course_id} {self.code} {self.role}"


class Given(Derived):
    """An organisation was supported: by a support told (`code` support), a course it came to, a loan paid out.

    `women_managed` is what the register says of that day.
    """

    code = models.CharField(max_length=8)
    support_id = models.BigIntegerField()
    support_kind = models.CharField(max_length=16)
    programme = models.CharField(max_length=16)
    women_managed = models.CharField(max_length=8)
    amount = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=("organisation_id", "posted"), name="support_given_of"),)

    def __str__(self) -> str:
        return f"{self.code} {self.support_id}"


class Lent(Derived):
    """A loan project on the day of its approval (`code` project), or money paid out under it (`code` payout)."""

    code = models.CharField(max_length=8)
    loan_id = models.BigIntegerField()
    lender = models.CharField(max_length=16)
    turns = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("organisation_id", "posted"), name="support_lent_of"),)

    def __str__(self) -> str:
        return f"{self.code} {self.loan_id}"
