"""Facts of the programme, the rows derived from them, and the working papers of councils.

What counts (dossiers filed, results, recognitions) are assertions of the ledger; a certificate is the register's own.
Sheets in progress are working papers: no figure counts them, so they are ordinary rows.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators.models import Assertion
from nongcot.ocop.vocabulary import Regime
from nongcot.registry.models import Derived, Holding, Keyed


class Rubric(Assertion):
    """The criteria of one product set as an officer entered them from the decision, where none came with the program.

    Another version is a new row under the same regime and set: the newest one that was not withdrawn stands.
    """

    written_once: ClassVar[str] = "withdrawn"

    regime = models.CharField(max_length=16)
    set_code = models.CharField(max_length=12)
    criteria = models.JSONField()
    legal_basis = models.CharField(max_length=400)
    verified = models.BooleanField()

    class Meta:
        indexes = (models.Index(fields=("regime", "set_code"), name="ocop_rubric_of"),)

    def __str__(self) -> str:
        told = {"set": self.set_code, "regime": Regime(self.regime).label, "basis": self.legal_basis}
        return _("Bảng tiêu chí %(set)s của %(regime)s (căn cứ: %(basis)s)") % told


class Dossier(Keyed):
    """A product's dossier under one regime: first, upgrade or re-evaluation.

    It is a draft until it is filed (`earliest`..`latest`) with the commune `place_id`.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    product_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=16)
    regime = models.CharField(max_length=16)
    set_code = models.CharField(max_length=12)
    opened_on = models.DateField()
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    precision = models.CharField(max_length=8, blank=True)
    place_id = models.BigIntegerField(default=0)
    reference = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.set_code}"


class Step(Keyed):
    """Something that happened to a dossier or to a recognition: a commune's check, a return, a withdrawal, a
    revocation.

    `details` holds what the step asks: the contents checked, or the reasons.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    dossier = models.CharField(max_length=40, db_index=True, blank=True)
    certificate = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=16)
    day = models.DateField()
    document_no = models.CharField(max_length=80, blank=True)
    body = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class Result(Keyed):
    """What a council or an authority found: points by part and their total as exact text, stars, what limited them.

    `star` None is no recognition; `pending_star` 5 is a provincial result that waits for the centre. `dossier` is empty
    for results taken over from lists.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    product_id = models.BigIntegerField(db_index=True)
    dossier = models.CharField(max_length=40, db_index=True, blank=True)
    kind = models.CharField(max_length=16)
    regime = models.CharField(max_length=16, blank=True)
    set_code = models.CharField(max_length=12, blank=True)
    level = models.CharField(max_length=8)
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8)
    document_no = models.CharField(max_length=80, blank=True)
    body = models.CharField(max_length=200, blank=True)
    part_a = models.CharField(max_length=20, blank=True)
    part_b = models.CharField(max_length=20, blank=True)
    part_c = models.CharField(max_length=20, blank=True)
    total = models.CharField(max_length=20, blank=True)
    star = models.PositiveSmallIntegerField(null=True)
    pending_star = models.PositiveSmallIntegerField(null=True)
    details = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.total} {self.earliest}"


class Recognition(Keyed):
    """The decision that recognises a product; its certificate (`certificate`, a key) is the register's."""

    organisation_id = models.BigIntegerField(db_index=True)
    product_id = models.BigIntegerField(db_index=True)
    dossier = models.CharField(max_length=40, db_index=True, blank=True)
    certificate = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=16)
    regime = models.CharField(max_length=16, blank=True)
    set_code = models.CharField(max_length=12, blank=True)
    level = models.CharField(max_length=8, blank=True)
    star = models.PositiveSmallIntegerField()
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8)
    document_no = models.CharField(max_length=80, blank=True)
    body = models.CharField(max_length=200, blank=True)
    product_code = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.star} {self.document_no}"


class Evidence(Keyed):
    """A paper that proves an option of a criterion; it may end (`valid_to`), and may be a certificate of the
    register."""

    organisation_id = models.BigIntegerField(db_index=True)
    dossier = models.CharField(max_length=40, db_index=True)
    criterion = models.CharField(max_length=12)
    title = models.CharField(max_length=300)
    reference = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField(null=True)
    valid_to = models.DateField()
    certificate = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.title


class Title(Holding):
    """What holds of a product or of a producer: `valid` (certified), `ever` (ever recognised), `potential` (waits for
    five stars), `producer` (of an organisation: one of its products is certified; `stars` joins those it has).
    """

    star = models.CharField(max_length=8)
    stars = models.CharField(max_length=40)
    product_sector = models.CharField(max_length=8)
    product_group = models.CharField(max_length=12)
    producer_kind = models.CharField(max_length=16)
    regime = models.CharField(max_length=16)

    class Meta:
        indexes = (models.Index(fields=("organisation_id", "posted"), name="ocop_title_of"),)

    def __str__(self) -> str:
        return f"{self.code} {self.subject_id} {self.valid_from}"


class Occurrence(Derived):
    """What happened to a product, dated: `filed`, `assessed`, `recognised`, `first` (first recognised)."""

    code = models.CharField(max_length=16)
    product_id = models.BigIntegerField()
    star = models.CharField(max_length=8)
    dossier_kind = models.CharField(max_length=16)
    product_sector = models.CharField(max_length=8)
    producer_kind = models.CharField(max_length=16)
    deciding_level = models.CharField(max_length=8)

    class Meta:
        indexes = (models.Index(fields=("organisation_id", "posted"), name="ocop_occurrence_of"),)

    def __str__(self) -> str:
        return f"{self.code} {self.product_id} {self.valid_from}"


class Council(models.Model):
    """A sitting at which dossiers are scored: a rehearsal by the alliance ("chấm thử"), or a real council where the
    authority uses the book for it. A closed one is only read."""

    class Purpose(models.TextChoices):
        REHEARSAL = "rehearsal", gettext_lazy("Chấm thử của Liên minh")
        COUNCIL = "council", gettext_lazy("Hội đồng đánh giá, phân hạng")

    purpose = models.CharField(max_length=12, choices=Purpose)
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=8)
    day = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    decision_no = models.CharField(max_length=80, blank=True)
    closed_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title


class Seat(models.Model):
    """A member of a council, in the order in which the minutes name them."""

    class Office(models.TextChoices):
        CHAIR = "chair", gettext_lazy("Chủ tịch hội đồng")
        DEPUTY = "deputy", gettext_lazy("Phó chủ tịch hội đồng")
        SECRETARY = "secretary", gettext_lazy("Thư ký")
        MEMBER = "member", gettext_lazy("Thành viên")

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ocop_seats")
    office = models.CharField(max_length=12, choices=Office, default=Office.MEMBER)
    unit = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("council", "member"), name="ocop_seat_once"),)

    def __str__(self) -> str:
        return str(self.member)


class Item(models.Model):
    """A dossier before a council, with the options its members agreed on (criterion → option number, 0: none applies)
    and the disqualifiers they found."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="items")
    dossier = models.CharField(max_length=40, db_index=True)
    place = models.PositiveSmallIntegerField(default=0)
    agreed = models.JSONField(default=dict)
    stops = models.JSONField(default=list)
    remark = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("council", "dossier"), name="ocop_item_once"),)

    def __str__(self) -> str:
        return self.dossier


class Conflict(models.Model):
    """A member with an interest in a producer is kept out of its dossiers."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="conflicts")
    organisation_id = models.BigIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("seat", "organisation_id"), name="ocop_conflict_once"),)

    def __str__(self) -> str:
        return self.reason


class Score(models.Model):
    """A sheet being filled in: a member's for an item, or the dossier's own self-assessment (no item, no seat).

    `chosen` maps criteria to the numbers of the options chosen (0: none applies).
    """

    dossier = models.CharField(max_length=40, db_index=True)
    item = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="scores")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.CASCADE, related_name="scores")
    chosen = models.JSONField(default=dict)
    remarks = models.JSONField(default=dict)
    handed_in = models.DateTimeField(null=True)
    saved = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("item", "seat"), name="ocop_score_once"),
            models.UniqueConstraint(
                fields=("dossier",), condition=models.Q(item=None), name="ocop_score_one_self_assessment"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dossier} {self.seat_id or ''}"
